/** Emits src/schema/generated/types.generated.ts: one documented type for each class, in the form that laurel writes. */
import type { ClassSource, EnumerationSource, PropertySource } from '../source/model.ts'
import { className, enumerationName, inEitherVersion, isList, isRequired } from './names.ts'

export function emitTypes(
  classes: readonly ClassSource[],
  enumerations: readonly EnumerationSource[],
): string {
  return [
    "import type { Json, JsonObject } from '../../encoding/json.js'",
    '',
    '/** A value of our own in an open vocabulary: letters, digits, dot, hyphen and underscore after `ext:`. */',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the emitted text
    'export type Extension = `ext:${string}`',
    '',
    '/** A text with its language and direction (VCDM 2.0 section 11.1). */',
    'export type LanguageValue = {',
    "  readonly '@value': string",
    "  readonly '@language'?: string",
    "  readonly '@direction'?: 'ltr' | 'rtl' | null",
    '}',
    '',
    '/** A text for people: as it is, with its language, or in several languages (VCDM 2.0 section 4.6). */',
    'export type LanguageText = string | LanguageValue | readonly LanguageValue[]',
    '',
    '/** Absolute URLs or inline contexts, in order, after that of VCDM. */',
    'export type VcdmContexts = readonly [string, ...(string | JsonObject)[]]',
    '',
    '/** Absolute URLs or inline contexts, in order. */',
    'export type Contexts = readonly [string, string, ...(string | JsonObject)[]]',
    '',
    '/** Those of a record, in order: VCDM, CLR, Open Badges, then others. */',
    'export type RecordContexts = readonly [string, string, string, ...(string | JsonObject)[]]',
    '',
    ...enumerations.map(emitEnumeration),
    ...classes.map(emitClass),
    '/** A badge; `AchievementCredential` and `OpenBadgeCredential` are two names of one thing. */',
    'export type OpenBadgeCredential = AchievementCredential',
    '',
  ].join('\n')
}

function emitEnumeration({ name, description, extensible, values }: EnumerationSource): string {
  const members = Object.entries(values).map(
    ([value, text]) => `  /** ${text} */\n  readonly '${value}': '${value}'`,
  )
  const open = extensible ? ' | Extension' : ''
  return [
    `/** The values of ${name}, each with its meaning. */`,
    `export type ${name}Names = {`,
    ...members,
    '}',
    '',
    `/** ${description}${extensible ? ' Values of your own begin with `ext:`.' : ''} */`,
    `export type ${name} = keyof ${name}Names${open}`,
    '',
  ].join('\n')
}

function emitClass(source: ClassSource): string {
  const members = Object.entries(source.properties).map(([name, property]) => {
    const key = /^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`
    const mark = isRequired(property.count) ? '' : '?'
    return `  /** ${property.description} */\n  readonly ${key}${mark}: ${typeOf(source, property)}`
  })
  const also = (source.also ?? []).map(
    (name) =>
      `  /** Defined by VCDM 2.0 for every credential. */\n  readonly ${name}?: JsonObject | readonly JsonObject[]`,
  )
  const open =
    source.foreign && !source.apart
      ? [
          '  /** Members of the specification that `type` names. */',
          '  readonly [member: string]: Json | undefined',
        ]
      : []
  return [
    `/** ${source.description} */`,
    `export type ${source.name} = {`,
    ...members,
    ...also,
    ...open,
    '}',
    '',
  ].join('\n')
}

function typeOf(source: ClassSource, { kind, count, either }: PropertySource): string {
  const item = itemType(source, kind)
  if (either) return `${item} | readonly ${item}[]`
  if (kind === 'types' || item.endsWith('Contexts') || kind === 'partContext') return item
  return isList(count) ? `readonly ${item.includes('|') ? `(${item})` : item}[]` : item
}

function itemType(source: ClassSource, kind: PropertySource['kind']): string {
  const name = className(kind) ?? enumerationName(kind)
  if (name !== undefined && inEitherVersion(name)) return `${name} | ${name}11`
  if (name !== undefined) return name
  switch (kind) {
    case 'boolean':
    case 'number':
      return kind
    case 'context':
      return source.vcdm ? 'VcdmContexts' : 'Contexts'
    case 'languageText':
      return 'LanguageText'
    case 'typeNames':
      return 'string | readonly string[]'
    case 'issuer':
      return 'Issuer | string'
    case 'recordContext':
      return 'RecordContexts'
    case 'partContext':
      return 'readonly (string | JsonObject)[]'
    case 'types':
      return source.types.length === 1
        ? `readonly ['${source.types[0]![0]}', ...string[]]`
        : `readonly ['VerifiableCredential', ...string[]]`
    case 'typeName':
      return `'${source.types[0]![0]}'`
    case 'profileRef':
      return 'Profile | string'
    case 'object':
      return 'JsonObject'
    default:
      return 'string'
  }
}
