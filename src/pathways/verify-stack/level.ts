/** Decides the level and its reason: the first row of the table that applies. */
import type { Outcome } from '../evaluate/types.js'
import type { StackCode, StackEntry, StackFindings, UnprovenStack, VerifiedStack } from './report.js'

/** The facts that the rows test. */
export interface Facts {
  readonly entries: readonly StackEntry[]
  /** The holder may have left out an entry, or an entry cannot be read. */
  readonly mayHaveMore: boolean
  readonly pathway: StackFindings['pathway']
  /** The credential names itself, or a credential of which it is a part. */
  readonly namesItself: boolean
  readonly awardDiffers: boolean
  readonly dated: boolean
  readonly tooMuch: boolean
  /** A part of a node with `keep` is no longer valid. */
  readonly lost: boolean
  readonly outcome: Outcome
  /** Whether the outcome could be another with more ids or addresses of the recipient. */
  readonly personUnknown: boolean
}

type VerdictOf<S extends StackFindings & { readonly verified: boolean }> = Pick<
  S,
  'verified' | 'level' | 'code'
>
export type Verdict = VerdictOf<VerifiedStack> | VerdictOf<UnprovenStack>

type Row = readonly [
  code: StackCode,
  level: UnprovenStack['level'] | 'by_parts',
  applies: (facts: Facts) => boolean,
]

/** Whether the part was shown and was valid at the start of the larger credential. */
export const isGood = ({ outcome, standing }: StackEntry): boolean =>
  outcome === 'shown' && (standing === 'holds' || standing === 'expired')
const some =
  (test: (entry: StackEntry) => boolean): Row[2] =>
  ({ entries }) =>
    entries.some(test)
const nested =
  (test: (findings: StackFindings) => boolean): Row[2] =>
  ({ entries }) =>
    entries.some(({ stack }) => stack?.level !== undefined && test(stack))

/** Contradictions come first, because missing parts cannot resolve them. `by_parts`: `partly` or `asserted`. */
const ROWS: readonly Row[] = [
  ['part_of_itself', 'contradicted', ({ namesItself }) => namesItself],
  ['award_differs', 'contradicted', ({ awardDiffers }) => awardDiffers],
  [
    'part_forged',
    'contradicted',
    some(({ outcome, standing }) => outcome === 'shown' && standing === 'forged'),
  ],
  ['part_contradicted', 'contradicted', nested(({ level }) => level === 'contradicted')],
  ['part_lost', 'contradicted', ({ lost }) => lost],
  ['limit_exceeded', 'asserted', ({ tooMuch }) => tooMuch],
  [
    'parts_withheld',
    'asserted',
    ({ mayHaveMore, entries, pathway }) => mayHaveMore && (entries.length === 0 || pathway === 'foreign'),
  ],
  ['no_parts', 'asserted', ({ entries }) => entries.length === 0],
  ['undated', 'asserted', ({ dated }) => !dated],
  ['pathway_withheld', 'asserted', ({ pathway }) => pathway === 'withheld'],
  ['pathway_foreign', 'asserted', ({ pathway }) => pathway === 'foreign'],
  ['pathway_altered', 'asserted', ({ pathway }) => pathway === 'altered'],
  ['limit_exceeded', 'by_parts', nested(({ code }) => code === 'limit_exceeded')],
  ['part_altered', 'by_parts', some(({ outcome }) => outcome === 'altered')],
  ['part_reshaped', 'by_parts', some(({ outcome }) => outcome === 'reshaped')],
  ['part_withdrawn', 'by_parts', some(({ standing }) => standing === 'revoked' || standing === 'suspended')],
  [
    'part_not_verified',
    'by_parts',
    some(({ standing }) => standing === 'not_verified' || standing === 'forged'),
  ],
  ['part_open', 'by_parts', some(({ standing }) => standing === 'open')],
  [
    'parts_withheld',
    'by_parts',
    ({ entries, mayHaveMore }) => mayHaveMore || entries.some(({ outcome }) => outcome === 'withheld'),
  ],
  ['person_unknown', 'partly', ({ personUnknown }) => personUnknown],
  ['part_open', 'partly', ({ outcome }) => outcome === 'unknown'],
  ['pathway_unmet', 'contradicted', ({ outcome }) => outcome !== 'met'],
]

export function levelOf(facts: Facts): Verdict {
  const row = ROWS.find(([, , applies]) => applies(facts))
  if (row === undefined) return { verified: true, level: 'proven', code: 'stack_proven' }
  const [code, level] = row
  if (level !== 'by_parts') return { verified: false, level, code }
  return { verified: false, level: facts.entries.some(isGood) ? 'partly' : 'asserted', code }
}
