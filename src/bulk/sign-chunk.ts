/** Signs one planned chunk: a signature for each row that is wanted, laid into its JSON text. */
import { hash } from 'node:crypto'
import type { Signer } from '../ports.js'
import { isPromise } from '../proof/and-then.js'
import { serializeSignature } from '../proof/hash-data.js'
import type { ProofMaker } from '../proof/proof-maker.js'
import { signBytes } from '../proof/sign-bytes.js'
import { asBuffer } from './checked-text.js'
import type { ContentDigest } from './content-digest.js'
import type { Output } from './output.js'
import { type Planned, SliceReader } from './spool.js'
import type { SignResult, SignTask } from './tasks.js'

export interface ChunkSignerOptions {
  readonly signer: Signer
  readonly proofs: ProofMaker
  readonly digestOf: ContentDigest
  readonly output: Output
}

/** Chunks may be under way at once: a signer may answer later. */
export function chunkSigner(
  options: ChunkSignerOptions,
): (task: SignTask, signal?: AbortSignal) => Promise<SignResult> {
  const { signer, proofs, digestOf, output } = options
  const proofText = proofTexts(proofs)
  const readers: SliceReader[] = []

  return async ({ slice, wanted, uuids, room }, signal) => {
    const reader = readers.pop() ?? new SliceReader()
    try {
      const planned = reader.read(slice).filter((_, i) => wanted[i] === 1)
      const asked = planned.map(({ data }) => signBytes(signer, data, proofs.signatureLength, signal))
      // All are waited for, even when one fails: what a KMS has been asked for is not forgotten in the air.
      if (asked.some(isPromise)) await Promise.allSettled(asked)
      const signatures = asked.some(isPromise) ? await Promise.all(asked) : (asked as Uint8Array[])
      const digests = new Uint8Array(planned.length * 16)
      for (const [i, { data }] of planned.entries()) digests.set(digestOf(data).subarray(0, 16), i * 16)
      const texts = signatures.map((signature) => proofText(signature))
      if (output.write === undefined) return { ...lines(planned, texts, room), digests }
      const outputs = planned.map(({ json }, i) => {
        const credential = Buffer.allocUnsafe(sealedLength(json, texts[i]!))
        seal(credential, 0, json, texts[i]!)
        return output.encode(credential)
      })
      await output.write(outputs, uuids)
      return { ...summed(outputs), digests }
    } finally {
      readers.push(reader)
    }
  }
}

/** The text of a proof as the last member, up to the end of the credential; ASCII as URLs and base58 are. */
function proofTexts(proofs: ProofMaker): (signature: Uint8Array) => string {
  const unsigned = JSON.stringify(proofs.unsignedProof({}))
  const head = `,"proof":[${unsigned.slice(0, -1)},"proofValue":"`
  return (signature) => `${head}${serializeSignature(signature)}"}]}`
}

const sealedLength = (json: Uint8Array, proof: string): number => json.length - 1 + proof.length

/** Writes the unsigned credential with the proof behind its last member; answers with the end. */
function seal(target: Buffer, at: number, json: Uint8Array, proof: string): number {
  target.set(json.subarray(0, -1), at)
  return at + json.length - 1 + target.write(proof, at + json.length - 1, 'latin1')
}

/** NDJSON, made in one piece. */
function lines(
  planned: readonly Planned[],
  proofs: readonly string[],
  room: Uint8Array | undefined,
): Omit<SignResult, 'digests'> {
  const lengths = Uint32Array.from(planned, ({ json }, i) => sealedLength(json, proofs[i]!) + 1)
  const length = lengths.reduce((sum, each) => sum + each, 0)
  // Chunks are about as long as each other, so that the next one will mostly fit.
  const bytes =
    room !== undefined && room.length >= length
      ? asBuffer(room)
      : Buffer.allocUnsafeSlow(Math.ceil(length * 1.1))
  const sums = Buffer.alloc(planned.length * 32)
  let at = 0
  for (let i = 0; i < planned.length; i++) {
    const end = seal(bytes, at, planned[i]!.json, proofs[i]!)
    bytes[end] = 0x0a
    sums.write(hash('sha256', bytes.subarray(at, end + 1)), i * 32, 'hex')
    at = end + 1
  }
  return { bytes: bytes.subarray(0, length), lengths, sums }
}

function summed(outputs: readonly Uint8Array[]): Omit<SignResult, 'digests'> {
  const lengths = Uint32Array.from(outputs, (bytes) => bytes.length)
  const sums = Buffer.alloc(outputs.length * 32)
  for (const [i, bytes] of outputs.entries()) sums.write(hash('sha256', bytes), i * 32, 'hex')
  return { lengths, sums }
}
