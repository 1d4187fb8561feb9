/**
 * Synchronous SHA-256 (FIPS 180-4). WebCrypto's is asynchronous, and RDFC-1.0 hashes at every step. The constants are
 * computed, because that takes fewer bytes than tables. Only public data is hashed here.
 */

const MASK = (1n << 64n) - 1n

/** Round constants and initial values, computed at first use. */
const memo: { constants?: Constants } = {}

interface Constants {
  readonly rounds: Int32Array
  readonly start: Int32Array
}

/** Sections 4.2 and 5.3: the first bits of the fractional parts of roots of the first primes. */
function constants(): Constants {
  if (memo.constants !== undefined) return memo.constants
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  const high = (values: readonly number[], degree: 2 | 3): Int32Array =>
    Int32Array.from(values, (prime) => Number(fraction(prime, degree) >> 32n))
  memo.constants = { rounds: high(primes, 3), start: high(primes.slice(0, 8), 2) }
  return memo.constants
}

/** The first 64 bits of the fractional part of the square or cube root. */
function fraction(prime: number, degree: 2 | 3): bigint {
  const power = BigInt(degree)
  const target = BigInt(prime) << (64n * power)
  // 2^64 times the root. The first estimate is right in the upper 50 bits; Newton's method then descends to the root.
  let root = BigInt(Math.ceil(prime ** (1 / degree) * 2 ** 40) + 1) << 24n
  for (;;) {
    const next = ((power - 1n) * root + target / root ** (power - 1n)) / power
    if (next >= root) return root & MASK
    root = next
  }
}

export function sha256(data: Uint8Array): Uint8Array {
  const { rounds: k, start } = constants()
  const state = start.slice()
  const w = new Int32Array(64)
  const message = padded(data)
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

/** Section 5.1: a one bit, zeros, and the length in bits; lengths past 2^53 do not occur. */
function padded(data: Uint8Array): DataView {
  const length = data.length
  const total = Math.ceil((length + 9) / 64) * 64
  const bytes = new Uint8Array(total)
  bytes.set(data)
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(total - 8, BigInt(length) * 8n)
  return view
}
