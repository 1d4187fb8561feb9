/** Whether the badges that count name each identity that the larger credential would give its recipient. */
import { type RowIssue, withRemedy } from '../../bulk/table/row.js'
import { spellingsOf } from '../../identity/compare-identity.js'
import { readFacts } from '../../pathways/badges/facts.js'
import { matchPerson } from '../../pathways/badges/person.js'
import type { Evaluation } from '../../pathways/index.js'
import type { Person } from './read-learners.js'

/**
 * The fault of a row with an id or address that no badge names. Otherwise a row with the address of one person and the DID of
 * another would give the second person a larger credential for the badges of the first.
 */
export function unprovenIdentity({ row, id, email }: Person, { parts }: Evaluation): RowIssue | undefined {
  const badges = parts.flatMap(({ candidate }) => {
    const { credential } = 'report' in candidate ? candidate.report : candidate
    // Whether members were left out does not matter: a person who is named is named.
    const facts = credential === undefined ? 'not_a_badge' : readFacts(credential, false)
    return typeof facts === 'string' ? [] : [facts]
  })
  const isNamed = (ids: readonly string[], emailAddress: readonly string[]): boolean => {
    const holder = { ids: new Set(ids), names: new Map([['emailAddress', emailAddress]]) }
    return badges.some((facts) => matchPerson(facts, holder) === 'match')
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
