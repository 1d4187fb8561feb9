/** The issues of safe mode: parts of a document that JSON-LD would drop, so that they would not be signed. */
import { visible } from '../../encoding/forms/characters.js'
import type { Issue } from '../../errors.js'
import type { UnsafeCode } from '../../issue-codes.js'

export type Messages<Code extends UnsafeCode> = Readonly<Record<Code, (name: string) => string>>

/** Makes an issue that the compiled engine finds; `name` is the faulty term, type, id or language. */
export function unsafeIssue(code: CompiledCode, pointer: string, name?: string, hint?: string): Issue {
  return issueFrom(MESSAGES, code, pointer, name, hint)
}

/** Makes an issue with a message of this table. The name is shortened, because it may come from an attacker. */
export function issueFrom<Code extends UnsafeCode>(
  messages: Messages<Code>,
  code: Code,
  pointer: string,
  name?: string,
  hint?: string,
): Issue {
  const short = name === undefined || name.length <= 100 ? name : `${name.slice(0, 100)}…`
  const shown = short === undefined ? undefined : visible(short)
  return {
    pointer,
    code,
    message: messages[code](short === undefined ? 'a value' : visible(JSON.stringify(short))),
    ...(shown === undefined ? {} : { found: shown }),
    ...(hint === undefined ? {} : { hint: visible(hint) }),
  }
}

/** The messages of the codes that the compiled engine finds. */
export const MESSAGES = {
  empty_object: () => 'an empty object is not a node and would be dropped',
  'free-floating_scalar': () => 'a scalar is not a node and would be dropped',
  invalid_language_value: (name: string) => `${name} is not a BCP 47 language tag`,
  invalid_property: (name: string) =>
    `${name} is not defined by this document's contexts and would not be signed`,
  null_value_value: () => 'a value object with null would be dropped',
  object_with_only_id: () => 'an object with only an id is not a node here and would be dropped',
  object_with_only_value: () => 'a value is not a node and would be dropped',
  relative_id_reference: (name: string) => `the id ${name} is not an absolute URL`,
  relative_type_reference: (name: string) => `the type ${name} is not defined by this document's contexts`,
  reserved_id_value: (name: string) => `${name} has the form of a keyword and cannot be an id`,
  relative_object_reference: (name: string) => `${name} is not an absolute URL`,
  renamed_member: (name: string) =>
    `${name} is not a standard name, or contexts of the document give it several meanings`,
  misplaced_member: (name: string) => `${name} must be in another object with this id`,
  lossy_value: (name: string) => `the signature would cover another value than ${name}`,
  forbidden_member: (name: string) => `a member must not have the name ${name}`,
} satisfies Partial<Messages<UnsafeCode>>

/** A code that the compiled engine finds. The general processor finds more. */
export type CompiledCode = keyof typeof MESSAGES
