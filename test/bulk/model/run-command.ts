/** One command in a process of its own: `run-command.ts OUT FORM COMMAND`. Prints "begun", then how it ended. */
import { changeStatus, issueBatch, signerOf } from '../../../src/bulk/index.js'
import { KEY } from '../world.js'
import type { Command } from './commands.js'
import { batchOf, ISSUER_PROFILE, keyOf } from './table.js'

const [out, form, text] = process.argv.slice(2) as [string, 'ndjson' | 'json', string]
const command = JSON.parse(text) as Command
const signer = await signerOf({ ...KEY, ...keyOf(1) })
process.stdout.write('begun\n')
try {
  if (command.do === 'issue') {
    await issueBatch({ ...batchOf(new Map(command.rows), out, form), signer, resign: command.resign })
  } else if (command.do === 'status') {
    const { action, key } = command
    const named = key === undefined ? { all: true } : { keys: [key] }
    await changeStatus({ journal: `${out}.journal`, out, issuer: ISSUER_PROFILE, signer, action, ...named })
  }
  process.stdout.write('ok\n')
} catch (error) {
  const { details, code } = error as { details?: { reason?: string }; code?: string }
  process.stdout.write(`${details?.reason ?? code ?? String(error)}\n`)
}
