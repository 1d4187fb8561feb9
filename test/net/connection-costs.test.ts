/** What servers send beside their answers: `remote` charges it, ends the connection, or never lets TLS read it. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:https'
import { type Load, verify } from 'laurel'
import { afterEach, describe, expect, it } from 'vitest'
import { rememberedCost } from '../../src/documents/source-bytes.js'
import { certificate, selfSigned, tlv } from './certificate.js'
import { DATA, HANDSHAKE, hostile12, hostile13, message, originOf, tickets } from './hostile-tls.js'
import { closeServers, load, made, servers } from './local-servers.js'

afterEach(closeServers)
const outcome = (loader: Load, url: string): Promise<unknown> =>
  loader(url, 'status').catch((error: unknown) => error)

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'
const data = Buffer.from(HEAD)
const refusal = { code: 'document_refused', details: { reason: 'handshake' } }

describe('certificates that no usual server has', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const der = (spki: Uint8Array): Buffer => {
    const { cert } = certificate(['a'], other, spki)
    return Buffer.from(cert.replace(/-----.*?-----/g, ''), 'base64')
  }
  const keyOf = (curve: string, paramEncoding: 'named' | 'explicit' = 'named'): Buffer =>
    generateKeyPairSync('ec', { namedCurve: curve, paramEncoding }).publicKey.export({
      format: 'der',
      type: 'spki',
    })
  const rsaOf = (modulus: number, exponent: number): Buffer =>
    tlv(
      0x30,
      tlv(0x30, Buffer.from('06092a864886f70d0101010500', 'hex')),
      tlv(
        0x03,
        Buffer.from([0]),
        tlv(0x30, tlv(0x02, Buffer.alloc(modulus, 0x55)), tlv(0x02, Buffer.alloc(exponent, 0x55))),
      ),
    )
  it.each<[string, readonly Buffer[]]>([
    ['a curve that the server describes', [der(keyOf('P-256', 'explicit'))]],
    ['a curve that no authority uses', [der(keyOf('secp224r1'))]],
    ['a long exponent', [der(rsaOf(256, 64))]],
    ['a very long modulus', [der(rsaOf(2048, 3))]],
    ['no certificate', [Buffer.from('3003020101', 'hex')]],
    ['lengths that DER forbids', [Buffer.from('308030800000', 'hex')]],
    ['very many', Array(16).fill(der(keyOf('P-256')))],
  ])('end the handshake, although the first one is right: %s', async (_, further) => {
    const server = hostile13(made, further, (send) => send(DATA, data))
    servers.push(server)
    const origin = await originOf(server)
    const error = await outcome(load(origin), `${origin}/x`)
    expect(error).toMatchObject(refusal)
    expect((error as { details: { bytes: number } }).details.bytes).toBeGreaterThan(512 * 400)
  })

  it('end it in TLS 1.2 too', async () => {
    const explicit = certificate(['a'], other, keyOf('P-256', 'explicit')).cert
    const server = createServer({ ...made, cert: made.cert + explicit, maxVersion: 'TLSv1.2' })
    server.on('tlsClientError', () => undefined)
    servers.push(server)
    const origin = await originOf(server)
    expect(await outcome(load(origin), `${origin}/x`)).toMatchObject(refusal)
  })

  it('are none: fifteen further ones are read', async () => {
    const server = hostile13(made, Array(15).fill(der(keyOf('P-256'))), (send) => send(DATA, data))
    servers.push(server)
    const origin = await originOf(server)
    const document = await load(origin)(`${origin}/x`, 'status')
    expect(document).toEqual({})
    expect(rememberedCost(document)).toBeGreaterThan(16 * 8192)
  })
})

describe('a request for the certificate of the client', () => {
  const costOf = async (maxVersion: 'TLSv1.2' | 'TLSv1.3', authorities: number): Promise<number> => {
    const ca = Array.from({ length: authorities }, () => selfSigned('a').cert)
    const client = { requestCert: authorities > 0, rejectUnauthorized: false, ca }
    const server = createServer({ ...made, maxVersion, ...client }, (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    )
    servers.push(server)
    const origin = await originOf(server)
    return rememberedCost(await load(origin)(`${origin}/x`, 'status'))
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'costs something for each authority in it: %s',
    async (version) => {
      const [none, many] = [await costOf(version, 0), await costOf(version, 40)]
      // Each name has 27 bytes.
      expect(many - none).toBeGreaterThan((64 + 16) * 40 * 27 - 1000)
    },
  )
})

describe('messages after the handshake', () => {
  const costOf = async (answer: Parameters<typeof hostile13>[2]): Promise<unknown> => {
    const server = hostile13(made, [], answer)
    servers.push(server)
    const origin = await originOf(server)
    const found = await outcome(load(origin), `${origin}/x`)
    return found instanceof Error ? found : rememberedCost(found)
  }
  const bytesOf = async (answer: Parameters<typeof hostile13>[2]): Promise<number> => {
    const error = await costOf(answer)
    expect(error).toMatchObject(refusal)
    return (error as { details: { bytes: number } }).details.bytes
  }

  it('cost something in TLS 1.3: some tickets, changes of the key, padding', async () => {
    const least = Number(await costOf((send) => send(DATA, data)))
    const few = Number(
      await costOf((send) => {
        send(HANDSHAKE, tickets(20))
        send(DATA, data)
      }),
    )
    // Signatures have different lengths.
    expect(Math.abs(few - least)).toBeLessThan(1000)
    const some = await costOf((send) => {
      send(HANDSHAKE, tickets(500))
      send(DATA, data)
    })
    expect(some).toBeGreaterThan(least + 128 * 17 * 430)
    const changes = await costOf((send, rekey) => {
      for (let i = 0; i < 300; i++) {
        send(HANDSHAKE, message(24, Buffer.from([0])))
        rekey()
      }
      send(DATA, data)
    })
    expect(changes).toBeGreaterThan(least + 128 * 27 * 250)
    expect(await costOf((send) => send(DATA, data, 8000))).toBeGreaterThan(least + 128 * 6900)
  })

  it('end the connection if they are many in TLS 1.3: tickets, padding', async () => {
    const many = await bytesOf((send) => {
      for (let i = 0; i < 80; i++) send(HANDSHAKE, tickets(900))
      send(DATA, data)
    })
    expect(many).toBeGreaterThan(128 * 16_384)
    // TLS has read at most three records of them.
    expect(many).toBeLessThan(128 * 3 * 16_700)
    const padded = await bytesOf((send) => {
      for (const letter of 'HTTP') send(DATA, Buffer.from(letter), 16_000)
    })
    expect(padded).toBeGreaterThan(128 * 16_384)
  })

  it('cost something for each redirect', async () => {
    let asked = 0
    const cost = await costOf((send) => {
      send(HANDSHAKE, tickets(500))
      const next = `HTTP/1.1 302 Found\r\nlocation: /${asked}\r\ncontent-length: 0\r\n\r\n`
      send(DATA, asked++ < 3 ? Buffer.from(next) : data)
    })
    expect(asked).toBe(4)
    expect(cost).toBeGreaterThan(4 * 128 * 17 * 430)
  })

  it('use up the memory of a call, so that it asks no more', async () => {
    let asked = 0
    const server = hostile13(made, [], (send) => {
      asked++
      for (let i = 0; i < 80; i++) send(HANDSHAKE, tickets(900))
    })
    servers.push(server)
    const origin = await originOf(server)
    await verify(
      Array.from({ length: 40 }, (_, i) => ({
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: 'urn:i',
        credentialSubject: { id: `urn:a:${i}` },
        proof: {
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-rdfc-2022',
          proofPurpose: 'assertionMethod',
          verificationMethod: `${origin}/${i}#k`,
          proofValue: `z${'3'.repeat(88)}`,
        },
      })),
      { load: load(origin) },
    )
    expect(asked).toBeGreaterThan(1)
    expect(asked).toBeLessThanOrEqual(20)
  })

  it('never reach TLS 1.2, but for one that a usual server sends', async () => {
    const answers = async (content: Uint8Array): Promise<unknown> => {
      const all = await hostile12(made, (send) => {
        send(HANDSHAKE, content)
        send(DATA, data)
      })
      servers.push(...all)
      const origin = await originOf(all[0]!)
      return outcome(load(origin), `${origin}/x`)
    }
    // HelloRequest (RFC 5246 section 7.4.1.1), which asks for another handshake.
    expect(await answers(message(0))).toEqual({})
    const error = await answers(Buffer.alloc(4 * 4000))
    expect(error).toMatchObject(refusal)
    expect((error as { details: { bytes: number } }).details.bytes).toBeGreaterThan(512 * 16_000)
    expect(await answers(Buffer.alloc(4 * 12))).toMatchObject(refusal)
  })
})
