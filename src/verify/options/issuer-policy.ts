/** Which issuers the caller trusts. A genuine credential may have an issuer whom the caller does not trust. */
import type { JsonObject } from '../../encoding/json.js'

/** The arguments of a predicate about an issuer whose signature was verified. */
export interface IssuerFacts {
  readonly id: string
  /** The issuer as the credential describes it. Nobody else confirms this. */
  readonly profile: JsonObject | undefined
  readonly credential: JsonObject
}

/** A list of issuers that another organisation keeps. */
export interface Registry {
  /** The name of the registry in the report. */
  readonly name: string
  /**
   * `issuer-list`: JSON with a member `registry` that has one member for each issuer id, as the Digital Credentials
   * Consortium publishes it. `openid-federation`: a trust anchor that answers, at its fetch endpoint, with a signed
   * statement about an issuer.
   */
  readonly type: 'issuer-list' | 'openid-federation'
  /** The address of the list, or of the trust anchor's own statement. */
  readonly url: string
  /** For `openid-federation`: the fetch endpoint; default: the one in the trust anchor's statement. */
  readonly fetchEndpoint?: string
}

export type IssuerPolicy =
  | readonly string[]
  | ((issuer: IssuerFacts) => boolean | Promise<boolean>)
  | { readonly registries: readonly Registry[] }
