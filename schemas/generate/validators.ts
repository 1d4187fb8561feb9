/** Emits src/schema/generated/clean.generated.ts: straight-line tests that say at full speed whether there is nothing to say. */
import type { ClassSource, EnumerationSource, PropertySource } from '../source/model.ts'
import { className, enumerationName, isCredential, isList, isRecord, isRequired } from './names.ts'

/** Terms that older Open Badges contexts lack. */
export const LATER_TERMS = ['awardedDate', 'endorsementJwt', 'inLanguage']

/** Those of badges, in one file with what all need. */
export function emitValidators(
  classes: readonly ClassSource[],
  enumerations: readonly EnumerationSource[],
): string {
  return [
    '/** True means: no issue at all, error or warning, in this part. False means: let the walk explain. */',
    "import type { Json, JsonObject } from '../../encoding/json.js'",
    "import { type Frame, isVersion1, within } from '../contexts/context-scope.js'",
    "import { EXTENSION, isContexts, isDate, isDateTime, isJws, isLanguage, isSafeUri } from '../classes/value-kinds.js'",
    '',
    ...enumerations.map(emitEnumeration),
    emitCommon(),
    ...classes.map(emitClass),
    'function AnyEndorsement(v: JsonObject, f: Frame): boolean {',
    "  return isVersion1(v['@context']) ? EndorsementCredential11(v, f) : EndorsementCredential(v, f)",
    '}',
    '',
    'export const clean: Readonly<Record<string, (v: JsonObject, f: Frame) => boolean>> = {',
    '  AnyEndorsement,',
    ...classes.map((source) => `  ${source.name},`),
    '}',
    '',
  ].join('\n')
}

/** What is emitted beside the tests of badges. */
interface Apart {
  /** Name of the table of tests. */
  readonly table: string
  readonly classes: readonly ClassSource[]
  readonly enumerations: readonly EnumerationSource[]
  /** Code that these classes alone need. */
  readonly own?: string
}

/** Those of records, which nothing loads until there is one. */
export function emitRecordValidators(
  classes: readonly ClassSource[],
  enumerations: readonly EnumerationSource[],
): string {
  const own = `function AnyRecorded(v: JsonObject, f: Frame): boolean {
  return isVersion1(v['@context']) ? RecordedCredential11(v, f) : RecordedCredential(v, f)
}
`
  return emitApart({ table: 'cleanRecord', classes, enumerations, own })
}

/** Those of VCDM itself, which nothing loads until there is a credential that is no badge. */
export function emitVcdmValidators(classes: readonly ClassSource[]): string {
  const own = `function holdsType(x: Json, name: string): boolean {
  return x === name || (Array.isArray(x) && isTypeNames(x) && x.includes(name))
}
`
  return emitApart({ table: 'cleanVcdm', classes, enumerations: [], own })
}

/** What badges have too is theirs. */
function emitApart({ table, classes, enumerations, own = '' }: Apart): string {
  const inside = new Set(classes.map(({ name }) => name))
  const borrowed = new Set<string>()
  for (const { properties } of classes) {
    for (const { kind } of Object.values(properties)) {
      const nested = kind === 'profileRef' ? 'Profile' : className(kind)
      if (nested !== undefined && !inside.has(nested)) borrowed.add(classTest(nested))
    }
  }
  const body = [
    ...enumerations.map(emitEnumeration),
    // Functions, which bundlers may leave out; a look-up they keep.
    ...[...borrowed].sort().map((name) => `const ${name}: Test = (v, f) => clean['${name}']!(v, f)`),
    '',
    own,
    ...classes.map(emitClass),
    `export const ${table}: Readonly<Record<string, Test>> = {`,
    ...classes.map((source) => `  ${source.name},`),
    '}',
    '',
  ].join('\n')
  const taken = IMPORTS.flatMap(([path, names]) => {
    const needed = names.filter((name) => new RegExp(`\\b${name.replace('type ', '')}\\b`).test(body))
    return needed.length === 0 ? [] : [`import { ${needed.join(', ')} } from '${path}'`]
  })
  return [
    '/** True means: no issue at all, error or warning, in this part. False means: let the walk explain. */',
    "import type { Json, JsonObject } from '../../encoding/json.js'",
    ...taken,
    '',
    body,
  ].join('\n')
}

