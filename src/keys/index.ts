/** What the package shows of this room. */
export {
  exportPublicKey,
  exportSecretKey,
  type PublicKeyForms,
  type SecretKeyForms,
} from './export-key.js'
export { isLocalSigner, type LocalSigner, type LocalSignerOptions } from './local-signer.js'
export type { PublicJwk } from './public-jwk.js'
export {
  type PublicKey,
  publicKeyFromJwk,
  publicKeyFromMultikey,
  publicKeyFromPem,
} from './public-key.js'
export {
  type RemoteKey,
  type RemoteSigner,
  type RemoteSignerOptions,
  remoteSigner,
  type SignCall,
} from './remote-signer.js'
export {
  generateSigner,
  signerFromJwk,
  signerFromMultikey,
  signerFromPem,
  signerFromSeed,
} from './signer.js'
