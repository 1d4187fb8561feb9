/** Causes and remedies of the codes that an issue about a document can have. */

import type { DocumentIssueCode, UnsafeCode } from '../../../src/issue-codes.js'

export type Entries<Code extends string> = Readonly<Record<Code, readonly [cause: string, remedy: string]>>

/** Codes of `validate`, the builders, `issue`, and the first row of the report. */
export const ISSUES: Entries<DocumentIssueCode> = {
  not_json: ['The value is not plain JSON.', 'Pass plain objects, arrays, texts, numbers and booleans.'],
  limit: ['The document exceeds a limit on size or depth.', 'Make it smaller.'],
  wrong_type: [
    'The value has a wrong type, such as a number instead of a text.',
    'Write what `expected` says.',
  ],
  null_value: ['The member is `null`.', 'Leave it out.'],
  missing: ['A required member is missing.', 'Add it at the pointer.'],
  misnamed: ['A required member has a wrong name.', 'Rename it as `hint` says.'],
  not_single: ['There are several values, but the data model has one.', 'Choose one.'],
  not_a_list: ['There is one value, but the strict form needs a list.', 'Put it into an array.'],
  missing_type: [
    '`type` lacks the name that defines the other members.',
    'Add the name that `expected` says.',
  ],
  unknown_value: [
    'The value is not in the vocabulary.',
    'Choose one of the listed words, or write your own with `ext:` before it.',
  ],
  unknown_member: [
    'The class does not have this member; often it is misspelt.',
    'Rename it as `hint` says, or leave it out.',
  ],
  invalid_date: ['The text is not a date and time.', 'Write `2026-07-01T00:00:00Z`, or pass a `Date`.'],
  invalid_language: ['The text is not a language tag.', 'Write `en`, `de` or `pt-BR`.'],
  invalid_jws: ['The text is not a compact JWS.', 'Pass the result of `issueJwt`.'],
  context_not_a_list: ['`@context` is not an array.', 'Put it into an array.'],
  context_order: [
    'The contexts are in a wrong order.',
    'Put the W3C context first and the Open Badges context second.',
  ],
  context_missing: ['A required context is missing.', 'Add it; the builders do so automatically.'],
  context_item: ['An entry of `@context` is neither a URL nor an object.', 'Remove or correct it.'],
  reserved_name: ['A member has a name that JavaScript reserves, such as `__proto__`.', 'Remove it.'],
  invalid_uri: [
    'The text is not an absolute URI.',
    'Write an absolute URI: `https://…`, `urn:uuid:…` or `did:…`.',
  ],
  dates_reversed: ['The end is before the start.', 'Swap or correct the dates.'],
  date_without_zone: [
    'The date has no time zone, so its instant is ambiguous.',
    'Add `Z` or an offset such as `+02:00`.',
  ],
  invalid_url: ['The text is not a URL that a browser can open.', 'Write an absolute URL.'],
  unsafe_uri: [
    'The URL would run code on the reader’s machine, such as `javascript:`, or read from it.',
    'Write an https address.',
  ],
  empty_list: ['A list is empty.', 'Leave the member out.'],
  language_map: [
    'The value is an object with a text for each language, which Open Badges does not allow.',
    'Make one achievement for each language, and connect them with `related`.',
  ],
  undefined_term: [
    'No context defines the member, so it would not be signed.',
    'Define it with `defineExtension`, or leave it out.',
  ],
  undefined_type: ['The context that defines the type is missing.', 'Add the context that `hint` names.'],
  context_alias: [
    'The URL of the context is an alias, which some readers do not know.',
    'Use the URL that `expected` says.',
  ],
  context_clash: ['Two contexts contradict each other.', 'Remove one of them.'],
  no_criteria: ['The criteria have neither a text nor a page.', "Write `criteria: 'Passed the exam.'`."],
  dangling_result: [
    'A result names a description that the achievement does not have.',
    'Correct `resultDescription`, or add the description.',
  ],
  dangling_level: [
    'A result names a rubric level that its description does not have.',
    'Correct `achievedLevel`, or add the level.',
  ],
  duplicate_id: ['Two objects have the same id and different content.', 'Give each its own id.'],
  status_missing: ['A result of the type Status has no status.', 'Add `status`.'],
  value_out_of_range: [
    'The value is not between `valueMin` and `valueMax` of its description.',
    'Correct the value or the range.',
  ],
  value_not_allowed: [
    'The value is not among `allowedValue` of its description.',
    'Correct the value or the list.',
  ],
  result_not_number: [
    'The scale has numbers (`valueMin`, `valueMax`, `requiredValue`, or a type such as `Percent`), but the value, or one of these, is not a number.',
    'Write a number such as `87.5`, with a point. For words and letters, list them in `allowedValue`, and remove the numbers of the description.',
  ],
  activity_reversed: ['The activity ends before it starts.', 'Swap or correct the dates.'],
  invalid_hash: [
    '`identityHash` does not have the form of a hash.',
    'Use `recipient: { email }` or `identity`, which make it.',
  ],
  foreign_term: [
    'A context defines the member, but the data model does not have it in this class.',
    'Other software may ignore it. If you need it, use `defineExtension`.',
  ],
  no_recipient: ['The badge has no recipient.', 'Set `recipient`, or `bearer: true` if anybody may hold it.'],
  level_elsewhere: [
    'The level belongs to another result description.',
    'Name a level of the same description.',
  ],
  several_statuses: [
    'The badge has several `credentialStatus` entries. VCDM allows it; the Open Badges schemas allow one.',
    'Keep it if your displayers read it.',
  ],
  invalid_email: ['The text is not an email address.', 'Write one address, such as `ada@example.org`.'],
  empty_text: ['A name or description has no letters or digits.', 'Write it.'],
  unsigned_endorsement: [
    'An endorsement inside the credential has no proof, so nobody can tell who made it.',
    'Sign it with `issue` first, and use the result.',
  ],
  below_pass_mark: [
    'The result is below the required value or level.',
    'Check the result, or `requiredValue` and `requiredLevel` of its description. Levels rank by `points`; without points, and for `allowedValue`, by their order, but in a signed credential only if the signature covers the order (`eddsa-jcs-2022`, a token, or for `allowedValue` the contexts from 3.0.2 on). Otherwise this is not reported, so give the levels points.',
  ],
  expanded_form: [
    'A member is a JSON-LD keyword instead of a term.',
    'Write the term of the context, such as `id` for `@id`.',
  ],
  invalid_digest: [
    'The digest does not have the form of any known algorithm.',
    'Write the whole result of the digest function.',
  ],
  association_dangling: [
    'An association names an achievement that the record does not hold.',
    'Add the credential of that achievement, or leave the association out.',
  ],
  other_person: [
    'A credential of the record has another recipient.',
    'Put only credentials of one person into a record.',
  ],
  association_cycle: ['Achievements are parts of each other.', 'Correct the associations.'],
  weak_hash: [
    'The address is hashed with MD5, which is easy to reverse.',
    'Hash it with SHA-256 and a salt, as the builders do.',
  ],
  issuer_string: [
    'The issuer is only an id, so displayers have no name to show.',
    'Write a profile with a name.',
  ],
}

