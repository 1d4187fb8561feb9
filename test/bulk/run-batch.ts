/**
 * A run of its own process, for tests that kill it: `run-batch.ts TABLE OUT WORKERS [ENTRY]`. Prints "begun" once the
 * library is loaded, then the result. ENTRY is the module that stands for laurel/bulk; the source tree by default.
 */
import { BATCH, KEY_TEXT } from './run-batch-options.js'

const [table, out, workers, entry = '../../src/bulk/index.ts'] = process.argv.slice(2)
const { issueBatch, csvSource, parseKey } = (await import(entry)) as typeof import('laurel/bulk')
process.stdout.write('begun\n')
const result = await issueBatch({
  ...BATCH,
  source: csvSource(table!),
  key: parseKey(KEY_TEXT),
  out: out!,
  workers: Number(workers),
})
process.stdout.write(`${JSON.stringify(result)}\n`)
