/** The cache between verifications, which the caller holds. */

import type { RetrievedVerificationMethod } from '../../did/verification-method.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { number } from '../../option-tests.js'
import type { StatusListCache } from './status-list-cache.js'

/** A key, and the text of its document. */
export interface CachedKey {
  readonly found: RetrievedVerificationMethod
  readonly source: { readonly url: string; readonly text: string }
}

/** Opaque; made by `verifyCache`. It contains nothing about the people whose credentials were verified. */
export interface VerifyCache {
  /** @internal */
  readonly keys: Map<string, CachedKey>
  /**
   * Made when the first list is cached.
   * @internal
   */
  lists?: StatusListCache
  /** The maximum number of keys, and of lists; the oldest are removed first. */
  readonly maximum: number
  /** The maximum of bytes of all lists together. */
  readonly maximumBytes: number
}

export interface VerifyCacheOptions {
  /** The maximum number of keys, and of lists; default 1,000. */
  readonly maximum?: number
  /** Memory for status lists, opened ones included; default 64 MiB. */
  readonly maximumBytes?: number
}

const OPTIONS: Readonly<Record<keyof VerifyCacheOptions, OptionTest>> = {
  maximum: number,
  maximumBytes: number,
}
const SHAPES: Readonly<Record<keyof VerifyCacheOptions, string>> = {
  maximum: 'a number, 0 or more',
  maximumBytes: 'a number of bytes',
}

/**
 * Makes a cache of keys and status lists that `verify` may keep between calls. Documents are cached by the loader: see
 * `cached`, and `remote` of `laurel/net`.
 *
 * @param options - `maximum`: keys, and lists, default 1,000; `maximumBytes`: memory for status lists, default 64 MiB.
 * @returns The cache.
 * @example
 * const cache = verifyCache({ maximum: 100 })
 * const report = await verify(signed, { cache })
 */
export function verifyCache(options: VerifyCacheOptions = {}): VerifyCache {
  checkOptions('verifyCache', options, OPTIONS, SHAPES)
  const { maximum = 1000, maximumBytes = 67_108_864 } = options
  return { keys: new Map(), maximum, maximumBytes }
}
