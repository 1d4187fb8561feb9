/** Suites that sign the graph: JSON-LD to RDF, then RDFC-1.0 (VC Data Integrity EdDSA section 3.2). */

import type { Json, JsonObject } from '../../encoding/json.js'
import { newWork } from '../../jsonld/budget/limits.js'
import { type SecuredFormOptions, toCanonical } from '../../jsonld/canonize.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import { proofFault } from '../result/proof-fault.js'
import type { Canonicalisation } from './suite.js'

/**
 * Contexts that define only proofs. Libraries write them into the proof if the document lacks them. They are applied after the
 * document's contexts, whose terms they cannot change.
 */
const PROOF_CONTEXTS =
  /^https:\/\/w3id\.org\/security\/(data-integrity\/v[12]|suites\/(ed25519-20(18|20)|jws-2020)\/v1)$/

const coverage = /* @__PURE__ */ lazy(
  'the check of members outside the graph',
  () => import('./uncovered-members.js'),
)

export const rdfCanonicalisation: Canonicalisation = {
  configure: (proof, document) => {
    const { '@context': context, ...rest } = proof
    const own = document['@context']
    // The hashed configuration has the document's context, so another context in the proof would not be signed.
    if (context !== undefined && !sameJson(context, own)) {
      const named = [context].flat() as readonly Json[]
      if (own !== undefined && named.every((url) => typeof url === 'string' && PROOF_CONTEXTS.test(url))) {
        return { '@context': [own as Json, ...named].flat(), ...rest }
      }
      throw proofFault(
        'proof_context_mismatch',
        "the proof's own @context differs from the document's",
        '/@context',
      )
    }
    return document['@context'] === undefined ? rest : { '@context': document['@context'], ...rest }
  },
  secured: (document) => document,
  transform: (value, algorithm, transformOptions) => {
    const {
      load,
      signal,
      limits,
      work = newWork(limits),
      judgeSharedIds,
      alsoJudge,
      inOrder,
    } = transformOptions
    const options: { -readonly [name in keyof SecuredFormOptions]: SecuredFormOptions[name] } = {
      work,
      judgeSharedIds,
      alsoJudge,
      algorithm,
      standardNames: true,
      inOrder,
    }
    if (load !== undefined) options.load = load
    if (signal !== undefined) options.signal = signal
    return andThen(toCanonical(value, options), (text) => {
      // Another order of the same graph covers the same members.
      if (inOrder !== undefined || !mayHaveUncovered(value)) return text
      // These further runs only look for members outside the graph, so they do not judge shared ids.
      const again = judgeSharedIds === undefined ? options : { ...options, judgeSharedIds: () => undefined }
      return andThen(coverage(), ({ requireMembersCovered }) =>
        requireMembersCovered(value, text, (other, unlabelled) =>
          toCanonical(other, { ...again, unlabelled }),
        ),
      )
    })
  },
  carried: () => ({}),
  needsMeaningCheck: false,
}

/** Keywords whose values are in the graph. Other keywords, and names that look like keywords, may be outside of it. */
const GRAPH_KEYWORDS: ReadonlySet<string> = new Set(['@id', '@type', '@value', '@graph', '@set', '@list'])
export const isOutsideGraph = (name: unknown): name is string =>
  typeof name === 'string' && name.charCodeAt(0) === 0x40 && !GRAPH_KEYWORDS.has(name)

/** A fast test that is false for nearly all documents. If it is false, `uncovered-members.ts` would find no member. */
export function mayHaveUncovered(value: Json): boolean {
  if (typeof value !== 'object') return value === ''
  if (value === null) return true
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (mayHaveUncovered(value[i] as Json)) return true
    return false
  }
  for (const name in value as JsonObject) {
    const member = (value as JsonObject)[name]!
    // In a context, null has a meaning: it removes a definition.
    if (name === '@context' ? isInline(member) : isOutsideGraph(name) || mayHaveUncovered(member)) return true
  }
  return false
}

function isInline(context: Json): boolean {
  return Array.isArray(context) ? (context as readonly Json[]).some(isInline) : typeof context === 'object'
}
