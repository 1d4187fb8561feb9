/**
 * Form or trust: which breaches of the rules cannot change what is said, by whom, of whom, or until when. Those make a
 * credential badly made, not false. One row for a code and the places in which it is form, with the reason; whatever has
 * no row is trust.
 */
import type { Issue } from '../../errors.js'
import { CODES, type DocumentIssueCode } from '../../issue-codes.js'

interface Row {
  readonly codes: readonly string[]
  /** Places without the positions in lists. */
  readonly places: RegExp
  /** What stands there instead, where that matters. */
  readonly found?: string
  readonly because: string
}

const PROFILE = '/(?:issuer|credentialSubject/achievement/creator)'
const ACHIEVEMENT = '/credentialSubject/achievement'
const IMAGE = `(?:${PROFILE}|${ACHIEVEMENT}|/credentialSubject)?/image`
const ALIGNMENT = `${ACHIEVEMENT}/alignment`
/** Classes whose type no rule of ours reads; in a graph their members have no meaning without it, and the proof fails. */
const TYPED = `(?:${PROFILE}|${ACHIEVEMENT}|/credentialSubject|${IMAGE}|${ALIGNMENT}|${ACHIEVEMENT}/criteria|/evidence)`

const at = (pattern: string): RegExp => new RegExp(`^${pattern}$`)

const FORM: readonly Row[] = [
  {
    codes: ['wrong_type'],
    places: at(IMAGE),
    found: 'a string',
    because: 'the address of a picture says the same as a picture with that address',
  },
  {
    codes: ['wrong_type'],
    places: at(`${ACHIEVEMENT}/creator`),
    found: 'a string',
    because: 'the id of a creator says the same as a creator with that id',
  },
  {
    codes: ['missing', 'missing_type'],
    places: at(`${TYPED}/type`),
    because:
      'where it stands says what it is; a graph that lacks it loses the members, and the proof with them',
  },
  {
    codes: ['missing'],
    places: at(`${ACHIEVEMENT}/(?:id|description|criteria)`),
    because: 'less is said of the achievement, and nothing else',
  },
  {
    codes: ['missing'],
    places: at('/(?:id|name)'),
    because: 'no other member says another thing for it; a list that goes by the id fails in its own row',
  },
  {
    codes: ['invalid_uri'],
    places: at(`(?:/id|${ACHIEVEMENT}/id)`),
    because: 'text that is no address names nothing elsewhere; a graph loses it, and the proof fails',
  },
  {
    codes: ['missing'],
    places: at('/(?:validFrom|issuanceDate)'),
    because: 'without a start nothing is in force any longer than it says',
  },
  {
    codes: ['invalid_date', 'date_without_zone'],
    places: at('/(?:validFrom|validUntil|issuanceDate|expirationDate)'),
    because: 'the row of the dates takes the tightest reading in any zone, and fails where there is none',
  },
  {
    codes: ['invalid_date', 'date_without_zone'],
    places: at('(?:/awardedDate|/credentialSubject/activity(?:Start|End)Date)'),
    because: 'no check reads it, and it is shown as it was signed',
  },
  {
    codes: ['missing'],
    places: at(`(?:${IMAGE}/id|${ALIGNMENT}/(?:targetName|targetUrl))`),
    because: 'less is said, and nothing else',
  },
  {
    codes: ['unknown_value'],
    places: at(`(?:${ACHIEVEMENT}/achievementType|${ALIGNMENT}/targetType)`),
    because: 'a word of the issuer for the sort of a thing, shown as it was signed',
  },
  {
    codes: ['invalid_language'],
    places: at(`(?:${ACHIEVEMENT})?/inLanguage`),
    because: 'no check reads it',
  },
  {
    codes: ['invalid_uri', 'invalid_url', 'unsafe_uri'],
    places: at(
      `(?:${PROFILE}/url|${IMAGE}/id|${ACHIEVEMENT}/criteria/id|${ALIGNMENT}/targetUrl|/evidence/id)`,
    ),
    because: 'an address to look at, which leads nowhere; nobody is known by it',
  },
  {
    codes: ['empty', 'empty_list'],
    places: at('/(?:evidence|termsOfUse|endorsement|endorsementJwt)'),
    because: 'an empty list says nothing',
  },
  {
    codes: [
      'missing',
      'misnamed',
      'wrong_type',
      'unknown_value',
      'unknown_member',
      'invalid_url',
      'null_value',
    ],
    places: at('/credentialSubject/association(?:/.*)?'),
    because: 'it joins definitions: no verdict rests on it, and nobody is shown to have earned more by it',
  },
  {
    codes: [
      'wrong_type',
      'null_value',
      'missing_type',
      'not_single',
      'invalid_date',
      'invalid_uri',
      'context_not_a_list',
      'context_order',
      'context_item',
    ],
    places: at('/credentialSubject/verifiableCredential(?:/.*)?'),
    because: 'a credential inside has its own report, which says what it is worth',
  },
  {
    codes: ['missing', 'misnamed', 'unknown_value', 'unknown_member', 'invalid_jws', 'invalid_language'],
    places: at('/credentialSubject/verifiableCredential/.*'),
    because: 'as above',
  },
]

/** Whether an error is a breach of form. */
export function isForm({ code, pointer, found }: Issue): boolean {
  // An endorsement inside is a credential of its own, whose places are counted from its root.
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '').replace(/^.*\/endorsement(?=\/)/, '')
  return FORM.some(
    (row) =>
      row.codes.includes(code) && row.places.test(place) && (row.found === undefined || row.found === found),
  )
}

/** Whether a warning is about what an issuer must not write, rather than a piece of advice. */
export function isBreach({ code }: Issue): boolean {
  return Object.hasOwn(CODES, code) && CODES[code as DocumentIssueCode].strict === 'error'
}
