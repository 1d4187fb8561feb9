/** Servers of TLS 1.3 and 1.2 that send whatever records a test wants, before or after the handshake. */
import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'
import { createServer } from 'node:tls'

interface Identity {
  readonly key: string
  readonly cert: string
}
/** Encrypts one record of this type, with that many bytes of padding. */
export type SendRecord = (type: number, content: Uint8Array, padding?: number) => void
type Answer = (send: SendRecord, rekey: () => void, socket: Socket) => void

export const HANDSHAKE = 22
export const DATA = 23

const number = (value: number, bytes: number): Buffer => {
  const made = Buffer.alloc(bytes)
  made.writeUIntBE(value, 0, bytes)
  return made
}
const vector = (lengthBytes: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([number(content.length, lengthBytes), content])
}
export const message = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([type]), vector(3, ...parts)])
const none = Buffer.alloc(0)

/** NewSessionTicket messages of 18 bytes each. */
export const tickets = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      message(4, number(3600, 4), number(i, 4), vector(1), vector(2, Buffer.from([i & 255])), vector(2)),
    ),
  )

/** Calls `take` with each whole record that the socket sends. */
function records(socket: Socket, take: (type: number, record: Buffer) => void): void {
  let held = none
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    while (held.length >= 5 && held.length >= 5 + held.readUInt16BE(3)) {
      const record = held.subarray(0, 5 + held.readUInt16BE(3))
      held = held.subarray(record.length)
      take(record[0]!, record)
    }
  })
}

export async function originOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

const hash = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest()
const expand = (secret: Uint8Array, label: string, context: Uint8Array, length: number): Buffer =>
  hmac(
    secret,
    number(length, 2),
    vector(1, Buffer.from(`tls13 ${label}`)),
    vector(1, context),
    Buffer.from([1]),
  ).subarray(0, length)

/**
 * TLS 1.3 with X25519 and AES in GCM, for a key of P-256.
 * @param further certificates after its own
 * @param answer for each request
 */
export function hostile13(identity: Identity, further: readonly Uint8Array[], answer: Answer): Server {
  const key = createPrivateKey(identity.key)
  const certificates = [new X509Certificate(identity.cert).raw, ...further]
  return createTcpServer((socket) => {
    let secret: Buffer = none
    let later: Buffer = none
    let sent = 0n
    let isSecure = false
    const use = (next: Buffer): void => {
      secret = next
      sent = 0n
    }
    const send: SendRecord = (type, content, padding = 0) => {
      const inner = Buffer.concat([content, Buffer.from([type]), Buffer.alloc(padding)])
      const header = Buffer.concat([Buffer.from([DATA, 3, 3]), number(inner.length + 16, 2)])
      const nonce = expand(secret, 'iv', none, 12)
      nonce.writeBigUInt64BE(nonce.readBigUInt64BE(4) ^ sent++, 4)
      const cipher = createCipheriv('aes-128-gcm', expand(secret, 'key', none, 16), nonce).setAAD(header)
      socket.write(Buffer.concat([header, cipher.update(inner), cipher.final(), cipher.getAuthTag()]))
    }
    const rekey = (): void => use(expand(secret, 'traffic upd', none, 32))
    const greet = (hello: Buffer): void => {
      const { publicKey, privateKey } = generateKeyPairSync('x25519')
      const raw = publicKey.export({ format: 'der', type: 'spki' })
      const theirs = hello.subarray(hello.indexOf(Buffer.from('001d0020', 'hex')) + 4).subarray(0, 32)
      const shared = diffieHellman({
        privateKey,
        publicKey: createPublicKey({
          key: Buffer.concat([raw.subarray(0, -32), theirs]),
          format: 'der',
          type: 'spki',
        }),
      })
      const session = hello.subarray(39, 39 + hello[38]!)
      const share = Buffer.concat([number(0x1d, 2), vector(2, raw.subarray(-32))])
      const extensions = Buffer.concat([
        number(43, 2),
        vector(2, number(0x304, 2)),
        number(51, 2),
        vector(2, share),
      ])
      const own = message(
        2,
        number(0x303, 2),
        randomBytes(32),
        vector(1, session),
        Buffer.from([0x13, 1, 0]),
        vector(2, extensions),
      )
      socket.write(Buffer.concat([Buffer.from([HANDSHAKE, 3, 3]), vector(2, own)]))
      const zeros = Buffer.alloc(32)
      const handshake = hmac(expand(hmac(zeros, zeros), 'derived', hash(), 32), shared)
      use(expand(handshake, 's hs traffic', hash(hello, own), 32))
      const list = certificates.map((each) => Buffer.concat([vector(3, each), vector(2)]))
      const first = Buffer.concat([message(8, vector(2)), message(11, vector(1), vector(3, ...list))])
      const signed = Buffer.concat([
        Buffer.alloc(64, 0x20),
        Buffer.from('TLS 1.3, server CertificateVerify\0'),
        hash(hello, own, first),
      ])
      const proof = message(15, number(0x403, 2), vector(2, sign('sha256', signed, key)))
      const finished = message(20, hmac(expand(secret, 'finished', none, 32), hash(hello, own, first, proof)))
      const all = Buffer.concat([first, proof, finished])
      for (let at = 0; at < all.length; at += 4000) send(HANDSHAKE, all.subarray(at, at + 4000))
      const main = hmac(expand(handshake, 'derived', hash(), 32), zeros)
      later = expand(main, 's ap traffic', hash(hello, own, all), 32)
    }
    records(socket, (type, record) => {
      if (type === HANDSHAKE && later.length === 0) greet(record.subarray(5))
      else if (type === DATA && isSecure) answer(send, rekey, socket)
      else if (type === DATA) {
        isSecure = true
        use(later)
      }
    })
  })
}

