/** Issues a stream of credentials: ordered outcomes, bounded memory, shared content canonicalised once. */

import type { Awaitable } from '#platform'
import { requireIterable } from '../encoding/arguments.js'
import { isOpenBadgeError } from '../errors.js'
import type { Unsigned } from '../model/assembly/credential.js'
import { andThen, isPromise } from '../platform/and-then.js'
import { proofMaker } from '../proof/data-integrity/proof-maker.js'
import {
  checkIssueOptions,
  ISSUE_OPTIONS,
  type Issued,
  type IssueOptions,
  proofOptions,
  signDocument,
  signWithMaker,
} from './issue.js'
import { needsVerify } from './needs-verify.js'
import { prepareCredential } from './prepare-credential.js'
import { clockOf } from './proof-time.js'

export interface IssueManyOptions extends IssueOptions {
  /** Most pending signatures at once, for asynchronous signers; default 16. */
  readonly concurrency?: number
}

/** One outcome for each row, in the order of the rows. A bad row does not stop the run. */
export type IssuedRow<T extends object> =
  | {
      /** Counted from 0. */
      readonly index: number
      readonly input: T
      readonly outcome: 'issued'
      readonly credential: Issued<T>
    }
  | {
      readonly index: number
      readonly input: T
      readonly outcome: 'refused'
      /** An OpenBadgeError, or what the signer threw. */
      readonly error: unknown
    }

const OPTIONS: ReadonlySet<string> = new Set([
  ...ISSUE_OPTIONS,
  'concurrency' satisfies keyof IssueManyOptions,
])

/**
 * Signs a stream of credentials as `issue` does, in order and in bounded memory. What the credentials share is canonicalised
 * once, and all proofs have the same `created`. It stops reading when you stop.
 *
 * @param credentials - The unsigned credentials: any iterable or async iterable.
 * @param options - As for `issue`, and `concurrency`: most pending signatures at once, default 16.
 * @returns One row for each credential: `issued`, or `refused` with the error. A bad row does not end the run.
 * @throws TypeError for bad options; the signal's reason on abort; what the source throws.
 * @example
 * for await (const row of issueMany([badge], { signer })) {
 *   if (row.outcome === 'issued') console.log(row.credential.id)
 * }
 */
export async function* issueMany<T extends Unsigned>(
  credentials: Iterable<T> | AsyncIterable<T>,
  options: IssueManyOptions,
): AsyncGenerator<IssuedRow<T>, void, undefined> {
  checkIssueOptions('issueMany', options, OPTIONS)
  requireIterable('issueMany', 'credentials', credentials)
  const { signer, signal, concurrency = 16 } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 4096) {
    throw new TypeError('issueMany: concurrency must be a whole number from 1 to 4096')
  }
  const created = options.created ?? clockOf('issueMany', options.now)()
  const maker = proofMaker(signer, proofOptions(options, created, false), true)
  const isLater = Symbol.asyncIterator in credentials
  const source = isLater ? credentials[Symbol.asyncIterator]() : credentials[Symbol.iterator]()
  const waiting: Awaitable<IssuedRow<T>>[] = []
  let index = 0
  let ended = false

  const outcomeOf = (input: T): Awaitable<IssuedRow<T>> => {
    const at = index++
    const refuse = (error: unknown): IssuedRow<T> => {
      // A mistake in the call would fail every row.
      if (signal?.aborted || (error instanceof TypeError && !isOpenBadgeError(error))) throw error
      return { index: at, input, outcome: 'refused', error }
    }
    try {
      const document = prepareCredential(input, {
        signer,
        now: () => created,
        embedded: true,
      })
      const signed = needsVerify(document)
        ? signDocument(document, options, created)
        : signWithMaker(maker, document, options, false)
      const issued = andThen(
        signed,
        (credential): IssuedRow<T> => ({
          index: at,
          input,
          outcome: 'issued',
          credential: credential as unknown as Issued<T>,
        }),
      )
      return isPromise(issued) ? issued.catch(refuse) : issued
    } catch (error) {
      return refuse(error)
    }
  }

  try {
    for (;;) {
      while (!ended && waiting.length < concurrency) {
        signal?.throwIfAborted()
        const answer = source.next()
        const next = isLater ? await answer : (answer as IteratorResult<T>)
        if (next.done) ended = true
        else {
          const outcome = outcomeOf(next.value)
          if (isPromise(outcome)) outcome.catch(() => undefined)
          // A result that is ready need not wait if no earlier row is pending.
          else if (waiting.length === 0) {
            yield outcome
            continue
          }
          waiting.push(outcome)
        }
      }
      const first = waiting.shift()
      if (first === undefined) return
      yield await first
    }
  } finally {
    if (!ended) await source.return?.()
  }
}