/** Where the tests of others come from; each file imports what it uses. */
const IMPORTS: readonly (readonly [path: string, names: readonly string[]])[] = [
  ['../classes/value-kinds.js', ['isContexts', 'isDate', 'isDateTime', 'isJws', 'isLanguage', 'isSafeUri']],
  ['../classes/vcdm-kinds.js', ['isDateTimeStamp', 'isLanguageText', 'isTypeNames']],
  ['../contexts/context-scope.js', ['type Frame', 'isVersion1']],
  ['../contexts/record-scope.js', ['isPartContext', 'partFrame', 'withinRecord']],
  ['../contexts/vcdm-contexts.js', ['withinVcdm']],
  [
    './clean.generated.js',
    ['clean', 'either', 'eitherString', 'hasType', 'list', 'object', 'texts', 'tokens', 'type Test'],
  ],
]

function emitEnumeration({ name, values, extensible }: EnumerationSource): string {
  const set = `const ${name}Values: ReadonlySet<unknown> = new Set(${JSON.stringify(Object.keys(values))})`
  const test = extensible
    ? `${name}Values.has(x) || (typeof x === 'string' && EXTENSION.test(x))`
    : `${name}Values.has(x)`
  return `${set}\nconst is${name} = (x: Json): boolean => ${test}\n`
}

function emitCommon(): string {
  return `
export type Test = (v: JsonObject, f: Frame) => boolean

export function object(x: Json, f: Frame, test: Test): boolean {
  return typeof x === 'object' && x !== null && !Array.isArray(x) && test(x as JsonObject, f)
}

export function list(x: Json, f: Frame, test: Test): boolean {
  if (!Array.isArray(x)) return !f.strict && object(x, f, test)
  if (x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (!object(x[i], f, test)) return false
  return true
}

export function either(x: Json, f: Frame, test: Test): boolean {
  if (!Array.isArray(x)) return object(x, f, test)
  if (x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (!object(x[i], f, test)) return false
  return true
}

export function eitherString(x: Json): boolean {
  if (!Array.isArray(x)) return typeof x === 'string'
  if (x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'string') return false
  return true
}

export function texts(x: Json, f: Frame): boolean {
  if (!Array.isArray(x)) return !f.strict && typeof x === 'string'
  if (x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'string') return false
  return true
}

export function tokens(x: Json, f: Frame): boolean {
  if (!Array.isArray(x)) return !f.strict && isJws(x)
  if (x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (!isJws(x[i])) return false
  return true
}

export function hasType(x: Json, f: Frame, name: string): boolean {
  if (!Array.isArray(x)) return !f.strict && x === name
  let found = false
  for (let i = 0; i < x.length; i++) {
    if (x[i] === name) found = true
    else if (typeof x[i] !== 'string') return false
  }
  return found
}
`
}

