/** Finds learners that several rows name. Each of these rows would get a larger credential on the badges of one person. */
import { type RowIssue, withRemedy } from '../../bulk/table/row.js'
import { foldedAddress } from '../../identity/compare-identity.js'
import type { Learner, Person } from './read-learners.js'

/** Makes each row faulty whose id or address is in another row too, because nobody knows which of the rows is right. */
export function oneRowEach(learners: readonly Learner[]): readonly Learner[] {
  const rows = new Map<string, number[]>()
  for (const { person } of learners) {
    if (person === undefined) continue
    for (const name of namesOf(person)) rows.set(name, [...(rows.get(name) ?? []), person.row])
  }
  return learners.map((learner) => {
    const { person, row, issues } = learner
    const name = person && namesOf(person).find((each) => rows.get(each)!.length > 1)
    return name === undefined
      ? learner
      : { row, issues: [...issues, samePerson(row.row, name, rows.get(name)!)] }
  })
}

const MAILTO = 'mailto:'

/** Addresses as `mailto:` ids, folded as recipients are compared. */
function namesOf({ id, email }: Person): readonly string[] {
  const names = [id, email === undefined ? undefined : MAILTO + email].flatMap((name) => name ?? [])
  return [
    ...new Set(
      names.map((name) =>
        name.startsWith(MAILTO) ? MAILTO + foldedAddress(name.slice(MAILTO.length)) : name,
      ),
    ),
  ]
}

/** The maximum number of rows that a message lists. */
const LISTED = 5

function samePerson(row: number, name: string, rows: readonly number[]): RowIssue {
  const listed = rows.slice(0, LISTED)
  const last = rows.length > LISTED ? `${rows.length - LISTED} more` : listed.pop()
  const who = name.startsWith(MAILTO) ? name.slice(MAILTO.length) : name
  return withRemedy({
    row,
    code: 'same_person',
    message: `Rows ${listed.join(', ')} and ${last} name the same person: ${who}.`,
    hint: 'Keep one row for each person.',
  })
}
