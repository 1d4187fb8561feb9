/** Reads badges and pathways from files, for the commands that count badges. */

import { decodeUtf8 } from '../../encoding/utf8.js'
import type { Recipient, RecipientQuestion } from '../../index.js'
import { VERIFY_LIMITS, type VerifyOptions, verify } from '../../index.js'
import type { Candidate, Pathway } from '../../pathways/index.js'
import { readHead, readJsonObject } from './files.js'
import { CallError, type Shell } from './shell.js'

/** The persons whose badges count. */
export interface HolderOptions {
  readonly email?: readonly string[]
  readonly recipient?: readonly string[]
}

/** @throws CallError if no person is named */
export function holderOf({ email, recipient }: HolderOptions): RecipientQuestion {
  if (email === undefined && recipient === undefined) {
    throw new CallError(
      'the command needs the person whose badges count',
      'Name the person with --recipient and a DID or URL, with --email, or with both.',
    )
  }
  return {
    ...(recipient === undefined ? {} : { id: recipient }),
    ...(email === undefined ? {} : { email }),
  }
}

/** The first id and the first address identify the recipient. The others only select badges. */
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

/** The bytes of each file. Of a file that is too large, it reads just enough for the report to say so. */
export function readBadges(shell: Shell, files: readonly string[]): Promise<readonly Uint8Array[]> {
  return Promise.all(files.map((file) => readHead(shell, file, VERIFY_LIMITS.input)))
}

/** The input of `evaluate`: each badge with its report, and for a JWS its text, from which its digest is made. */
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

/** Images have no text; the report has the credential in them. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes).trim()
  } catch {
    return undefined
  }
}
