/** Issues about `@context` (Open Badges 3.0 and CLR 2.0, data models). */

import { OPEN_BADGES, VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { type Json, pointerToken } from '../../encoding/json.js'
import { type ContextFault, contextFault } from '../contexts/context-scope.js'
import { CLR_VERSIONS, isPartContext, recordContextFault } from '../contexts/record-scope.js'
import { describe, type IssueList, quote } from '../issues/issue-list.js'

/** The contexts that a standard requires. */
interface Standard {
  readonly what: string
  readonly fault: (contexts: Json) => ContextFault | undefined
  /** The required contexts in order. */
  readonly contexts: readonly string[]
  readonly names: readonly string[]
}

const STANDARDS: Readonly<Record<'context' | 'recordContext', Standard>> = {
  context: {
    what: 'a badge needs two contexts',
    fault: contextFault,
    contexts: [VCDM_2, OPEN_BADGES],
    names: ['VCDM', 'Open Badges'],
  },
  recordContext: {
    what: 'a record needs three contexts',
    fault: recordContextFault,
    contexts: [VCDM_2, CLR_VERSIONS['2.0.1'], OPEN_BADGES],
    names: ['VCDM', 'CLR', 'Open Badges'],
  },
}

const PLACES = ['first', 'second', 'third']

export function explainContexts(
  kind: keyof typeof STANDARDS,
  value: Json,
  at: string,
  findings: IssueList,
): void {
  const standard = STANDARDS[kind]
  const fault = standard.fault(value)
  if (fault === undefined) return
  const wanted = standard.contexts[fault.index ?? 0] ?? OPEN_BADGES
  const all = standard.contexts.map((url) => `"${url}"`).join(', ')
  const place = fault.index === undefined ? at : at + pointerToken(fault.index)
  const item =
    Array.isArray(value) && fault.index !== undefined ? (value as readonly Json[])[fault.index] : value
  const found = typeof item === 'string' ? quote(item) : describe(item)
  switch (fault.code) {
    case 'context_not_a_list':
      findings.add(fault.code, place, `"@context" is not a list; ${standard.what}, in order`, {
        expected: 'an array',
        found,
        hint: `write [${all}]`,
      })
      break
    case 'context_order':
      findings.add(fault.code, place, `the ${PLACES[fault.index ?? 0]} context is not the required one`, {
        expected: wanted,
        found,
        hint: `begin with ${all}; others follow`,
      })
      break
    case 'context_missing':
      findings.add(fault.code, place, `the ${standard.names[fault.index ?? 1]} context is missing`, {
        expected: wanted,
        found: item === undefined ? 'nothing' : found,
        hint: `begin with ${all}; others follow`,
      })
      break
    case 'context_item':
      findings.add(fault.code, place, 'a context is neither an absolute URL nor an object', {
        expected: 'an absolute URL or an object',
        found,
        hint: 'write the address of the context, or leave the item out',
      })
      break
    case 'context_clash':
      findings.add(
        fault.code,
        place,
        'this Open Badges context is for VCDM 1.1, and JSON-LD refuses it together with VCDM 2.0',
        {
          expected: OPEN_BADGES,
          found,
          hint: `write "${OPEN_BADGES}"`,
        },
      )
      break
    case 'context_alias':
      findings.add(
        fault.code,
        place,
        'this URL of the Open Badges context is an alias that some readers do not know',
        {
          expected: OPEN_BADGES,
          found,
          hint: 'write the URL with the version',
        },
      )
  }
}

/** For a credential inside a record. Its other contexts are checked when it is verified itself. */
export function explainPartContexts(value: Json, older: boolean, at: string, findings: IssueList): void {
  if (isPartContext(value, older)) return
  const wanted = older ? VCDM_1 : VCDM_2
  if (!Array.isArray(value)) {
    findings.add('context_not_a_list', at, '"@context" is not a list that begins with the VCDM context', {
      expected: 'an array',
      found: describe(value),
      hint: `write ["${wanted}", …]`,
    })
    return
  }
  const list = value as readonly Json[]
  const wrong = list.findIndex((item, i) => !isPartContext(i === 0 ? [item] : [wanted, item], older))
  const place = at + pointerToken(Math.max(wrong, 0))
  const code = wrong > 0 ? 'context_item' : 'context_order'
  findings.add(code, place, 'the context is not the required one', {
    expected: wrong > 0 ? 'an absolute URL or an object' : wanted,
    found: describe(list[Math.max(wrong, 0)]),
    hint: `begin with "${wanted}"; others follow`,
  })
}
