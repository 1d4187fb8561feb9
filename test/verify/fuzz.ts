/** The fuzzer: mutants of good credentials, and what must hold for each of them. */
import { verifyCache } from '../../src/verify/cache/verify-cache.js'
import { verify } from '../../src/verify/verify.js'
import { startCpuTime } from '../cpu-time.js'
import { makeForms } from './fuzz-forms.js'
import { makeInsideForms } from './fuzz-inside.js'
import { makeTextForms } from './fuzz-texts.js'
import { random } from './mutate.js'
import { stray } from './readings.js'
import { makeWorld, NOW } from './world.js'

export interface FuzzResult {
  readonly mutants: number
  /** Mutants that are verified because they say the same. */
  readonly verified: number
  readonly byForm: ReadonlyMap<string, number>
  readonly codes: ReadonlyMap<string, number>
  readonly slowest: { readonly milliseconds: number; readonly form: string; readonly seed: number }
  /** What must never be: with the seed that shows it again. */
  readonly violations: readonly string[]
}

/** Mutants `from` to `from + count`: each has its own seed, so that any one can be looked at alone. */
export async function fuzz(
  count: number,
  from = 0,
  onProgress?: (done: number) => void,
): Promise<FuzzResult> {
  const world = await makeWorld()
  const forms = [
    ...(await makeForms(world)),
    ...(await makeTextForms(world)),
    ...(await makeInsideForms(world)),
  ]
  const cache = verifyCache()
  const codes = new Map<string, number>()
  const violations: string[] = []
  const byForm = new Map<string, number>()
  let verified = 0
  let slowest = { milliseconds: 0, form: '', seed: 0 }
  const signers = [world.signer.controller, world.stranger.controller]
  for (let seed = from; seed < from + count; seed++) {
    const form = forms[seed % forms.length]!
    const roll = random(seed)
    world.asked.length = 0
    let mutant: unknown
    try {
      mutant = await form.mutate(roll)
    } catch (error) {
      throw new Error(`the mutator itself failed at seed ${seed} (${form.name})`, { cause: error })
    }
    const cpuTime = startCpuTime()
    try {
      const report = await verify(mutant, { load: world.load, now: NOW, cache, ...form.options })
      const word = await stray(mutant, report, form.signed, signers)
      if (word !== undefined) violations.push(`seed ${seed} (${form.name}): ${word}`)
      if (report.verified) {
        verified++
        byForm.set(form.name, (byForm.get(form.name) ?? 0) + 1)
        if (!(await form.same(report)))
          violations.push(`seed ${seed} (${form.name}): verified, but says something else`)
      } else if (report.checks.every(({ outcome }) => outcome === 'pass' || outcome === 'skipped')) {
        violations.push(`seed ${seed} (${form.name}): not verified, and no row says why`)
      }
      const key =
        report.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')?.code ?? 'verified'
      codes.set(key, (codes.get(key) ?? 0) + 1)
    } catch (error) {
      violations.push(
        `seed ${seed} (${form.name}): threw ${error instanceof Error ? error.stack : String(error)}`,
      )
    }
    const milliseconds = cpuTime() / 1000
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, form: form.name, seed }
    if (violations.length > 20) break
    if ((seed - from) % 10_000 === 9_999) onProgress?.(seed - from + 1)
  }
  return { mutants: count, verified, byForm, codes, slowest, violations }
}
