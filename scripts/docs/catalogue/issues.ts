/** Causes and remedies of the codes that an issue about a document can have. */

import type { DocumentIssueCode, UnsafeCode } from '../../../src/issue-codes.js'

export type Entries<Code extends string> = Readonly<Record<Code, readonly [cause: string, remedy: string]>>

/** Of `validate`, the builders, `issue`, and the first row of the report. */
export const ISSUES: Entries<DocumentIssueCode> = {
  not_json: ['The value is no plain JSON.', 'Pass plain objects, arrays, texts, numbers and booleans.'],
  limit: ['The document passes a limit on size or depth.', 'Make it smaller.'],
  wrong_type: [
    'The value is of another kind than the member takes, such as a number instead of a text.',
    'Write what `expected` says.',
  ],
  null_value: ['The member is `null`.', 'Leave it out.'],
  missing: ['A member that the model demands is not there.', 'Write it; the pointer says where.'],
  misnamed: ['A member that the model demands stands there under another name.', 'Rename it as `hint` says.'],
  not_single: ['There are several values where the model has one.', 'Choose one.'],
  not_a_list: ['There is one value where the strict form has a list.', 'Put it into an array.'],
  missing_type: [
    '`type` lacks the name that gives the members their meaning.',
    'Add the name that `expected` says.',
  ],
  unknown_value: [
    'The value is not one of the vocabulary.',
    'Choose one of the listed words, or write your own with `ext:` before it.',
  ],
  unknown_member: [
    'The class does not know this member; often it is misspelt.',
    'Rename it as `hint` says, or leave it out.',
  ],
  invalid_date: ['The text is no date and time.', 'Write `2026-07-01T00:00:00Z`, or pass a `Date`.'],
  invalid_language: ['The text is no language tag.', 'Write `en`, `de` or `pt-BR`.'],
  invalid_jws: ['The text is no compact JWS.', 'Pass what `issueJwt` returned.'],
  context_not_a_list: ['`@context` is no array.', 'Put it into an array.'],
  context_order: [
    'The contexts stand in another order than the standard demands.',
    'Put the W3C context first and that of Open Badges second.',
  ],
  context_missing: [
    'A context that the standard demands is not there.',
    'Add it; the builders do so by themselves.',
  ],
  context_item: ['An entry of `@context` is neither a URL nor an object.', 'Take it out or correct it.'],
  reserved_name: ['A member has a name that JavaScript reserves, such as `__proto__`.', 'Take it out.'],
  invalid_uri: [
    'The text is no absolute URI where one has to stand.',
    'Write a whole address: `https://…`, `urn:uuid:…` or `did:…`.',
  ],
  dates_reversed: ['The end lies before the start.', 'Exchange or correct the dates.'],
  date_without_zone: [
    'The date has no time zone, so it means another instant in each country.',
    'Add `Z` or an offset such as `+02:00`.',
  ],
  invalid_url: ['The text is no URL that a browser could open.', 'Write a whole address.'],
  unsafe_uri: [
    'The address would run something on the reader’s machine, such as `javascript:`, or points into it.',
    'Write an https address.',
  ],
  empty_list: ['A list is empty.', 'Leave the member out.'],
  language_map: [
    'The value is an object with one text a language, which Open Badges does not know.',
    'Make one achievement a language and connect them with `related`.',
  ],
  undefined_term: [
    'No context defines the member, so it would not be signed.',
    'Define it with `defineExtension`, or leave it out.',
  ],
  undefined_type: [
    'The type is defined by a context that is not there.',
    'Add the context that `hint` names.',
  ],
  context_alias: ['A context gives a member of the standard another name.', 'Use the standard’s name.'],
  context_clash: ['Two contexts contradict each other.', 'Take one of them out.'],
  no_criteria: [
    'The criteria say nothing: neither a text nor a page.',
    "Write `criteria: 'Passed the exam.'`.",
  ],
  dangling_result: [
    'A result names a description that the achievement does not have.',
    'Correct `resultDescription`, or add the description.',
  ],
  dangling_level: [
    'A result names a rubric level that its description does not have.',
    'Correct `achievedLevel`, or add the level.',
  ],
  duplicate_id: ['Two objects have one id and different content.', 'Give each an id of its own.'],
  status_missing: ['A result has neither a value nor a level nor a status.', 'Add one of them.'],
  value_out_of_range: [
    'The value lies outside `valueMin` and `valueMax` of its description.',
    'Correct the value or the range.',
  ],
  value_not_allowed: [
    'The value is not among `allowedValue` of its description.',
    'Correct the value or the list.',
  ],
  activity_reversed: ['The activity ends before it starts.', 'Exchange or correct the dates.'],
  invalid_hash: [
    '`identityHash` has not the form of a hash.',
    'Let `recipient: { email }` or `identity` make it.',
  ],
  foreign_term: [
    'A context defines the member, but the data model has it elsewhere.',
    'Other software may ignore it. Use `defineExtension` if you mean it.',
  ],
  no_recipient: [
    'The badge names nobody.',
    'Name a recipient, or say `bearer: true` if anybody may hold it.',
  ],
  level_elsewhere: [
    'The level belongs to another result description.',
    'Name a level of the same description.',
  ],
  several_statuses: [
    'The badge has several `credentialStatus` entries. W3C allows it; the schemas of Open Badges know one.',
    'Keep it if your displayers read it.',
  ],
  invalid_email: ['The text is no e-mail address.', 'Write one address, such as `ada@example.org`.'],
  empty_text: ['A name or description has no word in it.', 'Write it.'],
  unsigned_endorsement: [
    'An endorsement inside the credential has no proof, so nobody vouches for it.',
    'Sign it with `issue` first, and put in what that returned.',
  ],
  below_pass_mark: [
    'The result does not reach what the achievement asks for.',
    'Check the result, or `requiredValue` and `requiredLevel` of its description.',
  ],
  expanded_form: [
    'A keyword of JSON-LD stands where a term belongs.',
    'Write the term of the context, such as `id` for `@id`.',
  ],
  invalid_digest: [
    'The digest has a form that no algorithm gives.',
    'Write what the digest function returned, whole.',
  ],
  association_dangling: [
    'An association names an achievement that the record does not hold.',
    'Add the credential of that achievement, or leave the association out.',
  ],
  other_person: [
    'A credential of the record was issued to somebody else.',
    'Put only credentials of one person into a record.',
  ],
  association_cycle: ['Achievements are said to be parts of each other.', 'Correct the associations.'],
  weak_hash: [
    'The address is hashed with MD5, which is easy to turn round.',
    'Hash it with SHA-256 and a salt, as the builders do.',
  ],
  issuer_string: [
    'The issuer is only an id, so displayers have no name to show.',
    'Write a profile with a name.',
  ],
}

