/** The documents with which a status list was proven. A cached list counts again only if all of them are as they were. */
import { isBundled } from '../../documents/bundled.js'
import { isJsonObject, itemsOf } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { parseCompactJws } from '../../proof/jwt/jws.js'
import { textOfDocument } from '../cache/document-text.js'
import type { ListSource } from '../cache/status-list-cache.js'
import type { DetectedCredential } from '../input/detected.js'
import type { Verification } from '../verification/verification.js'

export interface SourceRecorder {
  /** The verification, which records what it loads. */
  readonly verification: Verification
  readonly sources: ListSource[]
  /** Whether a key has an end. */
  hasEnd: boolean
}

export function recordSources(verification: Verification): SourceRecorder {
  const sources: ListSource[] = []
  const recorder = { sources, hasEnd: false }
  const recording: Verification = {
    ...verification,
    load: async (url, purpose, signal) => {
      if (purpose === 'context' && isBundled(url)) return verification.load(url, purpose, signal)
      const answer = verification.load(url, purpose, signal)
      sources.push({ url, purpose, text: await textOf(answer) })
      return answer
    },
    retrieve: async (url, options) => {
      const found = await verification.retrieve(url, options)
      if ('expires' in found.method || 'revoked' in found.method) recorder.hasEnd = true
      return found
    },
  }
  return Object.assign(recorder, { verification: recording })
}

/** Whether the signature itself has an end: a claim of the token, or a member of a proof. Such lists are verified each time. */
export function signatureEnds({ jws, document }: DetectedCredential): boolean {
  if (jws === undefined)
    return itemsOf(document['proof'], '').some(([proof]) => isJsonObject(proof) && 'expires' in proof)
  const { payload } = parseCompactJws(jws)
  return 'exp' in payload || 'nbf' in payload
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
