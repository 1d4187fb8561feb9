/** Which contexts a credential needs, worked out from what it says. */

import { OPEN_BADGES } from '../../documents/context-urls.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { contextsOfServices, ENDORSEMENT_JWT } from '../../schema/contexts/context-versions.js'
import type { Extension } from './extension.js'
import type { Versions } from './versions.js'

/** Those of the versions, those of services that they do not know, then those of extensions, then the caller's. */
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
  if (versions.contexts[1] === OPEN_BADGES && holdsTokens(members)) add(ENDORSEMENT_JWT)
  for (const context of contextsOfServices(members, versions.older).keys()) add(context)
  for (const extension of extensions) for (const context of extension.contexts) add(context)
  for (const context of further) add(context)
  return contexts
}

/** Whether a part holds endorsements as tokens. An endorsement inside is a credential with contexts of its own. */
function holdsTokens(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsTokens)
  return Object.entries(value).some(
    ([name, part]) => name === 'endorsementJwt' || (name !== 'endorsement' && holdsTokens(part as Json)),
  )
}
