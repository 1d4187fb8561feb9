/**
 * A signer with a key in AWS KMS (key spec ECC_NIST_EDWARDS25519).
 *
 *     npm install @aws-sdk/client-kms
 *     KMS_KEY=arn:aws:kms:… ISSUER=did:web:example.edu PUBLIC_KEY=z6Mk… \
 *       laurel worker --queue redis://… --signer ./aws-kms.mjs
 *
 * PUBLIC_KEY is the Multikey of `aws kms get-public-key`: see publicKeyFromPem of laurel.
 */
import { remoteSigner } from 'laurel'

/** `client` and `SignCommand` are those of @aws-sdk/client-kms. */
export function awsSigner({ client, SignCommand, keyId, controller, publicKeyMultibase }) {
  return remoteSigner(
    {
      verificationMethod: `${controller}#key-1`,
      publicKeyMultibase,
      sign: async (bytes, signal) => {
        const command = new SignCommand({
          KeyId: keyId,
          Message: bytes,
          // Send the bytes themselves, because Ed25519 includes the hashing (RFC 8032).
          MessageType: 'RAW',
          SigningAlgorithm: 'ED25519_SHA_512',
        })
        const { Signature } = await client.send(command, { abortSignal: signal })
        return Signature
      },
    },
    { isThrottled: (error) => error?.name === 'ThrottlingException' },
  )
}

export async function signer() {
  const { KMS_KEY, ISSUER, PUBLIC_KEY } = process.env
  const { KMSClient, SignCommand } = await import('@aws-sdk/client-kms')
  const client = new KMSClient({})
  return awsSigner({
    client,
    SignCommand,
    keyId: KMS_KEY,
    controller: ISSUER,
    publicKeyMultibase: PUBLIC_KEY,
  })
}
