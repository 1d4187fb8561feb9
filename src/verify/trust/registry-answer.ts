/** What a registry says of an issuer that it vouches for. */
import { isJsonObject, type Json } from '../../encoding/json.js'

/** What a registry calls the issuer, where it does. */
export interface Listed {
  readonly name?: string
}

/** Longer names than this are none. */
const NAME_MAXIMUM = 200

export function nameIn(entry: Json | undefined, member = 'name'): Listed {
  const name = entry !== undefined && isJsonObject(entry) ? entry[member] : undefined
  return typeof name === 'string' && name.trim() !== '' && name.length <= NAME_MAXIMUM ? { name } : {}
}
