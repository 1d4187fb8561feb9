/** What the builders made is frozen and known to be right, so that it need not be read again. */
import type { JsonObject } from '../../encoding/json.js'
import type { Extension } from './extension.js'

export interface Built {
  readonly className: string
  /** The object without members of extensions; the object itself where there are none. */
  readonly core: JsonObject
  readonly extensions: readonly Extension[]
  /** Members that need the standard's contexts to define them. */
  readonly standardTerms: readonly string[]
}

// A memo over frozen values: says of an object what building it showed, and nothing else.
const objects = new WeakMap<object, Built>()

export const builtAs = (value: object, className: string): Built | undefined => {
  const built = objects.get(value)
  return built?.className === className ? built : undefined
}

export function remember(value: JsonObject, built: Built): void {
  objects.set(value, built)
}
