/** The options --online, --document and --did, and the loader that they make. */
import type { Command } from 'commander'
import { documentUrl } from '../../did/methods/locations.js'
import type { JsonObject } from '../../encoding/json.js'
import { bundled, documents, firstOf } from '../../index.js'
import type { Load } from '../../ports.js'
import { isFileOf } from '../io/file-kind.js'
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
  const net = online === true ? [(await import('../../net/index.js')).remote()] : []
  if (shell === undefined || document.length + did.length === 0)
    return net[0] === undefined ? {} : { load: net[0] }
  return { load: firstOf(bundled, documents(await readDocuments(shell, options)), ...net) }
}

/** The documents in files, by the URL from which each would be loaded. @throws as `loadFor` does */
export async function readDocuments(
  shell: Shell,
  { document = [], did = [] }: LoadOptions,
): Promise<Readonly<Record<string, JsonObject>>> {
  const files = [
    ...document.map((text) => [text, 'document'] as const),
    ...did.map((text) => [text, 'did'] as const),
  ]
  const held: Record<string, JsonObject> = {}
  for (const [text, option] of files) {
    const [url, content] = await readDocument(shell, text, option)
    // A did:key contains its key, so nothing asks for the document that `init` writes for it.
    if (option === 'did' && url.startsWith('did:')) continue
    if (Object.hasOwn(held, url)) {
      throw new CallError(`two files are given for ${url}`, 'Give only one of them.')
    }
    held[url] = content
  }
  return held
}

async function readDocument(
  shell: Shell,
  text: string,
  option: 'document' | 'did',
): Promise<readonly [url: string, document: JsonObject]> {
  const { url, file } = namedFile(text) ?? { file: text }
  const isDid = option === 'did' && url === undefined
  const document = await readJsonObject(shell, file, isDid ? 'didDocument' : undefined)
  const { id } = document
  if (url !== undefined) return [documentUrl(url), document]
  const hasKeys = isFileOf('didDocument', document)
  if (option === 'document' && (hasKeys || (typeof id === 'string' && id.startsWith('did:')))) {
    throw new CallError(
      `${file} has the keys of an issuer`,
      'If it really comes from the issuer, give it with --did FILE. A status list has no keys.',
    )
  }
  if (isDid && !hasKeys) {
    throw new CallError(`${file} has no keys, so it is not a DID document`, "Give the issuer's did.json.")
  }
  if (typeof id === 'string') return [documentUrl(id), document]
  throw new CallError(
    `${file} has no "id", so its URL is not known`,
    'Write the URL too: --document https://example.edu/status/1=FILE',
  )
}
