/**
 * Issues larger credentials for a table of learners and a folder of badges. They form a batch, with journal, ids, statuses and
 * outputs as for any table of badges.
 */

import { createHash } from 'node:crypto'
import { type BatchOptions, type BatchResult, issueBatch, type Mapping } from '../../bulk/index.js'
import { BatchState } from '../../bulk/journal/batch-state.js'
import { readJournal } from '../../bulk/journal/journal.js'
import { counted } from '../../bulk/table/phrases.js'
import { type Row, type RowIssue, withRemedy } from '../../bulk/table/row.js'
import { CHUNK, type RowSource } from '../../bulk/table/row-source.js'
import type { JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { ProfileInput, VerifyOptions } from '../../index.js'
import { type Evaluation, explain, type Pathway, stack } from '../../pathways/index.js'
import type { Shell } from '../io/shell.js'
import { yieldToEvents } from '../verification/yield-to-events.js'
import { assignBadges, type Contested } from './assign-badges.js'
import { collectBadges } from './collect-badges.js'
import { completion, holderOf } from './complete.js'
import { type Learner, type Person, readLearners, type Table } from './read-learners.js'
import { rowOf, stackMapping } from './stack-row.js'
import { unprovenIdentity } from './unproven-identity.js'

export interface StacksOptions {
  readonly pathway: Pathway
  /** The achievement of the pathway, as the builder makes it. */
  readonly achievement: JsonObject
  readonly issuer: JsonObject
  /** Files and folders. */
  readonly badges: readonly string[]
  readonly table: Table
  readonly mapping: Mapping
  readonly at: Date
  /** The options for the verification of badges. */
  readonly verify: VerifyOptions
  /** The output and the key of the batch. */
  readonly batch: Omit<BatchOptions, 'source' | 'mapping' | 'issuer' | 'achievement' | 'skipInvalid'>
  /** Skips rows of the table with faults. */
  readonly skipInvalid: boolean
}

/** A credential of an earlier run whose pathway is not met any more. */
export interface Lapsed {
  readonly row: number
  readonly id: string
  /** `unmet`: the pathway is certainly not met; `unknown`: a badge could not be checked this time. */
  readonly outcome: 'unmet' | 'unknown'
  readonly because: string
}

export interface StacksResult extends BatchResult {
  readonly met: number
  readonly unmet: number
  readonly unknown: number
  readonly lapsed: readonly Lapsed[]
  /** Badges that name the learners of several rows, and so count for none. */
  readonly contested: readonly Contested[]
  /** Badges that belong to no learner in the table. */
  readonly strangers: number
}

/**
 * @throws OpenBadgeError `plan_refused` where rows of the table have faults; what `issueBatch`, `stack` and `verify` throw
 */
export async function issueStacks(shell: Shell, options: StacksOptions): Promise<StacksResult> {
  const { batch, at, pathway: p } = options
  const mapping = stackMapping(options.mapping)
  const journal = batch.journal ?? `${batch.out.replace(/\/+$/, '')}.journal`
  const state = new BatchState()
  await readJournal(journal, state.take)
  const isKnown = (hex: string): boolean => state.known.find(Buffer.from(hex, 'hex')) >= 0
  const learners = await readLearners(options.table, {
    mapping: options.mapping,
    issuer: options.issuer,
    achievement: options.achievement,
    batch: batch.batch ?? 'default',
    isKnown,
    signal: shell.signal,
  })
  if (!options.skipInvalid) refuseFaulty(learners, batch.out)
  const badges = await collectBadges(shell, options.badges, options.verify)
  const persons = learners.flatMap(({ person }) => person ?? [])
  const { byPerson, contested, strangers } = await assignBadges(badges, persons, shell.signal)
  const counts = { met: 0, unmet: 0, unknown: 0 }
  const lapsed: Lapsed[] = []
  const rows: Row[] = []
  for (const [i, { row, person, issues }] of learners.entries()) {
    if (i % 32 === 0) await yieldToEvents(shell.signal)
    if (person === undefined) {
      rows.push({ ...row, issues })
      continue
    }
    const found = completion(p, byPerson.get(person)!, person, at)
    counts[found.outcome]++
    const made =
      found.outcome === 'met'
        ? stackRow(row, p, found, person, options.issuer)
        : { ...row, issues: [incomplete(row, found)] }
    const own = contested.filter((each) => made.issues !== undefined && each.rows.includes(row.row))
    const [because] = made.issues ?? []
    rows.push(
      own.length === 0 ? made : { ...made, issues: [because!, ...own.map((each) => shared(row, each))] },
    )
    if (because !== undefined && isKnown(person.hex)) {
      const outcome = found.outcome === 'unmet' && own.length === 0 ? 'unmet' : 'unknown'
      const also = own.map(contestedText)
      lapsed.push({
        row: row.row,
        id: person.credential,
        outcome,
        because: [because.message, ...also].join(' '),
      })
    }
  }
  const { issuer, achievement } = options
  // A learner who has not completed it becomes a row with a finding, which says what is missing. So other rows keep their places.
  const result = await issueBatch({
    ...batch,
    issuer,
    achievement,
    mapping,
    skipInvalid: true,
    source: sourceOf(rows),
  })
  return { ...result, ...counts, lapsed, contested, strangers, absent: result.absent - lapsed.length }
}

function refuseFaulty(learners: readonly Learner[], out: string): void {
  const faulty = learners.filter(({ person }) => person === undefined)
  const [first, ...more] = faulty.flatMap(({ issues }) => issues)
  if (first === undefined) return
  const where = first.column === undefined ? `row ${first.row}` : `row ${first.row}, column "${first.column}"`
  throw new OpenBadgeError(
    'plan_refused',
    `${faulty.length} of ${counted(learners.length, 'row')} ${faulty.length === 1 ? 'has' : 'have'} faults, so nothing was signed, and ${out} was not changed; ${where}: ${first.message}`,
    { rows: faulty.length, issues: more.length + 1 },
  )
}

/** The result of `stack` for one learner; a finding if the badges alone do not meet the pathway, or one cannot be named. */
function stackRow(row: Row, p: Pathway, evaluation: Evaluation, person: Person, issuer: JsonObject): Row {
  const { id, email } = person
  const unproven = unprovenIdentity(person, evaluation)
  if (unproven !== undefined) return { ...row, issues: [unproven] }
  try {
    const unsigned = stack(p, evaluation, {
      issuer: issuer as unknown as ProfileInput & { readonly id: string },
      recipient: id === undefined ? { email: email! } : { id },
      holder: holderOf(person),
    })
    return rowOf(row, unsigned as unknown as JsonObject)
  } catch (error) {
    if (!isOpenBadgeError(error, 'stack_refused')) throw error
    const { reason } = error.details
    return { ...row, issues: [{ row: row.row, code: `stack_${reason}`, message: `${error.message}.` }] }
  }
}

/** Says which rows claim a badge. */
export function contestedText({ badge, rows }: Contested): string {
  return `The badge ${badge ?? 'without id'} names the learners of rows ${rows.join(' and ')}, so it counts for none of them.`
}

function shared({ row }: Row, badge: Contested): RowIssue {
  return withRemedy({
    row,
    code: 'badge_contested',
    message: contestedText(badge),
    hint: 'Correct the ids and addresses of these rows.',
  })
}

/** The maximum number of sentences for one row. */
const SENTENCES = 5

function incomplete({ row }: Row, evaluation: Evaluation): RowIssue {
  const sentences = explain(evaluation).map(({ text }) => text)
  return withRemedy({
    row,
    code: evaluation.outcome === 'unknown' ? 'pathway_unknown' : 'pathway_unmet',
    message: sentences.slice(0, SENTENCES).join(' '),
    hint:
      evaluation.outcome === 'unknown'
        ? 'Run it again when the badges can be checked; --online fetches the documents.'
        : 'Run it again when the learner has the badges.',
  })
}

/** Equal rows are the same source, so an interrupted run continues. */
function sourceOf(rows: readonly Row[]): RowSource {
  return {
    async *blocks() {
      for (let i = 0; i < rows.length; i += CHUNK) yield rows.slice(i, i + CHUNK)
    },
    fixedColumns: false,
    digest: async () => {
      const sum = createHash('sha256')
      for (const row of rows) sum.update(`${JSON.stringify(row)}\n`)
      return sum.digest('hex')
    },
  }
}
