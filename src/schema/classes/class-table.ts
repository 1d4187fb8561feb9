/** The shape of the generated table of classes (`model.generated.ts`). */

export type PropertyKind =
  | 'text'
  | 'languageText'
  | 'string'
  | 'uri'
  | 'url'
  | 'dateTime'
  | 'dateTimeStamp'
  | 'date'
  | 'boolean'
  | 'number'
  | 'jws'
  | 'language'
  | 'context'
  | 'recordContext'
  | 'partContext'
  | 'types'
  | 'typeName'
  | 'typeNames'
  | 'profileRef'
  | 'issuer'
  | 'object'
  | 'class'
  | 'enumeration'

export interface PropertyTable {
  readonly kind: PropertyKind
  /** Name of the class or enumeration. */
  readonly of?: string
  readonly required: boolean
  readonly list: boolean
  /** A list gives a warning. */
  readonly several?: boolean
  /** One value means the same as a list of one. */
  readonly either?: boolean
}

export interface ClassTable {
  readonly name: string
  /** Each entry is satisfied by any one of its names. */
  readonly types: readonly (readonly string[])[]
  readonly closed: boolean
  readonly foreign: boolean
  /** A class of VCDM itself, which needs the VCDM context only. */
  readonly vcdm?: boolean
  /** An object without members is a fault. */
  readonly filled?: boolean
  /** A separate document inside another. */
  readonly apart?: boolean
  readonly also: readonly string[]
  readonly properties: Readonly<Record<string, PropertyTable>>
}

export interface EnumerationTable {
  readonly extensible: boolean
  readonly values: readonly string[]
}
