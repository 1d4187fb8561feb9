/** Reads the learners of a table, and the ids of their larger credentials. */
import { readCsv, readNdjson } from '../../bulk/index.js'
import { type Mapping, parseMapping } from '../../bulk/mapping/mapping.js'
import { recipientIssue } from '../../bulk/mapping/row-issues.js'
import { rowReader } from '../../bulk/mapping/row-to-credential.js'
import { compileTemplate } from '../../bulk/mapping/template.js'
import type { CsvOptions } from '../../bulk/table/read-csv.js'
import type { Row, RowIssue } from '../../bulk/table/row.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import type { JsonObject } from '../../encoding/json.js'
import { oneRowEach } from './one-row-each.js'

export interface Table {
  readonly path: string
  readonly isCsv: boolean
  readonly csv: CsvOptions
}

export interface Learner {
  readonly row: Row
  /** Absent if the row has faults. */
  readonly person?: Person
  readonly issues: readonly RowIssue[]
}

export interface Person {
  readonly row: number
  readonly id?: string
  readonly email?: string
  /** The 16 bytes of the id of the credential, in hexadecimal. */
  readonly hex: string
  readonly credential: string
}

export interface LearnersOptions {
  readonly mapping: Mapping
  readonly issuer: JsonObject
  readonly achievement: JsonObject
  readonly batch: string
  readonly isKnown: (hex: string) => boolean
  readonly signal: AbortSignal
}

/** @throws OpenBadgeError `mapping_invalid`, `table_invalid`, `file_failed` */
export async function readLearners(table: Table, options: LearnersOptions): Promise<readonly Learner[]> {
  const { mapping, isKnown } = options
  const reader = rowReader({ ...options, seed: new Uint8Array(32), created: '1970-01-01T00:00:00Z' })
  const [id, email] = [mapping.recipient.id, mapping.recipient.email].map((each) =>
    compileTemplate(each ?? null),
  )
  const learners: Learner[] = []
  const read = async (): Promise<void> => {
    for await (const row of table.isCsv ? readCsv(table.path, table.csv) : readNdjson(table.path)) {
      options.signal.throwIfAborted()
      // As for any batch, a name that is not in the header is a mistake in the mapping.
      if (learners.length === 0 && table.isCsv && !row.issues) parseMapping(mapping, Object.keys(row.values))
      const { cells, issues } = reader.cells(row)
      const found = issues.length > 0 ? undefined : reader.identity(row, cells, isKnown)
      const fault =
        found === undefined || 'code' in found
          ? found
          : recipientIssue(row, reader.credential(cells, found), mapping)
      if (found === undefined || 'code' in found || fault !== undefined) {
        learners.push({ row, issues: [...issues, ...(fault === undefined ? [] : [fault])] })
        continue
      }
      learners.push({
        row,
        issues,
        person: {
          row: row.row,
          ...textMember('id', id!.fill(cells)),
          ...textMember('email', email!.fill(cells)),
          hex: found.hex,
          credential: found.id,
        },
      })
    }
  }
  options.signal.throwIfAborted()
  await untilAborted(read(), options.signal)
  return oneRowEach(learners)
}

const textMember = <K extends 'id' | 'email'>(name: K, value: unknown): Partial<Record<K, string>> =>
  typeof value === 'string' ? ({ [name]: value } as Record<K, string>) : {}
