/** Refuses what is not a signer, and says what to write instead. */
import { isPromise } from '../platform/and-then.js'
import type { Signer, VerificationAlgorithm } from '../ports.js'

/** `caller` names the function that received the signer. @throws TypeError */
export function checkSigner(caller: string, signer: unknown): asserts signer is Signer {
  refusePromise(caller, signer)
  const { sign, verificationMethod } = (signer ?? {}) as Partial<Signer>
  if (typeof sign === 'function') {
    if (typeof verificationMethod === 'string' && isMethodUrl(verificationMethod)) return
    throw new TypeError(
      `${caller}: the verificationMethod of the signer must be the URL of its key, such as 'did:web:example.edu#key-1'`,
    )
  }
  throw new TypeError(
    `${caller} needs a signer, such as await generateSigner(), or your own { verificationMethod, algorithm, sign }`,
  )
}

/** Whether a text may be the URL of a key. A DID without a fragment names a document, and not a key in it. */
export function isMethodUrl(url: string): boolean {
  return url.startsWith('did:') ? url.includes('#') : url.includes(':')
}

const ALGORITHMS: Readonly<Record<VerificationAlgorithm, true>> = {
  Ed25519: true,
  ES256: true,
  ES384: true,
  ES512: true,
  RS256: true,
  RS384: true,
  RS512: true,
  PS256: true,
}

/** For an algorithm that the caller of this function cannot use. @throws TypeError if no function can use it */
export function refuseUnknownAlgorithm(algorithm: unknown): void {
  if (algorithm === undefined)
    throw new TypeError("the signer has no algorithm; write algorithm: 'Ed25519', or that of its key")
  if (typeof algorithm === 'string' && Object.hasOwn(ALGORITHMS, algorithm)) return
  const names = Object.keys(ALGORITHMS).join(', ')
  throw new TypeError(`the algorithm of the signer is none that laurel knows; write one of ${names}`)
}

/** For functions that also take a signer in another form, such as its public part. @throws TypeError */
export function refusePromise(caller: string, signer: unknown): void {
  if (isPromise(signer))
    throw new TypeError(`${caller}: the signer is a Promise: await it, as in await generateSigner()`)
}
