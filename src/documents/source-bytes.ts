/**
 * Remembers about an answer of a loader: the bytes that a document was read from, because a digest pins those bytes (VCDM 2.0
 * section 5.3), and what reading it cost, where that is more than its memory: `verify` charges it to the call.
 */

import { requireArgument } from '../encoding/arguments.js'
import { DOCUMENT_LIMITS, type Json, parseJson } from '../encoding/json.js'
import { decodeUtf8 } from '../encoding/utf8.js'

/** Document → bytes. */
const sources = new WeakMap<object, Uint8Array>()

/** Remembers the bytes for as long as the document lives. */
export function rememberSource(document: unknown, bytes: Uint8Array): void {
  if (typeof document === 'object' && document !== null) sources.set(document, bytes)
}

/** The bytes of a document that `documentFromBytes` or `remote` read. */
export function sourceOf(document: unknown): Uint8Array | undefined {
  return typeof document === 'object' && document !== null ? sources.get(document) : undefined
}

/** Document or error → bytes of `limits.loadedBytes`. */
const costs = new WeakMap<object, number>()

/** Remembers the cost for as long as the document or the error lives. */
export function rememberCost(answer: unknown, bytes: number): void {
  if (typeof answer === 'object' && answer !== null) costs.set(answer, bytes)
}

/** 0 if it is unknown. */
export function rememberedCost(answer: unknown): number {
  return (typeof answer === 'object' && answer !== null && costs.get(answer)) || 0
}

/**
 * Parses a JSON document that your loader received, and remembers its bytes. `verify` compares their digest if a credential
 * names the document as a related resource (VCDM 2.0 §5.3).
 *
 * @param bytes - The document as it was received: JSON in UTF-8.
 * @returns The parsed document, to be returned by the loader as it is.
 * @throws OpenBadgeError `json_invalid`, `encoding_invalid` or `limit_exceeded`.
 * @example
 * const bytes = new TextEncoder().encode('{"@context":{}}')
 * const load = firstOf(bundled, async () => documentFromBytes(bytes))
 */
export function documentFromBytes(bytes: Uint8Array): Json {
  requireArgument(
    'documentFromBytes',
    'bytes',
    bytes,
    bytes instanceof Uint8Array,
    'the bytes of the document',
  )
  const own = bytes.slice()
  const document = parseJson(decodeUtf8(own), DOCUMENT_LIMITS)
  rememberSource(document, own)
  return document
}
