/** Makes the signer of a command: from a key file, or from a module that uses a KMS or an HSM. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KeyMaterial } from '../../bulk/index.js'
import type { Signer } from '../../ports.js'
import { readKeyFile } from './key-file.js'
import { CallError, type Shell } from './shell.js'

export interface SignerOptions {
  readonly key?: string
  readonly signer?: string
  readonly controller?: string
}

/** @throws CallError if neither or both are given, or the module exports no signer */
export async function readSigner(
  shell: Shell,
  { key, signer, controller }: SignerOptions,
): Promise<{ readonly key: KeyMaterial } | { readonly signer: Signer }> {
  if ((key === undefined) === (signer === undefined)) {
    throw new CallError(
      'the command needs either --key or --signer',
      'Give the key.json of "laurel init", or a module that exports "signer".',
    )
  }
  if (signer === undefined) return { key: await readKeyFile(shell, key!, controller) }
  if (controller !== undefined) {
    throw new CallError(
      '--controller has no effect with --signer',
      'Leave it out: the signer of the module has a controller.',
    )
  }
  return { signer: await loadSigner(signer) }
}

async function loadSigner(path: string): Promise<Signer> {
  let module: { readonly signer?: unknown }
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as { readonly signer?: unknown }
  } catch (cause) {
    throw new CallError(
      `the signer ${path} cannot be loaded: ${cause instanceof Error ? cause.message.split('\n', 1)[0] : 'no reason given'}`,
      'Node before 22.18 cannot load TypeScript. Write the module as .mjs.',
    )
  }
  const { signer } = module
  const found: unknown = typeof signer === 'function' ? await (signer as () => unknown)() : signer
  if (isSigner(found)) return found
  throw new CallError(
    `${path} exports no "signer"`,
    'Write: export const signer = { verificationMethod, algorithm, sign }, or a function that returns one.',
  )
}

function isSigner(value: unknown): value is Signer {
  const { verificationMethod, algorithm, sign } = (value ?? {}) as Partial<Signer>
  return typeof verificationMethod === 'string' && typeof algorithm === 'string' && typeof sign === 'function'
}
