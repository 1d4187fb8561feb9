/** Types of the input and the result of `credential`, with the caller's own subject. */
import type { JsonObject } from '../../encoding/json.js'
import type {
  Issuer,
  LanguageText,
  RelatedResource,
  TypedObject,
  VcdmContexts,
  VerifiableCredential,
  VerifiableCredential11,
} from '../../schema/generated/types.generated.js'
import type { CredentialDraft } from '../assembly/credential.js'
import type { OneOrMany, Types } from '../assembly/inputs.generated.js'

/** Who issues and signs: a URI, or an object with a URI as `id`, such as a profile. */
export type IssuerSource = string | Issuer | { readonly id: string }

/** An object whose type another specification defines. */
export type Typed = TypedObject | (JsonObject & { readonly type: string | readonly string[] })

/** The same with the `id` that VCDM requires there. */
export type TypedWithId = Typed & { readonly id: string }

interface Content<C extends object> {
  /** Id of the credential. Without it, `issue` makes a `urn:uuid:`. */
  readonly id?: string
  /** Your types, in addition to `VerifiableCredential`: terms of your contexts, or absolute URIs. */
  readonly type?: Types
  /** Who issues and signs: `signer.controller`. */
  readonly issuer: IssuerSource
  /** The subject with the claims about it: an object, or a list of objects. */
  readonly credentialSubject: C
  /** Schemas for the credential, such as your own JSON Schema. */
  readonly credentialSchema?: OneOrMany<TypedWithId>
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<Typed>
  /** Evidence for the claims. */
  readonly evidence?: OneOrMany<Typed>
  /** The contexts that define your terms: absolute URLs, or contexts as objects. */
  readonly context?: OneOrMany<string | JsonObject>
}

export interface CredentialInput<C extends object> extends Content<C> {
  /** Name, in one language or several. */
  readonly name?: LanguageText
  /** Short description, in one language or several. */
  readonly description?: LanguageText
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly validFrom?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly validUntil?: Date | string
  /** The entry of a status list, for revocation; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<Typed | JsonObject>
  /** Where to fetch a newer version. */
  readonly refreshService?: OneOrMany<Typed>
  /** Documents that belong to the credential, with their digests; `relatedResource` makes an entry. */
  readonly relatedResource?: OneOrMany<RelatedResource>
  /** How to check that the holder is the subject. */
  readonly confidenceMethod?: OneOrMany<Typed>
  /** How to display the credential. */
  readonly renderMethod?: OneOrMany<Typed>
}

/** The input for VCDM 1.1. */
export interface CredentialInput11<C extends object> extends Content<C> {
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly issuanceDate?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly expirationDate?: Date | string
  /** The entry of a status list, for revocation; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<TypedWithId | JsonObject>
  /** Where to fetch a newer version. */
  readonly refreshService?: OneOrMany<TypedWithId>
}

/** The contexts of a credential, and the caller's subject. */
export interface OwnSubject<C extends object> {
  readonly '@context': VcdmContexts
  readonly credentialSubject: C
}

/** A credential from `credential`. `issue` adds `id` and `validFrom` if they are absent. */
export type PlainCredential<C extends object> = Omit<
  CredentialDraft<VerifiableCredential, 'validFrom'>,
  'credentialSubject'
> &
  OwnSubject<C>

/** A credential from `credential` in VCDM 1.1. `issue` adds `id` and `issuanceDate` if they are absent. */
export type PlainCredential11<C extends object> = Omit<
  CredentialDraft<VerifiableCredential11, 'issuanceDate'>,
  'credentialSubject'
> &
  OwnSubject<C>
