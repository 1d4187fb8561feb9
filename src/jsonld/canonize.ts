/** A JSON-LD document as canonical N-Quads: JSON-LD 1.1 to RDF in safe mode, then RDFC-1.0. */

import { type Awaitable, prepareHash } from '#platform'
import { isBundled } from '../documents/bundled.js'
import { type Json, type JsonObject, snapshot } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'
import { lazy } from '../lazy.js'
import type { Load } from '../ports.js'
import { type CanonizeLimits, newWork, type Work, withDefaults } from './budget/limits.js'
import { ContextDocuments, MissingContext } from './context/load-context.js'
import { forbiddenMembers } from './issues/proto-members.js'
import { unsafe } from './issues/unsafe.js'
import { Unsupported } from './issues/unsupported.js'
import type { Dataset } from './rdf/dataset.js'
import { blocksText, canonicalBlocks, type Rdfc10Options, unlabelledText } from './rdfc10/canonicalize.js'
import { NameCheck } from './safe-mode/check-names.js'
import type { TellShared } from './safe-mode/check-shared-ids.js'
import type { DuplicateQuads } from './to-rdf/duplicate-quads.js'
import type { LineSources } from './to-rdf/line-sources.js'
import { QuadWriter } from './to-rdf/to-rdf.js'

/** The general processor and its glue, for the few documents that the compiled engine leaves to it. */
const fallback = /* @__PURE__ */ lazy('general JSON-LD', () => import('./fallback/jsonld-js.js'))

export interface CanonizeOptions {
  /** Asked for contexts that are not bundled. Without it the document must do with those that are. */
  readonly load?: Load
  /** Hash for blank node labels; SHA-256 by default. */
  readonly algorithm?: 'SHA-256' | 'SHA-384'
  /** Limits on size and work. */
  readonly limits?: Partial<CanonizeLimits>
  /** Ends the call. */
  readonly signal?: AbortSignal
}

/** For what is signed, where JSON and graph must say the same. */
export interface SecuredFormOptions extends CanonizeOptions {
  /** Refuses members under other names than the field's, and the document's own members in other objects. */
  readonly standardNames?: boolean
  /** Judges what several objects with one id say, in place of the strict rule. */
  readonly tellShared?: TellShared | undefined
  /** Shared with other calls; by default each may do as much as the limits allow. */
  readonly work?: Work
  /** Answers with the lines under one label for all blank nodes instead. */
  readonly unlabelled?: boolean
}

const OPTIONS: ReadonlySet<string> = new Set(['load', 'algorithm', 'limits', 'signal'])

/**
 * Gives the canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization, RDFC-1.0). It always uses safe mode:
 * whatever JSON-LD would drop is an error.
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
  checkOptionNames('canonize', options, OPTIONS)
  const plain = snapshot(document, withDefaults(options.limits))
  if (typeof plain !== 'object' || plain === null) {
    throw new OpenBadgeError('jsonld_invalid', 'a document is an object', { reason: 'not an object' })
  }
  return toCanonical(plain as JsonObject, options)
}

/** `canonize` for a snapshot; answers at once when it has every context at hand. */
export function toCanonical(document: JsonObject, options: SecuredFormOptions = {}): Awaitable<string> {
  return canonicalForm(document, options, new ContextDocuments(options))
}

/** @param contexts may serve several documents, each context then being loaded once */
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
  try {
    return compiled(document, options, contexts, work)
  } catch (error) {
    if (error instanceof MissingContext || error instanceof Unsupported) {
      return general(document, options, contexts, work, error)
    }
    throw error
  }
}

/** The fast way. @throws MissingContext, Unsupported */
function compiled(
  document: Json,
  options: SecuredFormOptions,
  contexts: ContextDocuments,
  work: Work,
): string {
  const { limits } = contexts
  const { dataset, duplicateQuads } = walk(document, contexts, work, options)
  payForLines(dataset, work)
  const { algorithm, signal } = options
  if (!options.unlabelled) return canonicalText(dataset, duplicateQuads, { algorithm, limits, signal, work })
  dropDuplicates(dataset, duplicateQuads)
  duplicateQuads.dropOpenDuplicates(dataset)
  return unlabelledText(dataset)
}

/** Sorting, hashing and putting together what the walk wrote. */
export function payForLines(dataset: Dataset, work: Work): void {
  work.spend('quads', dataset.size + dataset.blankNodes)
  work.spend('bytes', dataset.length)
}

interface WalkOptions {
  readonly standardNames?: boolean
  readonly tellShared?: TellShared | undefined
  readonly lineSources?: LineSources
}

/** The quads of a document, or all that is wrong with it. @throws MissingContext, Unsupported */
export function walk(
  document: Json,
  contexts: ContextDocuments,
  work: Work,
  { standardNames, tellShared, lineSources: provenance }: WalkOptions = {},
): QuadWriter {
  const forbidden = forbiddenMembers(document)
  if (forbidden.length > 0) throw unsafe(forbidden)
  const names = standardNames ? new NameCheck(tellShared) : undefined
  const writer = new QuadWriter(contexts.find, work, provenance, names)
  writer.write(document)
  names?.finish(writer.dataset.named)
  const { issues } = writer.found
  if (issues.length > 0 || (names !== undefined && names.issues.length > 0)) {
    throw unsafe([...issues, ...(names?.issues ?? [])])
  }
  return writer
}

/** Loads what is missing until the fast way is open, or goes the general one. */
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
      return compiled(document, options, contexts, work)
    } catch (error) {
      if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
      reason = error
    }
  }
  const { datasetByJsonld, nameIssues, payForGeneral } = await fallback()
  const { limits } = contexts
  payForGeneral(document, contexts, work)
  if (options.standardNames) {
    const issues = nameIssues(document, isBundled, options.tellShared)
    if (issues.length > 0) throw unsafe(issues)
  }
  const dataset = await datasetByJsonld(document, contexts)
  payForLines(dataset, work)
  dataset.sort()
  return options.unlabelled
    ? unlabelledText(dataset)
    : blocksText(
        canonicalBlocks(dataset, { algorithm: options.algorithm, limits, signal: options.signal, work }),
      )
}

function dropDuplicates(dataset: Dataset, duplicateQuads: DuplicateQuads): void {
  duplicateQuads.checkDirections()
  for (const quads of dataset.sort()) duplicateQuads.dropDuplicates(quads)
}

/** RDFC-1.0 of what the walk wrote, each quad once; leaves the dataset sorted. @throws Unsupported */
export function canonicalText(
  dataset: Dataset,
  duplicateQuads: DuplicateQuads,
  options: Rdfc10Options,
): string {
  dropDuplicates(dataset, duplicateQuads)
  let blocks = canonicalBlocks(dataset, options)
  // Whether two quads with blank nodes are one shows only now.
  if (blocks.some(({ duplicates }) => duplicates)) {
    duplicateQuads.dropOpenDuplicates(dataset)
    blocks = canonicalBlocks(dataset, options)
  }
  return blocksText(blocks)
}
