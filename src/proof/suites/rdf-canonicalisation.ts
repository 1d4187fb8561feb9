/** Signing the graph: JSON-LD to RDF, then RDFC-1.0 (VC Data Integrity EdDSA section 3.2). */

import type { Json, JsonObject } from '../../encoding/json.js'
import { newWork } from '../../jsonld/budget/limits.js'
import { type SecuredFormOptions, toCanonical } from '../../jsonld/canonize.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import { proofFault } from '../result/proof-fault.js'
import type { Canonicalisation } from './suite.js'

/**
 * Contexts that define proofs and nothing else. Libraries write them into the proof where the document lacks them; they
 * come after the document's, whose terms they cannot change.
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
    // The hashed configuration has the document's context; a proof that brings another would hide it.
    if (context !== undefined && !sameJson(context, own)) {
      const named = [context].flat() as readonly Json[]
      if (own !== undefined && named.every((url) => typeof url === 'string' && PROOF_CONTEXTS.test(url))) {
        return { '@context': [own as Json, ...named].flat(), ...rest }
      }
      throw proofFault(
        'proof_context_mismatch',
        "the proof's own @context is not the document's",
        '/@context',
      )
    }
    return document['@context'] === undefined ? rest : { '@context': document['@context'], ...rest }
  },
  secured: (document) => document,
  transform: (value, algorithm, world) => {
    const { load, signal, work = newWork(), tellShared } = world
    const options: { -readonly [name in keyof SecuredFormOptions]: SecuredFormOptions[name] } = {
      work,
      tellShared,
      algorithm,
      standardNames: true,
    }
    if (load !== undefined) options.load = load
    if (signal !== undefined) options.signal = signal
    return andThen(toCanonical(value, options), (text) => {
      if (!mayHoldSuspects(value)) return text
      // What only looks for silent members is no document to be judged.
      const again = tellShared === undefined ? options : { ...options, tellShared: () => undefined }
      return andThen(coverage(), ({ requireMembersCovered }) =>
        requireMembersCovered(value, text, (other, unlabelled) =>
          toCanonical(other, { ...again, unlabelled }),
        ),
      )
    })
  },
  carried: () => ({}),
  blindToMeaning: false,
}

/** Keywords whose values stand in the graph. Every other one is a suspect, as are names that look like one. */
const SPOKEN: ReadonlySet<string> = new Set(['@id', '@type', '@value', '@graph', '@set', '@list'])
export const isSilent = (name: unknown): name is string =>
  typeof name === 'string' && name.charCodeAt(0) === 0x40 && !SPOKEN.has(name)

/** The quick look that nearly every document passes; one that does holds none of `uncovered-members.ts`. */
export function mayHoldSuspects(value: Json): boolean {
  if (typeof value !== 'object') return value === ''
  if (value === null) return true
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (mayHoldSuspects(value[i] as Json)) return true
    return false
  }
  for (const name in value as JsonObject) {
    const member = (value as JsonObject)[name]!
    // In a context null has a meaning: it takes a definition back.
    if (name === '@context' ? isInline(member) : isSilent(name) || mayHoldSuspects(member)) return true
  }
  return false
}

function isInline(context: Json): boolean {
  return Array.isArray(context) ? (context as readonly Json[]).some(isInline) : typeof context === 'object'
}
