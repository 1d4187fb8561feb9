/** The person to whom the parts must belong: the subject of the larger credential, with what the caller knows about it. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { subjectOf } from './read-stack.js'

/**
 * Adds the subject's id and its plain e-mail addresses to what the caller knows. It does not add names, because several
 * people have the same name, or other identifiers, because they are unique only within one system.
 */
export function holderOf(stack: JsonObject, known: RecipientQuestion): RecipientQuestion {
  const ids = new Set([known.id ?? []].flat())
  const emails = new Set([known.email ?? []].flat())
  const subject = subjectOf(stack)
  if (typeof subject?.['id'] === 'string') ids.add(subject['id'])
  for (const identity of list(subject?.['identifier']).filter(isJsonObject)) {
    const { identityType, identityHash, hashed } = identity
    if (identityType === 'emailAddress' && hashed === false && typeof identityHash === 'string') {
      emails.add(identityHash)
    }
  }
  return { ...known, id: [...ids], email: [...emails] }
}

/** Whether the question identifies a person. Documents use `did:example` for nobody in particular. */
export function identifiesSomebody({ id = [], email = [], identifiers = [] }: RecipientQuestion): boolean {
  const ids = [id].flat().filter((one) => !one.startsWith('did:example:'))
  return ids.length + [email].flat().length + identifiers.length > 0
}

function list(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value]
}
