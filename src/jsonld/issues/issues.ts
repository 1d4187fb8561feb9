/** The issues of safe mode: parts of a document that JSON-LD would drop, so that they would not be signed. */
import type { Issue } from '../../errors.js'
import type { UnsafeCode } from '../../issue-codes.js'

/** Makes an issue; `name` is the faulty term, type, id or language. It is shortened, because it may come from an attacker. */
export function unsafeIssue(code: UnsafeCode, pointer: string, name?: string, hint?: string): Issue {
  const shown = name === undefined ? undefined : name.length > 100 ? `${name.slice(0, 100)}…` : name
  return {
    pointer,
    code,
    message: MESSAGES[code](shown === undefined ? 'a value' : JSON.stringify(shown)),
    ...(shown === undefined ? {} : { found: shown }),
    ...(hint === undefined ? {} : { hint }),
  }
}

const MESSAGES: Record<UnsafeCode, (name: string) => string> = {
  empty_object: () => 'an empty object is not a node and would be dropped',
  'free-floating_scalar': () => 'a scalar is not a node and would be dropped',
  invalid_language_value: (name) => `${name} is not a BCP 47 language tag`,
  invalid_property: (name) => `${name} is not defined by this document's contexts and would not be signed`,
  null_id_value: () => 'an id is null',
  null_value_value: () => 'a value object with null would be dropped',
  object_with_only_id: () => 'an object with only an id is not a node here and would be dropped',
  object_with_only_language: () => 'an object with only a language would be dropped',
  object_with_only_list: () => 'a list is not a node and would be dropped',
  object_with_only_value: () => 'a value is not a node and would be dropped',
  relative_id_reference: (name) => `the id ${name} is not an absolute URL`,
  relative_type_reference: (name) => `the type ${name} is not defined by this document's contexts`,
  relative_vocab_reference: (name) => `the @vocab ${name} is not an absolute URL`,
  reserved_id_value: (name) => `${name} has the form of a keyword and cannot be an id`,
  reserved_reverse_value: (name) => `${name} has the form of a keyword and cannot be an @reverse value`,
  reserved_term: (name) => `the term ${name} has the form of a keyword and would be dropped`,
  blank_node_predicate: (name) => `${name} is a blank node and cannot be a property`,
  relative_graph_reference: (name) => `the graph name ${name} is not an absolute URL`,
  relative_object_reference: (name) => `${name} is not an absolute URL`,
  relative_predicate_reference: (name) => `the property ${name} is not an absolute URL`,
  relative_subject_reference: (name) => `the id ${name} is not an absolute URL`,
  rdfDirection_not_set: () => 'a text direction cannot be expressed',
  renamed_member: (name) => `${name} is an alias, or contexts of the document give it several meanings`,
  contradicting_member: (name) => `${name} has another value in an object with the same id`,
  misplaced_member: (name) => `${name} must be in another object with this id`,
  unchecked_context: () => 'the names that this context gives cannot be checked',
  lossy_value: (name) => `the signature would cover another value than ${name}`,
  forbidden_member: (name) => `a member must not have the name ${name}`,
}
