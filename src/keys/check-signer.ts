/** Refuses what is not a signer, and says what to write instead. */
import { isPromise } from '../platform/and-then.js'
import type { Signer } from '../ports.js'

/** `caller` names the function that received the signer. @throws TypeError */
export function checkSigner(caller: string, signer: unknown): asserts signer is Signer {
  refusePromise(caller, signer)
  const { sign, verificationMethod } = (signer ?? {}) as Partial<Signer>
  if (typeof sign === 'function') {
    if (typeof verificationMethod === 'string' && verificationMethod.includes(':')) return
    throw new TypeError(
      `${caller}: the verificationMethod of the signer must be the URL of its key, such as 'did:web:example.edu#key-1'`,
    )
  }
  throw new TypeError(
    `${caller} needs a signer, such as await generateSigner(), or your own { verificationMethod, algorithm, sign }`,
  )
}

/** For functions that also take a signer in another form, such as its public part. @throws TypeError */
export function refusePromise(caller: string, signer: unknown): void {
  if (isPromise(signer))
    throw new TypeError(`${caller}: the signer is a Promise: await it, as in await generateSigner()`)
}
