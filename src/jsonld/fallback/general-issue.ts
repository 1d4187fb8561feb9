/** The issues of documents that the general processor reads: those of the compiled engine, and those that only it finds. */
import type { Issue } from '../../errors.js'
import type { UnsafeCode } from '../../issue-codes.js'
import { type CompiledCode, issueFrom, MESSAGES, type Messages } from '../issues/issues.js'

/** `contradicting_member` is an issue of the reading of a verified document only. */
export type GeneralCode = Exclude<UnsafeCode, 'contradicting_member'>

const ONLY_GENERAL: Messages<Exclude<GeneralCode, CompiledCode>> = {
  null_id_value: () => 'an id is null',
  object_with_only_language: () => 'an object with only a language would be dropped',
  object_with_only_list: () => 'a list is not a node and would be dropped',
  relative_vocab_reference: (name) => `the @vocab ${name} is not an absolute URL`,
  reserved_reverse_value: (name) => `${name} has the form of a keyword and cannot be an @reverse value`,
  reserved_term: (name) => `the term ${name} has the form of a keyword and would be dropped`,
  blank_node_predicate: (name) => `${name} is a blank node and cannot be a property`,
  relative_graph_reference: (name) => `the graph name ${name} is not an absolute URL`,
  relative_predicate_reference: (name) => `the property ${name} is not an absolute URL`,
  relative_subject_reference: (name) => `the id ${name} is not an absolute URL`,
  rdfDirection_not_set: () => 'the text direction of a string would be lost',
  unchecked_context: () => 'laurel cannot check the names that this context defines',
}

const ALL: Messages<GeneralCode> = { ...MESSAGES, ...ONLY_GENERAL }

/** Makes an issue; `name` is the faulty term, type, id or language. */
export function generalIssue(code: GeneralCode, pointer: string, name?: string, hint?: string): Issue {
  return issueFrom(ALL, code, pointer, name, hint)
}