const prf = (secret: Uint8Array, label: string, seed: Uint8Array, length: number): Buffer => {
  const all = Buffer.concat([Buffer.from(label), seed])
  let each: Buffer = all
  let made = none
  while (made.length < length) {
    each = hmac(secret, each)
    made = Buffer.concat([made, hmac(secret, each, all)])
  }
  return made.subarray(0, length)
}

/** TLS 1.2: a usual server makes the handshake, and its secret is used to answer in its place. */
export async function hostile12(identity: Identity, answer: Answer): Promise<readonly Server[]> {
  const secrets = new Map<string, Buffer>()
  const usual = createServer({
    ...identity,
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  })
  usual.on('keylog', (line) => {
    const [, random, secret] = line.toString().trim().split(' ')
    secrets.set(random!, Buffer.from(secret!, 'hex'))
  })
  usual.on('tlsClientError', () => undefined)
  const { port } = new URL(await originOf(usual))
  const server = createTcpServer((socket) => {
    const inner = connect(Number(port), '127.0.0.1')
    inner.on('error', () => socket.destroy())
    socket.on('close', () => inner.destroy())
    let client: Buffer | undefined
    let own: Buffer | undefined
    let sent = 1n
    inner.on('data', (chunk) => {
      own ??= chunk.subarray(11, 43)
      socket.write(chunk)
    })
    const send: SendRecord = (type, content) => {
      const keys = prf(
        secrets.get(client!.toString('hex'))!,
        'key expansion',
        Buffer.concat([own!, client!]),
        40,
      )
      const count = Buffer.alloc(8)
      count.writeBigUInt64BE(sent++)
      const head = Buffer.from([type, 3, 3])
      const nonce = Buffer.concat([keys.subarray(36, 40), count])
      const cipher = createCipheriv('aes-128-gcm', keys.subarray(16, 32), nonce)
      cipher.setAAD(Buffer.concat([count, head, number(content.length, 2)]))
      const body = vector(2, count, cipher.update(content), cipher.final(), cipher.getAuthTag())
      socket.write(Buffer.concat([head, body]))
    }
    records(socket, (type, record) => {
      client ??= Buffer.from(record.subarray(11, 43))
      if (type === DATA) answer(send, () => undefined, socket)
      else inner.write(record)
    })
  })
  return [server, usual]
}
