/** Status indices as a seeded permutation: every row has its own index, in no guessable order, with no coordination. */
import { sha256 } from '#platform'

const ROUNDS = 6

/** Where a row stands when one list is not enough. */
export interface StatusPlace {
  /** 0 for the first list, 1 for the next … */
  readonly list: number
  readonly index: number
}

/**
 * The `n`-th index of a list with `length` entries. For one seed, n = 0 … length − 1 gives every index exactly once;
 * equal arguments always give the equal index, so a run that begins again needs no memory.
 * Unlinkable, not secret: it hides the order of issuing from readers who do not know the seed.
 */
export function statusIndex(seed: string | Uint8Array, n: number, length: number): number {
  return statusIndices(seed, length)(n)
}

/** As `statusIndex`, for any `n`: list 0 takes the first `length` rows, list 1 the next, each in its own order. */
export function statusPlace(seed: string | Uint8Array, n: number, length: number): StatusPlace {
  checkCount('n', n, Number.MAX_SAFE_INTEGER)
  const list = Math.floor(n / length)
  return { list, index: statusIndices(seed, length, list)(n % length) }
}

/** The permutation as a function, for many rows: the seed is hashed once. */
export function statusIndices(seed: string | Uint8Array, length: number, list = 0): (n: number) => number {
  if (!Number.isSafeInteger(length) || length < 1 || length > 2 ** 32) {
    throw new TypeError('a status list has from 1 to 2^32 entries')
  }
  const keys = roundKeys(seed, list)
  // A balanced Feistel network permutes an even number of bits; cycle walking cuts it down to `length`.
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
    throw new TypeError(`${name} is a whole number from 0 to ${maximum}`)
  }
}
