import type { RemoteSigner } from 'laurel'

/** What laurel uses of @aws-sdk/client-kms. */
export interface AwsKey {
  readonly client: {
    readonly send: (
      command: never,
      options: { readonly abortSignal: AbortSignal },
    ) => Promise<{ readonly Signature?: Uint8Array }>
  }
  readonly SignCommand: new (input: Record<string, unknown>) => object
  readonly keyId: string
  readonly controller: string
  readonly publicKeyMultibase: string
}

export function awsSigner(key: AwsKey): RemoteSigner
export function signer(): Promise<RemoteSigner>
