/** Reads badges and pathways from files, for the commands that count badges. */

import type { Command } from 'commander'
import { decodeUtf8 } from '../../encoding/utf8.js'
import type { Recipient, RecipientQuestion, Report } from '../../index.js'
import { VERIFY_LIMITS, type VerifyOptions, verify } from '../../index.js'
import type { Candidate, Pathway } from '../../pathways/index.js'
import { isId, readHead, readJsonObject } from '../io/files.js'
import { CallError, type Shell } from '../io/shell.js'
import { inputsIn } from './inputs.js'
import { repeatable } from './repeatable.js'
import { webDidUrl } from './web-did.js'
import { yieldToEvents } from './yield-to-events.js'

/** The persons whose badges count. */
export interface HolderOptions {
  readonly email?: readonly string[]
  readonly recipient?: readonly string[]
}

/** Adds the options that name the person. @param whose the beginning of their descriptions */
export function withHolder(command: Command, whose: string, byAddress = whose): Command {
  return command
    .option('--recipient <id>', `${whose}, by DID or URL; repeatable`, repeatableRecipient)
    .option('--email <address>', `${byAddress}, by e-mail address; repeatable`, repeatableAddress)
}

/** For commander: collects ids of persons. @throws CallError for an e-mail address */
export const repeatableRecipient = (id: string, before?: readonly string[]): readonly string[] =>
  repeatable(recipientId(id), before)

/** For commander: collects e-mail addresses of persons. @throws CallError for another text */
export const repeatableAddress = (address: string, before?: readonly string[]): readonly string[] =>
  repeatable(emailAddress(address), before)

/** @throws CallError for a text that is not an e-mail address */
export function emailAddress(text: string): string {
  if (text.includes('@')) return text
  throw new CallError(
    `--email "${text}" is not an e-mail address`,
    isId(text) ? `Write --recipient ${text}.` : 'Write the whole address, such as ada@example.org.',
  )
}

/** @throws CallError for an e-mail address in the place of an id, and for a wrong did:web */
export function recipientId(id: string): string {
  if (/^[^:/]+@[^:/]+$/.test(id))
    throw new CallError(`--recipient "${id}" is an e-mail address, not a DID or URL`, `Write --email ${id}.`)
  if (id.startsWith('did:web:')) webDidUrl('--recipient', id)
  return id
}

/** @throws CallError if no person is named */
export function holderOf({ email, recipient }: HolderOptions): RecipientQuestion {
  if (email === undefined && recipient === undefined) {
    throw new CallError(
      'no person is named whose badges count',
      'Name the person with --recipient (a DID or URL), with --email, or with both.',
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

/** @throws OpenBadgeError `model_invalid` with every issue; CallError for a file of another kind */
export async function readPathway(shell: Shell, file: string): Promise<Pathway> {
  const { pathway } = await import('../../pathways/index.js')
  return pathway((await readJsonObject(shell, file, 'pathway')) as unknown as Pathway)
}

/** The bytes of each file. From a file that is too large, it reads only enough for the report to say so. */
export function readBadges(shell: Shell, files: readonly string[]): Promise<readonly Uint8Array[]> {
  return Promise.all(files.map((file) => readHead(shell, file, VERIFY_LIMITS.input)))
}

/** A badge for `evaluate`: its report, and for a JWS its text, from which its digest is made. */
export interface NamedCandidate {
  /** The file, and for NDJSON the line. */
  readonly name: string
  readonly report: Report
  readonly input: string | undefined
}

/** Verifies each badge in files; for NDJSON, the badge in each line. */
export async function readCandidates(
  shell: Shell,
  files: readonly string[],
  options: VerifyOptions,
): Promise<readonly NamedCandidate[]> {
  const found: NamedCandidate[] = []
  for (const file of files)
    for await (const { name, bytes } of inputsIn(shell, file)) {
      if (found.length % 32 === 0) await yieldToEvents(shell.signal)
      found.push({ name, report: await verify(bytes, options), input: textOf(bytes) })
    }
  return found
}

/** What `evaluate` takes. */
export function candidatesOf(found: readonly NamedCandidate[]): readonly Candidate[] {
  return found.map(({ report, input }) => ({ report, input }))
}

/** Images have no text; the report has the credential in them. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes).trim()
  } catch {
    return undefined
  }
}
