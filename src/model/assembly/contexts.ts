/** Which contexts a credential needs, worked out from what it says. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { contextsOfServices } from '../../schema/contexts/context-versions.js'
import type { Extension } from './extension.js'
import type { Versions } from './versions.js'

/** The two of the versions, those of services that they do not know, then those of extensions, then the caller's. */
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
  for (const context of contextsOfServices(members, versions.older).keys()) add(context)
  for (const extension of extensions) for (const context of extension.contexts) add(context)
  for (const context of further) add(context)
  return contexts
}
