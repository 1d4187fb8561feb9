/**
 * A signer with a key in Google Cloud KMS (algorithm EC_SIGN_ED25519).
 *
 *     npm install @google-cloud/kms
 *     KMS_KEY=projects/…/cryptoKeyVersions/1 ISSUER=did:web:example.edu PUBLIC_KEY=z6Mk… \
 *       laurel worker --queue redis://… --signer ./google-kms.mjs
 *
 * PUBLIC_KEY is the Multikey of `gcloud kms keys versions get-public-key`: see publicKeyFromPem of laurel.
 */
import { remoteSigner } from 'laurel'

const RESOURCE_EXHAUSTED = 8

/** `client` is a KeyManagementServiceClient of @google-cloud/kms. */
export function googleSigner({ client, name, controller, publicKeyMultibase }) {
  return remoteSigner(
    {
      verificationMethod: `${controller}#key-1`,
      publicKeyMultibase,
      sign: async (bytes) => {
        // Send `data`, not `digest`, because Ed25519 includes the hashing (RFC 8032).
        const [{ signature }] = await client.asymmetricSign({ name, data: bytes })
        return new Uint8Array(signature)
      },
    },
    { isThrottled: (error) => error?.code === RESOURCE_EXHAUSTED },
  )
}

export async function signer() {
  const { KMS_KEY, ISSUER, PUBLIC_KEY } = process.env
  const { KeyManagementServiceClient } = await import('@google-cloud/kms')
  return googleSigner({
    client: new KeyManagementServiceClient(),
    name: KMS_KEY,
    controller: ISSUER,
    publicKeyMultibase: PUBLIC_KEY,
  })
}
