/** The size of a JSON value, in members and items. */
import type { Json } from '../../encoding/json.js'

/** The value itself, and its members and items at any depth. */
export function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, part) => sum + countValues(part as Json), 1)
}
