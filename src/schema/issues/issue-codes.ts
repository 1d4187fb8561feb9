/** Every code of an issue about a document, with its weight. */

export type Severity = 'error' | 'warning'
export type Form = 'strict' | 'compact'

interface Weight {
  /** For what is about to be issued. */
  readonly strict: Severity
  /** For what is read. */
  readonly compact: Severity
  /** `schema`: the published JSON Schemas say so too; `meaning`: the specification's text or JSON-LD does. */
  readonly layer: 'schema' | 'meaning'
}

const schema: Weight = { strict: 'error', compact: 'error', layer: 'schema' }
const always: Weight = { strict: 'error', compact: 'error', layer: 'meaning' }
const onIssue: Weight = { strict: 'error', compact: 'warning', layer: 'meaning' }
const advice: Weight = { strict: 'warning', compact: 'warning', layer: 'meaning' }

export const CODES = {
  /** The value is no plain JSON, or passes a limit. */
  not_json: schema,
  limit: schema,
  /** A string where a number belongs, an array where an object belongs, and so on. */
  wrong_type: schema,
  /** `null`: a member without value is left out. */
  null_value: schema,
  missing: schema,
  /** A required member stands under another name. */
  misnamed: schema,
  /** Several values where the model has one. */
  not_single: schema,
  /** One value where the strict form has a list. */
  not_a_list: schema,
  /** `type` does not hold the name that gives the other members their meaning. */
  missing_type: schema,
  /** Outside a vocabulary, and no `ext:` value. */
  unknown_value: schema,
  /** A member that a closed class does not know. */
  unknown_member: schema,
  invalid_date: schema,
  /** Without an offset it is another moment to each reader. */
  date_without_zone: schema,
  /** Builders only: a recipient's address. */
  invalid_email: always,
  invalid_language: schema,
  invalid_jws: schema,
  context_not_a_list: schema,
  context_order: schema,
  context_missing: schema,
  context_item: schema,
  /** A member named `__proto__`. */
  reserved_name: always,
  /** No absolute URI where JSON-LD needs one. */
  invalid_uri: always,
  /** A keyword of JSON-LD where a term belongs (VCDM 2.0 section 6.1). */
  expanded_form: always,
  /** `validUntil` before `validFrom`. */
  dates_reversed: always,
  invalid_url: onIssue,
  /** A URI that runs something on the reader's machine, or reaches into it. */
  unsafe_uri: onIssue,
  empty_list: onIssue,
  /** The Open Badges contexts know no language maps. */
  language_map: onIssue,
  /** No context defines the member: it would not be signed. */
  undefined_term: onIssue,
  /** A type needs a context that is not there. */
  undefined_type: onIssue,
  context_alias: onIssue,
  /** Two contexts that JSON-LD does not take together. */
  context_clash: onIssue,
  no_criteria: onIssue,
  /** A name or description without a word. */
  empty_text: onIssue,
  /** An endorsement inside a credential that nobody signed. */
  unsigned_endorsement: onIssue,
  dangling_result: onIssue,
  dangling_level: onIssue,
  duplicate_id: onIssue,
  status_missing: onIssue,
  value_out_of_range: onIssue,
  value_not_allowed: onIssue,
  activity_reversed: onIssue,
  invalid_hash: onIssue,
  /** A digest that no algorithm gives. */
  invalid_digest: onIssue,
  /** Defined by a context, yet no part of the class in the data model. */
  foreign_term: advice,
  no_recipient: advice,
  level_elsewhere: advice,
  /** The result does not reach what the achievement asks for. */
  below_pass_mark: advice,
  /** An association names an achievement that the record does not hold. */
  association_dangling: advice,
  /** A credential of a record was issued to somebody else. */
  other_person: always,
  /** Achievements that are parts of each other. */
  association_cycle: onIssue,
  /** VCDM allows several statuses, the Open Badges schemas one. */
  several_statuses: advice,
  weak_hash: advice,
  issuer_string: advice,
} as const satisfies Record<string, Weight>

export type IssueCode = keyof typeof CODES
