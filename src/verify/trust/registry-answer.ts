/** The answer of a registry about an issuer that it lists. */
import { isJsonObject, type Json } from '../../encoding/json.js'

/** The name of the issuer in the registry, if it has one. */
export interface Listed {
  readonly name?: string
}

/** The maximum length of a name. */
const NAME_MAXIMUM = 200

export function nameIn(entry: Json | undefined, member = 'name'): Listed {
  const name = entry !== undefined && isJsonObject(entry) ? entry[member] : undefined
  return typeof name === 'string' && name.trim() !== '' && name.length <= NAME_MAXIMUM ? { name } : {}
}
