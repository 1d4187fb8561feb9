/** The general JSON-LD processor, jsonld.js, for what the compiled engine does not implement: safe, offline, no approximations. */
import type { JsonLdEvent, Options, RdfQuad } from 'jsonld'
import type { Json } from '../encoding/json.js'
import { type Issue, isOpenBadgeError, OpenBadgeError } from '../errors.js'
import type { ContextLoad } from './context-documents.js'
import { type UnsafeCode, unsafeIssue } from './safe-mode.js'

/**
 * The RDF dataset of a document, by jsonld.js.
 * @param document plain JSON without `__proto__`
 * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, or whatever the loader threw
 */
export async function quadsByJsonld(document: Json, load: ContextLoad): Promise<readonly RdfQuad[]> {
  const { default: jsonld } = await import('jsonld')
  const issues: Issue[] = []
  let failure: unknown
  const options: Options = {
    base: null,
    // Safe mode stops at the first event; this takes the same events and goes on, so that all are told at once.
    safe: false,
    rdfDirection: 'i18n-datatype',
    eventHandler: ({ event, next }) => {
      const issue = issueOf(event)
      if (issue !== undefined) issues.push(issue)
      next()
    },
    documentLoader: async (url) => {
      try {
        // A copy, since jsonld.js resolves relative references in place.
        return { contextUrl: null, documentUrl: url, document: structuredClone(await load(url)) }
      } catch (error) {
        failure ??= error
        throw error
      }
    },
  }
  let quads: readonly RdfQuad[] = []
  try {
    quads = await jsonld.toRDF(document, options)
  } catch (error) {
    if (isOpenBadgeError(failure)) throw failure
    if (issues.length === 0) throw invalid(error)
  }
  if (issues.length > 0) throw unsafe(issues)
  return quads
}

export function unsafe(issues: readonly Issue[]): OpenBadgeError<'jsonld_unsafe'> {
  const first = issues[0]!
  const rest = issues.length === 1 ? '' : `, and ${issues.length - 1} more`
  return new OpenBadgeError('jsonld_unsafe', `${first.pointer || 'the document'}: ${first.message}${rest}`, {
    issues,
  })
}

/** Conditions under which jsonld.js's own safe mode stops; events with other codes are harmless. */
const CODES: ReadonlyMap<string, UnsafeCode> = new Map(
  (
    [
      'empty object',
      'free-floating scalar',
      'invalid @language value',
      'invalid property',
      'null @id value',
      'null @value value',
      'object with only @id',
      'object with only @language',
      'object with only @list',
      'object with only @value',
      'relative @id reference',
      'relative @type reference',
      'relative @vocab reference',
      'reserved @id value',
      'reserved @reverse value',
      'reserved term',
      'blank node predicate',
      'relative graph reference',
      'relative object reference',
      'relative predicate reference',
      'relative subject reference',
      'rdfDirection not set',
    ] as const
  ).map((code) => [code, code.replaceAll(' ', '_').replaceAll('@', '') as UnsafeCode]),
)

function issueOf(event: JsonLdEvent): Issue | undefined {
  const code = CODES.get(event.code)
  if (code === undefined) return undefined
  const { property, term, id, type, language, vocab, object, subject, predicate, graph, reverse } =
    event.details
  const named =
    property ?? term ?? id ?? type ?? language ?? vocab ?? object ?? subject ?? predicate ?? graph ?? reverse
  return unsafeIssue(code, '', typeof named === 'string' ? named : undefined)
}

function invalid(error: unknown): OpenBadgeError<'jsonld_invalid'> {
  const { details } = error as { details?: { code?: unknown; term?: unknown } }
  const reason = typeof details?.code === 'string' ? details.code : 'processing failed'
  const term = typeof details?.term === 'string' ? { term: details.term } : {}
  return new OpenBadgeError(
    'jsonld_invalid',
    `the document is not JSON-LD: ${reason}`,
    { reason, ...term },
    { cause: error },
  )
}
