/** The status numbers of a journal record: packed, or `all`. */
import type { StatusRecord } from './journal-records.js'

export function packNumbers(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [i, number] of numbers.entries()) bytes.writeUInt32LE(number, i * 4)
  return bytes.toString('base64')
}

/** The numbers below `count` that the record is about. */
export function* numbersOf({ numbers }: StatusRecord, count: number): Generator<number> {
  if (numbers === 'all') {
    for (let number = 0; number < count; number++) yield number
    return
  }
  const bytes = Buffer.from(numbers, 'base64')
  for (let at = 0; at < bytes.length; at += 4) yield bytes.readUInt32LE(at)
}
