/** `laurel/digitalbazaar`: laurel's cryptosuite, loader and signers for Digital Bazaar's libraries, and their suites for laurel. */
export type { ForeignProof, ForeignSuite } from '../proof/suites/suite.js'
export { type CanonizeInput, type Cryptosuite, cryptosuite, type Verifier } from './cryptosuite.js'
export {
  type DocumentLoader,
  type DocumentLoaderOptions,
  documentLoader,
  type LoadedDocument,
} from './document-loader.js'
export { type ForeignCryptosuite, type ForeignProofSuite, proofSuite } from './proof-suite.js'
export { fromSuiteSigner, type SuiteSigner, toSuiteSigner } from './suite-signer.js'
