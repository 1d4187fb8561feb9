/** Judges one entry: whether its part was shown, the standing of the part, and the parts of that part. */
import type { Candidate } from '../evaluate/types.js'
import type { PartEntry } from '../stack/stack-entries.js'
import { type JudgedPart, judgePart } from './judge-part.js'
import type { Run } from './judge-stack.js'
import { matchEntry } from './part-pool.js'
import { badgeKeyOf } from './read-stack.js'
import type { StackEntry } from './report.js'

export interface JudgedEntry extends Partial<Pick<JudgedPart, 'candidate' | 'ifNotWithdrawn'>> {
  readonly entry: StackEntry
  /** Issuer and id that the part claims. */
  readonly key?: string
}

export async function judgeEntry(
  named: PartEntry,
  start: Date,
  chain: readonly string[],
  run: Run,
): Promise<JudgedEntry> {
  const { pointer, id, form } = named
  const { outcome, part } = matchEntry(named, run.pool)
  if (part === undefined) return { entry: { pointer, id, form, outcome: 'withheld' } }
  const judged = await judgePart(part, { start, now: run.now }, run.verify)
  const { report, standing } = judged
  if (outcome === 'other') {
    return { entry: { pointer, id, form, outcome: report.verified ? 'reshaped' : 'altered', report } }
  }
  const key = badgeKeyOf(report.credential ?? part.claims)
  const inner =
    report.verified &&
    report.credential !== undefined &&
    !chain.includes(key) &&
    run.entriesOf(report.credential).length > 0
      ? await run.judge(report, chain, run)
      : undefined
  const { candidate, ifNotWithdrawn } = judged
  const name = nameIn(candidate)
  const entry: StackEntry = {
    pointer,
    id,
    form,
    outcome: 'shown',
    standing,
    ...(name === undefined ? {} : { name }),
    report,
    ...(inner === undefined ? {} : { stack: inner }),
  }
  return {
    entry,
    key,
    ...(candidate === undefined ? {} : { candidate }),
    ...(ifNotWithdrawn === undefined ? {} : { ifNotWithdrawn }),
  }
}

/** Only a genuine part has a name: anybody can write another. */
function nameIn(candidate: Candidate | undefined): string | undefined {
  const [badge] = candidate !== undefined && 'badges' in candidate ? candidate.badges : []
  return badge?.verified === true && badge.pointer === '' ? badge.name : undefined
}
