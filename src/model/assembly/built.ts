/** Remembers the results of builders, which are checked and frozen, so that they are not checked again. */
import type { JsonObject } from '../../encoding/json.js'
import type { Extension } from './extension.js'

export interface Built {
  readonly className: string
  /** The object without members of extensions; the object itself if there are none. */
  readonly core: JsonObject
  readonly extensions: readonly Extension[]
  /** Members of extensions that the standard's contexts must define. */
  readonly standardTerms: readonly string[]
}

// Keeps facts about frozen objects.
const objects = new WeakMap<object, Built>()

export const builtAs = (value: object, className: string): Built | undefined => {
  const built = objects.get(value)
  return built?.className === className ? built : undefined
}

export function remember(value: JsonObject, built: Built): void {
  objects.set(value, built)
}
