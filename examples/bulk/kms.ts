/** A key service as clouds have them: 20 ms a signature, and "slower, please" when asked too fast. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { publicKeyFromJwk, type RemoteSigner, remoteSigner } from 'laurel'

export interface Kms {
  readonly signer: RemoteSigner
  readonly controller: string
  /** Signatures made, and refusals for being asked too fast. */
  readonly counts: { signed: number; throttled: number }
}

/** The private key never leaves this function, as it never leaves a KMS. */
export async function fakeKms({ perSecond = 1500 } = {}): Promise<Kms> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { multibase } = await publicKeyFromJwk(publicKey.export({ format: 'jwk' }))
  const controller = `did:key:${multibase}`
  const counts = { signed: 0, throttled: 0 }
  let [second, asked] = [0, 0]
  const callTheService = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) [second, asked] = [now, 0]
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (++asked > perSecond) {
      counts.throttled++
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })
    }
    counts.signed++
    return sign(null, bytes, privateKey)
  }
  const signer = remoteSigner(
    {
      verificationMethod: `${controller}#${multibase}`,
      publicKeyMultibase: multibase!,
      sign: callTheService,
    },
    { concurrency: 50, attempts: 10, delayMilliseconds: 50 },
  )
  return { signer, controller, counts }
}
