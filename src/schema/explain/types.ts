/** Issues about `type` (Open Badges 3.0, Data Model). */
import { type Json, pointerToken } from '../../encoding/json.js'
import type { ClassTable } from '../classes/class-table.js'
import type { Frame } from '../contexts/context-scope.js'
import { describe, type IssueList } from '../issues/issue-list.js'

export function explainTypes(
  source: ClassTable,
  value: Json,
  frame: Frame,
  at: string,
  findings: IssueList,
): void {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const wanted = source.types.map((names) => names[0]!)
  const hint = `write "type": [${wanted.map((name) => `"${name}"`).join(', ')}]`
  const wrong = list.findIndex((item) => typeof item !== 'string' || (source.vcdm && item === ''))
  if (wrong >= 0) {
    const place = Array.isArray(value) ? at + pointerToken(wrong) : at
    findings.add('wrong_type', place, `a type is ${describe(list[wrong])}; a name belongs here`, {
      expected: 'a string',
      found: describe(list[wrong]),
      hint,
    })
    return
  }
  const absent = source.types.filter((names) => !names.some((name) => list.includes(name)))
  if (absent.length > 0) {
    const named = absent.map((names) => names.join(' or ')).join(', and ')
    findings.add(
      'missing_type',
      at,
      `"type" does not contain ${named}, so the other members have no meaning`,
      {
        expected: `a list with ${named}`,
        found: Array.isArray(value) && value.length === 0 ? 'an empty array' : 'other types',
        hint,
      },
    )
    return
  }
  if (!Array.isArray(value) && frame.strict && !source.vcdm) {
    findings.add('not_a_list', at, '"type" is one value; the strict form needs a list here', {
      expected: 'an array',
      found: 'a string',
      hint,
    })
  }
}
