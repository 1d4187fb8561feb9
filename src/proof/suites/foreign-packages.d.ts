/** Types for the parts of Digital Bazaar's packages that laurel uses. */
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: {
      readonly cryptosuite: unknown
      readonly signer?: unknown
      readonly date?: unknown
    })
    readonly verifyProof: import('./foreign-suite.js').LinkedDataProofSuite['verifyProof']
    createProof(options: object): Promise<import('../../encoding/json.js').JsonObject>
    derive(options: object): Promise<import('../../encoding/json.js').JsonObject>
  }
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createVerifyCryptosuite(): unknown
  export function createSignCryptosuite(options: { readonly mandatoryPointers: readonly string[] }): unknown
  export function createDiscloseCryptosuite(options: {
    readonly selectivePointers: readonly string[]
  }): unknown
}
