/** The options --online, --document and --did, and the loader that they make. */
import type { Command } from 'commander'
import { documentUrl } from '../../did/methods/locations.js'
import { bundled, documents, firstOf } from '../../index.js'
import type { Load } from '../../ports.js'
import { readJsonObject } from '../io/files.js'
import { namedFile } from '../io/outputs.js'
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
      'a document that a check needs, such as a status list, by its id, or as URL=FILE. Repeatable',
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
      throw new CallError(`two files are given for ${url}`, 'Give only one of them.')
    }
    held[url] = content
  }
  return { load: firstOf(bundled, documents(held), ...net) }
}

/** Members of a document with the keys of an issuer. The person who passes such a document decides which signatures count. */
const KEY_MEMBERS = ['verificationMethod', 'assertionMethod', 'publicKey']

async function readDocument(
  shell: Shell,
  text: string,
  option: 'document' | 'did',
): Promise<readonly [url: string, document: object]> {
  const { url, file } = namedFile(text) ?? { file: text }
  const document = await readJsonObject(shell, file)
  const { id } = document
  if (url !== undefined) return [documentUrl(url), document]
  const hasKeys = KEY_MEMBERS.some((name) => name in document)
  if (option === 'document' && (hasKeys || (typeof id === 'string' && id.startsWith('did:')))) {
    throw new CallError(
      `${file} has the keys of an issuer`,
      'If it really comes from the issuer, give it with --did FILE. A status list has no keys.',
    )
  }
  if (option === 'did' && !hasKeys) {
    throw new CallError(`${file} has no keys, so it is not a DID document`, "Give the issuer's did.json.")
  }
  if (typeof id === 'string') return [documentUrl(id), document]
  throw new CallError(
    `${file} has no "id", so its URL is not known`,
    'Write the URL too: --document https://example.edu/status/1=FILE',
  )
}
