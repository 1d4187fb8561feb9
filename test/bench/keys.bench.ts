/** What keys cost beside the raw operations: signing, verifying, importing, finding a did:key. */
import * as crypto from 'node:crypto'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import { publicKeyFromJwk, publicKeyFromMultikey } from '../../src/keys/public-key.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { portableVerify } from '../../src/platform/ed25519-portable.js'
import * as web from '../../src/platform/web.js'
import type { Load } from '../../src/ports.js'
import { compare, row } from './ratio.js'

const load: Load = () => Promise.reject(new Error('somebody was asked'))

export async function bench(): Promise<void> {
  const signer = await generateSigner()
  const data = new Uint8Array(64).fill(7)
  const signature = new Uint8Array(await signer.sign(data))
  const multibase = signer.publicKeyMultibase!
  const key = await publicKeyFromMultikey(multibase)
  const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519')
  const rawSignature = crypto.sign(null, data, privateKey)
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'))
  const webKey = await web.importEd25519Public(raw)
  const portable = portableVerify(raw)

  const times = await compare({
    rawSign: () => crypto.sign(null, data, privateKey),
    sign: () => signer.sign(data),
    rawVerify: () => crypto.verify(null, data, publicKey, rawSignature),
    verify: () => key.verify(signature, data),
    webVerify: () => web.verifyEd25519(webKey, rawSignature, data),
    portableVerify: () => portable(rawSignature, data),
    memo: () => publicKeyFromMultikey(multibase),
    importKey: () => publicKeyFromJwk(key.jwk),
    retrieve: () =>
      retrieveVerificationMethod(signer.verificationMethod, { relationship: 'assertionMethod', load }),
  })
  row(
    'signer.sign of 64 bytes',
    times.sign.microseconds,
    'µs',
    share(times.rawSign, times.sign, 'crypto.sign'),
  )
  row(
    'key.verify of 64 bytes',
    times.verify.microseconds,
    'µs',
    share(times.rawVerify, times.verify, 'crypto.verify'),
  )
  row('the same through WebCrypto', times.webVerify.microseconds, 'µs')
  row('the same in plain JavaScript', times.portableVerify.microseconds, 'µs')
  row('publicKeyFromMultikey, seen before', times.memo.microseconds, 'µs')
  row('publicKeyFromJwk, Ed25519', times.importKey.microseconds, 'µs')
  row('retrieveVerificationMethod, did:key seen before', times.retrieve.microseconds, 'µs')
}

function share(base: { microseconds: number }, ours: { microseconds: number }, name: string): string {
  return `${((100 * base.microseconds) / ours.microseconds).toFixed(0)} % of the rate of ${name}`
}
