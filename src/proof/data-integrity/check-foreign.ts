/** Verifies a proof with a suite of another library. laurel first checks the document, the key and the budget. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { signaturePrice } from '../../keys/signature-price.js'
import { lazy } from '../../lazy.js'
import type { Load } from '../../ports.js'
import { rdfCanonicalisation } from '../suites/rdf-canonicalisation.js'
import type { ForeignSuite } from '../suites/suite.js'
import { keyAtHand, retrieve } from './proof-key.js'
import type { ProofMembers } from './proof-members.js'
import { type PartialResult, type ProofRequest, textOf, transformOptionsOf } from './proof-request.js'
import { requireValid } from './verify-proof.js'

const general = /* @__PURE__ */ lazy(
  'general JSON-LD',
  () => import('../../jsonld/fallback/general-price.js'),
)
const NO_CONTEXTS = { longest: 0 }

/**
 * Characters of a signature of 64 bytes in base64url. A derived proof has one for each line that the holder was free to omit.
 */
const SIGNATURE = 86
/** This number of comparisons takes as long as one unit of `generalObjects`. */
const COMPARISONS = 50_000

/** Charges for what the value of a proof can hold: signatures, or numbers of lines that are compared with all lines. */
function payForValue(value: Json | undefined, text: string, work: ProofRequest['work']): void {
  const length = typeof value === 'string' ? value.length : 0
  work.spend('hashes', signaturePrice('ES256') * (1 + Math.ceil(length / SIGNATURE)))
  const lines = text.split('\n').length
  work.spend('generalObjects', Math.floor((lines * length) / COMPARISONS))
}

export async function checkForeign(
  suite: ForeignSuite,
  proof: JsonObject,
  members: ProofMembers,
  document: JsonObject,
  partial: PartialResult,
  request: ProofRequest,
): Promise<void> {
  suite.refuse?.(proof)
  const { ContextChains, payForGeneral } = await general()
  // The suite reads the proof with the contexts of the document.
  const withContexts = { '@context': document['@context'] ?? [], ...proof }
  for (const each of [document, withContexts]) payForGeneral(each, NO_CONTEXTS, request.work)
  const atHand = keyAtHand(members, partial, request)
  if (atHand !== undefined) await atHand
  const text = await coveredText(proof, document, request)
  payForValue(proof['proofValue'], text, request.work)
  const { controller, key, method } = await (atHand ?? retrieve(members, partial, request))
  const multibase = key.multibase ?? method['publicKeyMultibase']
  const verificationMethod: JsonObject = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: members.verificationMethod,
    type: 'Multikey',
    controller,
    ...(typeof multibase === 'string' ? { publicKeyMultibase: multibase } : {}),
  }
  const chains = new ContextChains(document, request.work)
  const load: Load = async (url, purpose) => {
    const context = await request.load(url, purpose)
    chains.payForContext(url, context as Json)
    return context
  }
  requireValid(await suite.verify({ document, proof, verificationMethod, load }))
  if (suite.selective)
    partial.selection = { mandatory: (await suite.mandatory?.(proof, text, document)) ?? [] }
}

/**
 * The document's canonical form. Other engines drop `__proto__` members and null; laurel refuses documents and proofs with
 * them.
 */
async function coveredText(proof: JsonObject, document: JsonObject, request: ProofRequest): Promise<string> {
  const { configure, transform } = rdfCanonicalisation
  const { proofValue: _, ...unsigned } = proof as Readonly<Record<string, Json>>
  const options = transformOptionsOf(request)
  await transform(configure(unsigned, document), 'SHA-256', options)
  return textOf('false SHA-256', document, request, (each) => transform(each, 'SHA-256', options)).text
}
