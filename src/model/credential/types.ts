/** What `credential` takes and gives, as types: the subject is the caller's own. */
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

/** Who issues and signs: a URI, or an object with one as `id`, such as a profile. */
export type IssuerSource = string | Issuer | { readonly id: string }

/** An object whose type another specification defines. */
export type Typed = TypedObject | (JsonObject & { readonly type: string | readonly string[] })

/** The same with the `id` that VCDM asks for there. */
export type TypedWithId = Typed & { readonly id: string }

interface Content<C extends object> {
  /** Names the credential; `issue` makes a `urn:uuid:` where it is absent. */
  readonly id?: string
  /** Types of your own, besides `VerifiableCredential`: terms of your contexts, or absolute URIs. */
  readonly type?: Types
  /** Who issues and signs: `signer.controller`. */
  readonly issuer: IssuerSource
  /** Whom or what the claims are about, and the claims: an object, or a list of objects. */
  readonly credentialSubject: C
  /** Schemas that the credential follows, such as a JSON Schema of your own. */
  readonly credentialSchema?: OneOrMany<TypedWithId>
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<Typed>
  /** What you rest the claims on. */
  readonly evidence?: OneOrMany<Typed>
  /** The contexts that define your terms: absolute URLs, or contexts as objects. */
  readonly context?: OneOrMany<string | JsonObject>
}

export interface CredentialInput<C extends object> extends Content<C> {
  /** Title, in one language or several. */
  readonly name?: LanguageText
  /** Short description, in one language or several. */
  readonly description?: LanguageText
  /** From when on the credential holds; `issue` writes the present where it is absent. */
  readonly validFrom?: Date | string
  /** Until when it holds; without it, for ever. */
  readonly validUntil?: Date | string
  /** Where to learn whether it was revoked; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<Typed | JsonObject>
  /** Where to fetch a newer version. */
  readonly refreshService?: OneOrMany<Typed>
  /** Other documents that belong to it, with their digests; `relatedResource` makes one. */
  readonly relatedResource?: OneOrMany<RelatedResource>
  /** How to check that the presenter is the subject. */
  readonly confidenceMethod?: OneOrMany<Typed>
  /** How to draw the credential. */
  readonly renderMethod?: OneOrMany<Typed>
}

/** In VCDM 1.1. */
export interface CredentialInput11<C extends object> extends Content<C> {
  /** From when on the credential holds; `issue` writes the present where it is absent. */
  readonly issuanceDate?: Date | string
  /** Until when it holds; without it, for ever. */
  readonly expirationDate?: Date | string
  /** Where to learn whether it was revoked; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<TypedWithId | JsonObject>
  /** Where to fetch a newer version. */
  readonly refreshService?: OneOrMany<TypedWithId>
}

/** The contexts of a credential, and the subject that its caller declared. */
export interface OwnSubject<C extends object> {
  readonly '@context': VcdmContexts
  readonly credentialSubject: C
}

/** A credential that `credential` made. `issue` adds `id` and `validFrom` where they are absent. */
export type PlainCredential<C extends object> = Omit<
  CredentialDraft<VerifiableCredential, 'validFrom'>,
  'credentialSubject'
> &
  OwnSubject<C>

/** A credential that `credential` made in VCDM 1.1. `issue` adds `id` and `issuanceDate` where they are absent. */
export type PlainCredential11<C extends object> = Omit<
  CredentialDraft<VerifiableCredential11, 'issuanceDate'>,
  'credentialSubject'
> &
  OwnSubject<C>
