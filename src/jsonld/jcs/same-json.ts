/** Whether two JSON values are the same, whatever the order of their members. */
import type { Json } from '../../encoding/json.js'
import { jcs } from './jcs.js'

export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined) return false
  return jcs(left) === jcs(right)
}
