/** The public exports of this room. */

export type { Curve, NamedCurve } from './formats/ec-point.js'
export type { PublicJwk } from './formats/public-jwk.js'
export {
  type PublicKey,
  publicKeyFromJwk,
  publicKeyFromMultikey,
  publicKeyFromPem,
} from './public-key.js'
export {
  exportPublicKey,
  exportSecretKey,
  type PublicKeyForms,
  type SecretKeyForms,
} from './signers/export-key.js'
export { isLocalSigner, type LocalSigner, type LocalSignerOptions } from './signers/local-signer.js'
export {
  generateSigner,
  signerFromJwk,
  signerFromMultikey,
  signerFromPem,
  signerFromSeed,
} from './signers/make-signer.js'
export type { RemoteSignerOptions } from './signers/remote-options.js'
export { type RemoteKey, type RemoteSigner, remoteSigner, type SignCall } from './signers/remote-signer.js'
