/** Emits src/model/assembly/inputs.generated.ts: what the builders take, each member with its documentation. */
import type { ClassSource, PropertySource } from '../source/model.ts'
import { className, enumerationName, isCredential, isList, isRequired } from './names.ts'

export function emitInputs(classes: readonly ClassSource[]): string {
  const taken = classes.filter(
    (source) => !isCredential(source) && !source.foreign && !source.vcdm && !source.apart,
  )
  const names = taken.flatMap((source) =>
    Object.values(source.properties).map(({ kind }) => enumerationName(kind)),
  )
  const enumerations = [...new Set(names.filter((name) => name !== undefined))].sort()
  return [
    `import type { ${['EndorsementCredential', 'EndorsementCredential11', ...enumerations].sort().join(', ')} } from '../../schema/generated/types.generated.js'`,
    '',
    '/** One, or several. */',
    'export type OneOrMany<T> = T | readonly T[]',
    '',
    '/** Further types besides the one that the builder writes; what another builder returned may be given as it is. */',
    'export type Types = string | readonly string[]',
    '',
    '/** Address of a picture, its bytes (PNG, SVG, JPEG, GIF or WebP), or an image. */',
    'export type ImageSource = string | Uint8Array | ImageInput',
    '',
    '/** A signed endorsement, as `issue` returns it or as it was received; in the versions of the badge around it. */',
    'export type EndorsementSource =',
    "  | (Omit<EndorsementCredential, 'validFrom' | 'proof'> & { readonly validFrom?: string; readonly proof?: object })",
    "  | (Omit<EndorsementCredential11, 'proof'> & { readonly proof?: object })",
    '',
    '/** Text of the criteria, the address of a page that states them, or both. */',
    'export type CriteriaSource = string | CriteriaInput',
    '',
    ...taken.map(emitInput),
  ].join('\n')
}

function emitInput(source: ClassSource): string {
  const members = Object.entries(source.properties).flatMap(([name, property]) => {
    const { kind, count, description } = property
    if (kind === 'typeName') return [`  readonly type?: '${source.types[0]![0]}'`]
    if (kind === 'types') return ['  /** Further types. */', '  readonly type?: Types']
    const mark = isRequired(count) ? '' : '?'
    const bytes = source.name === 'Image' && name === 'id' ? ' | Uint8Array' : ''
    return [`  /** ${description} */`, `  readonly ${name}${mark}: ${typeOf(property)}${bytes}`]
  })
  return [`/** ${source.description} */`, `export interface ${source.name}Input {`, ...members, '}', ''].join(
    '\n',
  )
}

function typeOf({ kind, count }: PropertySource): string {
  const item = itemType(kind)
  return isList(count) ? `OneOrMany<${item}>` : item
}

function itemType(kind: PropertySource['kind']): string {
  const nested = className(kind)
  if (nested === 'Image') return 'ImageSource'
  if (nested === 'Criteria') return 'CriteriaSource'
  if (nested === 'EndorsementCredential') return 'EndorsementSource'
  if (nested === 'RecordedCredential') return 'object'
  if (nested !== undefined) return `${nested}Input`
  const enumeration = enumerationName(kind)
  if (enumeration !== undefined) return enumeration
  switch (kind) {
    case 'dateTime':
    case 'date':
      return 'Date | string'
    case 'boolean':
    case 'number':
      return kind
    default:
      return 'string'
  }
}
