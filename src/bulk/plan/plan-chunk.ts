/** Plans one chunk: each row becomes a checked and hashed credential, which is in the staging file until it is signed. */
import type { JsonObject } from '../../encoding/json.js'
import { type Issue, isOpenBadgeError } from '../../errors.js'
import { isPromise } from '../../platform/and-then.js'
import { checkCredential } from '../../schema/validate.js'
import type { StagingFile } from '../files/staging-file.js'
import { ROW_MARKS } from '../ids/identities.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import type { EarlierOutputs } from '../journal/earlier-outputs.js'
import { headerOf } from '../mapping/mapping.js'
import { hasTwoKeys, NO_MARKS, type RecipientMarks, type RowIdentity } from '../mapping/recipient.js'
import { readerOf } from '../mapping/record-to-credential.js'
import { recipientIssue } from '../mapping/row-issues.js'
import type { BadgeDefinition } from '../mapping/row-to-credential.js'
import type { Cells } from '../mapping/template.js'
import type { StatusPlan } from '../status/status-plan.js'
import { type Row, type RowIssue, withRemedy, withValue } from '../table/row.js'
import { rowsOf } from '../table/row-source.js'
import {
  GAINED,
  NEW,
  type PlanResult,
  type PlanTask,
  REASSIGNED,
  RENEWED,
  REPLACED,
  SIGN,
  UNCHANGED,
} from '../tasks/tasks.js'
import type { BatchProofs } from './batch-proofs.js'
import type { ContentDigest } from './content-digest.js'
import { JsonEncoder } from './json-encoder.js'
import { rowFaults } from './row-faults.js'
import { mistyped, withComma } from './shared-fault.js'

export interface PlannerOptions {
  readonly definition: BadgeDefinition
  readonly known: IssuedRows
  /** The status number of the first new row. */
  readonly base: number
  /** Whether rows with a status number below the base reserve none. */
  readonly consecutive: boolean
  readonly statuses: StatusPlan | undefined
  readonly proofs: BatchProofs
  /** When the badges are signed, as an ISO date-time. */
  readonly created: string
  readonly digestOf: ContentDigest
  readonly earlier: Pick<EarlierOutputs, 'intactSum'>
  readonly stagingFile: StagingFile
}

export interface ChunkPlanner {
  readonly plan: (task: PlanTask) => Promise<PlanResult>
  /** How many status numbers the rows reserve. */
  readonly count: (task: PlanTask) => number
}

