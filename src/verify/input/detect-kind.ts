/** Detects the kind of a JSON object by its contexts and types. */
import { isOlderOpenBadges, VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { credentialKind } from '../../model/reading/credential-kind.js'
import type { SentenceCode } from '../messages/en.js'
import type { Format, Kind } from '../report/report.js'
import type { DetectedInput } from './detected.js'

interface Foreign {
  readonly kind: Kind
  readonly code: SentenceCode
  readonly test: (value: JsonObject, types: readonly string[], contexts: readonly string[]) => boolean
}

/** Kinds that are recognised but not verified here. Some of them would otherwise count as a `credential`. */
const FOREIGN: readonly Foreign[] = [
  {
    kind: 'presentation',
    code: 'presentation_jwt',
    test: (_, types) => types.includes('EnvelopedVerifiablePresentation'),
  },
  {
    kind: 'blockcerts',
    code: 'blockcerts',
    test: (value, _, contexts) =>
      contexts.some((url) => url.includes('blockcerts')) || someProof(value, isMerkleProof),
  },
  {
    kind: 'european-learning-model',
    code: 'european_learning_model',
    test: (_, types, contexts) =>
      types.includes('EuropeanDigitalCredential') ||
      contexts.some((url) => url.startsWith('http://data.europa.eu/snb/')),
  },
  {
    kind: 'open-badge-2-hosted',
    code: 'open_badge_2',
    test: (value, types, contexts) =>
      contexts.some((url) => isOlderOpenBadges(url, 2)) ||
      (types.includes('Assertion') && isJsonObject(value['verification'])),
  },
  {
    kind: 'open-badge-1',
    code: 'open_badge_1',
    test: (value, _, contexts) =>
      contexts.some((url) => isOlderOpenBadges(url, 1)) ||
      (isJsonObject(value['verify']) && value['badge'] !== undefined),
  },
]

export function detectKind(value: JsonObject, format: Format): DetectedInput {
  const types = texts(value['type'])
  const contexts = texts(value['@context'])
  const foreign = FOREIGN.find((row) => row.test(value, types, contexts))
  if (foreign !== undefined) {
    return { format, kind: foreign.kind, outcome: 'unknown', code: foreign.code }
  }
  const kind = credentialKind(value)
  const recognised =
    kind !== 'credential' ||
    types.some((type) => /^(?:Enveloped)?Verifiable(?:Credential|Presentation)$/.test(type)) ||
    contexts.some((url) => url === VCDM_1 || url === VCDM_2)
  if (!recognised) return { format, kind: 'json', outcome: 'fail', code: 'json_unrecognised' }
  return { format, kind, document: value, warnings: [] }
}

/** Whether the claims of a JWS are an Open Badges 2.0 assertion. */
export function isOpenBadge2Claims(claims: JsonObject): boolean {
  return FOREIGN[3]!.test(claims, texts(claims['type']), texts(claims['@context']))
}

/** Returns the credential of a wrapper. Some interfaces return credentials in wrappers, and people save the whole answer. */
export function unwrap(value: JsonObject): JsonObject | undefined {
  for (const name of WRAPPERS) {
    const inner = value[name]
    if (isJsonObject(inner) && inner['@context'] !== undefined) return inner
  }
  return undefined
}

const WRAPPERS = ['credential', 'verifiableCredential', 'vc', 'verifiablePresentation', 'data'] as const

/** Whether the test is true for a type or cryptosuite of one of the proofs. */
function someProof({ proof }: JsonObject, test: (name: string) => boolean): boolean {
  if (Array.isArray(proof)) return (proof as readonly Json[]).some((item) => isNamed(item, test))
  return isNamed(proof, test)
}

function isNamed(proof: Json | undefined, test: (name: string) => boolean): boolean {
  if (!isJsonObject(proof)) return false
  const { type, cryptosuite } = proof
  return texts(type).some(test) || (typeof cryptosuite === 'string' && test(cryptosuite))
}

// These tests run for each input. A regular expression takes several times as long as plain comparisons.
const isMerkleProof = (name: string): boolean =>
  name === 'merkle-proof-2019' || (name.startsWith('MerkleProof20') && /^MerkleProof20\d\d$/.test(name))

/** The strings of a value that is one string or a list. */
export function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return NONE
  const items = value as readonly Json[]
  return items.every(isText) ? items : items.filter(isText)
}

const NONE: readonly string[] = []
const isText = (item: Json): item is string => typeof item === 'string'