/** Of `canonize`, `issue` and the proof row: how JSON-LD would lose part of a document unsigned. */
export const UNSAFE: Entries<UnsafeCode> = {
  empty_object: ['An empty object stands for nothing.', 'Leave it out.'],
  'free-floating_scalar': ['A single value stands where an object belongs.', 'Put it under a member.'],
  invalid_language_value: ['A language is no language tag.', 'Write `en` or `pt-BR`.'],
  invalid_property: [
    'No context defines the member, so it would not be signed.',
    'Define it with `defineExtension`, or leave it out.',
  ],
  null_id_value: ['An `id` is null.', 'Leave it out.'],
  null_value_value: ['A value object holds null.', 'Leave it out.'],
  object_with_only_id: [
    'An object has nothing but an id and stands at the top.',
    'Say something about it, or leave it out.',
  ],
  object_with_only_language: ['An object has a language and no text.', 'Add the text, or leave it out.'],
  object_with_only_list: ['A list stands where an object belongs.', 'Put it under a member.'],
  object_with_only_value: ['A value stands where an object belongs.', 'Put it under a member.'],
  relative_id_reference: [
    'An `id` is no absolute URL, so it would mean something else in each place.',
    'Write a whole address: `https://…` or `urn:uuid:…`.',
  ],
  relative_type_reference: [
    'No context defines the type.',
    'Add the context that defines it, or take the type out.',
  ],
  relative_vocab_reference: ['`@vocab` of a context is no absolute URL.', 'Write a whole address.'],
  reserved_id_value: ['An `id` looks like a keyword of JSON-LD, such as `@id`.', 'Choose another id.'],
  reserved_reverse_value: ['An `@reverse` value looks like a keyword.', 'Choose another name.'],
  reserved_term: ['A member looks like a keyword of JSON-LD.', 'Choose a name without `@`.'],
  blank_node_predicate: ['A member is defined as a blank node.', 'Define it with an address.'],
  relative_graph_reference: ['The name of a graph is no absolute URL.', 'Write a whole address.'],
  relative_object_reference: ['A value that should be an address is none.', 'Write a whole address.'],
  relative_predicate_reference: [
    'A member is defined with an address that is not absolute.',
    'Define it with a whole address.',
  ],
  relative_subject_reference: ['An id is no absolute URL.', 'Write a whole address.'],
  rdfDirection_not_set: [
    'A text has a direction, which canonical form cannot say.',
    'Leave `@direction` out.',
  ],
  forbidden_member: ['A member is called `__proto__`.', 'Take it out.'],
  renamed_member: [
    'A context gives a known member another name, or two contexts give one name different meanings, so people would read something else than was signed.',
    'Use the name of the standard, or a name to which the contexts give one meaning.',
  ],
  misplaced_member: [
    'The member stands in one object and belongs to another with the same id.',
    'Put it where it belongs, or give the objects different ids.',
  ],
  contradicting_member: [
    'Two objects with one id give the member different values.',
    'Give the objects different ids, or make the values equal.',
  ],
  unchecked_context: [
    'A context does something with names that laurel cannot follow.',
    'Use a simpler context.',
  ],
  lossy_value: [
    'The signature would say another value than people read, such as a rounded number.',
    'Write the value as the text that you mean.',
  ],
}
