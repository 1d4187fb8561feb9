/** Words for a list of contexts that is not what Open Badges asks for (Open Badges 3.0, Data Model). */
import { type Json, pointerToken } from '../../encoding/json.js'
import { contextFault } from '../contexts/context-scope.js'
import { OPEN_BADGES, VCDM_2 } from '../contexts/context-versions.js'
import { describe, type Findings, quote } from '../issues/issues.js'

const BOTH = `"${VCDM_2}", "${OPEN_BADGES}"`

export function explainContexts(value: Json, at: string, findings: Findings): void {
  const fault = contextFault(value)
  if (fault === undefined) return
  const place = fault.index === undefined ? at : at + pointerToken(fault.index)
  const item =
    Array.isArray(value) && fault.index !== undefined ? (value as readonly Json[])[fault.index] : value
  const found = typeof item === 'string' ? quote(item) : describe(item)
  switch (fault.code) {
    case 'context_not_a_list':
      findings.add(fault.code, place, '"@context" is no list; a badge needs two vocabularies, in order', {
        expected: 'an array',
        found,
        hint: `write [${BOTH}]`,
      })
      break
    case 'context_order':
      findings.add(
        fault.code,
        place,
        `the ${fault.index === 0 ? 'first' : 'second'} context is not the one that belongs there`,
        {
          expected: fault.index === 0 ? VCDM_2 : OPEN_BADGES,
          found,
          hint: `begin with ${BOTH}; others follow`,
        },
      )
      break
    case 'context_missing':
      findings.add(fault.code, place, 'no Open Badges context is named', {
        expected: OPEN_BADGES,
        found: item === undefined ? 'nothing' : found,
        hint: `begin with ${BOTH}; others follow`,
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
        'this Open Badges context belongs to VCDM 1.1; JSON-LD refuses it beside VCDM 2.0',
        {
          expected: OPEN_BADGES,
          found,
          hint: `name "${OPEN_BADGES}"`,
        },
      )
      break
    case 'context_alias':
      findings.add(
        fault.code,
        place,
        'the Open Badges context goes by an alias, which not every reader knows',
        {
          expected: OPEN_BADGES,
          found,
          hint: 'name the versioned address',
        },
      )
  }
}
