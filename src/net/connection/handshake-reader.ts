/**
 * Reads the messages of a handshake before TLS does. In TLS 1.3 they are encrypted; TLS tells the secret for them as soon as it has
 * read the first message (RFC 8446 section 7.3).
 */
import { createDecipheriv, createHmac } from 'node:crypto'
import { Bytes, costOfCertificates } from './certificates.js'
import { RECORD_HEADER } from './records.js'

/** Types of records. */
const CHANGE_CIPHER_SPEC = 20
export const HANDSHAKE_RECORD = 22
const ENCRYPTED = 23
/** A record of TLS 1.2 with its authentication and padding. */
const MOST_RECORD = 16_384 + 2048
/** Types of messages. */
const SERVER_HELLO = 2
const CERTIFICATE = 11
const KEY_EXCHANGE = 12
const CERTIFICATE_REQUEST = 13
const FINISHED = 20
/** laurel does not ask for compressed certificates. */
const COMPRESSED_CERTIFICATE = 25

/** Bytes of `limits.loadedBytes` for each byte of a request for the client's certificate: it may name thousands of authorities. */
const REQUEST_COST = 64
/** The same for a key exchange over larger curves, by their numbers (RFC 8446 section 4.2.7): P-384 and P-521. */
const GROUPS: Readonly<Record<number, number>> = { 24: 163_840, 25: 393_216 }
const KEY_SHARE = 51
const TAG = 16
const NONCE = 12
const CIPHERS: Readonly<Record<number, readonly [name: string, hash: string, key: number]>> = {
  4865: ['aes-128-gcm', 'sha256', 16],
  4866: ['aes-256-gcm', 'sha384', 32],
  4867: ['chacha20-poly1305', 'sha256', 32],
}

/**
 * Bun and Deno have other libraries for TLS, which do not tell the secret in time. They know no curves but those with names, and
 * may read later than they are handed bytes.
 */
export const READS_FIRST = process.versions['bun'] === undefined && process.versions['deno'] === undefined

export class HandshakeReader {
  /** Whether no message is left that this class reads. */
  isOver = !READS_FIRST
  private isOld = false
  private cipher = 0
  /** The curve is known. */
  private hasAgreed = false
  private keys: { readonly cipher: string; readonly key: Buffer; readonly iv: Buffer } | undefined
  private count = 0n
  /** The begin of a message. */
  private text = Buffer.alloc(0)

  /** TLS 1.2 is used. */
  get isVersion12(): boolean {
    return this.isOld
  }

  /** @param line in the form of NSS key logs */
  tell(line: Uint8Array): void {
    const [label, , secret] = Buffer.from(line).toString('latin1').trim().split(' ')
    if (label === 'CLIENT_RANDOM') this.isOld = true
    if (label !== 'SERVER_HANDSHAKE_TRAFFIC_SECRET') return
    const suite = CIPHERS[this.cipher]
    // A server that says hello twice at once gets no further with TLS.
    if (suite === undefined) return
    const [cipher, hash, length] = suite
    const derive = (name: string, bytes: number): Buffer =>
      expand(hash, Buffer.from(secret!, 'hex'), name, bytes)
    this.keys = { cipher, key: derive('key', length), iv: derive('iv', NONCE) }
    this.text = Buffer.alloc(0)
  }

  /** The length of the first record, 0 if it is incomplete or must wait for its secret. @throws Error if it is no record */
  next(bytes: Uint8Array): number {
    if (bytes.length < RECORD_HEADER) return 0
    const [type, version] = bytes as unknown as readonly [number, number]
    const length = (bytes[3]! << 8) | bytes[4]!
    if (type < CHANGE_CIPHER_SPEC || type > ENCRYPTED || version !== 3 || length > MOST_RECORD) {
      throw new Error('no record of TLS')
    }
    const isReady = bytes.length >= RECORD_HEADER + length && (type !== ENCRYPTED || this.keys !== undefined)
    return isReady ? RECORD_HEADER + length : 0
  }

