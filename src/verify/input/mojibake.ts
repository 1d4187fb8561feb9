/** Recognises mojibake: UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again, such as "Ã¼" for "ü". */
import type { Json } from '../../encoding/json.js'

/** The characters of Windows-1252 at 0x80 to 0x9F, where Latin-1 has control characters. */
const WINDOWS_1252 =
  '\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178'
const CONTINUATION = `[\\u0080-\\u00bf${WINDOWS_1252}]`
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${CONTINUATION}|[\\u00e0-\\u00ef]${CONTINUATION}{2}|[\\u00f0-\\u00f4]${CONTINUATION}{3}`,
)

/** Whether a text of the document looks like mojibake. This is a hint for people and never changes the verdict. */
export function isMojibake(value: Json): boolean {
  if (typeof value === 'string') return SEQUENCE.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((item) => isMojibake(item as Json))
}
