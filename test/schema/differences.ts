/** Where our verdict differs from the published schemas on purpose, each with its reason. */
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { Issue } from '../../src/errors.js'
import type { SchemaError } from './published.js'

/** Codes that speak of what a JSON Schema cannot, or the published ones do not, say. */
const BEYOND: Readonly<Record<string, string>> = {
  invalid_uri:
    'stricter: the published schemas take any string where JSON-LD and VCDM need an absolute URI (VCDM 2.0 §4.4)',
  invalid_url: 'stricter on issuing: url and targetUrl are absolute URLs in the data model',
  unsafe_uri: "stricter on issuing: a URI that runs code or opens a file on the reader's computer",
  undefined_term:
    'stricter on issuing: no context defines the term, so that it would not be signed (Open Badges 3.0, Data Model)',
  undefined_type: 'stricter on issuing: the type needs extensions.json in @context (pitfall 3)',
  empty_list: 'stricter on issuing: the serialisation omits empty lists (Open Badges 3.0, Data Model)',
  no_criteria:
    'stricter on issuing: criteria without id and narrative fail the official validator (Open Badges 3.0, Data Model)',
  empty_text: 'stricter on issuing: an achievement with a name or a description of no words says nothing',
  unsigned_endorsement: 'stricter on issuing: an endorsement that nobody signed is nobody’s (VCDM 2.0 §4.12)',
  dangling_result: 'stricter on issuing: resultDescription points to nothing (Open Badges 3.0, Data Model)',
  dangling_level: 'stricter on issuing: a level points to nothing (Open Badges 3.0, Data Model)',
  duplicate_id: 'stricter on issuing: two descriptions with one id (Open Badges 3.0, Data Model)',
  status_missing: 'stricter on issuing: a Status result without status (Open Badges 3.0, Data Model)',
  value_out_of_range:
    'stricter on issuing: a value outside valueMin and valueMax (Open Badges 3.0, Data Model)',
  value_not_allowed: 'stricter on issuing: a value outside allowedValue (Open Badges 3.0, Data Model)',
  result_not_number:
    'stricter on issuing: a value that is no number on a scale of numbers, which nobody can compare',
  invalid_hash:
    'stricter on issuing: hashed is true, identityHash is no hash (Open Badges 3.0, Verification and Validation)',
  dates_reversed: 'stricter: validUntil before validFrom (VCDM 2.0 §4.9)',
  activity_reversed: 'stricter on issuing: activityEndDate before activityStartDate',
  context_clash:
    'stricter on issuing: contexts before 3.0.2 redefine what VCDM 2.0 protects, and an endorsement of other versions what the badge around it protects; JSON-LD refuses both',
  context_item: 'stricter: a further context is neither an absolute URL nor an object (VCDM 2.0 §4.3)',
}

const LANGUAGE_MAP =
  'stricter: the compact schema takes a language map for every string, even ids, types and signatures'
const SINGLE_TYPE =
  'stricter: the compact schema takes any string as a single type; without its own type an object has no terms (Open Badges 3.0, Data Model)'
const BARE_CONTEXT =
  'stricter: the compact schema takes one string or object as @context; a badge needs two, in order (Open Badges 3.0, Data Model)'
const PATTERN =
  'stricter: the published pattern for ext: values is not anchored, and has | in its class (Open Badges 3.0, Data Model)'

