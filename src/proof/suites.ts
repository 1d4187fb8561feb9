/** The table of cryptosuites. A new one is a row here. */

import type { Json, JsonObject } from '../encoding/json.js'
import { toCanonical } from '../jsonld/canonize.js'
import { jcs } from '../jsonld/jcs.js'
import { andThen } from './and-then.js'
import { ecdsaSd2023 } from './ecdsa-sd-2023.js'
import { requireNullsCovered } from './null-members.js'
import { proofFault } from './proof-fault.js'
import type { AnySuite, Canonicalisation, KeyKind, Suite } from './suite.js'

/** RDF canonicalisation (RDFC-1.0) of the JSON-LD graph: ED-1, ED-2. */
const rdfc: Canonicalisation = {
  configure: (proof, document) => {
    const { '@context': context, ...rest } = proof
    // The hashed configuration has the document's context; a proof that brings another would hide it.
    if (context !== undefined && !sameJson(context, document['@context'])) {
      throw proofFault(
        'proof_context_mismatch',
        "the proof's own @context is not the document's",
        '/@context',
      )
    }
    return document['@context'] === undefined ? rest : { '@context': document['@context'], ...rest }
  },
  secured: (document) => document,
  transform: (value, algorithm, options) =>
    andThen(toCanonical(value, { ...options, algorithm }), (text) =>
      requireNullsCovered(value, text, (other) => toCanonical(other, { ...options, algorithm })),
    ),
  carried: () => ({}),
  blindToMeaning: false,
}

/** JSON canonicalisation (RFC 8785) of the text: ED-3, ED-4. */
const jcsForm: Canonicalisation = {
  configure: (proof) => proof,
  secured: (document, proof) => {
    const own = proof['@context']
    if (own === undefined) return document
    const carried = list(own)
    const actual = document['@context'] === undefined ? [] : list(document['@context'])
    if (carried.length > actual.length || !carried.every((item, i) => sameJson(item, actual[i]))) {
      throw proofFault(
        'proof_context_mismatch',
        "the document's @context does not begin with the contexts that the proof names",
        '/@context',
      )
    }
    return { ...document, '@context': own }
  },
  transform: (value) => jcs(value),
  carried: (document) => (document['@context'] === undefined ? {} : { '@context': document['@context'] }),
  blindToMeaning: true,
}

const ED25519: readonly KeyKind[] = [{ algorithm: 'Ed25519', hash: 'SHA-256', length: 64 }]
const ECDSA: readonly KeyKind[] = [
  { algorithm: 'ES256', hash: 'SHA-256', length: 64 },
  { algorithm: 'ES384', hash: 'SHA-384', length: 96 },
]

const SUITES: readonly AnySuite[] = [
  dataIntegrity('eddsa-rdfc-2022', ED25519, rdfc, { creates: true }),
  dataIntegrity('eddsa-jcs-2022', ED25519, jcsForm, { creates: true }),
  dataIntegrity('ecdsa-rdfc-2019', ECDSA, rdfc, { creates: false }),
  dataIntegrity('eddsa-2022', ED25519, rdfc, { creates: false, legacy: true }),
  {
    name: 'Ed25519Signature2020',
    type: 'Ed25519Signature2020',
    keys: ED25519,
    canonicalisation: rdfc,
    creates: false,
    legacy: true,
  },
  ecdsaSd2023,
]

/** Names of the suites that laurel verifies, and of those it issues. */
export const suiteNames: readonly string[] = SUITES.map((suite) => suite.name)
export const creatableSuiteNames: readonly string[] = SUITES.filter((s) => isOwnSuite(s) && s.creates).map(
  (suite) => suite.name,
)

/** The row for a proof's type and cryptosuite; the caller's rows come first (DI-1, ED-6: either wrong, no row). */
export function findSuite(
  type: string,
  cryptosuite: string | undefined,
  more: readonly AnySuite[] = [],
): AnySuite | undefined {
  const fits = (suite: AnySuite): boolean => suite.type === type && suite.cryptosuite === cryptosuite
  return more.find(fits) ?? SUITES.find(fits)
}

/** The row that makes proofs of this name, if laurel makes them. */
export function creatableSuite(name: string): Suite | undefined {
  for (const suite of SUITES) if (suite.name === name && isOwnSuite(suite) && suite.creates) return suite
  return undefined
}

export function isOwnSuite(suite: AnySuite): suite is Suite {
  return 'canonicalisation' in suite
}

function dataIntegrity(
  cryptosuite: string,
  keys: readonly KeyKind[],
  canonicalisation: Canonicalisation,
  more: Pick<Suite, 'creates' | 'legacy'>,
): Suite {
  return { name: cryptosuite, type: 'DataIntegrityProof', cryptosuite, keys, canonicalisation, ...more }
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value]
}

function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined) return false
  return jcs(left as JsonObject) === jcs(right as JsonObject)
}
