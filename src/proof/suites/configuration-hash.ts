/** The hash of a canonical proof configuration. Badges of one issuer in one second have the same hash. */
import type { Awaitable } from '#platform'
import { bundledContext } from '../../documents/bundled.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { andThen } from '../../platform/and-then.js'
import { remember } from '../../platform/remember.js'
import { digest } from './hash-data.js'
import type { KeyKind, Suite, TransformOptions } from './suite.js'

/** Number of kept hashes. If it is reached, the oldest one is removed. */
const MEMO_SIZE = 256
const KEY_LENGTH_MAXIMUM = 4096

/** Keeps results of a pure function: only configurations with bundled contexts, which never change. */
const memo = new Map<string, Uint8Array>()

/** The last configuration and its hash, because the badges of a batch come one after the other. */
const last: {
  suite?: Suite
  hash?: KeyKind['hash']
  configuration?: Readonly<Record<string, Json>>
  value?: Uint8Array
} = {}

/** @throws as the suite's transform does */
export function configurationHash(
  suite: Suite,
  configuration: JsonObject,
  hash: KeyKind['hash'],
  transformOptions: TransformOptions,
): Awaitable<Uint8Array> {
  if (suite === last.suite && hash === last.hash && isSame(configuration, last.configuration!)) {
    return last.value!
  }
  const key = keyOf(configuration, `${suite.name} ${hash}`)
  const known = memo.get(key)
  if (known !== undefined) {
    // A copy, because the caller may change its list of contexts.
    const context = configuration['@context']
    const copy = Array.isArray(context)
      ? { ...configuration, '@context': [...context] }
      : { ...configuration }
    Object.assign(last, { suite, hash, configuration: copy, value: known })
    return known
  }
  return andThen(suite.canonicalisation.transform(configuration, hash, transformOptions), (text) => {
    const value = digest(text, hash)
    if (key !== '' && key.length <= KEY_LENGTH_MAXIMUM) remember(memo, key, value, MEMO_SIZE)
    return value
  })
}

/** Whether both have the same members in the same order. The second configuration must have a key. */
function isSame(found: JsonObject, known: JsonObject): boolean {
  const names = Object.keys(known)
  let i = 0
  for (const name in found) {
    if (name !== names[i++]) return false
    const [value, other] = [found[name]!, known[name]!]
    if (value !== other && !(Array.isArray(value) && Array.isArray(other) && areSame(value, other)))
      return false
  }
  return i === names.length
}

function areSame(left: readonly Json[], right: readonly Json[]): boolean {
  if (left.length !== right.length) return false
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false
  return true
}

/**
 * Each member after its length, so that different configurations have different keys. Empty if a member is not a text, or a
 * context is not bundled.
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