export const differences = {
  /** We find an error, they accept. */
  stricter(issue: Issue, document: JsonObject, suite: string): string | undefined {
    const beyond = BEYOND[issue.code]
    if (beyond !== undefined) return beyond
    const value = at(document, issue.pointer)
    const compact = !suite.includes('strict')
    if (issue.code === 'unknown_value' && typeof value === 'string' && /ext:[a-zA-Z0-9.|_-]+/.test(value))
      return PATTERN
    if (compact && issue.code === 'wrong_type' && isLanguageMap(value)) return LANGUAGE_MAP
    if (compact && issue.code === 'context_not_a_list' && (typeof value === 'string' || isObject(value)))
      return BARE_CONTEXT
    if (compact && issue.code === 'missing_type' && typeof value === 'string') return SINGLE_TYPE
    if (compact && issue.code === 'missing' && isLanguageMap(at(document, parentOf(issue.pointer))))
      return LANGUAGE_MAP
    if (!compact && inEndorsement(issue.pointer, suite)) return EVIDENCE
    return suite.includes('1.1') ? older.stricter(issue) : undefined
  },
  /** They find an error, we accept. */
  looser(error: SchemaError, document: JsonObject, suite: string): string | undefined {
    const value = at(document, error.instancePath)
    const strict = suite.includes('strict')
    if (error.instancePath.endsWith('/credentialStatus')) {
      if (strict && error.keyword === 'required')
        return 'looser: VCDM 2.0 lets a status have no id (VCDM 2.0 §4.10); so does the published compact schema'
      if (Array.isArray(value))
        return 'looser: VCDM allows several statuses, as badges with revocation and suspension have; we warn (VCDM 2.0 §4.10)'
    }
    return suite.includes('1.1') ? older.looser(error, value) : undefined
  },
}

/** The only copy of a VCDM 1.1 schema is a draft-04 conversion of an early one; it differs from the model of today. */
const older = {
  stricter({ code, pointer }: Issue): string | undefined {
    if (code === 'context_order' || code === 'context_missing')
      return 'VCDM 1.1, stricter: the draft-04 copy takes any strings as contexts (Open Badges 3.0, Data Model; VCDM 1.1 §4.1)'
    if (code === 'missing_type')
      return 'VCDM 1.1, stricter: the draft-04 copy takes any types (Open Badges 3.0, Data Model)'
    if (code === 'missing' && /\/verifiableCredential\/\d+\/validFrom$/.test(pointer))
      return 'VCDM 1.1, stricter: which date a credential inside a record has follows from its first context'
    if (/\/(awardedDate|inLanguage|termsOfUse|cryptosuite)(\/|$)/.test(pointer))
      return 'VCDM 1.1, stricter: the draft-04 copy is older than the property'
    return undefined
  },
  looser(
    { keyword, params, instancePath, message }: SchemaError,
    value: Json | undefined,
  ): string | undefined {
    if (keyword === 'required' && params['missingProperty'] === 'name')
      return 'VCDM 1.1, looser: a credential needs no name of its own since 3.0 final (Open Badges 3.0, Data Model)'
    if (keyword === 'additionalProperties')
      return 'VCDM 1.1, looser: the draft-04 copy closes classes that the model leaves open (spec issue 500)'
    if (keyword === 'type' && message === 'must be string' && isLanguageMap(value))
      return 'VCDM 1.1, looser: language maps, as the published compact schema for 2.0 takes them'
    if (keyword === 'type' && instancePath.endsWith('/issuer') && typeof value === 'string')
      return 'VCDM 1.1, looser: an issuer may be a URI (VCDM 1.1 §4)'
    if (keyword === 'type' && params['type'] === 'array' && !Array.isArray(value))
      return 'VCDM 1.1, looser: single values for lists, as the published compact schema for 2.0 takes them'
    return undefined
  },
}

const EVIDENCE =
  'stricter on issuing: evidence of an endorsement, which the published compact schema describes and the strict one leaves open'

const inEndorsement = (pointer: string, suite: string): boolean =>
  /\/endorsement\/\d+\/evidence(\/|$)/.test(pointer) ||
  (suite.startsWith('endorsement') && /^\/evidence(\/|$)/.test(pointer))

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

function isLanguageMap(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    Object.entries(value as JsonObject).every(
      ([key, text]) => /^[a-z]{2}(-[A-Z]{2})?$/.test(key) && typeof text === 'string',
    )
  )
}

const isObject = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function at(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document
  for (const token of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, Json>)[token.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return value
}
