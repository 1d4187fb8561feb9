/** The documents with which a status list was proven. A cached list counts again only if all of them are as they were. */
import { isBundled } from '../../documents/bundled.js'
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, itemsOf } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { parseCompactJws } from '../../proof/jwt/jws.js'
import { textOfDocument } from '../cache/document-text.js'
import type { ListSource } from '../cache/status-list-cache.js'
import type { DetectedCredential } from '../input/detected.js'
import type { Verification } from '../verification/verification.js'

/** @returns The verification, which records what it loads. */
export function recording(verification: Verification, sources: ListSource[]): Verification {
  return {
    ...verification,
    load: async (url, purpose, signal) => {
      const answer = verification.load(url, purpose, signal)
      if (purpose !== 'context' || !isBundled(url)) {
        sources.push({ url, purpose, text: await textOf(answer) })
      }
      return answer
    },
  }
}

/**
 * Whether the signature, or a key in the documents that proved it, may end before the cached list does. Such a list is verified
 * each time.
 */
export function mayEnd(
  { jws, document }: DetectedCredential,
  sources: readonly ListSource[],
  { settings }: Verification,
): boolean {
  if (sources.some(({ text = '' }) => hasEndAfter(settings.now.getTime(), text))) return true
  if (jws === undefined)
    return itemsOf(document['proof'], '').some(([proof]) => isJsonObject(proof) && 'expires' in proof)
  // An SD-JWT may have its end in a disclosure, and COSE has it in a form of its own.
  if (/[~:]/.test(jws)) return true
  const { payload } = parseCompactJws(jws)
  return 'exp' in payload || 'nbf' in payload
}

/** The ends of keys (Controlled Identifiers §2.2). One that has passed has made its key invalid already. */
function hasEndAfter(now: number, text: string): boolean {
  return [...text.matchAll(/"(?:expires|revoked)":("[^"]*"|[^"])/g)].some(([, end]) => {
    const time = readDateTimeStamp(end!.slice(1, -1))
    return time === undefined || time > now
  })
}

/** Asks for the documents again, most of which the credential itself needs too. */
export async function areUnchanged(sources: readonly ListSource[], { load }: Verification): Promise<boolean> {
  for (const { url, purpose, text } of sources) {
    if (text === undefined || (await textOf(load(url, purpose))) !== text) return false
  }
  return true
}

async function textOf(answer: Promise<unknown>): Promise<string | undefined> {
  try {
    return textOfDocument(await answer)
  } catch (error) {
    if (!isOpenBadgeError(error)) return undefined
    const { reason } = error.details as { readonly reason?: unknown }
    return `${error.code} ${String(reason)}`
  }
}
