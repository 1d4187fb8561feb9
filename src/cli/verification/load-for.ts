/** What a command may read instead of fetching: the options --online, --document and --did, and their loader. */
import type { Command } from 'commander'
import { documentUrl } from '../../did/methods/locations.js'
import { bundled, documents, firstOf } from '../../index.js'
import type { Load } from '../../ports.js'
import { readJsonObject } from '../io/files.js'
import { CallError, type Shell } from '../io/shell.js'
import { repeatable } from './repeatable.js'

export interface LoadOptions {
  readonly online?: true
  readonly document?: readonly string[]
  readonly did?: readonly string[]
}

/** Adds the options to a command. */
export function withLoading(command: Command): Command {
  return command
    .option('--online', 'fetch status lists and DID documents over guarded https')
    .option(
      '--document <file>',
      'a document that is needed, such as a status list; its id says from where, or write URL=FILE. Repeatable',
      repeatable,
    )
    .option('--did <file>', "an issuer's DID document (did.json); repeatable", repeatable)
}

/**
 * The loader of a command, as `{ load }`: the documents from files, and with --online all others over guarded https. Without
 * these options an empty object.
 * @throws CallError for a document whose URL is not known; OpenBadgeError as `readJsonObject` does
 */
export async function loadFor(options: LoadOptions, shell?: Shell): Promise<{ readonly load?: Load }> {
  const { online, document = [], did = [] } = options
  const files = [
    ...document.map((text) => [text, 'document'] as const),
    ...did.map((text) => [text, 'did'] as const),
  ]
  const net = online === true ? [(await import('../../net/index.js')).remote()] : []
  if (shell === undefined || files.length === 0) return net[0] === undefined ? {} : { load: net[0] }
  const held: Record<string, unknown> = {}
  for (const [text, option] of files) {
    const [url, content] = await readDocument(shell, text, option)
    if (Object.hasOwn(held, url)) {
      throw new CallError(`two files are given for ${url}`, 'Give one of them.')
    }
    held[url] = content
  }
  return { load: firstOf(bundled, documents(held), ...net) }
}

/** `URL=FILE`. A URL may contain an equals sign; a file name hardly does. */
const NAMED = /^([a-z][a-z0-9+.-]*:.*)=([^=]+)$/is

/** Members of a document that says which keys an issuer has. Whoever passes one decides whose signatures count. */
const KEY_MEMBERS = ['verificationMethod', 'assertionMethod', 'publicKey']

async function readDocument(
  shell: Shell,
  text: string,
  option: 'document' | 'did',
): Promise<readonly [url: string, document: object]> {
  const [, url, file = text] = NAMED.exec(text) ?? []
  const document = await readJsonObject(shell, file)
  const { id } = document
  if (url !== undefined) return [documentUrl(url), document]
  const hasKeys = KEY_MEMBERS.some((name) => name in document)
  if (option === 'document' && (hasKeys || (typeof id === 'string' && id.startsWith('did:')))) {
    throw new CallError(
      `${file} says which keys an issuer has`,
      'If it is really from the issuer, give it as --did FILE. A status list has no keys.',
    )
  }
  if (option === 'did' && !hasKeys) {
    throw new CallError(`${file} has no keys, so it is no DID document`, "Give the issuer's did.json.")
  }
  if (typeof id === 'string') return [documentUrl(id), document]
  throw new CallError(
    `${file} has no "id", so it is not known which document it is`,
    'Write its address too: --document https://example.edu/status/1=FILE',
  )
}
