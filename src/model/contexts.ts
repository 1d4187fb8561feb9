/** Which contexts a credential needs, worked out from what it says. */
import type { Json, JsonObject } from '../encoding/json.js'
import { EXTENSIONS, OPEN_BADGES, VCDM_2 } from '../schema/frame.js'
import { EXTENSION_TYPES } from '../schema/rules.js'
import type { Extension } from './extension.js'

/** The standard's two contexts, that of 1EdTech's services when one is used, then those of extensions, then the caller's. */
export function contextsFor(
  members: JsonObject,
  extensions: Iterable<Extension>,
  further: readonly Json[],
): readonly Json[] {
  const contexts: Json[] = [VCDM_2, OPEN_BADGES]
  const add = (context: Json): void => {
    if (typeof context === 'object' || !contexts.includes(context)) contexts.push(context)
  }
  if (usesServices(members)) add(EXTENSIONS)
  for (const extension of extensions) for (const context of extension.contexts) add(context)
  for (const context of further) add(context)
  return contexts
}

function usesServices(members: JsonObject): boolean {
  return ['credentialSchema', 'credentialStatus', 'refreshService'].some((name) => {
    const value = members[name]
    const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
    return list.some(
      (item) =>
        typeof item === 'object' && item !== null && EXTENSION_TYPES.has((item as JsonObject)['type']),
    )
  })
}
