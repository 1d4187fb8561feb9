/** What a compact JWS holds; its signature is not verified here. */
import { type Json, parseJson } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { PART_LIMITS } from './part-bytes.js'

/** @throws OpenBadgeError `json_invalid`, `limit_exceeded` */
export function jwsPayload(text: string): Json {
  return parseJson(decodeUtf8(decodeBase64url(text.split('.')[1]!)), PART_LIMITS)
}
