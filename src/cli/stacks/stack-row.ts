/** A larger credential as a row of a batch: its own values are in cells, and the mapping puts them into the credential. */
import type { Mapping } from '../../bulk/index.js'
import type { Row } from '../../bulk/table/row.js'
import type { JsonObject } from '../../encoding/json.js'
import { CallError } from '../io/shell.js'

/** Members that the pathway decides. Each has a column with its name. */
const MEMBERS = ['validFrom', 'validUntil', 'relatedResource'] as const
const columnOf = (member: (typeof MEMBERS)[number]): string => `laurel stack ${member}`

/** @throws CallError for a mapping that would change the content of the larger credential */
export function stackMapping(mapping: Mapping): Mapping {
  for (const member of MEMBERS)
    if (mapping.credential !== undefined && Object.hasOwn(mapping.credential, member)) {
      throw new CallError(
        `the mapping fills "${member}", but the badges that count decide it`,
        `Remove "${member}" from the mapping.`,
      )
    }
  if (mapping.achievement !== undefined)
    throw new CallError(
      'the mapping changes the achievement, but the pathway decides it',
      'Remove "achievement" from the mapping.',
    )
  return {
    ...mapping,
    credential: {
      ...mapping.credential,
      ...Object.fromEntries(MEMBERS.map((member) => [member, `{${columnOf(member)}}`])),
    },
  }
}

export function rowOf(row: Row, credential: JsonObject): Row {
  const values: Record<string, unknown> = { ...row.values }
  for (const member of MEMBERS)
    if (credential[member] !== undefined) values[columnOf(member)] = credential[member]
  return { row: row.row, values }
}
