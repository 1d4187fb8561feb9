/** A signer that calls a service. It limits concurrent calls, retries when the service throttles, and times out. */
import { sleep } from '#platform'
import { isOpenBadgeError, type OpenBadgeError } from '../../errors.js'
import type { SignatureAlgorithm, Signer } from '../../ports.js'
import { checkSigner } from '../check-signer.js'
import { signerFailed as failed, signatureFault } from '../signer-fault.js'
import { AbortFollowers } from './abort-followers.js'
import { CircuitBreaker, isFinalRefusal } from './circuit-breaker.js'
import { checkRemoteKey, type RemoteSignerOptions, readRemoteSignerOptions } from './remote-options.js'
import { Semaphore } from './semaphore.js'
import { backoff, looksThrottled } from './throttling.js'

/** One call of the service: signs the bytes as they are. It takes a few lines with an AWS, Google or Vault client. */
export type SignCall = (bytes: Uint8Array, signal: AbortSignal) => Uint8Array | Promise<Uint8Array>

/** The key that the service holds. Give the Multikey, so that `issue` verifies every signature before it returns. */
export interface RemoteKey {
  /** Absolute URL of the key, with a fragment. */
  readonly verificationMethod: string
  /** Ed25519 by default, as `issue` needs it. With another algorithm use `issueJwt`. */
  readonly algorithm?: SignatureAlgorithm
  /** Default: the verification method without its fragment. */
  readonly controller?: string
  /** The public key as Multikey; with it, every signature is checked. Without it and without a `did:key`, nothing checks them. */
  readonly publicKeyMultibase?: string
  /** Makes one call of the service. */
  readonly sign: SignCall
}

export interface RemoteSigner extends Signer {
  readonly sign: (bytes: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>
  /** Calls left of the budget; Infinity without one. */
  readonly remaining: () => number
}

type Outcome =
  | { readonly signature: Uint8Array }
  /** True, or the milliseconds to wait. */
  | { readonly throttled: true | number; readonly error: unknown }

/** Bytes of a signature (RFC 8032, RFC 7518). The length of an RSA signature depends on the key. */
const SIGNATURE_LENGTH: Partial<Record<SignatureAlgorithm, number>> = { Ed25519: 64, ES256: 64, ES384: 96 }

/**
 * Makes a signer from a signing service, such as a KMS. It limits concurrency, retries when the service throttles, and
 * times out. It does not retry after another failure. After a final refusal, or five failures one after the other, it
 * refuses the signatures that wait; each later signature is tried once.
 *
 * @param key - `verificationMethod`, `sign` (one call of the service), and the public key, with which each signature is
 *   checked. `algorithm` is `Ed25519` by default.
 * @param options - Limits and waits in milliseconds; see `RemoteSignerOptions`. Default: 16 calls at once, 10,000 ms a call,
 *   6 attempts.
 * @returns A signer, with `remaining()`: the calls that are left of `budget`.
 * @throws TypeError for a key without `verificationMethod` or `sign`, or an unknown or impossible option.
 * @example
 * const remote = remoteSigner({
 *   verificationMethod: signer.verificationMethod,
 *   publicKeyMultibase: exportPublicKey(signer, 'multikey'),
 *   sign: async (bytes) => signer.sign(bytes), // call your service here
 * })
 * const signed = await issue(badge, { signer: remote })
 */
export function remoteSigner(key: RemoteKey, options: RemoteSignerOptions = {}): RemoteSigner {
  checkSigner('remoteSigner', key)
  checkRemoteKey(key)
  const settings = readRemoteSignerOptions(options)
  const { isThrottled = looksThrottled, signal: outer } = settings
  const algorithm = key.algorithm ?? 'Ed25519'
  const queue = new Semaphore(settings.concurrency)
  const breaker = new CircuitBreaker()
  const followers = new AbortFollowers()
  const seen = new WeakSet<OpenBadgeError>()
  let remaining = settings.budget ?? Number.POSITIVE_INFINITY

  async function callOnce(bytes: Uint8Array, ticket: number, signal: AbortSignal): Promise<Outcome> {
    await queue.take(signal)
    try {
      if (remaining < 1)
        throw failed('budget exhausted', 'no calls of the signing service are left in the budget')
      breaker.admit(ticket)
      remaining--
      const called = inTime(key.sign, bytes, settings.timeoutMilliseconds, followers, signal)
      const signature = checked(await called, algorithm)
      breaker.succeeded()
      return { signature }
    } catch (error) {
      return outcomeOf(error, signal)
    } finally {
      queue.give()
    }
  }

  /** Classifies a failed call. It must run before the next call has its turn. */
  function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
    if (signal.aborted) {
      breaker.left()
      throw signal.reason
    }
    if (isOpenBadgeError(error, 'signer_failed')) throw counted(error)
    const throttled = isThrottled(error)
    if (throttled !== true && typeof throttled !== 'number')
      throw counted(failed('refused', 'the signing service failed', error))
    breaker.left()
    return { throttled, error }
  }

  async function callUntilSigned(
    bytes: Uint8Array,
    ticket: number,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    for (let tries = 1; ; tries++) {
      const outcome = await callOnce(bytes, ticket, signal)
      if ('signature' in outcome) return outcome.signature
      const { throttled, error } = outcome
      if (tries >= settings.attempts) {
        throw counted(
          failed('throttled', `the signing service still throttles after ${tries} attempts`, error),
        )
      }
      await sleep(throttled === true ? backoff(tries, settings) : throttled, signal)
    }
  }

  /** Counts a failure once: the breaker may have thrown the same error before. */
  function counted(error: OpenBadgeError): OpenBadgeError {
    if (!seen.has(error)) breaker.failed(error, isFinalRefusal(error.cause))
    seen.add(error)
    return error
  }

  async function sign(bytes: Uint8Array, inner?: AbortSignal): Promise<Uint8Array> {
    const ticket = breaker.ticket()
    const { controller, unlink } = followers.follow(outer, inner)
    try {
      return await callUntilSigned(bytes, ticket, controller.signal)
    } finally {
      unlink()
    }
  }

  return Object.freeze({
    verificationMethod: key.verificationMethod,
    algorithm,
    ...(key.controller === undefined ? {} : { controller: key.controller }),
    ...(key.publicKeyMultibase === undefined ? {} : { publicKeyMultibase: key.publicKeyMultibase }),
    sign,
    remaining: () => remaining,
  })
}

/** Calls the service; rejects after the time limit and aborts the call. */
async function inTime(
  call: SignCall,
  bytes: Uint8Array,
  timeout: number,
  followers: AbortFollowers,
  signal: AbortSignal,
): Promise<unknown> {
  const called = followers.follow(signal)
  const timer = followers.follow(signal)
  const late = sleep(timeout, timer.controller.signal).then(() => {
    throw failed('timeout', `the signing service did not answer within ${timeout} ms`)
  })
  try {
    return await Promise.race([call(bytes, called.controller.signal), late])
  } catch (error) {
    called.controller.abort(error)
    throw error
  } finally {
    called.unlink()
    timer.unlink()
    late.catch(() => {})
    timer.controller.abort()
  }
}

function checked(signature: unknown, algorithm: SignatureAlgorithm): Uint8Array {
  const fault = signatureFault(signature, algorithm, SIGNATURE_LENGTH[algorithm])
  if (fault !== undefined) throw failed('malformed signature', `the signing service ${fault}`)
  return signature as Uint8Array
}
