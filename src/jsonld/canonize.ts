/** A JSON-LD document as canonical N-Quads: JSON-LD 1.1 to RDF in safe mode, then RDFC-1.0. */
import type { Awaitable } from '#platform'
import { type Json, type JsonObject, snapshot } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'
import { ContextDocuments, MissingContext } from './context-documents.js'
import { assertAffordable, datasetByJsonld, unsafe } from './fallback.js'
import { forbiddenMembers } from './forbidden-members.js'
import { type CanonizeLimits, withDefaults } from './limits.js'
import { canonicalLines } from './rdfc10.js'
import { QuadWriter } from './to-quads.js'
import { Unsupported } from './unsupported.js'

export interface CanonizeOptions {
  /** Asked for contexts that are not bundled. Without it the document must do with those that are. */
  readonly load?: Load
  /** Hash for blank node labels; SHA-256 by default. */
  readonly algorithm?: 'SHA-256' | 'SHA-384'
  readonly limits?: Partial<CanonizeLimits>
  readonly signal?: AbortSignal
}

const OPTIONS: ReadonlySet<string> = new Set(['load', 'algorithm', 'limits', 'signal'])

/**
 * Canonical N-Quads (RDFC-1.0) of a JSON-LD document. Safe mode always: what JSON-LD would drop is an error.
 * @throws OpenBadgeError `jsonld_unsafe` with every issue, `jsonld_invalid`, `json_invalid`, `limit_exceeded`, or a
 *   loader's `document_*`
 */
export async function canonize(document: unknown, options: CanonizeOptions = {}): Promise<string> {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.has(name)) throw new TypeError(`unknown option ${name}`)
  }
  const plain = snapshot(document, withDefaults(options.limits))
  if (typeof plain !== 'object' || plain === null) {
    throw new OpenBadgeError('jsonld_invalid', 'a document is an object', { reason: 'not an object' })
  }
  return toCanonical(plain as JsonObject, options)
}

/** `canonize` for a snapshot; answers at once when it has every context at hand. */
export function toCanonical(document: JsonObject, options: CanonizeOptions = {}): Awaitable<string> {
  const contexts = new ContextDocuments(options)
  try {
    return compiled(document, options, contexts)
  } catch (error) {
    if (error instanceof MissingContext || error instanceof Unsupported) {
      return general(document, options, contexts, error)
    }
    throw error
  }
}

/** The fast way. @throws MissingContext, Unsupported */
function compiled(document: Json, options: CanonizeOptions, contexts: ContextDocuments): string {
  const limits = contexts.limits
  const forbidden = forbiddenMembers(document)
  if (forbidden.length > 0) throw unsafe(forbidden)
  const writer = new QuadWriter(contexts.find, limits)
  writer.write(document)
  if (writer.found.issues.length > 0) throw unsafe(writer.found.issues)
  const { ambiguities } = writer
  ambiguities.checkDirections(writer.dataset)
  const rdfc = { algorithm: options.algorithm, limits, signal: options.signal }
  let lines = canonicalLines(writer.dataset, rdfc)
  if (hasDuplicates(lines)) lines = canonicalLines(ambiguities.resolve(writer.dataset), rdfc)
  return lines.join('')
}

/** Loads what is missing until the fast way is open, or goes the general one. */
async function general(
  document: JsonObject,
  options: CanonizeOptions,
  contexts: ContextDocuments,
  cause: MissingContext | Unsupported,
): Promise<string> {
  let reason: unknown = cause
  while (reason instanceof MissingContext) {
    await contexts.load(reason.url)
    try {
      return compiled(document, options, contexts)
    } catch (error) {
      if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
      reason = error
    }
  }
  assertAffordable(document, contexts.limits)
  const dataset = await datasetByJsonld(document, contexts)
  return canonicalLines(dataset, {
    algorithm: options.algorithm,
    limits: contexts.limits,
    signal: options.signal,
  }).join('')
}

function hasDuplicates(sorted: readonly string[]): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return true
  return false
}
