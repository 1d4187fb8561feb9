/** The explaining walk: over the table of classes, one issue for one fault. Runs only when the fast path said no. */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import { explainContexts } from './explain-contexts.js'
import { explainScalar } from './explain-scalar.js'
import { describe, type Findings, quote } from './findings.js'
import { type Frame, frameOf, isVersion1 } from './frame.js'
import { advice, example, exampleFromString, synonym } from './hints.js'
import { isUri } from './kinds.js'
import { CLASSES } from './model.generated.js'
import { nearest } from './nearest.js'
import type { ClassTable, PropertyTable } from './table.js'

/** Terms that the Open Badges and VCDM contexts define for any object, whatever its type. */
const DEFINED_EVERYWHERE: ReadonlySet<string> = new Set([
  'alignment',
  'awardedDate',
  'description',
  'digestMultibase',
  'digestSRI',
  'endorsement',
  'endorsementJwt',
  'id',
  'image',
  'inLanguage',
  'jti',
  'mediaType',
  'name',
  'narrative',
  'type',
  'url',
])

/** Walks an object of the class; `pointer` is the object's own place. */
export function explainObject(
  source: ClassTable,
  value: JsonObject,
  outer: Frame,
  pointer: string,
  findings: Findings,
): void {
  const credential = '@context' in source.properties
  const frame = credential ? frameOf(outer, value['@context']) : outer
  const missing = new Set<string>()
  for (const name of Object.keys(source.properties)) {
    if (source.properties[name]!.required && !Object.hasOwn(value, name)) missing.add(name)
  }
  for (const name of Object.keys(value)) {
    const property = Object.hasOwn(source.properties, name) ? source.properties[name] : undefined
    const at = pointer + pointerToken(name)
    if (property === undefined) {
      if (!definedByOtherType(value['type'], name)) explainUnknown(source, name, frame, at, missing, findings)
    } else if (frame.lacks?.has(name)) {
      findings.add(
        'undefined_term',
        at,
        `${quote(name)} is not defined by the Open Badges context named here`,
        {
          hint: 'name context-3.0.3.json, or leave the member out',
        },
      )
    } else explainProperty(source, name, property, value[name]!, frame, at, findings)
  }
  for (const name of missing) {
    const property = source.properties[name]!
    findings.add('missing', pointer + pointerToken(name), `${quote(name)} is missing`, {
      expected: expectation(source, property),
      found: 'nothing',
      hint: `add "${name}": ${sample(source, property)}`,
    })
  }
}

/** A second class among the types brings its own members, for example Profile on a subject. */
function definedByOtherType(type: Json | undefined, name: string): boolean {
  if (!Array.isArray(type)) return false
  return (type as readonly Json[]).some((other) => {
    const source = typeof other === 'string' && Object.hasOwn(CLASSES, other) ? CLASSES[other] : undefined
    return source !== undefined && !source.closed && Object.hasOwn(source.properties, name)
  })
}

function explainUnknown(
  source: ClassTable,
  name: string,
  frame: Frame,
  at: string,
  missing: Set<string>,
  findings: Findings,
): void {
  if (name === '__proto__') {
    findings.add('reserved_name', at, 'a member named __proto__ is dropped by many programs', {
      hint: 'remove it',
    })
    return
  }
  if (source.also.includes(name)) return
  const names = Object.keys(source.properties)
  const meant = synonym(source.name, name) ?? nearest(name, names)
  if (meant !== undefined && missing.delete(meant)) {
    findings.add('misnamed', at, `${quote(name)} stands where ${quote(meant)} is required`, {
      expected: meant,
      found: name.slice(0, 40),
      hint: `write "${meant}"`,
    })
    return
  }
  if (source.foreign) return
  const found = name.slice(0, 40)
  const hint = advice(source.name, name)
  if (source.closed) {
    findings.add(
      'unknown_member',
      at,
      `${quote(name)} is no member of ${source.name}, which takes no others`,
      {
        expected: names.join(', '),
        found,
        hint: hint ?? (meant === undefined ? 'leave it out' : `write "${meant}"`),
      },
    )
    return
  }
  if (frame.open) return
  if (name.startsWith('@') || DEFINED_EVERYWHERE.has(name)) {
    findings.add('foreign_term', at, `${quote(name)} is no Open Badges member of ${source.name}`, {
      found,
      hint:
        hint ?? (meant === undefined ? 'leave it out; displayers will not look for it' : `write "${meant}"`),
    })
    return
  }
  findings.add(
    'undefined_term',
    at,
    `${quote(name)} is not an Open Badges term of ${source.name}, and no context here defines it`,
    {
      found,
      hint:
        hint ??
        (meant === undefined ? 'leave it out, or add the context that defines it' : `write "${meant}"`),
    },
  )
}

