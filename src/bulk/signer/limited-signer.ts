/** Limits the calls of a caller's signer: a maximum at once, a time limit for each, and no calls after a refusal. */
import { OpenBadgeError } from '../../errors.js'
import { AbortFollowers, type Follower } from '../../keys/signers/abort-followers.js'
import { CircuitBreaker, isFinalRefusal } from '../../keys/signers/circuit-breaker.js'
import { isLocalSigner } from '../../keys/signers/make-signer.js'
import { Semaphore } from '../../keys/signers/semaphore.js'
import type { Signer } from '../../ports.js'

export interface SignerLimits {
  /** The maximum number of calls at once. */
  readonly concurrency: number
  /** The maximum time for each signature, with the signer's own retries. */
  readonly timeoutMilliseconds: number
}

export interface SignerLimitOptions {
  readonly concurrency?: number
  readonly signerTimeoutMilliseconds?: number
}

/** The limits with their defaults. */
export function signerLimits({
  concurrency = 50,
  signerTimeoutMilliseconds: timeoutMilliseconds = 120_000,
}: SignerLimitOptions): SignerLimits {
  return { concurrency, timeoutMilliseconds }
}

/** A local signer needs no limits. */
export function limitedSigner(signer: Signer, { concurrency, timeoutMilliseconds }: SignerLimits): Signer {
  if (isLocalSigner(signer)) return signer
  const turns = new Semaphore(concurrency)
  const breaker = new CircuitBreaker()
  const followers = new AbortFollowers()

  const ask = async (bytes: Uint8Array, { controller }: Follower): Promise<Uint8Array> => {
    const late = timeout(timeoutMilliseconds)
    try {
      const signature = await Promise.race([signer.sign(bytes, controller.signal), late.promise])
      breaker.succeeded()
      return signature
    } catch (error) {
      if (controller.signal.aborted) breaker.left()
      else breaker.failed(error, isFinalRefusal(error))
      controller.abort(error)
      throw error
    } finally {
      late.end()
    }
  }

  return {
    ...signer,
    sign: async (bytes, signal) => {
      const ticket = breaker.ticket()
      const follower = followers.follow(signal)
      try {
        await turns.take(follower.controller.signal)
        try {
          breaker.admit(ticket)
          return await ask(bytes, follower)
        } finally {
          turns.give()
        }
      } finally {
        follower.unlink()
      }
    },
  }
}

function timeout(milliseconds: number): { readonly promise: Promise<never>; readonly end: () => void } {
  let timer: ReturnType<typeof setTimeout>
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const what = `the signer returned no signature within ${milliseconds} ms`
      reject(new OpenBadgeError('signer_failed', what, { reason: 'timeout' }))
    }, milliseconds)
  })
  return { promise, end: () => clearTimeout(timer) }
}
