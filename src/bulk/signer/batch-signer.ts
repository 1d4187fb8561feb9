/** The signer of a batch or of a worker, from its options. */
import type { Signer } from '../../ports.js'
import { type KeyMaterial, signerOf } from './key-material.js'
import { limitedSigner, type SignerLimitOptions, signerLimits } from './limited-signer.js'

export interface BatchSignerOptions extends SignerLimitOptions {
  readonly key?: KeyMaterial
  readonly signer?: Signer
}

/** @throws TypeError unless there is either a key or a signer */
export function checkKeyOrSigner(caller: string, { key, signer }: BatchSignerOptions): void {
  if ((key === undefined) === (signer === undefined))
    throw new TypeError(`${caller}: give either key or signer`)
}

/**
 * @param caller the function that was given the options
 * @throws TypeError unless there is either a key or a signer, of Ed25519; OpenBadgeError `key_invalid`
 */
export async function batchSigner(caller: string, options: BatchSignerOptions): Promise<Signer> {
  checkKeyOrSigner(caller, options)
  const { key, signer } = options
  const made = signer === undefined ? await signerOf(key!) : limitedSigner(signer, signerLimits(options))
  if (made.algorithm !== 'Ed25519') {
    throw new TypeError(
      `${caller}: batches need an Ed25519 key, and this is a key for ${made.algorithm}; make an Ed25519 key, or sign one badge at a time with issueJwt`,
    )
  }
  return made
}
