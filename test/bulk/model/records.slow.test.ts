/**
 * Records by any order of runs: tables with late, corrected and dropped rows, and runs that are killed anywhere. The oracle
 * knows which badges were awarded, and asks of the folder: each learner one record, each badge in its learner's record and in
 * no other, nothing lost. `MODEL_SEED` repeats a run, `MODEL_RUNS` sets the number of sequences.
 */
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { faultyPromises, faultySync } from './faults.js'
import { run, sequence, tally } from './records.js'

vi.mock('node:fs/promises', async (original) => faultyPromises(await original()))
vi.mock('node:fs', async (original) => faultySync(await original()))

it('loses and doubles no badge of a record by any order of runs', async () => {
  const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
  console.log(`MODEL_SEED=${seed}`)
  await fc.assert(fc.asyncProperty(sequence, run), {
    numRuns: Number(process.env['MODEL_RUNS'] ?? 100),
    seed,
  })
  console.log(`${tally.runs} runs, ${tally.kills} killed, ${tally.rekeyed} changed keys refused`)
  expect(tally.kills).toBeGreaterThan(0)
  expect(tally.rekeyed).toBeGreaterThan(0)
}, 7_200_000)
