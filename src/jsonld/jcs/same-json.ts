/** Whether two JSON values are equal. The order of members does not matter. */
import type { Json } from '../../encoding/json.js'
import { jcs } from './jcs.js'

export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined) return false
  return jcs(left) === jcs(right)
}
