/** Members of VCDM 2.0 in a badge or record: each is one object or several (VCDM 2.0 sections 5.3, 5.5 and 5.9). */
import { isJsonObject, itemsOf, type Json } from '../../encoding/json.js'
import type { DocumentIssueCode } from '../../issue-codes.js'
import { isUri } from '../classes/value-kinds.js'
import { isTypeNames } from '../classes/vcdm-kinds.js'
import { describe, type IssueList } from '../issues/issue-list.js'

/** @param typed whether each object must have a type */
export function typedObjectRules(value: Json, pointer: string, typed: boolean, findings: IssueList): void {
  const refuse = (code: DocumentIssueCode, at: string, found: Json | undefined, expected: string): void =>
    findings.add(code, at, `${expected} belongs here`, { expected, found: describe(found) })
  const items = itemsOf(value, pointer)
  if (items.length === 0) refuse('wrong_type', pointer, value, 'an object')
  for (const [item, at] of items) {
    if (findings.full) return
    if (findings.hasIssueAt(at)) continue
    if (!isJsonObject(item)) {
      refuse('wrong_type', at, item, 'an object')
      continue
    }
    const { id, type } = item
    if (typed && !isTypeNames(type)) {
      refuse(type === undefined ? 'missing' : 'wrong_type', `${at}/type`, type, 'the name of a type')
    }
    if (id !== undefined && !isUri(id)) refuse('invalid_uri', `${at}/id`, id, 'an absolute URI')
  }
}
