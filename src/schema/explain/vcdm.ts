/** Issues about what only VCDM has: its own contexts, texts with languages, types with any name. */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { type Json, pointerToken } from '../../encoding/json.js'
import { isTypeNames, languageValueFault } from '../classes/vcdm-kinds.js'
import { vcdmFault } from '../contexts/vcdm-contexts.js'
import { describe, type IssueList, quote } from '../issues/issue-list.js'

export function explainVcdmContexts(older: boolean, value: Json, at: string, findings: IssueList): void {
  const fault = vcdmFault(value)
  if (fault === undefined) return
  const first = older ? VCDM_1 : VCDM_2
  const { index, code } = fault
  const item = Array.isArray(value) && index !== undefined ? (value as readonly Json[])[index] : value
  const found = typeof item === 'string' ? quote(item) : describe(item)
  const place = index === undefined ? at : at + pointerToken(index)
  if (code === 'context_not_a_list') {
    findings.add(code, place, '"@context" is not a list that begins with the VCDM context', {
      expected: 'an array',
      found,
      hint: `write ["${first}"], with your own contexts after it`,
    })
  } else if (code === 'context_order') {
    findings.add(code, place, 'the first context is not the required one', {
      expected: first,
      found,
      hint: `begin with "${first}"`,
    })
  } else {
    findings.add(code, place, 'a context is neither an absolute URL nor an object', {
      expected: 'an absolute URL or an object',
      found,
      hint: 'write the address of the context, or leave the item out',
    })
  }
}

export function explainTypeNames(value: Json, at: string, findings: IssueList): void {
  if (isTypeNames(value)) return
  findings.add('wrong_type', at, '"type" is neither a name nor a list of names', {
    expected: 'the name of a type, or a list of names',
    found: describe(value),
    hint: 'write the name of the type',
  })
}

export function explainLanguageText(name: string, value: Json, at: string, findings: IssueList): void {
  if (typeof value === 'string') return
  const several = Array.isArray(value)
  const items = (several ? value : [value]) as readonly Json[]
  if (items.length === 0) {
    findings.add('wrong_type', at, `${quote(name)} is an empty list`, {
      expected: 'a text',
      found: 'an empty array',
      hint: 'leave the member out',
    })
  }
  items.forEach((item, index) => {
    const fault = languageValueFault(item)
    if (fault === undefined) return
    const place = several ? at + pointerToken(index) : at
    const words = {
      expected: several
        ? '{ "@value": …, "@language": … }'
        : 'a string, or { "@value": …, "@language": …, "@direction": … }',
      found: describe(item),
      hint: 'write the text with its language, for example { "@value": "Diplom", "@language": "de" }',
    }
    if (fault === '@value') {
      findings.add(
        'wrong_type',
        place,
        `${quote(name)} is neither a text nor a text with its language`,
        words,
      )
    } else {
      const code = fault === '@language' ? 'invalid_language' : 'unknown_member'
      findings.add(
        code,
        place + pointerToken(fault),
        `${quote(fault)} is not allowed in a text with its language`,
        words,
      )
    }
  })
}
