/** A JSON-LD document as canonical N-Quads: JSON-LD 1.1 to RDF in safe mode, then RDFC-1.0. */
import type { Awaitable } from '#platform'
import { type JsonObject, snapshot } from '../encoding/json.js'
import type { Load } from '../ports.js'
import { contextLoad } from './context-documents.js'
import { quadsByJsonld } from './fallback.js'
import { type CanonizeLimits, withDefaults } from './limits.js'

export interface CanonizeOptions {
  /** Asked for contexts that are not bundled. Without it the document must do with those that are. */
  readonly load?: Load
  /** Hash for blank node labels; SHA-256 by default. */
  readonly algorithm?: 'SHA-256' | 'SHA-384'
  readonly limits?: Partial<CanonizeLimits>
  readonly signal?: AbortSignal
}

/**
 * Canonical N-Quads (RDFC-1.0) of a JSON-LD document. Safe mode always: what JSON-LD would drop is an error.
 * @throws OpenBadgeError `jsonld_unsafe` with every issue, `jsonld_invalid`, `json_invalid`, `limit_exceeded`, or a
 *   loader's `document_*`
 */
export async function canonize(document: unknown, options: CanonizeOptions = {}): Promise<string> {
  const limits = withDefaults(options.limits)
  return toCanonical(snapshot(document, limits) as JsonObject, options)
}

/** `canonize` for a snapshot; answers at once when it has every context at hand. */
export function toCanonical(document: JsonObject, options: CanonizeOptions = {}): Awaitable<string> {
  return byJsonld(document, options)
}

async function byJsonld(document: JsonObject, options: CanonizeOptions): Promise<string> {
  const load = contextLoad(options.load, withDefaults(options.limits), options.signal)
  await quadsByJsonld(document, load)
  const { default: jsonld } = await import('jsonld')
  return jsonld.canonize(document, {
    base: null,
    safe: true,
    rdfDirection: 'i18n-datatype',
    documentLoader: async (url) => ({
      contextUrl: null,
      documentUrl: url,
      document: structuredClone(await load(url)),
    }),
  })
}
