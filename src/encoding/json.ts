/** Parses or copies untrusted JSON once, with limits, into plain values that no other code holds. */

export type { Json, JsonLimits, JsonObject, PlainObject } from './json-value.js'
export {
  DOCUMENT_LIMITS,
  FILE_MAXIMUM,
  freezeJson,
  idOf,
  isJsonObject,
  isReport,
  itemsOf,
  JSON_LIMITS,
  pointerToken,
  RECORD_LIMITS,
  REPORT_HINT,
  setMember,
} from './json-value.js'
export { parseJson } from './parse-json.js'
export { frozenDocument, frozenSnapshot, isKept, keepFrozen, snapshot } from './snapshot.js'
