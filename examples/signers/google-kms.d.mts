import type { RemoteSigner } from 'laurel'

/** What laurel uses of @google-cloud/kms. */
export interface GoogleKey {
  readonly client: {
    readonly asymmetricSign: (request: {
      readonly name: string
      readonly data: Uint8Array
    }) => Promise<readonly { readonly signature: Uint8Array }[]>
  }
  readonly name: string
  readonly controller: string
  readonly publicKeyMultibase: string
}

export function googleSigner(key: GoogleKey): RemoteSigner
export function signer(): Promise<RemoteSigner>
