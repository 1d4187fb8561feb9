/** A run of its own process that writes a file a badge: `run-json.ts TABLE OUT WORKERS`. Prints the result, or the error's code. */
import { csvSource, issueBatch, parseKey } from '../../src/bulk/index.js'
import { BATCH, KEY_TEXT } from './run-batch-options.js'

const [table, out, workers] = process.argv.slice(2)
const result = await issueBatch({
  ...BATCH,
  form: 'json',
  source: csvSource(table!),
  key: parseKey(KEY_TEXT),
  out: out!,
  workers: Number(workers),
}).catch(({ code, details }) => ({ code, details }))
process.stdout.write(`${JSON.stringify(result)}\n`)
