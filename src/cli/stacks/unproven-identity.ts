/** Whether the badges that count name each identity that the larger credential would give its recipient. */
import { type RowIssue, withRemedy } from '../../bulk/table/row.js'
import { isJsonObject, type Json } from '../../encoding/json.js'
import { spellingsOf } from '../../identity/compare-identity.js'
import { matchPerson } from '../../pathways/badges/person.js'
import type { Evaluation } from '../../pathways/index.js'
import type { Person } from './read-learners.js'

/**
 * The fault of a row with an id or address that no badge names. Otherwise a row with the address of one person and the DID of
 * another would give the second person a larger credential for the badges of the first.
 */
export function unprovenIdentity({ row, id, email }: Person, { parts }: Evaluation): RowIssue | undefined {
  const subjects = parts.flatMap(({ candidate }) => {
    const { credential } = 'report' in candidate ? candidate.report : candidate
    return ([credential?.['credentialSubject']].flat() as readonly Json[]).filter(isJsonObject)
  })
  const isNamed = (ids: readonly string[], emailAddress: readonly string[]): boolean => {
    const holder = { ids: new Set(ids), names: new Map([['emailAddress', emailAddress]]) }
    return subjects.some((subject) => matchPerson(subject, holder) === 'match')
  }
  const unnamed = [
    ...(id === undefined || isNamed([id], id.startsWith('mailto:') ? spellingsOf(id.slice(7)) : [])
      ? []
      : [id]),
    ...(email === undefined || isNamed([], spellingsOf(email)) ? [] : [email]),
  ]
  if (unnamed.length === 0) return undefined
  return withRemedy({
    row,
    code: 'identity_unproven',
    message: `The badges of the learner meet the pathway, but none of those that count names ${unnamed.join(' or ')}.`,
    hint: 'Correct the row, or remove the id or address that no badge names.',
  })
}
