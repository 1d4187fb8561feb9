/** Whom a verifier trusts. Genuine and trusted are two questions; this is the second. */
import type { JsonObject } from '../../encoding/json.js'

/** What a predicate is told about an issuer whose signature has been verified. */
export interface IssuerFacts {
  readonly id: string
  /** The issuer as the credential describes it: its own words. */
  readonly profile: JsonObject | undefined
  readonly credential: JsonObject
}

/** A list of issuers kept by somebody else. */
export interface Registry {
  /** Name of the registry in the report. */
  readonly name: string
  /**
   * `issuer-list`: JSON with a member `registry` that has one member for each issuer id, as the Digital Credentials
   * Consortium publishes it. `openid-federation`: a trust anchor that answers, at its fetch endpoint, with a signed
   * statement about an issuer.
   */
  readonly type: 'issuer-list' | 'openid-federation'
  /** Address of the list, or of the trust anchor's own statement. */
  readonly url: string
  /** For `openid-federation`: the endpoint that is asked; by default the one that the trust anchor names. */
  readonly fetchEndpoint?: string
}

export type IssuerPolicy =
  | readonly string[]
  | ((issuer: IssuerFacts) => boolean | Promise<boolean>)
  | { readonly registries: readonly Registry[] }
