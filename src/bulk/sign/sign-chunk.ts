/** Signs one planned chunk, and puts a proof into the JSON text of each wanted row. */
import { hash } from 'node:crypto'
import type { Awaitable } from '#platform'
import { isPromise } from '../../platform/and-then.js'
import type { Signer } from '../../ports.js'
import type { ProofMaker } from '../../proof/data-integrity/proof-maker.js'
import { signBytes } from '../../proof/data-integrity/sign-bytes.js'
import { serializeSignature } from '../../proof/suites/hash-data.js'
import type { Output } from '../files/output.js'
import { type Planned, SliceReader } from '../files/staging-file.js'
import type { ContentDigest } from '../plan/content-digest.js'
import { asBuffer } from '../table/decode-text.js'
import type { Failure, SignResult, SignTask } from '../tasks/tasks.js'

export interface ChunkSignerOptions {
  readonly signer: Signer
  readonly proofs: ProofMaker
  readonly digestOf: ContentDigest
  readonly output: Output
}

/** Several chunks can be signed at once, because a signer may be asynchronous. */
export function chunkSigner(
  options: ChunkSignerOptions,
): (task: SignTask, signal?: AbortSignal) => Promise<SignResult> {
  const { signer, proofs, digestOf, output } = options
  const seal = new Seal(proofs)
  const readers: SliceReader[] = []

  return async ({ slice, wanted, uuids, room }, signal) => {
    const signAll = (planned: readonly Planned[]): Promise<Signatures> | Signatures =>
      settled(
        planned.map(({ data }) => attempt(() => signBytes(signer, data, proofs.signatureLength, signal))),
      )
    const reader = readers.pop() ?? new SliceReader()
    try {
      const all = reader.read(slice).filter((_, i) => wanted[i] === 1)
      const { signatures, unsigned, failure } = await signAll(all)
      const planned = unsigned === undefined ? all : all.filter((_, i) => unsigned[i] === 0)
      const partly = failure === undefined ? {} : { failure, unsigned: unsigned! }
      const digests = new Uint8Array(planned.length * 16)
      for (const [i, { data }] of planned.entries()) digests.set(digestOf(data).subarray(0, 16), i * 16)
      const values = signatures.map(serializeSignature)
      if (output.write === undefined) return { ...lines(planned, seal, values, room), digests, ...partly }
      const outputs = planned.map(({ json }, i) => {
        const credential = Buffer.allocUnsafe(seal.length(json, values[i]!))
        seal.write(credential, 0, json, values[i]!)
        return output.encode(credential)
      })
      await output.write(outputs, unsigned === undefined ? uuids : without(uuids, unsigned))
      return { ...summed(outputs), digests, ...partly }
    } finally {
      readers.push(reader)
    }
  }
}

interface Signatures {
  readonly signatures: readonly Uint8Array[]
  /** 1 for each row without a signature; absent if all rows have one. */
  readonly unsigned?: Uint8Array
  readonly failure?: Failure
}

function attempt(sign: () => Awaitable<Uint8Array>): Awaitable<Uint8Array> {
  try {
    return sign()
  } catch (error) {
    return Promise.reject(error)
  }
}

/**
 * Waits for all signatures, also if one fails, because each call of a KMS costs money.
 * @throws the first failure, if nothing was signed
 */
function settled(asked: readonly Awaitable<Uint8Array>[]): Promise<Signatures> | Signatures {
  if (!asked.some(isPromise)) return { signatures: asked as readonly Uint8Array[] }
  return Promise.allSettled(asked).then((results) => {
    const failed = results.find((result) => result.status === 'rejected')
    const signatures = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    if (failed === undefined) return { signatures }
    if (signatures.length === 0) throw failed.reason
    const unsigned = Uint8Array.from(results, ({ status }) => (status === 'fulfilled' ? 0 : 1))
    return { signatures, unsigned, failure: { reason: failed.reason as unknown } }
  })
}

/** The ids of the signed rows. */
function without(uuids: Uint8Array, unsigned: Uint8Array): Uint8Array {
  const kept = Array.from(unsigned.keys()).filter((i) => unsigned[i] === 0)
  return Buffer.concat(kept.map((i) => uuids.subarray(i * 16, i * 16 + 16)))
}

/** Adds the proof after the last member of an unsigned credential. */
class Seal {
  private readonly head: Uint8Array
  private readonly tail = Buffer.from('"}]}')

  constructor(proofs: ProofMaker) {
    const unsigned = JSON.stringify(proofs.unsignedProof({}))
    this.head = Buffer.from(`,"proof":[${unsigned.slice(0, -1)},"proofValue":"`)
  }

  length(json: Uint8Array, proofValue: string): number {
    return json.length - 1 + this.head.length + proofValue.length + this.tail.length
  }

  /** @param proofValue base58, so it has as many bytes as characters */
  write(target: Buffer, offset: number, json: Uint8Array, proofValue: string): void {
    target.set(json, offset)
    let at = offset + json.length - 1
    target.set(this.head, at)
    at += this.head.length
    target.set(this.tail, at + target.write(proofValue, at, 'latin1'))
  }
}

/** Joins lines of NDJSON in one buffer. */
function lines(
  planned: readonly Planned[],
  seal: Seal,
  values: readonly string[],
  room: Uint8Array | undefined,
): Omit<SignResult, 'digests'> {
  const lengths = Uint32Array.from(planned, ({ json }, i) => seal.length(json, values[i]!) + 1)
  const length = lengths.reduce((sum, each) => sum + each, 0)
  // Chunks have similar lengths, so the next one usually fits.
  const bytes =
    room !== undefined && room.length >= length
      ? asBuffer(room)
      : Buffer.allocUnsafeSlow(Math.ceil(length * 1.1))
  const sums = Buffer.alloc(planned.length * 32)
  let at = 0
  for (let i = 0; i < planned.length; i++) {
    seal.write(bytes, at, planned[i]!.json, values[i]!)
    const end = at + lengths[i]!
    bytes[end - 1] = 0x0a
    sums.write(hash('sha256', bytes.subarray(at, end)), i * 32, 'hex')
    at = end
  }
  return { bytes: bytes.subarray(0, length), lengths, sums }
}

function summed(outputs: readonly Uint8Array[]): Omit<SignResult, 'digests'> {
  const lengths = Uint32Array.from(outputs, (bytes) => bytes.length)
  const sums = Buffer.alloc(outputs.length * 32)
  for (const [i, bytes] of outputs.entries()) sums.write(hash('sha256', bytes), i * 32, 'hex')
  return { lengths, sums }
}
