/**
 * A process that plans a batch and then waits for a signature that never comes: `run-until-signing.ts TABLE FOLDER HOW`.
 * HOW is the count of threads, or `queue`. Prints "signing" once it has planned everything.
 */
import { join } from 'node:path'
import { csvSource, issueBatch } from '../../src/bulk/index.js'
import { issueOnQueue, memoryQueue, queueWorker } from '../../src/queue/index.js'
import { BATCH } from '../bulk/run-batch-options.js'

const [table, folder, how] = process.argv.slice(2)
const { id } = BATCH.issuer
let asked = 0
const signer = {
  verificationMethod: `${id}#${id.slice(8)}`,
  algorithm: 'Ed25519' as const,
  sign: async (bytes: Uint8Array): Promise<Uint8Array> => {
    // The secret of the queue is a signature too, of a text.
    if (how === 'queue' && bytes.length !== 64) return new Uint8Array(64).fill(9)
    if (++asked === 1) process.stdout.write('signing\n')
    return new Promise(() => undefined)
  },
}
const { status: _, ...rest } = BATCH
const batch = { ...rest, source: csvSource(table!), signer, out: join(folder!, 'out') }
setInterval(() => undefined, 1000)
if (how === 'queue') {
  const queue = memoryQueue()
  await queueWorker({ queue, signer, folder: folder! })
  await issueOnQueue({ ...batch, queue })
} else await issueBatch({ ...batch, workers: Number(how) })
