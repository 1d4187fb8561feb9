/** Calls a signer, and checks the signature that it returns. */
import type { Awaitable } from '#platform'
import { OpenBadgeError } from '../../errors.js'
import { publicKeyFromMultikey } from '../../keys/public-key.js'
import { signatureFault, signerFailed } from '../../keys/signer-fault.js'
import { isLocalSigner } from '../../keys/signers/make-signer.js'
import { andThen } from '../../platform/and-then.js'
import type { Signer } from '../../ports.js'

/**
 * Calls the signer. The signature must have the right length. If the public key is known and the signer is not laurel's own,
 * the signature must be valid.
 * @throws OpenBadgeError `signer_failed`
 */
export function signBytes(
  signer: Signer,
  data: Uint8Array,
  length: number | undefined,
  signal?: AbortSignal,
): Awaitable<Uint8Array> {
  const publicKeyMultibase = signer.publicKeyMultibase ?? keyInId(signer)
  let answer: Awaitable<Uint8Array>
  try {
    answer = signer.sign(data, signal)
  } catch (cause) {
    throw thrownBy(cause, signal)
  }
  if (answer instanceof Uint8Array) {
    if (isLocalSigner(signer)) return ofShape(answer, signer, length)
  } else {
    answer = Promise.resolve(answer).catch((cause) => {
      throw thrownBy(cause, signal)
    })
  }
  return andThen(answer, (signature) => {
    ofShape(signature, signer, length)
    if (publicKeyMultibase === undefined || isLocalSigner(signer)) return signature
    const verified = andThen(publicKeyFromMultikey(publicKeyMultibase), (key) => {
      if (key.algorithm !== signer.algorithm)
        throw failed('the public key has another algorithm than the signer')
      return key.verify(signature, data)
    })
    return andThen(verified, (valid) => {
      if (!valid) throw failed('the signature is not valid for the public key of the signer')
      return signature
    })
  })
}

/** The id of a did:key has the public key. */
function keyInId({ verificationMethod }: Signer): string | undefined {
  return /^did:key:(z[^#:]+)#\1$/.exec(verificationMethod)?.[1]
}

function ofShape(signature: Uint8Array, { algorithm }: Signer, length: number | undefined): Uint8Array {
  const fault = signatureFault(signature, algorithm, length)
  if (fault !== undefined) throw failed(`the signer ${fault}`)
  return signature
}

function thrownBy(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  return cause instanceof OpenBadgeError ? cause : signerFailed('threw', 'the signer failed', cause)
}

function failed(reason: string): OpenBadgeError<'signer_failed'> {
  return signerFailed(reason, reason)
}
