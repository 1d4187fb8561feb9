/** Badges and a pathway from files, for the commands that count them. */

import { decodeUtf8 } from '../../encoding/utf8.js'
import type { Recipient, RecipientQuestion } from '../../index.js'
import { VERIFY_LIMITS, type VerifyOptions, verify } from '../../index.js'
import type { Candidate, Pathway } from '../../pathways/index.js'
import { readHead, readJsonObject } from './files.js'
import { CallError, type Shell } from './shell.js'

/** Whose badges count. */
export interface HolderOptions {
  readonly email?: readonly string[]
  readonly recipient?: readonly string[]
}

/** @throws CallError where nobody is named */
export function holderOf({ email, recipient }: HolderOptions): RecipientQuestion {
  if (email === undefined && recipient === undefined) {
    throw new CallError(
      'nobody is named whose badges count',
      'Name the person by --recipient with a DID or URL, by --email, or by both.',
    )
  }
  return {
    ...(recipient === undefined ? {} : { id: recipient }),
    ...(email === undefined ? {} : { email }),
  }
}

/** The first names: the others only say whose badges count. */
export function recipientOf({ recipient, email }: HolderOptions): Recipient {
  const id = recipient?.[0]
  const address = email?.[0]
  return {
    ...(id === undefined ? {} : { id }),
    ...(address === undefined ? {} : { email: address }),
  } as Recipient
}

/** @throws OpenBadgeError `model_invalid` with every issue */
export async function readPathway(shell: Shell, file: string): Promise<Pathway> {
  const { pathway } = await import('../../pathways/index.js')
  return pathway((await readJsonObject(shell, file)) as unknown as Pathway)
}

/** The bytes of each file; one that is too large is read far enough for the report to say so. */
export function readBadges(shell: Shell, files: readonly string[]): Promise<readonly Uint8Array[]> {
  return Promise.all(files.map((file) => readHead(shell, file, VERIFY_LIMITS.input)))
}

/** What `evaluate` counts: each with its report, and with the text that a JWS is named by. */
export async function readCandidates(
  shell: Shell,
  files: readonly string[],
  options: VerifyOptions,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  for (const bytes of await readBadges(shell, files)) {
    shell.signal.throwIfAborted()
    candidates.push({ report: await verify(bytes, options), input: textOf(bytes) })
  }
  return candidates
}

/** Images have no text of their own; what stands in them is in the report. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes).trim()
  } catch {
    return undefined
  }
}
