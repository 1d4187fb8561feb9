/** Compares the evaluator with exhaustive search on pathways from seeds. */
import { type Evaluation, evaluate, pathway } from '../../src/pathways/index.js'
import { Oracle } from './oracle.js'
import { type Sample, sampleOf } from './random-pathway.js'
import { candidateOf, HOLDER } from './reports.js'

export const OPTIONS = { holder: { id: HOLDER }, at: new Date('2026-01-01T00:00:00Z') }

export interface Difference {
  readonly seed: number
  readonly ours: string
  readonly theirs: string
}

export interface Tally {
  readonly differences: readonly Difference[]
  readonly outcomes: Readonly<Record<Evaluation['outcome'], number>>
}

/** @param sample makes the pathway and the badges from the seed */
export function compareSeeds(from: number, to: number, sample: (seed: number) => Sample = sampleOf): Tally {
  const differences: Difference[] = []
  const outcomes = { met: 0, unmet: 0, unknown: 0 }
  for (let seed = from; seed < to; seed++) {
    const { pathway: input, badges } = sample(seed)
    const p = pathway(input)
    const answer = evaluate(p, badges.map(candidateOf), OPTIONS)
    const wanted = new Oracle(input).outcome(badges)
    outcomes[wanted]++
    if (answer.outcome !== wanted) differences.push({ seed, ours: answer.outcome, theirs: wanted })
    else if (wanted === 'met') {
      const parts = answer.parts.map(({ candidate }) => candidate)
      const again = evaluate(p, parts, OPTIONS).outcome
      if (again !== 'met') differences.push({ seed, ours: `${again} from its own parts`, theirs: 'met' })
    }
    for (const [i, badge] of wanted === 'met' ? [] : badges.entries()) {
      const fewer = badges.filter((each) => each !== badge)
      const before = evaluate(p, fewer.map(candidateOf), OPTIONS).outcome
      if (before === 'met') differences.push({ seed, ours: `met without badge ${i}`, theirs: wanted })
    }
  }
  return { differences, outcomes }
}
