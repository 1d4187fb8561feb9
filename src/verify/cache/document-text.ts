/** The content of a loaded document as text, to compare it later. Hundreds of proofs may name one document. */
import { isKept } from '../../encoding/json.js'
import { onceForEach } from '../../platform/once-for-each.js'

/** Longer documents are read again each time. */
const TEXT = 16_384

/** @returns `undefined` for a document that is too long to be remembered, or no JSON */
export function textOfDocument(document: unknown): string | undefined {
  return isKept(document) ? textOfKept(document) : written(document)
}

const textOfKept = /* @__PURE__ */ onceForEach(written)

function written(document: unknown): string | undefined {
  try {
    const text = JSON.stringify(document)
    return text.length > TEXT ? undefined : text
  } catch {
    return undefined
  }
}
