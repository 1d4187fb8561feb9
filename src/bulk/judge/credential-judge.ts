/** Judges whether a credential is well formed and signed by its issuer, who must be the expected one. */
import { bundled } from '../../documents/bundled.js'
import { documents, firstOf } from '../../documents/loaders.js'
import { idOf, type JsonObject } from '../../encoding/json.js'
import { authenticateWithDocuments } from '../../verify/authenticate-with-documents.js'
import { verifyCache } from '../../verify/cache/verify-cache.js'
import { judgePeriod, periodOf } from '../../verify/checks/validity.js'
import { detectInput } from '../../verify/input/detect-input.js'
import { isDetected } from '../../verify/input/detected.js'
import { messageWriter } from '../../verify/messages/message-writer.js'
import { readOptions } from '../../verify/options/options.js'
import { openAccount, openVerification } from '../../verify/verification/verification.js'

/** Plain data, for worker threads. */
export interface JudgeOptions {
  /** The expected issuer; default: any. */
  readonly issuer?: string
  /** Contexts that are not bundled, and the issuer's DID document, by URL. */
  readonly documents?: Readonly<Record<string, JsonObject>>
  /** The time of the verification, RFC 3339. */
  readonly now: string
}

export interface Verdict {
  /** The id of the document, if it is plain JSON. */
  readonly id?: string
  /** The id of the credential, if it is well formed and signed by the expected issuer. */
  readonly proven?: string
  /** Why it is not proven: the code of the report's row, or `other_issuer`. */
  readonly reason?: string
  /** The code of the row `validity`, if the credential is proven and not in force. */
  readonly lapse?: string
}
export type Judge = (input: string | Uint8Array) => Promise<Verdict>

const ROWS = ['structure', 'proof', 'issuer'] as const

/** Makes a judge. A credential that is not in force is proven all the same. The judge does not look at its status. */
export async function credentialJudge({ issuer, now, documents: held }: JudgeOptions): Promise<Judge> {
  const settings = readOptions({
    now: new Date(now),
    cache: verifyCache(),
    ...(held === undefined ? {} : { load: firstOf(bundled, documents(held)) }),
  })
  const messages = await messageWriter(settings.language)
  return async (input) => {
    const sniffed = await detectInput(input, settings.limits)
    if (!isDetected(sniffed)) return { reason: 'code' in sniffed ? sniffed.code : 'unrecognised' }
    const { secured: entity, findings } = await authenticateWithDocuments(
      sniffed,
      'document',
      openVerification(settings, messages, openAccount(settings.limits)),
    )
    const row = ROWS.find((each) => findings[each].outcome !== 'pass')
    const isForeign = issuer !== undefined && idOf(entity.document['issuer']) !== issuer
    const reason = row === undefined ? (isForeign ? 'other_issuer' : undefined) : findings[row].code
    const isPlain = sniffed.jws === undefined && sniffed.warnings.length === 0
    const id = isPlain ? textOf(sniffed.document['id']) : undefined
    const proven = reason === undefined ? textOf(entity.document['id']) : undefined
    const validity =
      reason === undefined ? judgePeriod(entity.document, periodOf(entity.document), settings) : undefined
    return {
      ...(id === undefined ? {} : { id }),
      ...(proven === undefined ? {} : { proven }),
      ...(reason === undefined ? {} : { reason }),
      ...(validity?.outcome === 'fail' ? { lapse: validity.code } : {}),
    }
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
