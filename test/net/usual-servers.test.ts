/** Servers as they are on the web, with each version, key and curve that `remote` takes: it reads them, and they cost little. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:https'
import type { SecureContextOptions } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { rememberedCost } from '../../src/documents/source-bytes.js'
import { certificate } from './certificate.js'
import { originOf } from './hostile-tls.js'
import { closeServers, load, made, servers } from './local-servers.js'

afterEach(closeServers)

describe('a usual server', () => {
  const text = JSON.stringify({ a: 'x'.repeat(1_000_000) })
  const listen = async (
    options: SecureContextOptions,
  ): Promise<{ origin: string; connections: () => number }> => {
    let connections = 0
    const server = createServer({ ...made, ...options }, (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      if (request.url === '/medium') return response.end(JSON.stringify({ a: 'x'.repeat(100_000) }))
      if (request.url !== '/long') return response.end(`{"a":"${request.url}"}`)
      response.socket!.setNoDelay(true)
      for (let at = 0; at < text.length; at += 1400) response.write(text.slice(at, at + 1400))
      return response.end()
    })
    server.on('secureConnection', () => connections++)
    servers.push(server)
    return { origin: await originOf(server), connections: () => connections }
  }
  const identity = (pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }) =>
    certificate(['localhost'], pair.privateKey, pair.publicKey.export({ format: 'der', type: 'spki' }))
  const rsa = identity(generateKeyPairSync('rsa', { modulusLength: 2048 }))
  const p384 = identity(generateKeyPairSync('ec', { namedCurve: 'P-384' }))
  const p521 = identity(generateKeyPairSync('ec', { namedCurve: 'P-521' }))

  it.each<[string, SecureContextOptions]>([
    ['TLS 1.3 with two tickets', { minVersion: 'TLSv1.3' }],
    ['TLS 1.3 with AES of 128 bits', { minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' }],
    ['TLS 1.3 with ChaCha20', { minVersion: 'TLSv1.3', ciphers: 'TLS_CHACHA20_POLY1305_SHA256' }],
    ['TLS 1.3 that asks for P-384', { minVersion: 'TLSv1.3', ecdhCurve: 'P-384' }],
    ['TLS 1.3 that asks for P-521', { minVersion: 'TLSv1.3', ecdhCurve: 'P-521' }],
    [
      'TLS 1.3 that asks for a certificate',
      { minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false } as SecureContextOptions,
    ],
    ['TLS 1.2', { maxVersion: 'TLSv1.2' }],
    ['TLS 1.2 with P-384', { maxVersion: 'TLSv1.2', ecdhCurve: 'P-384' }],
    ['TLS 1.2 with ChaCha20', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' }],
    ['TLS 1.2 with RSA and CBC', { ...rsa, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-SHA384' }],
    ['a key of RSA', rsa],
    ['a key of P-384', p384],
    ['a key of P-521', p521],
    ['further certificates', { cert: made.cert + rsa.cert + p384.cert + p521.cert }],
  ])('is read, several times over a connection, and costs little: %s', async (_, options) => {
    const { origin, connections } = await listen(options)
    const loader = load(origin, { ...made, ...options }.cert as string)
    const first = await loader(`${origin}/1`, 'status')
    expect(first).toEqual({ a: '/1' })
    expect(await loader(`${origin}/2`, 'status')).toEqual({ a: '/2' })
    expect(await loader(`${origin}/long`, 'status')).toEqual(JSON.parse(text))
    // Four for each byte of the text, and a connection if it has one of its own.
    for (let i = 0; i < 3; i++)
      expect(rememberedCost(await loader(`${origin}/medium`, 'status'))).toBeLessThan(500_000)
    const last = await loader(`${origin}/3`, 'status')
    expect(last).toEqual({ a: '/3' })
    // undici may open a second one.
    expect(connections()).toBeLessThanOrEqual(2)
    expect(rememberedCost(first)).toBeGreaterThan(10_000)
    // One call can ask 48 of them.
    expect(rememberedCost(first)).toBeLessThan(33_554_432 / 48)
    expect(rememberedCost(last)).toBeLessThan(10_000)
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => loader(`${origin}/p${i}`, 'status')))
    expect(many).toEqual(Array.from({ length: 20 }, (_, i) => ({ a: `/p${i}` })))
  })

  it('costs more with larger keys, and with a key exchange over larger curves', async () => {
    const cost = async (options: SecureContextOptions): Promise<number> => {
      const { origin } = await listen({ minVersion: 'TLSv1.3', ...options })
      return rememberedCost(await load(origin)(`${origin}/1`, 'status'))
    }
    const least = await cost({})
    expect(least).toBeLessThan(50_000)
    expect(await cost({ cert: made.cert + p521.cert })).toBeGreaterThan(least + 131_072)
    expect(await cost({ ecdhCurve: 'P-384' })).toBeGreaterThan(least + 160_000)
    expect(await cost({ ecdhCurve: 'P-521', maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' })).toBeGreaterThan(
      least + 390_000,
    )
  })
})