/** Codes of `canonize`, `issue` and the proof row: parts of a document that JSON-LD would drop or change. */
export const UNSAFE: Entries<UnsafeCode> = {
  empty_object: ['An empty object has no meaning.', 'Leave it out.'],
  'free-floating_scalar': ['There is a single value instead of an object.', 'Put it under a member.'],
  invalid_language_value: ['A language is not a language tag.', 'Write `en` or `pt-BR`.'],
  invalid_property: [
    'No context defines the member, so it would not be signed.',
    'Define it with `defineExtension`, or leave it out.',
  ],
  null_id_value: ['An `id` is null.', 'Leave it out.'],
  null_value_value: ['A value object has the value null.', 'Leave it out.'],
  object_with_only_id: ['A top-level object has only an id.', 'Add members, or leave it out.'],
  object_with_only_language: ['An object has a language and no text.', 'Add the text, or leave it out.'],
  object_with_only_list: ['There is a list instead of an object.', 'Put it under a member.'],
  object_with_only_value: ['There is a value instead of an object.', 'Put it under a member.'],
  relative_id_reference: [
    'An `id` is not an absolute URL, so its meaning would depend on its place.',
    'Write an absolute URL: `https://…` or `urn:uuid:…`.',
  ],
  relative_type_reference: [
    'No context defines the type.',
    'Add the context that defines it, or remove the type.',
  ],
  relative_vocab_reference: ['`@vocab` of a context is not an absolute URL.', 'Write an absolute URL.'],
  reserved_id_value: ['An `id` looks like a keyword of JSON-LD, such as `@id`.', 'Choose another id.'],
  reserved_reverse_value: ['An `@reverse` value looks like a keyword.', 'Choose another name.'],
  reserved_term: ['A member looks like a keyword of JSON-LD.', 'Choose a name without `@`.'],
  blank_node_predicate: ['A context defines a member as a blank node.', 'Define it with a URL.'],
  relative_graph_reference: ['The name of a graph is not an absolute URL.', 'Write an absolute URL.'],
  relative_object_reference: ['A value should be a URL, but is not absolute.', 'Write an absolute URL.'],
  relative_predicate_reference: [
    'A context defines a member with a URL that is not absolute.',
    'Define it with an absolute URL.',
  ],
  relative_subject_reference: ['An id is not an absolute URL.', 'Write an absolute URL.'],
  rdfDirection_not_set: [
    'A text has a direction, which the canonical form cannot represent.',
    'Leave `@direction` out.',
  ],
  forbidden_member: ['A member has the name `__proto__`.', 'Remove it.'],
  renamed_member: [
    'A context gives a known member another name, or two contexts give one name different meanings, so people would read something else than was signed.',
    'Use the name of the standard, or a name to which the contexts give one meaning.',
  ],
  misplaced_member: [
    'The member is in one object, but belongs to another object with the same id.',
    'Move it to that object, or give the objects different ids.',
  ],
  contradicting_member: [
    'Two objects with one id give the member different values.',
    'Give the objects different ids, or make the values equal.',
  ],
  unchecked_context: ['A context changes names in a way that laurel cannot check.', 'Use a simpler context.'],
  lossy_value: [
    'The signed value would differ from the value that people read, such as a rounded number.',
    'Write the value as text.',
  ],
}
