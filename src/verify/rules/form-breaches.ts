/**
 * Form or trust: a breach is form if it cannot change the claims, the issuer, the subject or the dates. Such a credential is badly
 * made, not false. Each row has a code, the places at which it is form, and the reason. A breach without a row is trust.
 */
import { VCDM_1 } from '../../documents/context-urls.js'
import type { Issue } from '../../errors.js'

interface Row {
  readonly codes: readonly string[]
  /** Places, without the indices in lists. */
  readonly places: RegExp
  /** The type that was found, if it matters. */
  readonly found?: string
  readonly because: string
}

const PROFILE = '/(?:issuer|credentialSubject/achievement/creator)'
const ACHIEVEMENT = '/credentialSubject/achievement'
const IMAGE = `(?:${PROFILE}|${ACHIEVEMENT}|/credentialSubject)?/image`
const ALIGNMENT = `${ACHIEVEMENT}/alignment`
/** Classes whose type no rule reads. In a graph, their members have no meaning without it, and the proof fails. */
const TYPED = `(?:${PROFILE}|${ACHIEVEMENT}|/credentialSubject|${IMAGE}|${ALIGNMENT}|${ACHIEVEMENT}/criteria|/evidence)`

/** Members with one value that no check reads, and that are no objects. */
const LEAF = [
  '/(?:name|description)',
  `${PROFILE}/(?:name|description|url|email|phone)`,
  `${IMAGE}/(?:type|caption)`,
  `${ACHIEVEMENT}/(?:name|description|achievementType|inLanguage|version|humanCode|fieldOfStudy|specialization|creditsAvailable)`,
  `${ACHIEVEMENT}/criteria/narrative`,
  `${ALIGNMENT}/(?:type|target(?:Name|Url|Code|Description|Framework|Type))`,
  '/evidence/(?:name|narrative|description|genre|audience)',
  '/credentialSubject/(?:narrative|role|term|licenseNumber|creditsEarned|endorsementComment)',
  `(?:${PROFILE}|${ACHIEVEMENT})/otherIdentifier/type`,
  '/credentialSubject/identifier/type',
  '/termsOfUse/type',
].join('|')

const at = (pattern: string): RegExp => new RegExp(`^${pattern}$`)

const FORM: readonly Row[] = [
  {
    codes: ['context_not_a_list'],
    places: at('/@context'),
    found: `"${VCDM_1}"`,
    because: 'one context means the same as a list of this context',
  },
  {
    codes: ['wrong_type'],
    places: at(IMAGE),
    found: 'a string',
    because: 'the address of an image means the same as an image with this address',
  },
  {
    codes: ['wrong_type'],
    places: at(`${ACHIEVEMENT}/creator`),
    found: 'a string',
    because: 'the id of a creator means the same as a creator with this id',
  },
  {
    codes: ['missing', 'missing_type'],
    places: at(`${TYPED}/type`),
    because: 'the place determines the type; in a graph without it the members are lost, and the proof fails',
  },
  {
    codes: ['missing'],
    places: at(`${ACHIEVEMENT}/(?:id|description|criteria)`),
    because: 'the achievement has fewer members, and nothing else changes',
  },
  {
    codes: ['missing'],
    places: at('/(?:id|name)'),
    because: 'no other member replaces it; a status list that needs the id fails in its own row',
  },
  {
    codes: ['invalid_uri'],
    places: at(`(?:/id|${ACHIEVEMENT}/id)`),
    because: 'text that is not an address refers to nothing; in a graph it is lost, and the proof fails',
  },
  {
    codes: ['wrong_type', 'not_single', 'null_value'],
    places: at('(?:/evidence)?/id'),
    because: 'as above: a value that is not a text is not an address',
  },
  {
    codes: ['missing'],
    places: at('/(?:validFrom|issuanceDate)'),
    because: 'without a start, the credential is not valid for longer than it says',
  },
  {
    codes: ['invalid_date', 'date_without_zone'],
    places: at('/(?:validFrom|validUntil|issuanceDate|expirationDate)'),
    because: 'the row validity uses the strictest reading of all time zones, and fails if there is none',
  },
  {
    codes: ['wrong_type', 'not_single', 'null_value'],
    places: at('/(?:validFrom|validUntil|issuanceDate|expirationDate)'),
    because: 'the row validity fails for a date that is not a text',
  },
  {
    codes: ['invalid_date', 'date_without_zone'],
    places: at('(?:/awardedDate|/credentialSubject/activity(?:Start|End)Date)'),
    because: 'no check reads it, and pages show it as it was signed',
  },
  {
    codes: ['missing'],
    places: at(`(?:${IMAGE}/id|${ALIGNMENT}/(?:targetName|targetUrl))`),
    because: 'a member is missing, and nothing else changes',
  },
  {
    codes: ['unknown_value'],
    places: at(`(?:${ACHIEVEMENT}/achievementType|${ALIGNMENT}/targetType)`),
    because: 'it is the issuer’s word for a kind, and pages show it as it was signed',
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
    because: 'it is an address for readers that does not work, and it identifies nobody',
  },
  {
    codes: ['empty_list'],
    places: at('/(?:evidence|termsOfUse|endorsement|endorsementJwt)'),
    because: 'an empty list has no meaning',
  },
  {
    codes: ['wrong_type'],
    places: at('/(?:evidence|termsOfUse)'),
    found: 'an empty array',
    because: 'as above',
  },
  {
    codes: ['not_single'],
    places: at(`(?:${LEAF})`),
    found: 'an array of one item',
    because: 'a list of one item means the item: they are the same graph, and pages show them alike',
  },
  {
    codes: ['date_without_zone'],
    places: at('/proof/created'),
    because: 'the row of the proof reads it as UTC (VC Data Integrity section 2.1)',
  },
  {
    codes: ['not_single'],
    places: at('/proof/domain'),
    because: 'VC Data Integrity section 2.1 allows several domains, and the row of the proof reads them',
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
    because: 'it connects definitions: no verdict depends on it, and it shows no further award',
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
    because: 'a contained credential has its own report',
  },
  {
    codes: ['missing', 'misnamed', 'unknown_value', 'unknown_member', 'invalid_jws', 'invalid_language'],
    places: at('/credentialSubject/verifiableCredential/.*'),
    because: 'as above',
  },
]

/** Whether an error is a breach of form. */
export function isForm({ code, pointer, found }: Issue): boolean {
  // An endorsement is a separate credential, so its places begin at its own root.
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '').replace(/^.*\/endorsement(?=\/)/, '')
  return FORM.some(
    (row) =>
      row.codes.includes(code) && row.places.test(place) && (row.found === undefined || row.found === found),
  )
}
