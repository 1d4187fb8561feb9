/** Asks a signer for a signature, and believes nothing that it cannot check. */
import type { Awaitable } from '#platform'
import { OpenBadgeError } from '../../errors.js'
import { publicKeyFromMultikey } from '../../keys/public-key.js'
import { isLocalSigner } from '../../keys/signers/signer.js'
import { andThen } from '../../platform/and-then.js'
import type { Signer } from '../../ports.js'

/**
 * Asks the signer, and takes nothing but a signature of the right length; where the public key is known and the
 * signer is not our own, nothing but a valid one.
 * @throws OpenBadgeError `signer_failed`
 */
export function signBytes(
  signer: Signer,
  data: Uint8Array,
  length: number | undefined,
  signal?: AbortSignal,
): Awaitable<Uint8Array> {
  const { publicKeyMultibase } = signer
  let answer: Awaitable<Uint8Array>
  try {
    answer = signer.sign(data, signal)
  } catch (cause) {
    throw signerFailed(cause, signal)
  }
  if (answer instanceof Uint8Array) {
    if (isLocalSigner(signer)) return ofLength(answer, length)
  } else {
    answer = Promise.resolve(answer).catch((cause) => {
      throw signerFailed(cause, signal)
    })
  }
  return andThen(answer, (signature) => {
    ofLength(signature, length)
    if (publicKeyMultibase === undefined || isLocalSigner(signer)) return signature
    const verified = andThen(publicKeyFromMultikey(publicKeyMultibase), (key) => {
      if (key.algorithm !== signer.algorithm) throw failed('the public key is of another algorithm')
      return key.verify(signature, data)
    })
    return andThen(verified, (valid) => {
      if (!valid) throw failed('the signature is not valid for the public key of the signer')
      return signature
    })
  })
}

function ofLength(signature: Uint8Array, length: number | undefined): Uint8Array {
  if (!(signature instanceof Uint8Array)) throw failed('the signer did not answer with bytes')
  if (length !== undefined && signature.length !== length) {
    throw failed(`the signer answered with ${signature.length} bytes, where a signature has ${length}`)
  }
  return signature
}

function signerFailed(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (cause instanceof OpenBadgeError) return cause
  return new OpenBadgeError('signer_failed', 'the signer failed', { reason: 'threw' }, { cause })
}

function failed(reason: string): OpenBadgeError<'signer_failed'> {
  return new OpenBadgeError('signer_failed', reason, { reason })
}
