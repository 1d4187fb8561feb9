/** The web platform where WebCrypto lacks Ed25519, or has a more lenient one. */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const { subtle } = globalThis.crypto
const message = new TextEncoder().encode('the message')
const pair = generateKeyPairSync('ed25519')
const raw = bytes(pair.publicKey.export({ format: 'jwk' }).x!)
const seed = bytes(pair.privateKey.export({ format: 'jwk' }).d!)
const good = new Uint8Array(sign(null, message, pair.privateKey))
const wrong = good.slice().fill(9, 40, 44)

beforeEach(() => vi.resetModules())
afterEach(() => vi.restoreAllMocks())

const load = () => import('../../src/platform/web.js')

describe('no Ed25519 in WebCrypto', () => {
  beforeEach(() => {
    vi.spyOn(subtle, 'importKey').mockRejectedValue(
      new DOMException('no such algorithm', 'NotSupportedError'),
    )
  })

  test('signs and verifies as Node does, and shows no key', async () => {
    const web = await load()
    const key = await web.importEd25519Private(seed)
    const signature = await web.signEd25519(key, message)
    expect(signature).toEqual(good)
    expect(JSON.stringify(key)).toBe('{"kind":"ed25519-private"}')
    const publicKey = await web.importEd25519Public(raw)
    expect(await web.verifyEd25519(publicKey, good, message)).toBe(true)
    expect(await web.verifyEd25519(publicKey, wrong, message)).toBe(false)
  })

  test('keeps its own copy of the seed and of the public key', async () => {
    const web = await load()
    const [given, shown] = [seed.slice(), raw.slice()]
    const key = await web.importEd25519Private(given)
    const publicKey = await web.importEd25519Public(shown)
    given.fill(0)
    shown.fill(0)
    const signature = await web.signEd25519(key, message)
    expect(verify(null, message, pair.publicKey, signature)).toBe(true)
    expect(await web.verifyEd25519(publicKey, signature, message)).toBe(true)
  })
})

test('a WebCrypto that takes more than the strict equation is not asked', async () => {
  const lenient = vi.spyOn(subtle, 'verify').mockResolvedValue(true)
  const web = await load()
  const key = await web.importEd25519Public(raw)
  expect(await web.verifyEd25519(key, wrong, message)).toBe(false)
  expect(await web.verifyEd25519(key, good, message)).toBe(true)
  expect(lenient).toHaveBeenCalledTimes(2) // the probe, up to the first wrong answer
})

test('a WebCrypto that refuses keys with torsion is not asked either', async () => {
  const picky = vi.spyOn(subtle, 'verify').mockResolvedValueOnce(true).mockResolvedValue(false)
  const web = await load()
  const key = await web.importEd25519Public(raw)
  expect(await web.verifyEd25519(key, good, message)).toBe(true)
  expect(picky).toHaveBeenCalledTimes(3)
})

test('a strict WebCrypto is asked, after one probe for all keys', async () => {
  const native = vi.spyOn(subtle, 'verify')
  const web = await load()
  for (let i = 0; i < 3; i++) {
    const key = await web.importEd25519Public(raw)
    expect(await web.verifyEd25519(key, good, message)).toBe(true)
    expect(await web.verifyEd25519(key, wrong, message)).toBe(false)
  }
  expect(native.mock.calls.length).toBe(5 + 6)
})

function bytes(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}
