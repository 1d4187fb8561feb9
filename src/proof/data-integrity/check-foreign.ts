/** A proof whose suite another library implements: laurel checks document, key and price before the library sees them. */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../../encoding/json.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import { rdfCanonicalisation } from '../suites/rdf-canonicalisation.js'
import type { ForeignSuite } from '../suites/suite.js'
import { keyAtHand, retrieve } from './proof-key.js'
import type { ProofMembers } from './proof-members.js'
import { type Draft, type ProofQuestion, requireValid, textOf, worldOf } from './verify-proof.js'

const general = /* @__PURE__ */ lazy(
  'general JSON-LD',
  () => import('../../jsonld/fallback/general-price.js'),
)
const NO_CONTEXTS = { longest: 0 }

export function checkForeign(
  suite: ForeignSuite,
  proof: JsonObject,
  members: ProofMembers,
  document: JsonObject,
  draft: Draft,
  question: ProofQuestion,
): Awaitable<void> {
  // Other engines drop a `__proto__` member and any null; ours refuses document and proof before they see them.
  suite.refuse?.(proof)
  const { configure, transform } = rdfCanonicalisation
  const { proofValue: _, ...unsigned } = proof as Readonly<Record<string, Json>>
  const world = worldOf(question)
  const atHand = keyAtHand(members, draft, question)
  const covered = andThen(atHand, () =>
    andThen(transform(configure(unsigned, document), 'SHA-256', world), () =>
      textOf('false SHA-256', document, question, (each) => transform(each, 'SHA-256', world)),
    ),
  )
  return andThen(covered, (text) =>
    andThen(atHand ?? retrieve(members, draft, question), async ({ controller, key, method }) => {
      const { payForGeneral } = await general()
      for (const each of [document, proof]) payForGeneral(each, NO_CONTEXTS, question.work)
      const multibase = key.multibase ?? method['publicKeyMultibase']
      const verificationMethod: JsonObject = {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: members.verificationMethod,
        type: 'Multikey',
        controller,
        ...(typeof multibase === 'string' ? { publicKeyMultibase: multibase } : {}),
      }
      requireValid(await suite.verify({ document, proof, verificationMethod, load: question.load }))
      if (suite.selective) draft.selection = { mandatory: (await suite.mandatory?.(proof, text)) ?? [] }
    }),
  )
}
