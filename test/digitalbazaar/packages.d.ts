declare module '@digitalbazaar/vc' {
  interface Answer {
    readonly verified: boolean
    readonly error?: { readonly errors?: readonly unknown[] }
  }
  export function issue(options: object): Promise<import('../../src/encoding/json.js').JsonObject>
  export function verifyCredential(options: object): Promise<Answer>
  export function verify(options: object): Promise<Answer>
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: { readonly name: string; readonly createVerifier: unknown }
}
declare module '@digitalbazaar/ed25519-multikey' {
  interface KeyPair {
    readonly id: string
    readonly publicKeyMultibase: string
    controller: string
    signer(): import('../../src/digitalbazaar/index.js').SuiteSigner
  }
  export function generate(options?: object): Promise<KeyPair>
  export function from(options: object): Promise<KeyPair>
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: object)
    readonly type: string
    verifyProof(options: object): Promise<{ readonly verified: boolean; readonly error?: unknown }>
  }
}
