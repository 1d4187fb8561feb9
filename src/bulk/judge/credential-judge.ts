/** Whether a credential is well formed, signed by its issuer, and by the issuer that was asked for. */
import { bundled } from '../../documents/bundled.js'
import { documents, firstOf } from '../../documents/loaders.js'
import type { JsonObject } from '../../encoding/json.js'
import { verifyCache } from '../../verify/cache/verify-cache.js'
import { detectInput } from '../../verify/input/detect-input.js'
import { isDetected } from '../../verify/input/detected.js'
import { messageWriter } from '../../verify/messages/message-writer.js'
import { readOptions } from '../../verify/options/options.js'
import { resolveCredential } from '../../verify/resolve-credential.js'
import { idOf } from '../../verify/verification/secured-document.js'
import { openVerification } from '../../verify/verification/verification.js'

/** Plain data, for workers. */
export interface JudgeOptions {
  /** Whose credentials they must be; by default whoever signed. */
  readonly issuer?: string
  /** Contexts and the issuer's DID document, by URL, where the credentials need others than the bundled ones. */
  readonly documents?: Readonly<Record<string, JsonObject>>
  /** The instant of the question, RFC 3339. */
  readonly now: string
}

export interface Verdict {
  /** The document's own id, where it is plain JSON. */
  readonly id?: string
  /** Id of the credential that is well formed and signed by its issuer, who is the one that was asked for. */
  readonly proven?: string
}
export type Judge = (input: string | Uint8Array) => Promise<Verdict>

const ROWS = ['structure', 'proof', 'issuer'] as const

/** Status, and whether it holds today, are no questions of an audit: the proof and what it says are. */
export async function credentialJudge({ issuer, now, documents: held }: JudgeOptions): Promise<Judge> {
  const settings = readOptions({
    now: new Date(now),
    cache: verifyCache(),
    ...(held === undefined ? {} : { load: firstOf(bundled, documents(held)) }),
  })
  const messages = await messageWriter(settings.language)
  return async (input) => {
    const sniffed = await detectInput(input, settings.limits)
    if (!isDetected(sniffed)) return {}
    const { secured: entity, findings } = await resolveCredential(
      sniffed,
      'document',
      openVerification(settings, messages),
    )
    const isProven =
      ROWS.every((row) => findings[row].outcome === 'pass') &&
      (issuer === undefined || idOf(entity.document['issuer']) === issuer)
    const isPlain = sniffed.jws === undefined && sniffed.warnings.length === 0
    const id = isPlain ? textOf(sniffed.document['id']) : undefined
    const proven = isProven ? textOf(entity.document['id']) : undefined
    return { ...(id === undefined ? {} : { id }), ...(proven === undefined ? {} : { proven }) }
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