function emitClass(source: ClassSource): string {
  const names = Object.keys(source.properties)
  const required = names.filter((name) => isRequired(source.properties[name]!.count))
  const bit = new Map(required.map((name, index) => [name, 1 << index]))
  const lines = names.flatMap((name) => {
    const property = source.properties[name]!
    const later = LATER_TERMS.includes(name)
      ? `if (f.lacks !== undefined && f.lacks.has('${name}')) return false; `
      : ''
    const seen = bit.has(name) ? ` seen |= ${bit.get(name)};` : ''
    return `      case ${JSON.stringify(name)}: ${later}if (!(${test(source, name, property)})) return false;${seen} break`
  })
  for (const name of source.also ?? []) lines.push(`      case ${JSON.stringify(name)}: break`)
  if (isCredential(source) && names.includes('validFrom')) {
    lines.push('      case "issuanceDate": case "expirationDate": return false')
  }
  lines.push(`      default: ${otherwise(source)}`)
  return [
    `function ${source.name}(v: JsonObject, ${frameName(source, lines)}: Frame): boolean {`,
    ...(isCredential(source)
      ? [
          `  const f = ${source.vcdm ? 'withinVcdm' : isRecord(source) ? 'withinRecord' : 'within'}(outer, v['@context'])`,
          '  if (f === undefined) return false',
        ]
      : source.apart
        ? ['  const f = partFrame(outer)']
        : []),
    required.length > 0 ? '  let seen = 0' : '',
    source.filled ? '  let filled = false' : '',
    '  for (const key in v) {',
    '    const x = v[key] as Json',
    source.filled ? '    filled = true' : '',
    '    switch (key) {',
    ...lines,
    '    }',
    '  }',
    required.length > 0
      ? `  return seen === ${(1 << required.length) - 1}`
      : `  return ${source.filled ? 'filled' : 'true'}`,
    '}',
    '',
  ]
    .filter((line) => line !== '' || false)
    .join('\n')
}

function frameName(source: ClassSource, lines: readonly string[]): string {
  if (isCredential(source) || source.apart) return 'outer'
  return lines.some((line) => /\bf\b/.test(line)) ? 'f' : '_f'
}

function otherwise(source: ClassSource): string {
  if (source.closed) return 'return false'
  return source.foreign
    ? "if (key === '__proto__') return false"
    : isCredential(source)
      ? "if (!f.open || key.charCodeAt(0) === 0x40 || key === '__proto__') return false"
      : "if (!f.open || key === '__proto__') return false"
}

/** Which class stands in a nested endorsement depends on that endorsement's own context. */
function classTest(name: string): string {
  if (name === 'RecordedCredential') return 'AnyRecorded'
  return name === 'EndorsementCredential' ? 'AnyEndorsement' : name
}

function test(source: ClassSource, name: string, property: PropertySource): string {
  const { kind, count } = property
  const nested = className(kind)
  if (property.either) return nested === undefined ? 'eitherString(x)' : `either(x, f, ${nested})`
  if (nested !== undefined) return `${isList(count) ? 'list' : 'object'}(x, f, ${classTest(nested)})`
  const enumeration = enumerationName(kind)
  if (enumeration !== undefined) return `is${enumeration}(x)`
  switch (kind) {
    case 'text':
      return isList(count) ? 'texts(x, f)' : "typeof x === 'string'"
    case 'string':
      return "typeof x === 'string'"
    case 'uri':
    case 'url':
      return 'isSafeUri(x)'
    case 'jws':
      return isList(count) ? 'tokens(x, f)' : 'isJws(x)'
    case 'dateTime':
      return 'isDateTime(x)'
    case 'date':
      return 'isDate(x)'
    case 'language':
      return 'isLanguage(x)'
    case 'boolean':
      return "typeof x === 'boolean'"
    case 'number':
      return "typeof x === 'number'"
    case 'context':
    case 'recordContext':
      return 'isContexts(x, f)'
    case 'languageText':
      return 'isLanguageText(x)'
    case 'dateTimeStamp':
      return 'isDateTimeStamp(x)'
    case 'typeNames':
      return 'isTypeNames(x)'
    case 'issuer':
      return "(typeof x === 'string' ? isSafeUri(x) : object(x, f, Issuer))"
    case 'partContext':
      return `isPartContext(x, ${source.name.endsWith('11')})`
    case 'types':
      if (source.vcdm) return `holdsType(x, '${source.types[0]![0]}')`
      return source.types
        .map((names) => names.map((type) => `hasType(x, f, '${type}')`).join(' || '))
        .map((either) => `(${either})`)
        .join(' && ')
    case 'typeName':
      return `x === '${source.types[0]![0]}'`
    case 'profileRef':
      return 'object(x, f, Profile)'
    default:
      throw new Error(`no test for ${source.name}.${name}`)
  }
}
