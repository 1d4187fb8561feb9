/**
 * What the certificates of a server cost, seen before TLS reads them: OpenSSL decodes every key that it is sent, and a key over a
 * curve of the server's own can take it a tenth of a second. Only keys of public certificates are let through.
 */

/** Certificates in one message. Usual servers send two to four. */
const MOST = 16
/** Bytes of `limits.loadedBytes` for a certificate, by the algorithm and the curve of its key (DER, in hexadecimal). */
const KEYS: readonly (readonly [prefix: string, cost: number])[] = [
  // RSA, also for PSS only.
  ['06092a864886f70d010101', 8192],
  ['06092a864886f70d01010a', 8192],
  // P-256, P-384, P-521. A curve that is described rather than named is none of them.
  ['06072a8648ce3d020106082a8648ce3d030107', 8192],
  ['06072a8648ce3d020106052b81040022', 65_536],
  ['06072a8648ce3d020106052b81040023', 131_072],
  // Ed25519, Ed448.
  ['06032b6570', 8192],
  ['06032b6571', 16_384],
]
const RSA = 2
/** Bytes of a modulus (8,192 bits and the sign), and of an exponent. */
const MODULUS = 1025
const EXPONENT = 5
/** A longer modulus than this, of 4,096 bits, costs more. */
const USUAL_MODULUS = 513
const LONG_MODULUS_COST = 32_768

const SEQUENCE = 0x30
const INTEGER = 0x02
const BIT_STRING = 0x03
const VERSION = 0xa0

/** Bytes that are read from the front. What is not as it must be throws a RangeError. */
export class Bytes {
  private at = 0
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isEmpty(): boolean {
    return this.at === this.bytes.length
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new RangeError('too short')
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  number(length: number): number {
    return this.take(length).reduce((value, byte) => value * 256 + byte, 0)
  }

  /** Bytes after their length, which has that many bytes. */
  vector(lengthBytes: number): Bytes {
    return new Bytes(this.take(this.number(lengthBytes)))
  }

  peek(): number | undefined {
    return this.bytes[this.at]
  }

  /** The content of a DER value with this tag, or with any. OpenSSL also reads lengths that DER forbids; they are refused. */
  der(tag?: number): Bytes {
    const found = this.number(1)
    if (tag !== undefined && found !== tag) throw new RangeError('another type')
    const first = this.number(1)
    if (first > 0x82 || first === 0x80) throw new RangeError('another length')
    return new Bytes(this.take(first < 0x80 ? first : this.number(first - 0x80)))
  }

  get rest(): Uint8Array {
    return this.bytes.subarray(this.at)
  }
}

/**
 * @param message the body of a Certificate message: of TLS 1.3 if `isNew` (RFC 8446 section 4.4.2), otherwise of TLS 1.2 (RFC 5246
 * section 7.4.2)
 * @returns what its certificates cost, in bytes of `limits.loadedBytes`
 * @throws RangeError for a certificate that no usual server has, and for too many
 */
export function costOfCertificates(message: Uint8Array, isNew: boolean): number {
  const reader = new Bytes(message)
  if (isNew) reader.vector(1)
  const list = reader.vector(3)
  let cost = 0
  for (let count = 0; !list.isEmpty; count++) {
    if (count === MOST) throw new RangeError('too many certificates')
    cost += costOfCertificate(list.vector(3))
    if (isNew) list.vector(2)
  }
  return cost
}

/** RFC 5280 section 4.1. */
function costOfCertificate(certificate: Bytes): number {
  const body = certificate.der(SEQUENCE).der(SEQUENCE)
  if (body.peek() === VERSION) body.der()
  body.der(INTEGER)
  // The algorithm, the issuer, the validity and the subject.
  for (let i = 0; i < 4; i++) body.der(SEQUENCE)
  const key = body.der(SEQUENCE)
  const algorithm = Buffer.from(key.der(SEQUENCE).rest).toString('hex')
  const kind = KEYS.findIndex(([prefix]) => algorithm.startsWith(prefix))
  if (kind < 0) throw new RangeError('an unusual key')
  return kind < RSA ? costOfRsa(key.der(BIT_STRING)) : KEYS[kind]![1]
}

function costOfRsa(bits: Bytes): number {
  bits.take(1)
  const key = bits.der(SEQUENCE)
  const modulus = key.der(INTEGER).rest.length
  if (modulus > MODULUS || key.der(INTEGER).rest.length > EXPONENT) throw new RangeError('an unusual key')
  return modulus > USUAL_MODULUS ? LONG_MODULUS_COST : KEYS[0]![1]
}
