/** A larger credential as a row of a batch: what is its own stands in cells, and the mapping puts it into its place. */
import type { Mapping } from '../../bulk/index.js'
import type { Row } from '../../bulk/table/row.js'
import type { JsonObject } from '../../encoding/json.js'
import { CallError } from '../io/shell.js'

/** Members that the pathway decides; a column of that name holds each. */
const MEMBERS = ['validFrom', 'validUntil', 'relatedResource'] as const
const columnOf = (member: (typeof MEMBERS)[number]): string => `laurel stack ${member}`

/** @throws CallError for a mapping that would change what the larger credential says */
export function stackMapping(mapping: Mapping): Mapping {
  for (const member of MEMBERS)
    if (mapping.credential !== undefined && Object.hasOwn(mapping.credential, member)) {
      throw new CallError(
        `the mapping fills "${member}", which follows from the badges that count`,
        `Take "${member}" out of the mapping.`,
      )
    }
  if (mapping.achievement !== undefined)
    throw new CallError(
      'the mapping changes the achievement, which the pathway awards',
      'Take "achievement" out of the mapping.',
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
