/** Members of VCDM 2.0 in a badge or record: each is one object or several (VCDM 2.0 sections 5.3, 5.5 and 5.9). */
import { isJsonObject, itemsOf, type Json } from '../../encoding/json.js'
import { isUri } from '../classes/value-kinds.js'
import { isTypeNames } from '../classes/vcdm-kinds.js'
import { describe, type Findings } from '../issues/issues.js'

/** @param typed whether each object must have a type */
export function typedObjectRules(value: Json, pointer: string, typed: boolean, findings: Findings): void {
  const items = itemsOf(value, pointer)
  if (items.length === 0) wrongType(value, pointer, findings)
  for (const [item, place] of items) {
    if (findings.full) return
    if (findings.hasIssueAt(place)) continue
    if (!isJsonObject(item)) wrongType(item, place, findings)
    else {
      if (typed) typeRule(item['type'], `${place}/type`, findings)
      idRule(item['id'], `${place}/id`, findings)
    }
  }
}

function wrongType(value: Json, pointer: string, findings: Findings): void {
  findings.add('wrong_type', pointer, `${describe(value)} is here; an object belongs here`, {
    expected: 'an object, or a list of objects',
    found: describe(value),
    hint: 'write an object',
  })
}

function typeRule(type: Json | undefined, pointer: string, findings: Findings): void {
  if (isTypeNames(type)) return
  const code = type === undefined ? 'missing' : 'wrong_type'
  findings.add(code, pointer, '"type" must be a name or a list of names', {
    expected: 'the name of a type, or a list of names',
    found: describe(type),
    hint: 'write the name of the type',
  })
}

function idRule(id: Json | undefined, pointer: string, findings: Findings): void {
  if (id === undefined || isUri(id)) return
  findings.add('invalid_uri', pointer, '"id" must be an absolute URI', {
    expected: 'an absolute URI',
    found: describe(id),
    hint: 'write the whole address, or leave the member out',
  })
}
