/** Finds names in a mapping that no row has, where each row may have other members. */
import type { JsonObject } from '../../encoding/json.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../../errors.js'
import { noColumn } from '../mapping/check-columns.js'
import { type Mapping, placeholdersOf } from '../mapping/mapping.js'
import type { Row } from '../table/row.js'

/** Rows whose names are kept for hints. */
const NAMED_ROWS = 100

/** A member that some rows lack is an empty cell. A name that no row has is a mistake if nobody could get a badge without it. */
export class MissingMembers {
  /** Name in the rows → place in the mapping. Names that were seen are removed. */
  private readonly wanted = new Map<string, string>()
  private readonly names = new Set<string>()
  private readonly mapping: Mapping
  private rows = 0

  constructor(mapping: Mapping) {
    this.mapping = mapping
    const { columns = {} } = mapping
    for (const { column, pointer } of placeholdersOf(mapping as unknown as JsonObject)) {
      const { header = column, default: usual } = Object.hasOwn(columns, column) ? columns[column]! : {}
      if (usual === undefined && !this.wanted.has(header)) this.wanted.set(header, pointer)
    }
  }

  add(rows: readonly Row[]): void {
    for (const { values, issues } of rows) {
      if (issues !== undefined) continue
      if (this.rows++ < NAMED_ROWS) for (const name of Object.keys(values)) this.names.add(name)
      for (const name of this.wanted.keys()) if (Object.hasOwn(values, name)) this.wanted.delete(name)
    }
  }

  /** @throws OpenBadgeError `mapping_invalid` */
  refuse(): void {
    if (this.rows === 0) return
    const { email, id } = this.mapping.recipient
    const needed = [
      '/key',
      ...(email === undefined || id === undefined ? ['/recipient/email', '/recipient/id'] : []),
    ]
    const present = new Set([...this.names].map(folded))
    const issues: Issue[] = []
    for (const [name, pointer] of this.wanted) {
      if (needed.includes(pointer) || present.has(folded(name)))
        issues.push(noColumn(pointer, name, [...this.names]))
    }
    if (issues.length === 0) return
    throw new OpenBadgeError('mapping_invalid', `the mapping is wrong at ${issuesInWords(issues)}`, {
      issues,
    })
  }
}

/** Such names are equal for people. */
const folded = (name: string): string => name.trim().toLowerCase()
