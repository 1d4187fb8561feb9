/** A mapping from a file: JSON, or a module. */
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Mapping } from '../../bulk/index.js'
import { readJsonObject } from './files.js'
import { CallError, type Shell } from './shell.js'

/** @throws CallError for a module that cannot be loaded, and a file that is not a mapping; OpenBadgeError as `readJsonObject` does */
export async function readMapping(shell: Shell, path: string): Promise<Mapping> {
  if (!['.js', '.mjs', '.ts', '.mts'].includes(extname(path))) {
    return (await readJsonObject(shell, path, 'mapping')) as unknown as Mapping
  }
  let module: { readonly mapping?: unknown }
  try {
    module = (await import(pathToFileURL(path).href)) as { readonly mapping?: unknown }
  } catch (cause) {
    throw new CallError(
      `the mapping ${path} cannot be loaded: ${cause instanceof Error ? cause.message.split('\n', 1)[0] : 'no reason given'}`,
      'Node before 22.18 cannot load TypeScript. Write the mapping as .mjs or .json.',
    )
  }
  if (module.mapping === undefined)
    throw new CallError(`${path} exports no "mapping"`, 'Write: export const mapping = { … }')
  return module.mapping as Mapping
}
