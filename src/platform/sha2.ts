/**
 * SHA-256 and SHA-384 (FIPS 180-4), answered at once: WebCrypto's come later, and canonical forms hash at every step. The
 * constants are computed, which is shorter than their tables. What is hashed here is public.
 */

const MASK = (1n << 64n) - 1n

/** A memo: round constants of 64 bits, and the two sets of initial values. */
const memo: { constants?: Constants } = {}

interface Constants {
  readonly rounds: readonly bigint[]
  readonly rounds256: Int32Array
  readonly start256: Int32Array
  readonly start384: readonly bigint[]
}

/** Section 4.2 and 5.3: the first bits of the fractions of roots of the first primes. */
function constants(): Constants {
  if (memo.constants !== undefined) return memo.constants
  const primes: number[] = []
  for (let n = 2; primes.length < 80; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  const rounds = primes.map((prime) => fraction(prime, 3))
  const squares = primes.slice(0, 16).map((prime) => fraction(prime, 2))
  const high = (values: readonly bigint[]): Int32Array =>
    Int32Array.from(values, (value) => Number(value >> 32n))
  memo.constants = {
    rounds,
    rounds256: high(rounds.slice(0, 64)),
    start256: high(squares.slice(0, 8)),
    start384: squares.slice(8),
  }
  return memo.constants
}

/** The first 64 bits behind the point of the square or cube root. */
function fraction(prime: number, degree: 2 | 3): bigint {
  const power = BigInt(degree)
  const target = BigInt(prime) << (64n * power)
  // 2^64 times the root: right in the upper 50 bits to begin with, then by Newton's steps from above.
  let root = BigInt(Math.ceil(prime ** (1 / degree) * 2 ** 40) + 1) << 24n
  for (;;) {
    const next = ((power - 1n) * root + target / root ** (power - 1n)) / power
    if (next >= root) return root & MASK
    root = next
  }
}

export function sha256(data: Uint8Array): Uint8Array {
  const { rounds256: k, start256 } = constants()
  const state = start256.slice()
  const w = new Int32Array(64)
  const message = padded(data, 64)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = message.getInt32(block + 4 * t)
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15]!
      const y = w[t - 2]!
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0
    }
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let t = 0; t < 64; t++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    const end = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i] = state[i]! + end[i]!
  }
  const out = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) out.setInt32(4 * i, state[i]!)
  return new Uint8Array(out.buffer)
}

/** In big integers, some thirty times as slow: only proofs by P-384 keys ask for it. */
export function sha384(data: Uint8Array): Uint8Array {
  const { rounds: k, start384 } = constants()
  let state = start384
  const message = padded(data, 128)
  for (let block = 0; block < message.byteLength; block += 128) {
    const w: bigint[] = []
    for (let t = 0; t < 16; t++) w.push(message.getBigUint64(block + 8 * t))
    for (let t = 16; t < 80; t++) {
      const x = w[t - 15]!
      const y = w[t - 2]!
      const s0 = rotated(x, 1n) ^ rotated(x, 8n) ^ (x >> 7n)
      const s1 = rotated(y, 19n) ^ rotated(y, 61n) ^ (y >> 6n)
      w.push((w[t - 16]! + s0 + w[t - 7]! + s1) & MASK)
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let t = 0; t < 80; t++) {
      const s1 = rotated(e, 14n) ^ rotated(e, 18n) ^ rotated(e, 41n)
      const t1 = h + s1 + ((e & f) ^ (~e & g)) + k[t]! + w[t]!
      const s0 = rotated(a, 28n) ^ rotated(a, 34n) ^ rotated(a, 39n)
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK]
    }
    const end = [a, b, c, d, e, f, g, h]
    state = state.map((value, i) => (value + end[i]!) & MASK)
  }
  const out = new DataView(new ArrayBuffer(48))
  for (let i = 0; i < 6; i++) out.setBigUint64(8 * i, state[i]!)
  return new Uint8Array(out.buffer)
}

function rotated(value: bigint, count: bigint): bigint {
  return (value >> count) | ((value << (64n - count)) & MASK)
}

/** Section 5.1: a one bit, zeros, and the length in bits; lengths past 2^53 do not occur. */
function padded(data: Uint8Array, blockSize: 64 | 128): DataView {
  const length = data.length
  const total = Math.ceil((length + 1 + blockSize / 8) / blockSize) * blockSize
  const bytes = new Uint8Array(total)
  bytes.set(data)
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(total - 8, BigInt(length) * 8n)
  return view
}
