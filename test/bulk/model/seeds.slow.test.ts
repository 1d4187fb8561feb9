/**
 * Nothing is lost by any order of commands. These sequences are always the same, so that this suite fails because of what
 * was changed and for nothing else; `model.slow.test.ts` draws others in each run of CI.
 */
import fc from 'fast-check'
import { it, vi } from 'vitest'
import { sequence } from './commands.js'
import { faultyPromises, faultySync } from './faults.js'
import { run } from './operator.js'

vi.mock('node:fs/promises', async (original) => faultyPromises(await original()))
vi.mock('node:fs', async (original) => faultySync(await original()))

it('loses no badge and no status by any order of commands', async () => {
  const seed = Number(process.env['MODEL_SEED'] ?? 14)
  console.log(`MODEL_SEED=${seed}`)
  await fc.assert(fc.asyncProperty(sequence, run), {
    numRuns: Number(process.env['MODEL_RUNS'] ?? 200),
    seed,
  })
}, 600_000)
