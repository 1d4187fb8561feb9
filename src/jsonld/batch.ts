/** Canonical forms of many documents that share most of their content: what is equal is walked, sorted and hashed once. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { canonicalForm, canonicalText, type SecuredFormOptions, walk } from './canonize.js'
import { ContextDocuments, MissingContext } from './context-documents.js'
import { DocumentTemplate } from './document-template.js'
import { Provenance } from './provenance.js'
import type { Rdfc10Options } from './rdfc10.js'
import { Unsupported } from './unsupported.js'

/** After so many documents in a row that do not fill the template, the next becomes one. */
const PATIENCE = 4

/**
 * Gives the function that canonicalises one document after another, each exactly as `toCanonical` would.
 * The documents are snapshots that nobody changes; one of them is kept as a template for the others (see
 * `DocumentTemplate` for what may vary). Contexts are loaded once for all: while one document waits for them, the next
 * ones wait for it, so calls may overlap.
 */
export function batchToCanonical(
  options: SecuredFormOptions = {},
): (document: JsonObject) => Awaitable<string> {
  const contexts = new ContextDocuments(options)
  const rdfc: Rdfc10Options = {
    algorithm: options.algorithm,
    limits: contexts.limits,
    signal: options.signal,
  }
  let template: DocumentTemplate | undefined
  let misses = 0
  const canonical = (document: JsonObject): Awaitable<string> => {
    const text = template?.canonicalForm(document)
    if (text !== undefined) {
      misses = 0
      return text
    }
    if (template !== undefined && ++misses < PATIENCE) return canonicalForm(document, options, contexts)
    misses = 0
    template = undefined
    try {
      const provenance = new Provenance()
      const { dataset, ambiguities } = walk(document, contexts, options.standardNames, provenance)
      const first = canonicalText(dataset, ambiguities, rdfc)
      template = DocumentTemplate.of(document, dataset, ambiguities, provenance, rdfc)
      return first
    } catch (error) {
      if (!(error instanceof MissingContext || error instanceof Unsupported)) throw error
      return canonicalForm(document, options, contexts)
    }
  }
  let before: Promise<unknown> | undefined
  return (document) => {
    const text = before === undefined ? canonical(document) : before.then(() => canonical(document))
    if (typeof text === 'string') return text
    const settled = (): void => {
      if (before === done) before = undefined
    }
    const done: Promise<unknown> = text.then(settled, settled)
    before = done
    return text
  }
}
