/** The format of messages between coordinator and workers: a JSON header, then bytes. */
import { isJsonObject, type JsonObject } from '../../encoding/json.js'

export interface Packet {
  readonly header: JsonObject
  readonly parts: readonly Uint8Array[]
}

/** Length of the header, header with the lengths of the parts, parts. */
export function pack(header: object, parts: readonly Uint8Array[] = []): Buffer {
  return Buffer.concat(packed(header, parts))
}

/** The same in pieces, without a copy of the parts. */
export function packed(header: object, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify({ ...header, parts: parts.map(({ length }) => length) }))
  const head = Buffer.allocUnsafe(4)
  head.writeUInt32LE(text.length)
  return [head, text, ...parts]
}

/** Reads a packet; the parts are views. @throws Error if it is not a packet */
export function unpack(bytes: Uint8Array): Packet {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = 4 + buffer.readUInt32LE(0)
  const header = JSON.parse(buffer.toString('utf8', 4, end)) as unknown
  if (!isJsonObject(header as never)) throw new Error('a packet without a header')
  const { parts: lengths, ...rest } = header as { readonly parts: readonly number[] }
  let at = end
  const parts = lengths.map((length) => {
    const part = buffer.subarray(at, at + length)
    if (part.length !== length) throw new Error('a packet that was cut off')
    at += length
    return part as Uint8Array
  })
  if (at !== buffer.length) throw new Error('a packet with trailing bytes')
  return { header: rest as JsonObject, parts }
}

/** Copies the bytes into aligned memory, for 32-bit numbers. */
export function asNumbers(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer)
}

export function asBytes(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
