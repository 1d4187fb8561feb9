/** Canonical N-Quads of a JSON-LD document: JSON-LD 1.1 to RDF in safe mode, then RDFC-1.0. */

import { type Awaitable, prepareHash } from '#platform'
import { isBundled } from '../documents/bundled.js'
import { type Json, type JsonObject, snapshot } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { lazy } from '../lazy.js'
import { isPromise } from '../platform/and-then.js'
import type { Load } from '../ports.js'
import { checkCanonizeOptions } from './budget/canonize-options.js'
import { type CanonizeLimits, newWork, type Work, withDefaults } from './budget/limits.js'
import { ContextDocuments, MissingContext } from './context/context-documents.js'
import { unsafe } from './issues/unsafe.js'
import { Unsupported } from './issues/unsupported.js'
import type { Dataset } from './rdf/dataset.js'
import { blocksText, canonicalBlocks, type Rdfc10Options, unlabelledText } from './rdfc10/canonicalize.js'
import type { AlsoJudge, JudgeSharedIds } from './safe-mode/node-mention.js'
import type { DuplicateQuads } from './to-rdf/duplicate-quads.js'
import { QuadWriter } from './to-rdf/to-rdf.js'
import { walk } from './walk.js'

/** The general processor, for the few documents that the compiled engine does not support. */
const fallback = /* @__PURE__ */ lazy('general JSON-LD', () => import('./fallback/jsonld-js.js'))

export interface CanonizeOptions {
  /** Loads contexts that are not bundled. Without it, the document may only have bundled contexts. */
  readonly load?: Load
  /** Hash for blank node labels. Default SHA-256. */
  readonly algorithm?: 'SHA-256' | 'SHA-384'
  /** Limits on size and work. */
  readonly limits?: Partial<CanonizeLimits>
  /** Ends the call. */
  readonly signal?: AbortSignal
}

/** Options for secured documents, whose JSON and graph must have the same meaning. */
export interface SecuredFormOptions extends CanonizeOptions {
  /** Refuses aliases of standard members, and members of the document in other objects with its id. */
  readonly standardNames?: boolean
  /** Judges objects that have the same id, instead of the strict rule. Without `standardNames` it alone judges. */
  readonly judgeSharedIds?: JudgeSharedIds | undefined
  /** Judges them beside the strict rule. */
  readonly alsoJudge?: AlsoJudge | undefined
  /** A budget that is shared with other calls. Default: a new one for each call. */
  readonly work?: Work
  /** Returns the lines with the same label for all blank nodes. */
  readonly unlabelled?: boolean
  /** Writes the canonical text of the sorted dataset in another order. */
  readonly inOrder?: ((dataset: Dataset, options: Rdfc10Options) => string) | undefined
}

/**
 * Returns the canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization, RDFC-1.0). It always uses safe mode: values
 * that JSON-LD would drop are errors.
 *
 * @param document - Plain JSON.
 * @param options - `load`: loader of contexts, default `bundled`; `algorithm`: default `SHA-256`; `limits`; `signal`.
 * @returns Sorted N-Quads, each with a line feed.
 * @throws OpenBadgeError `jsonld_unsafe` with every issue, `jsonld_invalid`, `json_invalid`, `limit_exceeded`, or the
 *   `document_*` code of a loader.
 * @example
 * const quads = await canonize(badge)
 */
export async function canonize(document: unknown, options: CanonizeOptions = {}): Promise<string> {
  checkCanonizeOptions(options)
  const plain = snapshot(document, withDefaults(options.limits))
  if (typeof plain !== 'object' || plain === null) {
    throw new OpenBadgeError('jsonld_invalid', 'the document is not an object', { reason: 'not an object' })
  }
  return toCanonical(plain as JsonObject, options)
}

/** `canonize` for a snapshot. If no context must be loaded, the result is not a promise. */
export function toCanonical(document: JsonObject, options: SecuredFormOptions = {}): Awaitable<string> {
  return canonicalForm(document, options, new ContextDocuments(options))
}

