/** Whose the parts must be: the subject of the larger credential, and whom the caller knows that subject to be. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { subjectOf } from './read-stack.js'

/**
 * The one subject's id and the e-mail addresses that it gives in plain text join what the caller knows. Names do not: they
 * are shared. Nor do other identifiers, each of which is unique in one system alone.
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

/** Whether there is anybody to compare with: documents use `did:example` for nobody in particular. */
export function namesSomebody({ id = [], email = [], identifiers = [] }: RecipientQuestion): boolean {
  const ids = [id].flat().filter((one) => !one.startsWith('did:example:'))
  return ids.length + [email].flat().length + identifiers.length > 0
}

function list(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value]
}
