/** `verifyMany` takes a stream of inputs and gives a stream of reports in the same order, with bounded memory. */

import { requireIterable } from '../encoding/arguments.js'
import { requireOptions } from '../encoding/options.js'
import { verifyCache } from './cache/verify-cache.js'
import { readOptions, type VerifyOptions } from './options/options.js'
import type { Report } from './report/report.js'
import { verifyWith } from './verify.js'

export interface VerifyManyOptions extends VerifyOptions {
  /** How many verifications run at once; default 8. A higher number helps only if documents are fetched. */
  readonly concurrency?: number
}

/** One outcome for each input. A bad input does not stop the run. */
export interface VerifiedRow<T> {
  /** Counted from 0. */
  readonly index: number
  readonly input: T
  readonly report: Report
}

/**
 * Verifies a stream of inputs, in order, several at a time, with one shared cache. It stops reading when you stop.
 *
 * @param inputs - Any iterable or async iterable of what `verify` takes.
 * @param options - As for `verify`, and `concurrency`: how many verifications run at once, default 8.
 * @returns One row for each input, with its report.
 * @throws TypeError for bad options; the signal's reason on abort; what the source throws.
 * @example
 * for await (const { index, report } of verifyMany([signed])) console.log(index, report.verified)
 */
export async function* verifyMany<T>(
  inputs: Iterable<T> | AsyncIterable<T>,
  options: VerifyManyOptions = {},
): AsyncGenerator<VerifiedRow<T>, void, undefined> {
  requireIterable('verifyMany', 'inputs', inputs)
  requireOptions('verifyMany', options)
  const { concurrency = 8, ...rest } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1024) {
    throw new TypeError('verifyMany: concurrency must be a whole number from 1 to 1024')
  }
  readOptions(rest)
  const cache = options.cache ?? verifyCache()
  const source = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]()
  const waiting: Promise<VerifiedRow<T>>[] = []
  let index = 0
  let ended = false
  try {
    for (;;) {
      while (!ended && waiting.length < concurrency) {
        const next = await source.next()
        if (next.done) ended = true
        else {
          const row = one(next.value, index++)
          row.catch(() => undefined)
          waiting.push(row)
        }
      }
      const first = waiting.shift()
      if (first === undefined) return
      yield await first
    }
  } finally {
    // Running verifications may still fail, but their results are not needed any more.
    for (const row of waiting) row.catch(() => undefined)
    if (!ended) await source.return?.()
  }

  // The clock is read for each input, because a long run must not use the time of its start.
  async function one(input: T, at: number): Promise<VerifiedRow<T>> {
    const settings = readOptions({ ...rest, cache })
    return { index: at, input, report: await verifyWith(input, settings) }
  }
}
