/** A self-signed certificate made on the spot, so that no key lies in the repository. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  rsaWithSha256: '06092a864886f70d01010b',
  commonName: '0603550403',
  alternativeNames: '0603551d11',
  basicConstraints: '0603551d13',
}

interface Made {
  readonly key: string
  readonly cert: string
}

export function selfSigned(...names: readonly string[]): Made {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return certificate(names, privateKey, publicKey.export({ format: 'der', type: 'spki' }))
}

/** @param spki of any key: the signature is wrong if it is not that of the private key, which has P-256 or is for RSA */
export function certificate(names: readonly string[], privateKey: KeyObject, spki: Uint8Array): Made {
  const isRsa = privateKey.asymmetricKeyType === 'rsa'
  const algorithm = isRsa ? tlv(0x30, hex(OID.rsaWithSha256), tlv(0x05)) : tlv(0x30, hex(OID.ecdsaWithSha256))
  const name = tlv(0x30, tlv(0x31, tlv(0x30, hex(OID.commonName), tlv(0x0c, Buffer.from('laurel tests')))))
  const alternatives = tlv(0x30, ...names.map((text) => tlv(0x82, Buffer.from(text))))
  const extensions = tlv(
    0x30,
    tlv(0x30, hex(OID.alternativeNames), tlv(0x04, alternatives)),
    tlv(0x30, hex(OID.basicConstraints), tlv(0x01, hex('ff')), tlv(0x04, tlv(0x30, tlv(0x01, hex('ff'))))),
  )
  const body = tlv(
    0x30,
    tlv(0xa0, tlv(0x02, hex('02'))),
    tlv(0x02, hex('01')),
    algorithm,
    name,
    tlv(0x30, tlv(0x18, Buffer.from('20200101000000Z')), tlv(0x18, Buffer.from('20990101000000Z'))),
    name,
    spki,
    tlv(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  const der = tlv(0x30, body, algorithm, tlv(0x03, hex('00'), signature))
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}
