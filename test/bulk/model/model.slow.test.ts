/** Random sequences of commands in this process, of another seed each time; `MODEL_SEED` repeats one run, `MODEL_RUNS` sets their number. */
import fc from 'fast-check'
import { it, vi } from 'vitest'
import { sequence } from './commands.js'
import { faultyPromises, faultySync } from './faults.js'
import { run } from './operator.js'

vi.mock('node:fs/promises', async (original) => faultyPromises(await original()))
vi.mock('node:fs', async (original) => faultySync(await original()))

it('loses no badge and no status by any order of commands', async () => {
  const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
  console.log(`MODEL_SEED=${seed}`)
  await fc.assert(fc.asyncProperty(sequence, run), {
    numRuns: Number(process.env['MODEL_RUNS'] ?? 1500),
    seed,
  })
}, 7_200_000)
