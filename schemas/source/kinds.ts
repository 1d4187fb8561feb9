/** The words in which the data model is written: a class is a list of properties, a property a kind and a count. */

/** How often a property may stand: once, at most once, as a list, as a list with at least one item. */
export type Count = '1' | '0..1' | '0..*' | '1..*'

export type Kind =
  /** Words for people; the compact form also takes a map from language tag to text. */
  | 'text'
  /** Words for people as VCDM 2.0 has them: a string, a language value object, or a list of these. */
  | 'languageText'
  /** Characters for machines. */
  | 'string'
  /** An absolute URI that JSON-LD reads as the name of a node. */
  | 'uri'
  /** An absolute URL that JSON-LD reads as a literal. */
  | 'url'
  /** RFC 3339 date and time with an offset. */
  | 'dateTime'
  /** A dateTimeStamp of XML Schema 1.1, which also knows 24 o'clock and years of more than four digits. */
  | 'dateTimeStamp'
  /** RFC 3339 full date. */
  | 'date'
  | 'boolean'
  | 'number'
  /** Compact JWS. */
  | 'jws'
  /** BCP 47 tag in the subset that the data model allows. */
  | 'language'
  /** The ordered contexts of a credential. */
  | 'context'
  /** The ordered contexts of a record, and those of a credential inside one. */
  | 'recordContext'
  | 'partContext'
  /** The `type` member: a list that holds the class's own types, or one fixed string. */
  | 'types'
  | 'typeName'
  /** One name, or a list of names, whatever they are. */
  | 'typeNames'
  /** A Profile, or the URI of one. */
  | 'profileRef'
  /** An absolute URI, or an object of the class Issuer. */
  | 'issuer'
  /** An object of another specification. */
  | 'object'
  | { readonly enumeration: string }
  | { readonly class: string }

export interface PropertySource {
  readonly kind: Kind
  readonly count: Count
  readonly description: string
  /** The model has one value; VCDM allows several, and credentials in the wild have them. */
  readonly severalInPractice?: boolean
  /** One value is as good as a list of one, in either form: the way of VCDM. */
  readonly either?: boolean
}

export interface ClassSource {
  readonly name: string
  readonly description: string
  /** Each entry is satisfied by any one of its names; all entries must be satisfied. */
  readonly types: readonly (readonly string[])[]
  /** True when no other member may stand in the object. */
  readonly closed?: boolean
  /** True for a document of its own inside another: it is read in the compact form, under its own contexts. */
  readonly apart?: boolean
  /** True when the members depend on `type` and belong to other specifications. */
  readonly foreign?: boolean
  /** True for the credentials of VCDM itself, which need its context alone, and take any members that others define. */
  readonly vcdm?: boolean
  /** True when an object without members says nothing. */
  readonly filled?: boolean
  /** Other members that a context of the standard defines for this class, and that we pass through. */
  readonly also?: readonly string[]
  readonly properties: Readonly<Record<string, PropertySource>>
}

export interface EnumerationSource {
  readonly name: string
  readonly description: string
  /** True when values beginning with `ext:` may be added. */
  readonly extensible: boolean
  readonly values: Readonly<Record<string, string>>
}

export const is = (kind: Kind, count: Count, description: string): PropertySource => ({
  kind,
  count,
  description,
})

export const one = (name: string, count: Count, description: string): PropertySource =>
  is({ class: name }, count, description)

export const oneOf = (name: string, count: Count, description: string): PropertySource =>
  is({ enumeration: name }, count, description)

/** One object or several, neither preferred. */
export const either = (name: string, count: '0..*' | '1..*', description: string): PropertySource => ({
  ...one(name, count, description),
  either: true,
})

/** The `type` member of a class whose type is a list. */
export const typeList = (name: string): PropertySource =>
  is('types', '1..*', `What the object is. Holds \`${name}\`; further types may follow.`)

/** The `type` member of a class whose type is one fixed name. */
export const typeName = (name: string): PropertySource =>
  is('typeName', '1', `What the object is: always \`${name}\`.`)