/** @param contexts can be shared by several documents, so that each context is loaded once */
export function canonicalForm(
  document: JsonObject,
  options: SecuredFormOptions,
  contexts: ContextDocuments,
): Awaitable<string> {
  const work = options.work ?? newWork(contexts.limits)
  const ready = prepareHash(options.algorithm ?? 'SHA-256')
  return ready instanceof Promise
    ? ready.then(() => canonicalFormNow(document, options, contexts, work))
    : canonicalFormNow(document, options, contexts, work)
}

function canonicalFormNow(
  document: JsonObject,
  options: SecuredFormOptions,
  contexts: ContextDocuments,
  work: Work,
): Awaitable<string> {
  const otherwise = (error: unknown): Promise<string> => {
    if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
    return general(document, options, contexts, work, error)
  }
  try {
    const form = compiled(document, options, contexts, work)
    return isPromise(form) ? form.catch(otherwise) : form
  } catch (error) {
    return otherwise(error)
  }
}

/** Uses the compiled engine. @throws MissingContext, Unsupported */
function compiled(
  document: Json,
  options: SecuredFormOptions,
  contexts: ContextDocuments,
  work: Work,
): Awaitable<string> {
  const { limits } = contexts
  const form = ({ dataset, duplicateQuads }: QuadWriter): string => {
    payForLines(dataset, work)
    const { algorithm, signal } = options
    const rdfc = { algorithm, limits, signal, work }
    if (!options.unlabelled) {
      const text = canonicalText(dataset, duplicateQuads, rdfc)
      return options.inOrder === undefined ? text : options.inOrder(dataset, rdfc)
    }
    dropDuplicates(dataset, duplicateQuads)
    duplicateQuads.dropOpenDuplicates(dataset)
    return unlabelledText(dataset)
  }
  const written = walk(document, contexts, work, options)
  return written instanceof QuadWriter ? form(written) : written.then(form)
}

/** Charges for the work to sort, hash and join the lines. */
export function payForLines(dataset: Dataset, work: Work): void {
  work.spend('quads', dataset.size + dataset.blankNodes)
  work.spend('bytes', dataset.length)
}

/** Loads missing contexts until the compiled engine works, or uses the general processor. */
async function general(
  document: JsonObject,
  options: SecuredFormOptions,
  contexts: ContextDocuments,
  work: Work,
  cause: MissingContext | Unsupported,
): Promise<string> {
  let reason: unknown = cause
  while (reason instanceof MissingContext) {
    await contexts.load(reason.url)
    try {
      return await compiled(document, options, contexts, work)
    } catch (error) {
      if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
      reason = error
    }
  }
  const { allNameIssues, datasetByJsonld, payForGeneral } = await fallback()
  const { limits } = contexts
  payForGeneral(document, contexts, work)
  if (options.standardNames || options.judgeSharedIds !== undefined) {
    const issues = await allNameIssues(document, isBundled, options, (count) => work.spend('scalars', count))
    if (options.standardNames && issues.length > 0) throw unsafe(issues)
  }
  const dataset = await datasetByJsonld(document, contexts, work)
  payForLines(dataset, work)
  dataset.sort()
  if (options.unlabelled) return unlabelledText(dataset)
  const rdfc = { algorithm: options.algorithm, limits, signal: options.signal, work }
  return options.inOrder?.(dataset, rdfc) ?? blocksText(canonicalBlocks(dataset, rdfc))
}

function dropDuplicates(dataset: Dataset, duplicateQuads: DuplicateQuads): void {
  duplicateQuads.checkDirections()
  for (const quads of dataset.sort()) duplicateQuads.dropDuplicates(quads)
}

/** RDFC-1.0 of a dataset. Removes duplicate quads, and sorts the dataset. @throws Unsupported */
export function canonicalText(
  dataset: Dataset,
  duplicateQuads: DuplicateQuads,
  options: Rdfc10Options,
): string {
  dropDuplicates(dataset, duplicateQuads)
  let blocks = canonicalBlocks(dataset, options)
  // Duplicate quads with blank nodes are only known after labelling.
  if (blocks.some(({ duplicates }) => duplicates)) {
    duplicateQuads.dropOpenDuplicates(dataset)
    blocks = canonicalBlocks(dataset, options)
  }
  return blocksText(blocks)
}
