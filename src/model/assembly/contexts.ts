/** Finds the contexts that a credential needs for its content. */

import { OPEN_BADGES } from '../../documents/context-urls.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { contextsOfServices, ENDORSEMENT_JWT } from '../../schema/contexts/context-versions.js'
import type { Extension } from './extension.js'
import type { Versions } from './versions.js'

/** The contexts of the versions, of services that they do not define, of extensions, and then the caller's. */
export function contextsFor(
  members: JsonObject,
  versions: Versions,
  extensions: Iterable<Extension>,
  further: readonly Json[],
): readonly Json[] {
  const contexts: Json[] = [...versions.contexts]
  const add = (context: Json): void => {
    if (typeof context === 'object' || !contexts.includes(context)) contexts.push(context)
  }
  if (versions.contexts[1] === OPEN_BADGES && containsTokens(members)) add(ENDORSEMENT_JWT)
  for (const context of contextsOfServices(members, versions.isVersion1).keys()) add(context)
  for (const extension of extensions) for (const context of extension.contexts) add(context)
  for (const context of further) add(context)
  return contexts
}

/** Whether a part has endorsements as tokens. Endorsements as objects are skipped, because they have their own contexts. */
function containsTokens(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return (value as readonly Json[]).some(containsTokens)
  for (const name in value) {
    if (name === 'endorsementJwt') return true
    if (name !== 'endorsement' && containsTokens((value as JsonObject)[name]!)) return true
  }
  return false
}
