/** Parses the JSON of a request within the limits of laurel, which are checked before the parser works. */
import { VERIFY_LIMITS } from 'laurel'

/** Of the object around the document. */
const AROUND = { depth: 2, values: 100 }

/** The value; `undefined` if the text is not JSON, too deep, or has too many values. A parser takes seconds for a million lists. */
export function requestJson(text: string): unknown {
  if (exceeds(text, VERIFY_LIMITS.depth + AROUND.depth, VERIFY_LIMITS.nodes + AROUND.values)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Counts what begins a list, an object or a further value, outside strings. */
function exceeds(text: string, depth: number, values: number): boolean {
  let open = 0
  let count = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const mark = text[i]
    if (isInString && mark === '\\') i++
    else if (mark === '"') isInString = !isInString
    else if (!isInString) {
      if (mark === '[' || mark === '{') open++
      else if (mark === ']' || mark === '}') open--
      if (mark === '[' || mark === '{' || mark === ',') count++
      if (open > depth || count > values) return true
    }
  }
  return false
}
