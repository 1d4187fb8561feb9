/** Hash of a canonical proof configuration. Badges of one issuer and one second have the same one. */
import type { Awaitable } from '#platform'
import { bundledContext } from '../documents/bundled.js'
import type { JsonObject } from '../encoding/json.js'
import { andThen } from './and-then.js'
import { digest } from './hash-data.js'
import type { KeyKind, Suite, TransformOptions } from './suite.js'

/** Kept hashes; the oldest goes when it is full. */
const MEMO_SIZE = 256
const KEY_LENGTH_MAXIMUM = 4096

/** A pure function's memo: only configurations under bundled contexts are in it, and those never change. */
const memo = new Map<string, Uint8Array>()

/** @throws as the suite's transform does */
export function configurationHash(
  suite: Suite,
  configuration: JsonObject,
  hash: KeyKind['hash'],
  world: TransformOptions,
): Awaitable<Uint8Array> {
  const key = keyOf(configuration, `${suite.name} ${hash}`)
  const known = memo.get(key)
  if (known !== undefined) return known
  return andThen(suite.canonicalisation.transform(configuration, hash, world), (text) => {
    const value = digest(text, hash)
    if (key !== '' && key.length <= KEY_LENGTH_MAXIMUM) {
      if (memo.size >= MEMO_SIZE) memo.delete(memo.keys().next().value!)
      memo.set(key, value)
    }
    return value
  })
}

/**
 * Every member with its length before it, so that no two configurations have one key; empty for one with members
 * that are not text or with contexts that are not bundled.
 */
function keyOf(configuration: JsonObject, start: string): string {
  let key = start
  for (const name in configuration) {
    const value = configuration[name]
    if (name === '@context') {
      if (!Array.isArray(value)) return ''
      key += `@${value.length}`
      for (const url of value) {
        if (typeof url !== 'string' || bundledContext(url) === undefined) return ''
        key += `@${url.length}:${url}`
      }
    } else if (typeof value === 'string') key += `,${name.length}:${name}${value.length}:${value}`
    else return ''
  }
  return key
}
