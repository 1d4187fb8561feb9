/** Handshakes that a server makes dear: `remote` takes no part in some, ends others, and tells what each failed one cost. */
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { createServer, type TlsOptions } from 'node:tls'
import { type Load, verify } from 'laurel'
import { remote } from 'laurel/net'
import { afterEach, describe, expect, it } from 'vitest'
import { selfSigned } from './certificate.js'

const made = selfSigned('localhost')
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

const secure = (options: TlsOptions): Promise<string> => {
  const server = createServer({ key: made.key, cert: made.cert, ...options }, (socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'),
    )
  })
  server.on('tlsClientError', () => undefined)
  return listen(server)
}
const load = (origin: string, authorities = made.cert): Load =>
  remote({ allowLocal: [origin], authorities, cache: false, timeoutMilliseconds: 20_000 })
const failure = (origin: string, authorities?: string): Promise<unknown> =>
  load(origin, authorities)(`${origin}/x`, 'key').then(
    () => 'read',
    (error: unknown) => error,
  )

describe('the handshake', () => {
  it.each<[string, TlsOptions]>([
    ['TLS 1.3', { minVersion: 'TLSv1.3' }],
    ['TLS 1.2 with elliptic curves', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' }],
  ])('succeeds with %s', async (_, options) => {
    expect(await failure(await secure(options))).toBe('read')
  })

  it.each<[string, TlsOptions]>([
    ['finite fields of TLS 1.3', { minVersion: 'TLSv1.3', ecdhCurve: 'ffdhe8192' }],
    ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
  ])('fails with %s', async (_, options) => {
    const origin = await secure(options)
    expect(await failure(origin)).toMatchObject({
      code: 'document_unavailable',
      details: { reason: 'network' },
    })
  })

  it('offers no cipher with finite fields', async () => {
    let hello = Buffer.alloc(0)
    const origin = await listen(
      createTcpServer((socket) =>
        socket.once('data', (bytes) => {
          hello = bytes
          socket.destroy()
        }),
      ),
    )
    await failure(origin)
    // After the headers of the record and the message, the version, the random number and the id of the session.
    const at = 5 + 4 + 2 + 32 + 1 + hello[43]!
    const ciphers = Array.from({ length: hello.readUInt16BE(at) / 2 }, (_, i) =>
      hello.readUInt16BE(at + 2 + 2 * i),
    )
    expect(ciphers).toContain(0xc02f)
    // TLS_DHE_RSA_WITH_ AES in GCM and CBC, and ChaCha20.
    for (const cipher of [0x9e, 0x9f, 0x33, 0x39, 0x67, 0x6b, 0xccaa]) expect(ciphers).not.toContain(cipher)
  })

  it('is ended when the server sends very many certificates', async () => {
    const origin = await secure({ cert: made.cert.repeat(80) })
    expect(await failure(origin)).toMatchObject({
      code: 'document_refused',
      details: { reason: 'handshake', bytes: 512 * 16_384 },
    })
  })

  it('costs something for each of its bytes if it fails', async () => {
    const origin = await secure({})
    const { details } = (await failure(origin, selfSigned('localhost').cert)) as {
      details: { reason: string; bytes: number }
    }
    expect(details.reason).toBe('network')
    expect(details.bytes).toBeGreaterThan(512 * 400)
  })

  it('is ended when nobody waits for the document any more', async () => {
    const caller = new AbortController()
    const closed = new Promise((resolve) => {
      const server = createTcpServer((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => caller.abort())
        socket.once('close', resolve)
      })
      void listen(server).then((origin) =>
        load(origin)(`${origin}/x`, 'key', caller.signal).catch(() => undefined),
      )
    })
    const began = performance.now()
    await closed
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})

describe('failed handshakes of one call', () => {
  it('use up its memory, so that it begins no more', async () => {
    const origin = await secure({ cert: made.cert.repeat(40) })
    const report = await verify(
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: 'urn:i',
        credentialSubject: { id: 'urn:a' },
        proof: Array.from({ length: 16 }, (_, i) => ({
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-rdfc-2022',
          proofPurpose: 'assertionMethod',
          verificationMethod: `${origin}/${i}#k`,
          proofValue: `z${'3'.repeat(88)}`,
        })),
      },
      { load: load(origin, selfSigned('localhost').cert) },
    )
    const proofs = (report.check.proof.details?.['proofs'] ?? []) as readonly { reason?: string }[]
    const reasons = proofs.map(({ reason }) => reason)
    expect(reasons.filter((reason) => reason === 'network').length).toBeLessThanOrEqual(6)
    expect(reasons).toContain('too many documents')
  })
})
