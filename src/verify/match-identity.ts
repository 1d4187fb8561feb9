/** Compares an identifier of a badge, hashed or plain, with what the caller knows (C5). */
import { type Awaitable, equalBytes, sha256Hex } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { encodeUtf8 } from '../encoding/utf8.js'
import { part } from '../part.js'

/** MD5 is weak, but here it only says "might be this address"; hardly an issuer still uses it. */
const old = /* @__PURE__ */ part('MD5', () => import('./md5-hex.js'))

/** The two that Open Badges allows. */
const HASHES: ReadonlyMap<string, (text: string) => Awaitable<string>> = new Map([
  ['sha256', (text: string): Awaitable<string> => sha256Hex(text)],
  ['md5', async (text: string): Promise<string> => (await old()).md5Hex(text)],
])
const IDENTITY_HASH = /^([a-z0-9]{3,8})\$([0-9a-f]{1,128})$/i

/**
 * `undefined` when the identifier is written in a way that cannot be compared.
 * @throws OpenBadgeError `part_unavailable`, as a rejection
 */
export function matchesIdentity(identity: JsonObject, known: string): Awaitable<boolean | undefined> {
  const { identityHash: held, hashed, salt } = identity
  if (typeof held !== 'string') return undefined
  if (hashed !== true) {
    return (
      held === known ||
      (identity['identityType'] === 'emailAddress' && held.toLowerCase() === known.toLowerCase())
    )
  }
  const [, algorithm = '', digest] = IDENTITY_HASH.exec(held) ?? []
  const hash = HASHES.get(algorithm.toLowerCase())
  if (hash === undefined || digest === undefined) return undefined
  const isIt = (computed: string): boolean =>
    equalBytes(encodeUtf8(computed), encodeUtf8(digest.toLowerCase()))
  const computed = hash(known + (typeof salt === 'string' ? salt : ''))
  return typeof computed === 'string' ? isIt(computed) : computed.then(isIt)
}
