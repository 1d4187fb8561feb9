/** Every code of an issue: those of the data models with their weight, and those of JSON-LD, pathways and reading. */

export type Severity = 'error' | 'warning'
export type Form = 'strict' | 'compact'

interface Weight {
  /** Severity in a document that is about to be issued. */
  readonly strict: Severity
  /** Severity in a document that is read. */
  readonly compact: Severity
  /** Where the rule comes from. `schema`: the published JSON Schemas; `meaning`: the specification's text, or JSON-LD. */
  readonly layer: 'schema' | 'meaning'
}

const schema: Weight = { strict: 'error', compact: 'error', layer: 'schema' }
const always: Weight = { strict: 'error', compact: 'error', layer: 'meaning' }
const onIssue: Weight = { strict: 'error', compact: 'warning', layer: 'meaning' }
const advice: Weight = { strict: 'warning', compact: 'warning', layer: 'meaning' }

export const CODES = {
  /** The value is not plain JSON. */

  not_json: schema,
  limit: schema,
  /** A string where a number belongs, an array where an object belongs, and so on. */
  wrong_type: schema,
  /** `null`; leave out a member without a value. */
  null_value: schema,
  missing: schema,
  /** A required member has a wrong name. */
  misnamed: schema,
  /** Several values where the data model has one. */
  not_single: schema,
  /** One value where the strict form needs a list. */
  not_a_list: schema,
  /** `type` lacks the name that defines the other members. */
  missing_type: schema,
  /** Not in the vocabulary, and not an `ext:` value. */
  unknown_value: schema,
  /** A member that a closed class does not have. */
  unknown_member: schema,
  invalid_date: schema,
  /** A date-time without an offset is ambiguous. */
  date_without_zone: schema,
  /** Builders only: a recipient's email address. */
  invalid_email: always,
  invalid_language: schema,
  invalid_jws: schema,
  context_not_a_list: schema,
  context_order: schema,
  context_missing: schema,
  context_item: schema,
  /** A member named `__proto__`. */
  reserved_name: always,
  /** Not an absolute URI where JSON-LD needs one. */
  invalid_uri: always,
  /** A JSON-LD keyword where a term belongs (VCDM 2.0 section 6.1). */
  expanded_form: always,
  /** `validUntil` before `validFrom`. */
  dates_reversed: always,
  invalid_url: onIssue,
  /** A URI that runs code on the reader's machine, or reads from it. */
  unsafe_uri: onIssue,
  empty_list: onIssue,
  /** The Open Badges contexts define no language maps. */
  language_map: onIssue,
  /** No context defines the member, so it would not be signed. */
  undefined_term: onIssue,
  /** A type needs a context that is missing. */
  undefined_type: onIssue,
  context_alias: onIssue,
  /** Two contexts that JSON-LD cannot combine. */
  context_clash: onIssue,
  no_criteria: onIssue,
  /** A name or description without any letter or digit. */
  empty_text: onIssue,
  /** An endorsement without a signature, inside a credential. */
  unsigned_endorsement: onIssue,
  dangling_result: onIssue,
  dangling_level: onIssue,
  duplicate_id: onIssue,
  status_missing: onIssue,
  value_out_of_range: onIssue,
  value_not_allowed: onIssue,
  /** A value, limit or pass mark that is no number, on a scale of numbers. */
  result_not_number: onIssue,
  activity_reversed: onIssue,
  invalid_hash: onIssue,
  /** A digest that no known algorithm gives. */
  invalid_digest: onIssue,
  /** A context defines the term, but the data model's class does not have it. */
  foreign_term: advice,
  no_recipient: advice,
  level_elsewhere: advice,
  /** The result is below the required level or value. */
  below_pass_mark: advice,
  /** An association names an achievement that the record does not hold. */
  association_dangling: advice,
  /** A credential in a record has another subject. */
  other_person: always,
  /** Two achievements are parts of each other. */
  association_cycle: onIssue,
  /** VCDM allows several statuses, the Open Badges schemas allow one. */
  several_statuses: advice,
  weak_hash: advice,
  issuer_string: advice,
} as const satisfies Record<string, Weight>

/** Whether an issuer must not write this, even if readers tolerate it. */
export function isBreach(code: string): boolean {
  return Object.hasOwn(CODES, code) && CODES[code as DocumentIssueCode].strict === 'error'
}

/** Code of an issue that the rules of the data models find. */
export type DocumentIssueCode = keyof typeof CODES

/**
 * One code for each condition of safe mode. `forbidden_member` is for `__proto__`. The check of names gives `renamed_member`,
 * `misplaced_member` and `unchecked_context`; the check of values gives `lossy_value`.
 */
export type UnsafeCode =
  | 'empty_object'
  | 'free-floating_scalar'
  | 'invalid_language_value'
  | 'invalid_property'
  | 'null_id_value'
  | 'null_value_value'
  | 'object_with_only_id'
  | 'object_with_only_language'
  | 'object_with_only_list'
  | 'object_with_only_value'
  | 'relative_id_reference'
  | 'relative_type_reference'
  | 'relative_vocab_reference'
  | 'reserved_id_value'
  | 'reserved_reverse_value'
  | 'reserved_term'
  | 'blank_node_predicate'
  | 'relative_graph_reference'
  | 'relative_object_reference'
  | 'relative_predicate_reference'
  | 'relative_subject_reference'
  | 'rdfDirection_not_set'
  | 'forbidden_member'
  | 'renamed_member'
  | 'misplaced_member'
  | 'contradicting_member'
  | 'unchecked_context'
  | 'lossy_value'

/** Code of an issue about a pathway. */
export type PathwayIssueCode =
  | 'wrong_type'
  | 'missing'
  | 'unknown_member'
  | 'out_of_range'
  | 'empty_list'
  | 'limit'
  | 'duplicate_id'
  | 'duplicate'
  | 'unknown_reference'
  | 'cycle'
  | 'no_issuers'
  | 'not_a_leaf'
  | 'misplaced'
  | 'unreachable'
  | 'not_json'

/** Code of an issue that only `issue`, or the reading of a signed document, finds. */
export type ReadingIssueCode =
  | 'already_signed'
  | 'credential_member'
  | 'issuer_mismatch'
  | 'not_verified'
  | 'not_open_badge'
  | 'presentation_inside'
  | 'secret_key'
  | 'types_contradict'
  | 'uncovered_member'

/** Code of an issue that only a presentation can have. It is always an error. */
export type PresentationIssueCode = Extract<
  ReadingIssueCode,
  'credential_member' | 'presentation_inside' | 'types_contradict'
>

/** Code of an issue about the mapping of a table. */
export type MappingIssueCode =
  | 'column_missing'
  | 'column_unknown'
  | 'member_owned'
  | 'member_unknown'
  | 'missing'
  | 'type'
  | 'value_unknown'

/** Every code that an `Issue` may have. */
export type IssueCode =
  | DocumentIssueCode
  | UnsafeCode
  | PathwayIssueCode
  | ReadingIssueCode
  | MappingIssueCode
