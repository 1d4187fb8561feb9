/** Reads bytes from a path, from memory or from a stream, always as a stream. */

import { createReadStream } from 'node:fs'
import { requireArgument } from '../../encoding/arguments.js'
import { fileFailed, statOf } from './file-error.js'

/** A path, bytes in memory, or a stream of bytes, such as a Node stream. */
export type Bytes = string | URL | Uint8Array | AsyncIterable<Uint8Array>

/** @throws TypeError */
export function requireBytes(caller: string, input: unknown): void {
  const isRight =
    (typeof input === 'string' && input !== '') ||
    input instanceof URL ||
    input instanceof Uint8Array ||
    (typeof input === 'object' && input !== null && Symbol.asyncIterator in input)
  requireArgument(caller, 'input', input, isRight, 'a path, bytes, or a stream of bytes')
}

/**
 * A table is read more than once, so a pipe would wait for ever.
 * @throws OpenBadgeError `file_failed` (`no_file`) for a pipe or a device
 */
export function refuseNoFile(path: string): void {
  const found = statOf(path)
  if (found === undefined || found.isFile() || found.isDirectory()) return
  const what = 'it is a pipe or a device, and a table is read more than once; write it to a file first'
  throw fileFailed('read', path, Object.assign(new Error(what), { code: 'no_file' }))
}

/** @throws OpenBadgeError `file_failed` */
export async function* bytesOf(input: Bytes): AsyncGenerator<Uint8Array> {
  if (input instanceof Uint8Array) {
    yield input
  } else if (typeof input === 'string' || input instanceof URL) {
    try {
      yield* createReadStream(input, { highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>
    } catch (error) {
      throw fileFailed('read', input, error)
    }
  } else yield* input
}
