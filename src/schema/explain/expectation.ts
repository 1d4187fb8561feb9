/** Describes the expected value of a property, in words and as a sample. */

import { OPEN_BADGES, VCDM_2 } from '../../documents/context-urls.js'
import type { ClassTable, PropertyTable } from '../classes/class-table.js'
import { CLR_VERSIONS } from '../contexts/record-scope.js'
import { example } from './hints.js'

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
  recordContext: 'the list of contexts',
  partContext: 'the list of contexts',
  types: 'a list of types',
  typeNames: 'the name of a type, or a list of names',
  languageText: 'a text, or texts with their languages',
  dateTimeStamp: 'a date and time with offset, for example 2026-01-31T12:00:00Z',
  issuer: 'an absolute URI, or an object with one as id',
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
  return property.list && !property.either && property.kind !== 'types' && !property.kind.endsWith('ontext')
    ? `a list; each item ${single}`
    : single
}

/** A sample value, as JSON with gaps. */
export function sample(source: ClassTable, property: PropertyTable): string {
  switch (property.kind) {
    case 'class':
      return property.list ? `[${example(property.of!)}]` : example(property.of!)
    case 'profileRef':
      return example('Profile')
    case 'types':
      return `[${source.types.map((names) => `"${names[0]}"`).join(', ')}]`
    case 'typeName':
      return `"${source.types[0]![0]}"`
    case 'issuer':
      return example('Issuer')
    case 'context':
      if (source.vcdm) return `["${VCDM_2}", …]`
      return `["${VCDM_2}", "${OPEN_BADGES}"]`
    case 'recordContext':
      return `["${VCDM_2}", "${CLR_VERSIONS['2.0.1']}", "${OPEN_BADGES}"]`
    case 'partContext':
      return `["${VCDM_2}", …]`
    case 'boolean':
      return 'true or false'
    case 'dateTimeStamp':
    case 'dateTime':
      return '"2026-01-31T12:00:00Z" (with your date)'
    default:
      return `<${expectation(source, property)}>`
  }
}