function explainProperty(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: Json,
  frame: Frame,
  at: string,
  findings: Findings,
): void {
  if (property.kind === 'context') {
    explainContexts(value, at, findings)
    return
  }
  if (value === null) {
    findings.add('null_value', at, `${quote(name)} is null`, {
      expected: expectation(source, property),
      found: 'null',
      hint: property.required ? `write ${sample(source, property)}` : 'leave the member out',
    })
    return
  }
  if (property.kind === 'types') {
    explainTypes(source, value, frame, at, findings)
    return
  }
  if (!property.list) {
    if (Array.isArray(value) && property.several && value.length > 0) {
      findings.add('several_statuses', at, `${quote(name)} is a list; some readers take only one`, {
        expected: expectation(source, property),
        found: 'an array',
        hint: value.length === 1 ? 'write the item without the brackets' : 'keep the list if you need each',
      })
      explainItems(source, name, property, value, frame, at, findings)
    } else if (Array.isArray(value)) {
      findings.add('not_single', at, `${quote(name)} is a list; the model has one value here`, {
        expected: expectation(source, property),
        found: describe(value),
        hint:
          value.length === 1 ? 'write the item without the brackets' : 'keep one item, without the brackets',
      })
    } else explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (!Array.isArray(value)) {
    if (frame.strict && isRightSort(property, value)) {
      findings.add('not_a_list', at, `${quote(name)} is one value; the strict form has a list here`, {
        expected: 'an array',
        found: describe(value),
        hint: 'put it into brackets: [ … ]',
      })
    }
    explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (value.length === 0) {
    findings.add('empty_list', at, `${quote(name)} is an empty list`, {
      found: 'an empty array',
      hint: 'leave the member out',
    })
  }
  explainItems(source, name, property, value, frame, at, findings)
}

function explainItems(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: readonly Json[],
  frame: Frame,
  at: string,
  findings: Findings,
): void {
  value.forEach((item, index) => {
    const place = at + pointerToken(index)
    if (item === null || Array.isArray(item)) {
      findings.add(
        item === null ? 'null_value' : 'wrong_type',
        place,
        `an item of ${quote(name)} is ${describe(item)}`,
        {
          expected: expectation(source, { ...property, list: false }),
          found: describe(item),
          hint:
            item === null ? 'leave the item out' : 'write the items side by side, not in a list of their own',
        },
      )
    } else explainItem(source, name, property, item, frame, place, findings)
  })
}

/** Whether a single value would do as an item of the list; otherwise its own fault says enough. */
function isRightSort(property: PropertyTable, value: Json): boolean {
  return property.kind === 'class' ? isJsonObject(value) : typeof value === 'string'
}

function explainItem(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: Json,
  frame: Frame,
  at: string,
  findings: Findings,
): void {
  if (property.kind === 'profileRef' && typeof value === 'string') {
    if (!isUri(value)) {
      explainScalar({ ...property, kind: 'uri' }, name, value, frame, at, findings)
      return
    }
    findings.add(
      'issuer_string',
      at,
      `${quote(name)} is a bare URI; many readers expect the profile itself`,
      {
        expected: 'a Profile object',
        found: 'a string',
        hint: `write ${exampleFromString('Profile')}`,
      },
    )
    return
  }
  const className = property.kind === 'profileRef' ? 'Profile' : property.of
  if (property.kind !== 'class' && property.kind !== 'profileRef') {
    explainScalar(property, name, value, frame, at, findings, source.types[0]?.[0])
    return
  }
  if (isJsonObject(value)) {
    explainObject(CLASSES[nestedClass(className!, value)]!, value, frame, at, findings)
    return
  }
  findings.add(
    'wrong_type',
    at,
    `${quote(name)} is ${describe(value)}; an object of type ${className} belongs here`,
    {
      expected: `an object of type ${className}`,
      found: describe(value),
      hint: `write ${typeof value === 'string' ? exampleFromString(className!) : example(className!)}`,
    },
  )
}

function nestedClass(name: string, value: JsonObject): string {
  return name === 'EndorsementCredential' && isVersion1(value['@context']) ? 'EndorsementCredential11' : name
}

function explainTypes(source: ClassTable, value: Json, frame: Frame, at: string, findings: Findings): void {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const wanted = source.types.map((names) => names[0]!)
  const hint = `write "type": [${wanted.map((name) => `"${name}"`).join(', ')}]`
  const wrong = list.findIndex((item) => typeof item !== 'string')
  if (wrong >= 0) {
    const place = Array.isArray(value) ? at + pointerToken(wrong) : at
    findings.add('wrong_type', place, `a type is ${describe(list[wrong])}; a name belongs here`, {
      expected: 'a string',
      found: describe(list[wrong]),
      hint,
    })
    return
  }
  const absent = source.types.filter((names) => !names.some((name) => list.includes(name)))
  if (absent.length > 0) {
    const named = absent.map((names) => names.join(' or ')).join(', and ')
    findings.add(
      'missing_type',
      at,
      `"type" does not hold ${named}; without it the other members mean nothing`,
      {
        expected: `a list with ${named}`,
        found: Array.isArray(value) && value.length === 0 ? 'an empty array' : 'other types',
        hint,
      },
    )
    return
  }
  if (!Array.isArray(value) && frame.strict) {
    findings.add('not_a_list', at, '"type" is one value; the strict form has a list here', {
      expected: 'an array',
      found: 'a string',
      hint,
    })
  }
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
  text: 'a text',
  string: 'a string',
  uri: 'an absolute URI',
  url: 'an absolute URL',
  dateTime: 'a date and time with offset, for example 2026-01-31T12:00:00Z',
  date: 'a date, for example 2026-01-31',
  boolean: 'true or false',
  number: 'a number',
  jws: 'a compact JWS',
  language: 'a language tag such as en or pt-BR',
  context: 'the list of contexts',
  types: 'a list of types',
  profileRef: 'an object of type Profile',
}

export function expectation(source: ClassTable, property: PropertyTable): string {
  const single =
    property.kind === 'class'
      ? `an object of type ${property.of}`
      : property.kind === 'enumeration'
        ? `a value of ${property.of}`
        : property.kind === 'typeName'
          ? `"${source.types[0]![0]}"`
          : EXPECTATIONS[property.kind]!
  return property.list && property.kind !== 'types' && property.kind !== 'context'
    ? `a list; each item ${single}`
    : single
}

function sample(source: ClassTable, property: PropertyTable): string {
  switch (property.kind) {
    case 'class':
      return property.list ? `[${example(property.of!)}]` : example(property.of!)
    case 'profileRef':
      return example('Profile')
    case 'types':
      return `[${source.types.map((names) => `"${names[0]}"`).join(', ')}]`
    case 'typeName':
      return `"${source.types[0]![0]}"`
    case 'context':
      return `["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]`
    case 'boolean':
      return 'true or false'
    case 'dateTime':
      return '"2026-01-31T12:00:00Z" (with your date)'
    default:
      return `<${expectation(source, property)}>`
  }
}
