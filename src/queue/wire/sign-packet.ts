/** Messages with the signed badges of a worker. */
import { hash } from 'node:crypto'
import type { SignResult } from '../../bulk/distributed.js'
import { reviveError } from '../../bulk/distributed.js'
import { isOpenBadgeError } from '../../errors.js'
import { asBytes, asNumbers, type Packet } from './packet.js'

/** An error as data. */
export interface Told {
  readonly code?: string
  readonly message: string
  readonly details?: unknown
}

export function tell(error: unknown): Told {
  if (isOpenBadgeError(error)) {
    const { code, message, details } = error
    return { code, message, details }
  }
  return { message: error instanceof Error ? error.message : 'an unknown error occurred' }
}

export function revive({ code, message, details }: Told): Error {
  return code === undefined ? new Error(message) : reviveError({ failed: { code, message, details } })
}

/** `outputs`: all outputs joined, in any form. */
export interface Signed {
  readonly outputs: Uint8Array
  readonly result: Omit<SignResult, 'bytes'>
}

export function signedParts({ outputs, result }: Signed): readonly [object, readonly Uint8Array[]] {
  const { lengths, sums, digests, failure, unsigned } = result
  return [
    failure === undefined ? {} : { failure: tell(failure.reason) },
    [outputs, asBytes(lengths), sums, digests, unsigned ?? new Uint8Array(0)],
  ]
}

/** @throws Error if the parts do not match each other, or the rows of the order */
export function readSigned({ header, parts }: Packet, wanted: number): Signed {
  const [outputs, lengthBytes, sums, digests, unsigned] = parts as readonly [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const lengths = asNumbers(lengthBytes)
  const missing = unsigned.reduce((sum, each) => sum + each, 0)
  const bytes = lengths.reduce((sum, each) => sum + each, 0)
  const isWhole =
    lengths.length === wanted - missing &&
    sums.length === 32 * lengths.length &&
    digests.length === 16 * lengths.length &&
    bytes === outputs.length
  if (!isWhole) throw new Error('the answer is about other rows')
  const failure = header['failure'] as Told | undefined
  return {
    outputs,
    result: {
      lengths,
      sums,
      digests,
      ...(failure === undefined ? {} : { failure: { reason: revive(failure) }, unsigned }),
    },
  }
}

/** The digest of a chunk's bytes. */
export function bytesDigest({ lengths, sums }: Pick<SignResult, 'lengths' | 'sums'>): string {
  return hash('sha256', Buffer.concat([asBytes(lengths), sums])).slice(0, 32)
}
