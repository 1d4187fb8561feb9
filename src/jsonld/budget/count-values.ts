/** The size of a JSON value, in members and items. */
import { isJsonObject, type Json } from '../../encoding/json.js'

/**
 * The value itself, and its members and items at any depth.
 * @param most beyond which the count ends
 */
export function countValues(value: Json, most = Number.POSITIVE_INFINITY): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  if (isJsonObject(value)) {
    for (const name in value) {
      if (count > most) return count
      count += countValues(value[name]!, most - count)
    }
    return count
  }
  for (let i = 0; i < value.length && count <= most; i++) count += countValues(value[i]!, most - count)
  return count
}
