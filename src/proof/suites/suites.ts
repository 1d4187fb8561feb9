/** The table of cryptosuites. For a new cryptosuite, add a row. */
import { ecdsaSd2023 } from './ecdsa-sd-2023.js'
import { jsonCanonicalisation } from './json-canonicalisation.js'
import { rdfCanonicalisation } from './rdf-canonicalisation.js'
import type { AnySuite, Canonicalisation, KeyKind, Suite } from './suite.js'

const ED25519: readonly KeyKind[] = [{ algorithm: 'Ed25519', hash: 'SHA-256', length: 64 }]
const ECDSA: readonly KeyKind[] = [
  { algorithm: 'ES256', hash: 'SHA-256', length: 64 },
  { algorithm: 'ES384', hash: 'SHA-384', length: 96 },
]

export const SUITES = [
  dataIntegrity('eddsa-rdfc-2022', ED25519, rdfCanonicalisation, { creates: true }),
  dataIntegrity('eddsa-jcs-2022', ED25519, jsonCanonicalisation, { creates: true }),
  dataIntegrity('ecdsa-rdfc-2019', ECDSA, rdfCanonicalisation, { creates: false }),
  dataIntegrity('ecdsa-jcs-2019', ECDSA, jsonCanonicalisation, { creates: false }),
  dataIntegrity('eddsa-2022', ED25519, rdfCanonicalisation, { creates: false, legacy: true }),
  linkedData('Ed25519Signature2020', ED25519),
  linkedData('Ed25519Signature2018', ED25519, true),
  linkedData('JsonWebSignature2020', [...ED25519, ...ECDSA.map(withSha256)], true),
  ecdsaSd2023,
] as const

/** The names of the suites that laurel issues with. */
export type Cryptosuite = Extract<(typeof SUITES)[number], { readonly creates: true }>['name']

/** Names of the suites that laurel verifies, and of those it issues. */
export const suiteNames = (): readonly string[] => SUITES.map(({ name }) => name)
export const creatableSuiteNames = (): readonly string[] =>
  SUITES.filter((suite) => isOwnSuite(suite) && suite.creates).map(({ name }) => name)

/** The row for a proof's type and cryptosuite. The caller's rows come first. Both must match (VC Data Integrity §2.1; EdDSA Cryptosuites §3.2). */
export function findSuite(
  type: string,
  cryptosuite: string | undefined,
  more: readonly AnySuite[] = [],
): AnySuite | undefined {
  const fits = (suite: AnySuite): boolean => suite.type === type && suite.cryptosuite === cryptosuite
  return more.find(fits) ?? SUITES.find(fits)
}

/** The row for this name, if laurel makes such proofs. */
export function creatableSuite(name: string): Suite | undefined {
  for (const suite of SUITES) if (suite.name === name && isOwnSuite(suite) && suite.creates) return suite
  return undefined
}

/** Whether signatures of this suite cover the text of a document, and not only its graph. */
export function signsText(name: string | undefined): boolean {
  return SUITES.some(
    (suite) => suite.name === name && isOwnSuite(suite) && suite.canonicalisation.needsMeaningCheck,
  )
}

export function isOwnSuite(suite: AnySuite): suite is Suite {
  return 'canonicalisation' in suite
}

function dataIntegrity<Name extends string, Creates extends boolean>(
  cryptosuite: Name,
  keys: readonly KeyKind[],
  canonicalisation: Canonicalisation,
  more: { readonly creates: Creates; readonly legacy?: boolean },
): Suite & { readonly name: Name; readonly creates: Creates } {
  return { name: cryptosuite, type: 'DataIntegrityProof', cryptosuite, keys, canonicalisation, ...more }
}

/** A suite from before Data Integrity, named by the type of its proofs. */
function linkedData(
  type: string,
  keys: readonly KeyKind[],
  detached = false,
): Suite & { readonly creates: false } {
  const suite = {
    name: type,
    type,
    keys,
    canonicalisation: rdfCanonicalisation,
    creates: false as const,
    legacy: true,
  }
  return detached ? { ...suite, detached } : suite
}

/** A JWS signs data that is hashed with SHA-256, even if its algorithm has another hash. */
function withSha256(kind: KeyKind): KeyKind {
  return { ...kind, hash: 'SHA-256' }
}
