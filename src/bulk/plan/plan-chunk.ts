/** Plans one chunk: each row becomes a credential that is checked and hashed, and waits in the spool for its signature. */
import type { JsonObject } from '../../encoding/json.js'
import { type Issue, isOpenBadgeError } from '../../errors.js'
import { isPromise } from '../../platform/and-then.js'
import type { ProofMaker } from '../../proof/data-integrity/proof-maker.js'
import { checkCredential } from '../../schema/validate.js'
import type { Output } from '../files/output.js'
import type { Spool } from '../files/staging-file.js'
import type { KnownRows } from '../ids/issued-rows.js'
import { type BadgeDefinition, recipientIssue, rowReader } from '../mapping/row-to-credential.js'
import type { StatusPlan } from '../status/allocate-status.js'
import { csvRows } from '../table/parse-csv.js'
import type { Row, RowIssue } from '../table/row.js'
import { type PlanResult, type PlanTask, SIGN, UNCHANGED } from '../tasks/tasks.js'
import type { ContentDigest } from './content-digest.js'
import { JsonTexts } from './json-encoder.js'

export interface PlannerOptions {
  readonly definition: BadgeDefinition
  readonly known: KnownRows
  /** The first new row's status number. */
  readonly base: number
  readonly statuses: StatusPlan | undefined
  readonly proofs: ProofMaker
  readonly digestOf: ContentDigest
  readonly output: Output
  readonly spool: Spool
}

/** Chunks may be under way at once: a row waits for contexts that must be loaded, and for nothing else. */
export function chunkPlanner(options: PlannerOptions): (task: PlanTask) => Promise<PlanResult> {
  const { definition, known, base, statuses, proofs, digestOf, output, spool } = options
  const reader = rowReader(definition)
  const texts = new JsonTexts()

  /** The credential of a row, once nothing is wrong with it. */
  const build = (row: Row, uuids: Buffer, at: number, fresh: number): Built | readonly RowIssue[] => {
    const { cells, issues } = reader.cells(row)
    if (issues.length > 0) return issues
    const identity = reader.identity(row, cells)
    if ('code' in identity) return [identity]
    uuids.write(identity.hex, at, 'hex')
    const place = known.find(uuids, at)
    const number = place < 0 ? fresh : known.numberOf(place)
    const credential = reader.credential(cells, identity, statuses?.entries(number))
    const missing = recipientIssue(row, credential, definition.mapping)
    const faults = checkCredential(credential, 'strict')
    if (missing === undefined && faults.length === 0) return { credential, place, number }
    const found = faults.filter(({ severity }) => severity === 'error').map((issue) => told(row, issue))
    if (missing !== undefined) found.unshift(missing)
    return found.length === 0 ? { credential, place, number } : found
  }

  const told = (row: Row, issue: Issue): RowIssue => {
    const column = reader.columnAt(issue.pointer)
    return {
      row: row.row,
      ...(column === undefined ? {} : { column }),
      code: issue.code,
      message: issue.message,
      ...(issue.hint === undefined ? {} : { remedy: issue.hint }),
      pointer: issue.pointer,
    }
  }

  const refused = (row: Row, error: unknown): readonly RowIssue[] => {
    if (!isOpenBadgeError(error)) throw error
    const { issues } = error.details as { readonly issues?: readonly Issue[] }
    const found = issues ?? [{ pointer: '', code: error.code, message: error.message }]
    return found.map((issue) => told(row, issue))
  }

  return async ({ position, rows: block }) => {
    const rows = 'bytes' in block ? csvRows(block) : block
    const flags = new Uint8Array(rows.length)
    const uuids = Buffer.alloc(rows.length * 16)
    const numbers = new Uint32Array(rows.length)
    const issues: RowIssue[] = []
    const chunk = spool.chunk()
    let conflict = false
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const at = i * 16
      try {
        const built = build(row, uuids, at, base + position + i)
        if (!('credential' in built)) {
          uuids.fill(0, at, at + 16)
          issues.push(...built)
          continue
        }
        const { credential, place, number } = built
        const asked = proofs.dataToSign(credential)
        const data = isPromise(asked) ? await asked : asked
        if (place < 0 && known.hasNumber(number)) conflict = true
        const isUnchanged =
          place >= 0 &&
          known.digestIs(place, digestOf(data)) &&
          output.isPresent(uuids.subarray(at, at + 16), known.lengthOf(place))
        if (!isUnchanged) {
          chunk.add(data, texts.bytes(credential))
        }
        flags[i] = isUnchanged ? UNCHANGED : SIGN
        numbers[i] = number
      } catch (error) {
        uuids.fill(0, at, at + 16)
        issues.push(...refused(row, error))
      }
    }
    const slice = spool.write(chunk)
    return { flags, uuids, numbers, rows: Uint32Array.from(rows, ({ row }) => row), issues, slice, conflict }
  }
}

interface Built {
  readonly credential: JsonObject
  /** Where the journal has the row, or -1. */
  readonly place: number
  readonly number: number
}
