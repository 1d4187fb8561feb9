/** What may be kept from one verification to the next: a value that the caller holds. */
import type { RetrievedVerificationMethod } from '../did/verification-method.js'
import type { JsonObject } from '../encoding/json.js'
import type { OpenStatusList } from '../status/status-list-credential.js'
import type { Period } from './checks/validity.js'

/** A key, and the document in which it was found. */
export interface KnownKey {
  readonly found: RetrievedVerificationMethod
  readonly source: { readonly url: string; readonly document: unknown }
}

/** A status list whose proof, issuer and shape were in order at an instant. */
export interface KnownStatusList {
  readonly issuer: string
  readonly id: string | undefined
  readonly period: Period
  readonly verifiedAt: number
  /** Under what policy: another one has to look for itself. */
  readonly accept: readonly string[] | undefined
  readonly proofPolicy: string
  readonly document: JsonObject
  /** Opened lists, by type, purpose and size. */
  readonly open: Map<string, OpenStatusList>
}

/** Opaque; made by `verifyCache`. Holds nothing about the people whose credentials were verified. */
export interface VerifyCache {
  readonly keys: Map<string, KnownKey>
  /** By the very object or text that `load` answered: another answer is another list. */
  readonly lists: {
    readonly byObject: WeakMap<object, KnownStatusList>
    readonly byText: Map<string, KnownStatusList>
  }
  /** Most entries of each map; the oldest go first. */
  readonly maximum: number
}

/** A cache for keys and opened status lists. Documents are cached by the loader: see `cached` and `remote`. */
export function verifyCache({ maximum = 1000 }: { readonly maximum?: number } = {}): VerifyCache {
  return { keys: new Map(), lists: { byObject: new WeakMap(), byText: new Map() }, maximum }
}

/** Adds to a map and keeps it within its bound. */
export function remember<V>(map: Map<string, V>, key: string, value: V, maximum: number): void {
  if (map.size >= maximum) {
    const oldest = map.keys().next()
    if (!oldest.done) map.delete(oldest.value)
  }
  map.set(key, value)
}
