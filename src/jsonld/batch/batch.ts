/** Canonical forms of many similar documents. Equal parts are walked, sorted and hashed only once. */
import { type Awaitable, prepareHash, sha256, sha384 } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import { newWork } from '../budget/limits.js'
import { canonicalForm, canonicalText, payForLines, type SecuredFormOptions } from '../canonize.js'
import { ContextDocuments, MissingContext } from '../context/context-documents.js'
import { Unsupported } from '../issues/unsupported.js'
import type { Rdfc10Options } from '../rdfc10/canonicalize.js'
import { LineSources } from '../to-rdf/line-sources.js'
import { walk } from '../walk.js'
import { DocumentTemplate } from './document-template.js'

/** After this number of documents in a row that do not match the template, the next one becomes the template. */
const MISSES_MAXIMUM = 4

/**
 * Canonicalises one document after another, with the same results as `toCanonical`. The documents are snapshots that nobody
 * changes. One of them is kept as a template for the others (`DocumentTemplate` says which parts may differ). Contexts are loaded
 * once for all documents. While one document waits for them, the next ones wait for that document, so calls may overlap.
 */
export class Batch {
  private readonly options: SecuredFormOptions
  private readonly contexts: ContextDocuments
  private readonly rdfc: Rdfc10Options
  private readonly hash: (canonical: string | Uint8Array) => Uint8Array
  private template: DocumentTemplate | undefined
  private misses = 0
  private before: Promise<unknown> | undefined

  constructor(options: SecuredFormOptions = {}) {
    this.options = options
    this.contexts = new ContextDocuments(options)
    const { algorithm, signal } = options
    this.rdfc = { algorithm, limits: this.contexts.limits, signal }
    this.hash = algorithm === 'SHA-384' ? sha384 : sha256
    const ready = prepareHash(algorithm ?? 'SHA-256')
    if (ready instanceof Promise) this.before = ready
  }

  canonicalForm(document: JsonObject): Awaitable<string> {
    return this.inTurn(() => this.filled(document, 'canonicalForm') ?? this.alone(document))
  }

  /** The hash of the canonical form by the batch's algorithm. */
  digest(document: JsonObject): Awaitable<Uint8Array> {
    return this.inTurn(() => {
      const digest = this.digestLikeBefore(document)
      if (digest !== undefined) return digest
      const text = this.alone(document)
      return typeof text === 'string' ? this.hash(text) : text.then(this.hash)
    })
  }

  /**
   * The same for a document with the same members at the same places as an earlier document of the batch, and only non-empty
   * strings that differ; `undefined` if it does not match the template.
   */
  digestLikeBefore(document: JsonObject): Uint8Array | undefined {
    const bytes = this.filled(document, 'canonicalBytes')
    return bytes === undefined ? undefined : this.hash(bytes)
  }

  /** The result of the template for a document that matches it. */
  private filled<K extends 'canonicalForm' | 'canonicalBytes'>(
    document: JsonObject,
    form: K,
  ): ReturnType<DocumentTemplate[K]> | undefined {
    const found = this.template?.[form](document) as ReturnType<DocumentTemplate[K]> | undefined
    if (found !== undefined) this.misses = 0
    return found
  }

  /** The canonical form of a document that does not match. It may become the template. */
  private alone(document: JsonObject): Awaitable<string> {
    const { options, contexts } = this
    if (this.template !== undefined && ++this.misses < MISSES_MAXIMUM) {
      return canonicalForm(document, options, contexts)
    }
    this.misses = 0
    this.template = undefined
    const lineSources = new LineSources()
    const work = newWork(contexts.limits)
    const otherwise = (error: unknown): Awaitable<string> => {
      if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
      return canonicalForm(document, options, contexts)
    }
    try {
      const first = andThen(
        walk(document, contexts, work, { ...options, lineSources }),
        ({ dataset, duplicateQuads }) => {
          payForLines(dataset, work)
          const text = canonicalText(dataset, duplicateQuads, this.rdfc)
          this.template = DocumentTemplate.of(document, dataset, duplicateQuads, lineSources, this.rdfc)
          return text
        },
      )
      return isPromise(first) ? first.catch(otherwise) : first
    } catch (error) {
      return otherwise(error)
    }
  }

  private inTurn<T extends string | Uint8Array>(answer: () => Awaitable<T>): Awaitable<T> {
    const value = this.before === undefined ? answer() : this.before.then(answer)
    if (!(value instanceof Promise)) return value
    const settled = (): void => {
      if (this.before === done) this.before = undefined
    }
    const done: Promise<unknown> = value.then(settled, settled)
    this.before = done
    return value
  }
}