/** Several chunks can be planned at once. A row waits only for contexts that must be loaded. */
export function chunkPlanner(options: PlannerOptions): ChunkPlanner {
  const { definition, known, base, consecutive, statuses, proofs } = options
  const { created, digestOf, earlier, stagingFile: spool } = options
  const reader = readerOf(definition)
  const texts = new JsonEncoder()
  const wanted = Buffer.alloc(16)
  const hasMarks = definition.mapping.key !== undefined || hasTwoKeys(definition.mapping)
  const isKnown = (hex: string): boolean => {
    wanted.write(hex, 'hex')
    return known.find(wanted) >= 0
  }

  /** The recipient of a row, and its position in the journal. */
  const identify = (row: Row, uuids: Buffer, at: number): Identified | readonly RowIssue[] => {
    const { cells, issues } = reader.cells(row)
    if (issues.length > 0) return issues
    const identity = reader.identity(row, cells, isKnown)
    if ('code' in identity) return [identity]
    uuids.write(identity.hex, at, 'hex')
    return { cells, identity, place: known.find(uuids, at) }
  }

  const reserves = (found: Identified | readonly RowIssue[]): boolean =>
    !consecutive || !('place' in found) || found.place < 0 || known.numberOf(found.place) >= base

  /** The credential of a row without faults. */
  const build = (row: Row, found: Identified, fresh: number): Built | readonly RowIssue[] => {
    const { cells, identity, place } = found
    const number = place < 0 ? fresh : known.numberOf(place)
    const credential = reader.credential(cells, identity, statuses?.entries(number))
    const missing = recipientIssue(row, credential, definition.mapping)
    const faults: readonly Fault[] = [
      ...checkCredential(credential, 'strict'),
      ...rowFaults(credential, created),
    ]
    const built = { cells, identity, place, credential, number }
    if (missing === undefined && faults.length === 0) return { ...built, warnings: NONE }
    const all = faults.filter(({ code }) => code !== OF_THE_RUN).map((issue) => findingOf(row, issue))
    const issues = all.filter(({ severity }) => severity !== 'warning')
    if (missing !== undefined) issues.unshift(missing)
    return issues.length === 0 ? { ...built, warnings: all } : issues
  }

  const findingOf = (row: Row, issue: Fault): RowIssue => {
    const column = reader.columnAt(issue.pointer, reader.cells(row).cells)
    const wrong = column === undefined ? undefined : mistyped(definition.mapping, column, issue)
    const told = wrong ?? withComma(issue) ?? issue
    return {
      row: row.row,
      ...(column === undefined ? {} : { column: wrong ? column : headerOf(definition.mapping, column) }),
      code: told.code,
      message: told.message,
      ...(told.hint === undefined ? {} : withRemedy({ hint: told.hint })),
      pointer: issue.pointer,
      ...(issue.severity === 'warning' ? { severity: issue.severity } : {}),
    }
  }

  const refused = (row: Row, error: unknown): readonly RowIssue[] => {
    if (!isOpenBadgeError(error)) throw error
    const { issues } = error.details as { readonly issues?: readonly Issue[] }
    const found = issues ?? [{ pointer: '', code: error.code, message: error.message }]
    return found.map((issue) => findingOf(row, issue))
  }

  /** Why a changed row must be signed. */
  const reasonOf = (
    { identity, place }: Identified,
    isSame: boolean,
    { recipient, earlier }: RecipientMarks,
  ): number => {
    if (place < 0) return NEW
    const mayBeFor = (mark = ''): boolean => known.mayBeFor(place, Buffer.from(mark, 'hex'))
    if (identity.gained && !known.isFor(place, Buffer.from(recipient!, 'hex'))) return GAINED
    if (!isSame && hasMarks && identity.byId !== true && !mayBeFor(recipient) && !earlier().some(mayBeFor))
      return REASSIGNED
    return isSame || known.isForgotten(place) ? RENEWED : REPLACED
  }

  const plan = async ({ position, firstNumber, rows: block }: PlanTask): Promise<PlanResult> => {
    const rows = rowsOf(block)
    const flags = new Uint8Array(rows.length)
    const reasons = new Uint8Array(rows.length)
    const uuids = Buffer.alloc(rows.length * 16)
    const recipients = Buffer.alloc(hasMarks ? rows.length * 8 : 0)
    const identities = Buffer.alloc(hasMarks ? rows.length * ROW_MARKS : 0)
    const numbers = new Uint32Array(rows.length)
    const places = new Uint32Array(rows.length)
    let sums: Uint8Array = NOTHING
    const achievements = new Set<string>()
    const issues: RowIssue[] = []
    const chunk = spool.chunk()
    let conflict = false
    let next = firstNumber ?? base + position
    let told = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const at = i * 16
      places[i] = row.row
      try {
        const found = identify(row, uuids, at)
        const fresh = reserves(found) ? next++ : next
        const built = 'place' in found ? build(row, found, fresh) : found
        if (!('credential' in built)) {
          uuids.fill(0, at, at + 16)
          issues.push(...built.map((issue) => withValue(issue, row)))
          continue
        }
        const { cells, identity, credential, place, number } = built
        issues.push(...built.warnings)
        const asked = proofs.dataToSign(credential)
        const data = isPromise(asked) ? await asked : asked
        if (place < 0 && known.hasNumber(number)) conflict = true
        const mark = recipients.subarray(i * 8, i * 8 + 8)
        const isSame = place >= 0 && known.digestIs(place, digestOf(data))
        const sum = isSame ? earlier.intactSum(place) : undefined
        // Most rows of a run are unchanged, and hashing takes time.
        const isSettled = sum !== undefined && known.isSettled(place)
        const marks = isSettled ? NO_MARKS : reader.marks(cells, identity)
        // An unchanged badge has the same recipient, so the mark of the journal is used if it has one.
        const before = sum !== undefined && mark.length > 0 ? known.recipientOf(place) : NOTHING
        if (before.some((byte) => byte !== 0)) mark.set(before)
        else mark.write(marks.recipient ?? '', 'hex')
        if (marks.identities.length > 0)
          told += identities.write(marks.identities.join(''), i * ROW_MARKS, 'hex')
        if (sum === undefined) {
          const checked = proofs.refuseUnverified(credential)
          if (isPromise(checked)) await checked
          chunk.add(data, texts.bytes(credential))
          reasons[i] = reasonOf(built, isSame, marks)
        } else {
          if (sums.length === 0) sums = new Uint8Array(rows.length * 32)
          sums.set(sum, i * 32)
        }
        achievements.add(identity.achievement)
        flags[i] = sum === undefined ? SIGN : UNCHANGED
        numbers[i] = number
      } catch (error) {
        uuids.fill(0, at, at + 16)
        issues.push(...refused(row, error).map((issue) => withValue(issue, row)))
      }
    }
    return {
      flags,
      reasons,
      uuids,
      recipients: recipients.some((byte) => byte !== 0) ? recipients : NOTHING,
      identities: told > 0 ? identities : NOTHING,
      sums,
      numbers,
      rows: places,
      achievements: [...achievements],
      issues,
      slice: spool.write(chunk),
      conflict,
    }
  }

  const count = ({ rows: block }: PlanTask): number => {
    const id = Buffer.alloc(16)
    let reserved = 0
    for (const row of rowsOf(block)) if (reserves(identify(row, id, 0))) reserved++
    return reserved
  }

  return { plan, count }
}

const NOTHING: Uint8Array = new Uint8Array(0)
const NONE: readonly RowIssue[] = []

/** Each badge with two purposes has this warning. It is not about the row. */
const OF_THE_RUN = 'several_statuses'

type Fault = Pick<Issue, 'pointer' | 'message' | 'hint' | 'expected' | 'found'> & {
  readonly code: string
  readonly severity?: Issue['severity']
}

interface Identified {
  readonly cells: Cells
  readonly identity: RowIdentity
  /** The position of the row in the journal, or -1. */
  readonly place: number
}

interface Built extends Identified {
  readonly credential: JsonObject
  readonly number: number
  readonly warnings: readonly RowIssue[]
}
