/**
 * Status indices from a seeded permutation: each row gets its own index without coordination, in an order that nobody can
 * guess.
 */
import { sha256 } from '#platform'
import { requireArgument } from '../encoding/arguments.js'

const ROUNDS = 6

/** The list and index of a row, if one list is not enough. */
export interface StatusPlace {
  /** 0 for the first list, 1 for the next … */
  readonly list: number
  readonly index: number
}

/**
 * Gives the `n`-th status index of a list, in an order that readers without the seed cannot link to the order of issuing.
 * Each `n` gives a different index; equal arguments give the same index.
 *
 * @param seed - Secret text or bytes, one for each list.
 * @param n - Number of the credential, from 0 to `length` − 1.
 * @param length - Entries of the list, at most 2³².
 * @returns The index.
 * @throws TypeError for a number out of range.
 * @example
 * const index = statusIndex('a secret of this list', 0, 131_072)
 */
export function statusIndex(seed: string | Uint8Array, n: number, length: number): number {
  return statusIndices(seed, length)(n)
}

/**
 * Gives the list and the index of the `n`-th credential, when one list is not enough: list 0 takes the first `length`
 * credentials, list 1 the next.
 *
 * @param seed - Secret text or bytes.
 * @param n - Number of the credential, from 0.
 * @param length - Entries of a list, at most 2³².
 * @returns Number of the list, and index in it.
 * @throws TypeError for a number out of range.
 * @example
 * const { list, index } = statusPlace('a secret of these lists', 200_000, 131_072)
 */
export function statusPlace(seed: string | Uint8Array, n: number, length: number): StatusPlace {
  checkCount('n', n, Number.MAX_SAFE_INTEGER)
  const list = Math.floor(n / length)
  return { list, index: statusIndices(seed, length, list)(n % length) }
}

/**
 * Gives `statusIndex` as a function of `n` for many credentials: the seed is hashed once.
 *
 * @param seed - Secret text or bytes.
 * @param length - Entries of a list, at most 2³².
 * @param list - Number of the list, from 0. Default: 0.
 * @returns A function from `n` to the index.
 * @throws TypeError for a number out of range.
 * @example
 * const indexOf = statusIndices('a secret of this list', 131_072)
 * const first = [0, 1, 2].map(indexOf)
 */
export function statusIndices(seed: string | Uint8Array, length: number, list = 0): (n: number) => number {
  if (!Number.isSafeInteger(length) || length < 1 || length > 2 ** 32) {
    throw new TypeError('length must be a whole number from 1 to 2^32')
  }
  const keys = roundKeys(seed, list)
  // A balanced Feistel network permutes an even number of bits; cycle walking reduces the range to `length`.
  let bits = Math.max(2, Math.ceil(Math.log2(length)))
  bits += bits % 2
  const half = bits / 2
  const mask = 2 ** half - 1
  return (n) => {
    checkCount('n', n, length - 1)
    let value = n
    do {
      let left = Math.floor(value / 2 ** half)
      let right = value & mask
      for (const key of keys) {
        const next = (left ^ mix(right, key)) & mask
        left = right
        right = next
      }
      value = left * 2 ** half + right
    } while (value >= length)
    return value
  }
}

function roundKeys(seed: string | Uint8Array, list: number): readonly number[] {
  const isSeed = typeof seed === 'string' || seed instanceof Uint8Array
  requireArgument('statusIndex', 'seed', seed, isSeed, 'a secret text or bytes')
  const text = typeof seed === 'string' ? new TextEncoder().encode(seed) : seed
  const suffix = new TextEncoder().encode(`\u0000laurel status index\u0000${list}`)
  const input = new Uint8Array(text.length + suffix.length)
  input.set(text)
  input.set(suffix, text.length)
  const digest = sha256(input)
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength)
  return Array.from({ length: ROUNDS }, (_, round) => view.getUint32(round * 4))
}

/** A 32-bit mixer (the finaliser of MurmurHash3, keyed). */
function mix(value: number, key: number): number {
  let h = (value ^ key) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function checkCount(name: string, value: number, maximum: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > maximum) {
    throw new TypeError(`${name} must be a whole number from 0 to ${maximum}`)
  }
}