  /**
   * @param record a whole one
   * @returns what reading its messages costs, in bytes of `limits.loadedBytes`
   * @throws RangeError if TLS must not read them; other errors if TLS could not
   */
  read(record: Uint8Array): number {
    const type = record[0]
    // In TLS 1.3 it means nothing. In TLS 1.2 only the last message follows.
    if (type === CHANGE_CIPHER_SPEC) this.isOver = this.isOld
    if (type !== HANDSHAKE_RECORD && type !== ENCRYPTED) return 0
    const isNew = type === ENCRYPTED
    this.text = Buffer.concat([this.text, isNew ? this.decrypt(record) : record.subarray(RECORD_HEADER)])
    let cost = 0
    for (let message = this.message(); message !== undefined; message = this.message()) {
      const [kind] = message
      const body = message.subarray(4)
      if (kind === SERVER_HELLO) cost += this.readHello(new Bytes(body))
      // A type, then the number of the curve (RFC 8422 section 5.4).
      if (kind === KEY_EXCHANGE) cost += GROUPS[new Bytes(body).number(3) & 0xffff] ?? 0
      if (kind === CERTIFICATE) cost += costOfCertificates(body, isNew)
      if (kind === CERTIFICATE_REQUEST) cost += REQUEST_COST * body.length
      if (kind === COMPRESSED_CERTIFICATE) throw new RangeError('a compressed certificate')
      if (kind === FINISHED) this.isOver = true
    }
    return cost
  }

  private message(): Buffer | undefined {
    if (this.text.length < 4) return undefined
    const end = 4 + this.text.readUIntBE(1, 3)
    if (this.text.length < end) return undefined
    const message = this.text.subarray(0, end)
    this.text = this.text.subarray(end)
    return message
  }

  /** The part of a message in a record; empty if it holds something else, such as an alert (RFC 8446 section 5.2). */
  private decrypt(record: Uint8Array): Uint8Array {
    const { cipher, key, iv } = this.keys!
    const nonce = Buffer.from(iv)
    nonce.writeBigUInt64BE(nonce.readBigUInt64BE(NONCE - 8) ^ this.count++, NONCE - 8)
    const decipher = createDecipheriv(cipher as 'aes-128-gcm', key, nonce, { authTagLength: TAG })
    const end = record.length - TAG
    decipher.setAAD(record.subarray(0, RECORD_HEADER))
    decipher.setAuthTag(record.subarray(end))
    const inner = Buffer.concat([decipher.update(record.subarray(RECORD_HEADER, end)), decipher.final()])
    let last = inner.length - 1
    while (inner[last] === 0) last--
    return inner[last] === HANDSHAKE_RECORD ? inner.subarray(0, last) : inner.subarray(0, 0)
  }

  /** RFC 8446 section 4.1.3, which TLS 1.2 shares. A server that asks for another curve says hello twice. */
  private readHello(hello: Bytes): number {
    hello.take(2 + 32)
    hello.vector(1)
    this.cipher = hello.number(2)
    hello.take(1)
    const extensions = hello.isEmpty ? hello : hello.vector(2)
    while (!extensions.isEmpty) {
      const type = extensions.number(2)
      const extension = extensions.vector(2)
      if (type === KEY_SHARE && !this.hasAgreed) {
        this.hasAgreed = true
        return GROUPS[extension.number(2)] ?? 0
      }
    }
    return 0
  }
}

/** HKDF-Expand-Label (RFC 8446 section 7.1), whose result has at most one block here. */
function expand(hash: string, secret: Uint8Array, name: string, length: number): Buffer {
  const label = Buffer.from(`tls13 ${name}`)
  const info = Buffer.from([0, length, label.length, ...label, 0, 1])
  return createHmac(hash, secret).update(info).digest().subarray(0, length)
}
