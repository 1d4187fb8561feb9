/** MD5 of a text (RFC 1321), only for the identity hashes of old badges. It is synchronous, and not safe for anything else. */
import { encodeUtf8 } from '../encoding/utf8.js'

/** Section 3.4: the rotations of the four rounds, step by step. */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

export function md5Hex(text: string): string {
  const message = padded(encodeUtf8(text))
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < message.byteLength; block += 64) step(state, message, block)
  const out = new DataView(state.slice().buffer)
  let hex = ''
  for (const [i, word] of state.entries()) out.setInt32(4 * i, word, true)
  for (let i = 0; i < 16; i++) hex += out.getUint8(i).toString(16).padStart(2, '0')
  return hex
}

function step(state: Int32Array, message: DataView, block: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const round = i >> 4
    const [mixed, word] = mix(round, b, c, d, i)
    const sine = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32)
    const sum = (a + mixed + message.getInt32(block + 4 * word, true) + sine) | 0
    const turn = TURNS[round]![i % 4]!
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  state[0]! += a
  state[1]! += b
  state[2]! += c
  state[3]! += d
}

/** The function of a round, and the word of the block that it uses. */
function mix(round: number, b: number, c: number, d: number, i: number): readonly [number, number] {
  if (round === 0) return [(b & c) | (~b & d), i]
  if (round === 1) return [(d & b) | (~d & c), (5 * i + 1) % 16]
  if (round === 2) return [b ^ c ^ d, (3 * i + 5) % 16]
  return [c ^ (b | ~d), (7 * i) % 16]
}

/** Padding (sections 3.1 and 3.2): a one bit, zeros, and the length in bits. */
function padded(data: Uint8Array): DataView {
  const total = Math.ceil((data.length + 9) / 64) * 64
  const bytes = new Uint8Array(total)
  bytes.set(data)
  bytes[data.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(total - 8, BigInt(data.length) * 8n, true)
  return view
}
