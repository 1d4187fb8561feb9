/** Ways to pass a badge off as somebody else's, or as another badge, with Data Integrity proofs. Each is refused. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { decodeMultibase, encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import { encodeMultikey } from '../../src/keys/formats/multikey.js'
import type { VerifyProofsOptions } from '../../src/proof/data-integrity/verify-proofs.js'
import { verify } from '../../src/verify/verify.js'
import { verifyProofs } from '../proof/verify-alone.js'
import {
  badge,
  COLLEGE,
  controllerDocument,
  makeWorld,
  methodOf,
  NOW,
  OB,
  signed,
  UNIVERSITY,
  V2,
  type World,
  withProof,
} from './world.js'

interface Attempt {
  readonly document: JsonObject
  readonly options?: Partial<VerifyProofsOptions>
}

interface Forgery {
  readonly name: string
  readonly make: (world: World) => Attempt | Promise<Attempt>
  /** What the first proof that does not hold says. */
  readonly code: string
  readonly reason?: string
  readonly outcome?: 'unknown'
}

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** A badge that is the university's, as it left the house. */
const genuine = ({ university }: World) => signed(badge(UNIVERSITY), university)
/** A badge that Mallory signed with her own key. */
const own = ({ mallory }: World) => signed(badge(UNIVERSITY), mallory)

const text = (value: JsonObject): string => JSON.stringify(value)
const proofValue = (document: { readonly proof: readonly JsonObject[] }): string =>
  document.proof[0]!['proofValue'] as string

/** The order of the group, little-endian: S + L is the same signature by a lax check. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n

function plusOrder(signature: Uint8Array): Uint8Array {
  const out = signature.slice()
  let s = 0n
  for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(out[i]!)
  s += L
  for (let i = 32; i < 64; i++, s >>= 8n) out[i] = Number(s & 255n)
  return out
}

/** Mallory serves this document for an address of hers. */
const publish = ({ documents }: World, url: string, document: JsonObject): void => {
  documents.set(url, document)
}

const CONTENT: readonly Forgery[] = [
  {
    name: 'a changed member',
    make: async (w) => ({ document: { ...(await genuine(w)), name: 'Rust II' } }),
    code: 'signature_invalid',
  },
  {
    name: 'a member taken out',
    make: async (w) => {
      const { name: _, ...rest } = await genuine(w)
      return { document: rest }
    },
    code: 'signature_invalid',
  },
  {
    name: 'another subject',
    make: async (w) => {
      const document = JSON.parse(
        text(await genuine(w)).replace('did:example:ada', 'did:example:eve'),
      ) as JsonObject
      return { document }
    },
    code: 'signature_invalid',
  },
  {
    name: 'the proof of another badge of the same issuer',
    make: async (w) => ({
      document: { ...badge(UNIVERSITY, { name: 'Doctor of Physics' }), proof: (await genuine(w)).proof },
    }),
    code: 'signature_invalid',
  },
  {
    name: 'an older context, in which the same names mean other things',
    make: async (w) => ({
      document: { ...(await genuine(w)), '@context': [V2, OB.replace('3.0.3', '3.0.2')] },
    }),
    code: 'signature_invalid',
  },
  {
    name: 'a context of the forger’s that redefines a term',
    make: async (w) => ({
      document: { ...(await genuine(w)), '@context': [V2, OB, { name: 'https://mallory.example/name' }] },
    }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a member that no context defines',
    make: async (w) => ({ document: { ...(await genuine(w)), honours: 'summa cum laude' } }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a type that no context defines',
    make: async (w) => ({
      document: { ...(await genuine(w)), type: ['VerifiableCredential', 'OpenBadgeCredential', 'Diploma'] },
    }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a __proto__ member at the top',
    make: async (w) => ({
      document: JSON.parse(
        text(await genuine(w)).replace('{', '{"__proto__":{"name":"Rust X"},'),
      ) as JsonObject,
    }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a __proto__ member in the subject',
    make: async (w) => ({
      document: JSON.parse(
        text(await genuine(w)).replace(
          '"credentialSubject":{',
          '"credentialSubject":{"__proto__":{"id":"did:example:eve"},',
        ),
      ) as JsonObject,
    }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a defined member that is null',
    make: async (w) => ({ document: { ...(await genuine(w)), description: null } }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'an undefined member that is null',
    make: async (w) => ({ document: { ...(await genuine(w)), revoked: null } }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'null among the items of a list',
    make: async (w) => ({ document: { ...(await genuine(w)), evidence: [null] } }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a null member in the proof',
    make: async (w) => ({ document: withProof(await genuine(w), { nonce: null }) }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'an undefined member in the proof',
    make: async (w) => ({ document: withProof(await genuine(w), { trustedBy: 'everyone' }) }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'an @graph beside the badge',
    make: async (w) => ({ document: { ...(await genuine(w)), '@graph': [badge('did:example:other')] } }),
    code: 'jsonld_unsafe',
  },
]

const PLACE: readonly Forgery[] = [
  {
    name: 'no proof',
    make: () => ({ document: badge(UNIVERSITY) }),
    code: 'proof_missing',
  },
  {
    name: 'an empty list of proofs',
    make: () => ({ document: badge(UNIVERSITY, { proof: [] }) }),
    code: 'proof_missing',
  },
  {
    name: 'a proof that is null',
    make: () => ({ document: badge(UNIVERSITY, { proof: null }) }),
    code: 'proof_missing',
  },
  {
    name: 'a proof that is text',
    make: () => ({ document: badge(UNIVERSITY, { proof: 'trust me' }) }),
    code: 'proof_malformed',
  },
  {
    name: 'the proof under an alias that an own context defines',
    make: async (w) => {
      const { proof, ...rest } = await genuine(w)
      const alias = {
        seal: { '@id': 'https://w3id.org/security#proof', '@type': '@id', '@container': '@graph' },
      }
      return { document: { ...rest, '@context': [V2, OB, alias as unknown as JsonObject], seal: proof } }
    },
    code: 'proof_missing',
  },
  {
    name: 'the proof under its full name',
    make: async (w) => {
      const { proof, ...rest } = await genuine(w)
      return { document: { ...rest, 'https://w3id.org/security#proof': proof } }
    },
    code: 'proof_missing',
  },
  {
    name: 'a second proof under its full name, by Mallory',
    make: async (w) => ({
      document: {
        ...(await genuine(w)),
        'https://w3id.org/security#proof': { '@graph': { ...(await own(w)).proof[0]! } },
      },
    }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a signed badge inside an @graph',
    make: async (w) => ({ document: { '@context': [V2, OB], '@graph': [await genuine(w)] } }),
    code: 'proof_missing',
  },
  {
    name: 'the proof in the subject',
    make: async (w) => {
      const { proof, ...rest } = await genuine(w)
      return {
        document: { ...rest, credentialSubject: { ...(rest['credentialSubject'] as JsonObject), proof } },
      }
    },
    code: 'proof_missing',
  },
  {
    name: 'more proofs than anyone needs',
    make: async (w) => {
      const document = await genuine(w)
      return { document: { ...document, proof: Array.from({ length: 17 }, () => document.proof[0]!) } }
    },
    code: 'proof_limit',
  },
  {
    name: 'a proof of Mallory’s beside the genuine one, on a changed badge',
    make: async (w) => {
      const changed = badge(UNIVERSITY, { name: 'Rust II' })
      const mine = await signed(changed, w.mallory)
      return { document: { ...changed, proof: [(await genuine(w)).proof[0]!, mine.proof[0]!] } }
    },
    code: 'signature_invalid',
  },
]

const KEYS: readonly Forgery[] = [
  {
    name: 'the issuer’s key named over Mallory’s signature',
    make: async (w) => ({
      document: withProof(await own(w), { verificationMethod: w.university.verificationMethod }),
    }),
    code: 'signature_invalid',
  },
  {
    name: 'Mallory’s key in the fragment of the issuer’s DID',
    make: async (w) => {
      const verificationMethod = `${UNIVERSITY}#${w.mallory.publicKeyMultibase}`
      return { document: await signed(badge(UNIVERSITY), { ...signerOf(w), verificationMethod }) }
    },
    code: 'controller_invalid',
    reason: 'methodMissing',
  },
  {
    name: 'Mallory’s key in the fragment of the issuer’s profile address',
    make: async (w) => {
      const verificationMethod = `${COLLEGE}#${w.mallory.publicKeyMultibase}`
      return { document: await signed(badge(COLLEGE), { ...signerOf(w), verificationMethod }) }
    },
    code: 'controller_invalid',
    reason: 'methodMissing',
  },
  {
    name: 'Mallory’s key in the fragment of another did:key',
    make: async (w) => {
      const did = `did:key:${w.university.publicKeyMultibase}`
      const verificationMethod = `${did}#${w.mallory.publicKeyMultibase}`
      return { document: await signed(badge(did), { ...signerOf(w), verificationMethod }) }
    },
    code: 'controller_invalid',
    reason: 'fragmentForeign',
  },
  {
    name: 'a method in Mallory’s document that says it is the issuer’s',
    make: async (w) => {
      const id = 'did:web:mallory.example'
      const verificationMethod = `${id}#key`
      publish(w, 'https://mallory.example/.well-known/did.json', {
        ...controllerDocument(id, w.mallory),
        verificationMethod: [methodOf(w.mallory, UNIVERSITY, { id: verificationMethod })],
        assertionMethod: [verificationMethod],
      })
      return { document: await signed(badge(UNIVERSITY), { ...signerOf(w), verificationMethod }) }
    },
    code: 'controller_invalid',
    reason: 'controllerForeign',
  },
  {
    name: 'a document at Mallory’s address that says it is the issuer’s',
    make: async (w) => {
      const verificationMethod = 'did:web:mallory.example:users:m#key'
      publish(w, 'https://mallory.example/users/m/did.json', {
        ...controllerDocument(UNIVERSITY, w.mallory),
        verificationMethod: [methodOf(w.mallory, UNIVERSITY, { id: verificationMethod })],
        assertionMethod: [verificationMethod],
      })
      return { document: await signed(badge(UNIVERSITY), { ...signerOf(w), verificationMethod }) }
    },
    code: 'controller_invalid',
  },
  {
    name: 'a key of the issuer that is not for signing badges',
    make: async (w) => {
      const id = 'did:web:university.example:login'
      const signer = { ...signerOf(w), verificationMethod: `${id}#key` }
      publish(w, 'https://university.example/login/did.json', {
        ...controllerDocument(id, w.mallory),
        verificationMethod: [methodOf(w.mallory, id, { id: `${id}#key` })],
        assertionMethod: [],
        authentication: [`${id}#key`],
      })
      return { document: await signed(badge(id), signer) }
    },
    code: 'controller_invalid',
    reason: 'relationshipMissing',
  },
  ...(['expires', 'revoked'] as const).map(
    (member): Forgery => ({
      name: `a stolen key that ${member === 'expires' ? 'has expired' : 'is revoked'}`,
      make: async (w) => {
        const id = `did:web:university.example:${member}`
        publish(w, `https://university.example/${member}/did.json`, {
          ...controllerDocument(id, w.mallory),
          verificationMethod: [
            methodOf(w.mallory, id, { id: `${id}#key`, [member]: '2026-02-01T00:00:00Z' }),
          ],
          assertionMethod: [`${id}#key`],
        })
        return { document: await signed(badge(id), { ...signerOf(w), verificationMethod: `${id}#key` }) }
      },
      code: 'controller_invalid',
      reason: member === 'expires' ? 'keyExpired' : 'keyRevoked',
    }),
  ),
  {
    name: 'a key of small order, under which nobody’s signature is everybody’s',
    make: () => {
      const identity = new Uint8Array(32)
      identity[0] = 1
      const did = `did:key:${encodeMultikey('Ed25519', identity)}`
      const signature = new Uint8Array(64)
      signature[0] = 1
      return {
        document: badge(did, {
          proof: {
            type: 'DataIntegrityProof',
            cryptosuite: 'eddsa-rdfc-2022',
            created: '2026-01-01T00:00:00Z',
            verificationMethod: `${did}#${did.slice(8)}`,
            proofPurpose: 'assertionMethod',
            proofValue: encodeBase58btc(signature),
          },
        }),
      }
    },
    code: 'controller_invalid',
    reason: 'smallOrderPoint',
  },
  {
    name: 'an issuer whose document is out of reach',
    make: async (w) => ({
      document: await signed(badge('did:web:gone.example'), {
        ...signerOf(w),
        verificationMethod: 'did:web:gone.example#key',
      }),
    }),
    code: 'document_unavailable',
    outcome: 'unknown',
  },
  {
    name: 'a verification method that is an object with a key in it',
    make: async (w) => ({
      document: withProof(await own(w), {
        verificationMethod: methodOf(w.mallory, UNIVERSITY),
      }),
    }),
    code: 'proof_malformed',
  },
]

const PROOFS: readonly Forgery[] = [
  {
    name: 'a proof dated back after signing',
    make: async (w) => ({ document: withProof(await genuine(w), { created: '2020-01-01T00:00:00Z' }) }),
    code: 'signature_invalid',
  },
  {
    name: 'a proof from the future',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, { created: new Date('2026-06-01T00:00:00Z') }),
    }),
    code: 'proof_not_yet_valid',
  },
  {
    name: 'a proof that has expired',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, { expires: new Date('2026-04-01T00:00:00Z') }),
    }),
    code: 'proof_expired',
  },
  {
    name: 'the end of an expired proof taken out',
    make: async (w) => {
      const document = await signed(badge(UNIVERSITY), w.university, {
        expires: new Date('2026-04-01T00:00:00Z'),
      })
      return { document: withProof(document, { expires: undefined }) }
    },
    code: 'signature_invalid',
  },
  {
    name: 'a log-in signature presented as a badge',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, { proofPurpose: 'authentication' }),
    }),
    code: 'proof_purpose_mismatch',
  },
  {
    name: 'a log-in signature relabelled',
    make: async (w) => {
      const document = await signed(badge(UNIVERSITY), w.university, { proofPurpose: 'authentication' })
      return { document: withProof(document, { proofPurpose: 'assertionMethod' }) }
    },
    code: 'signature_invalid',
  },
  {
    name: 'a replayed presentation: the challenge of another session',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, {
        proofPurpose: 'authentication',
        challenge: 'yesterday',
      }),
      options: { purpose: 'authentication', challenge: 'today' },
    }),
    code: 'challenge_mismatch',
  },
  {
    name: 'a presentation that answers no challenge',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, { proofPurpose: 'authentication' }),
      options: { purpose: 'authentication', challenge: 'today' },
    }),
    code: 'challenge_missing',
  },
  {
    name: 'a presentation made for another verifier',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, {
        proofPurpose: 'authentication',
        challenge: 'today',
        domain: ['https://mallory.example', 'https://employer.example'],
      }),
      options: { purpose: 'authentication', challenge: 'today', domain: 'https://employer.example' },
    }),
    code: 'domain_mismatch',
  },
  {
    name: 'an unknown type of proof',
    make: async (w) => ({ document: withProof(await genuine(w), { type: 'QuantumSealProof2031' }) }),
    code: 'proof_unsupported',
    outcome: 'unknown',
  },
  {
    name: 'an old name of a suite',
    make: async (w) => ({ document: withProof(await genuine(w), { cryptosuite: 'json-eddsa-2022' }) }),
    code: 'proof_unsupported',
    outcome: 'unknown',
  },
  {
    name: 'no name of a suite',
    make: async (w) => ({ document: withProof(await genuine(w), { cryptosuite: undefined }) }),
    code: 'proof_malformed',
  },
  {
    name: 'the name of another suite',
    make: async (w) => ({ document: withProof(await genuine(w), { cryptosuite: 'eddsa-jcs-2022' }) }),
    code: 'signature_invalid',
  },
  {
    name: 'a suite that has other keys',
    make: async (w) => ({ document: withProof(await genuine(w), { cryptosuite: 'ecdsa-rdfc-2019' }) }),
    code: 'key_mismatch',
  },
  {
    name: 'a suite that the verifier does not accept',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY), w.university, { cryptosuite: 'eddsa-jcs-2022' }),
      options: { accept: ['eddsa-rdfc-2022'] },
    }),
    code: 'proof_not_accepted',
  },
  {
    name: 'a context in the proof that is not the document’s',
    make: async (w) => ({
      document: withProof(await genuine(w), {
        '@context': [V2, { proofPurpose: 'https://mallory.example/p' }],
      }),
    }),
    code: 'proof_context_mismatch',
  },
  {
    name: 'contexts in another order than those that a JCS proof signed',
    make: async (w) => ({
      document: {
        ...(await signed(badge(UNIVERSITY), w.university, { cryptosuite: 'eddsa-jcs-2022' })),
        '@context': [OB, V2],
      },
    }),
    code: 'proof_context_mismatch',
  },
  {
    name: 'an end that JSON-LD does not know, signed as text',
    make: async (w) => ({
      document: await signed(badge(UNIVERSITY, { validuntil: '2026-02-01T00:00:00Z' }), w.university, {
        cryptosuite: 'eddsa-jcs-2022',
      }),
    }),
    code: 'jsonld_unsafe',
  },
]

const SIGNATURES: readonly Forgery[] = [
  {
    name: 'a signature in another encoding',
    make: async (w) => {
      const document = await genuine(w)
      return {
        document: withProof(document, {
          proofValue: `u${encodeBase64url(decodeMultibase(proofValue(document)))}`,
        }),
      }
    },
    code: 'proof_value_malformed',
  },
  {
    name: 'a signature with a space after it',
    make: async (w) => {
      const document = await genuine(w)
      return { document: withProof(document, { proofValue: `${proofValue(document)} ` }) }
    },
    code: 'proof_value_malformed',
  },
  {
    name: 'a signature with a leading zero byte more',
    make: async (w) => {
      const document = await genuine(w)
      return { document: withProof(document, { proofValue: `z1${proofValue(document).slice(1)}` }) }
    },
    code: 'proof_value_malformed',
  },
  {
    name: 'a signature without its last byte',
    make: async (w) => {
      const document = await genuine(w)
      const short = decodeMultibase(proofValue(document)).slice(0, 63)
      return { document: withProof(document, { proofValue: encodeBase58btc(short) }) }
    },
    code: 'proof_value_malformed',
  },
  {
    name: 'no signature',
    make: async (w) => ({ document: withProof(await genuine(w), { proofValue: undefined }) }),
    code: 'proof_value_malformed',
  },
  {
    name: 'a signature of zeros',
    make: async (w) => ({
      document: withProof(await genuine(w), { proofValue: encodeBase58btc(new Uint8Array(64)) }),
    }),
    code: 'signature_invalid',
  },
  {
    name: 'a second spelling of a genuine signature (S + L)',
    make: async (w) => {
      const document = await genuine(w)
      const again = plusOrder(decodeMultibase(proofValue(document)))
      return { document: withProof(document, { proofValue: encodeBase58btc(again) }) }
    },
    code: 'signature_invalid',
  },
]

const ID_1 = 'urn:uuid:00000000-0000-4000-8000-000000000001'
const ID_2 = 'urn:uuid:00000000-0000-4000-8000-000000000002'

const CHAINS: readonly Forgery[] = [
  {
    name: 'a chain without its first proof',
    make: async (w) => {
      const first = await signed(badge(UNIVERSITY), w.university, { id: ID_1 })
      const second = await signed(first, w.college, { previousProof: ID_1 })
      return { document: { ...second, proof: [second.proof[1]!] } }
    },
    code: 'previous_proof_missing',
  },
  {
    name: 'a chain whose first proof is exchanged',
    make: async (w) => {
      const first = await signed(badge(UNIVERSITY), w.university, { id: ID_1 })
      const second = await signed(first, w.university, { previousProof: ID_1 })
      const mine = await signed(badge(UNIVERSITY), w.mallory, { id: ID_1 })
      return { document: { ...second, proof: [mine.proof[0]!, second.proof[1]!] } }
    },
    code: 'signature_invalid',
  },
  {
    name: 'two proofs of the same id',
    make: async (w) => {
      const first = await signed(badge(UNIVERSITY), w.university, { id: ID_1 })
      const second = await signed(first, w.university, { previousProof: ID_1 })
      return { document: { ...second, proof: [first.proof[0]!, ...second.proof] } }
    },
    code: 'proof_id_duplicate',
  },
  {
    name: 'a proof that rests on one that does not hold',
    make: async (w) => {
      const first = withProof(await signed(badge(UNIVERSITY), w.university, { id: ID_1 }), {
        created: '2020-01-01T00:00:00Z',
      })
      const second = await signed(first, w.university, { previousProof: ID_1 })
      return { document: { ...second, proof: [...second.proof].reverse() } }
    },
    code: 'previous_proof_failed',
  },
  {
    name: 'proofs that rest on each other',
    make: async (w) => {
      const first = await signed(badge(UNIVERSITY), w.university, { id: ID_1 })
      const second = await signed(first, w.university, { id: ID_2, previousProof: ID_1 })
      const [one, two] = second.proof as readonly [JsonObject, JsonObject]
      return { document: { ...second, proof: [{ ...one, previousProof: ID_2 }, two] } }
    },
    code: 'signature_invalid', // nobody can sign such a circle
  },
  {
    name: 'an endorsement of a proof by number',
    make: async (w) => ({ document: withProof(await genuine(w), { previousProof: 7 as Json }) }),
    code: 'proof_malformed',
  },
]

/** Mallory’s key, under whatever name. */
function signerOf({ mallory }: World) {
  const { algorithm, sign } = mallory
  return { algorithm, sign }
}

describe.each([
  ['what was signed', CONTENT],
  ['where the proof stands', PLACE],
  ['whose key it is', KEYS],
  ['what the proof says', PROOFS],
  ['the signature', SIGNATURES],
  ['chains of proofs', CHAINS],
] as const)('forging %s', (_, forgeries) => {
  test.each(forgeries)('$name', async ({ make, code, reason, outcome = 'fail' }) => {
    const { document, options } = await make(world)
    const result = await verifyProofs(document, { load: world.load, now: NOW, ...options })
    expect(result.verified).toBe(false)
    const first = result.proofs.find(({ verified }) => !verified)
    expect(first).toMatchObject({ outcome, code, ...(reason === undefined ? {} : { reason }) })
    if (options !== undefined) return // questions about presentations, which verify asks in its own way
    const report = await verify(document, { load: world.load, now: NOW, proofPolicy: 'all' })
    expect(report).toMatchObject({ verified: false })
    expect(report).not.toHaveProperty('credential')
  })
})

describe('a good signature by somebody else', () => {
  test.each([
    ['Mallory’s own did:key', (w: World) => own(w)],
    [
      'Mallory’s own did:web',
      async (w: World) => {
        const id = 'did:web:mallory.example:own'
        publish(w, 'https://mallory.example/own/did.json', {
          ...controllerDocument(id, w.mallory),
          verificationMethod: [methodOf(w.mallory, id, { id: `${id}#key` })],
          assertionMethod: [`${id}#key`],
        })
        return signed(badge(UNIVERSITY), { ...signerOf(w), verificationMethod: `${id}#key` })
      },
    ],
    ['another issuer’s key', (w: World) => signed(badge(UNIVERSITY), w.college)],
  ])('%s: the proof holds, and is not the issuer’s', async (_, make) => {
    const document = await make(world)
    const { proofs } = await verifyProofs(document, { load: world.load, now: NOW })
    expect(proofs[0]).toMatchObject({ verified: true })
    expect(proofs[0]!.controller).not.toBe(UNIVERSITY)
    const report = await verify(document, { load: world.load, now: NOW })
    expect(report.verified).toBe(false)
    expect(report.checks.find(({ id }) => id === 'issuer')).toMatchObject({
      outcome: 'fail',
      code: 'key_not_bound',
    })
  })
})

test('nothing of this stands in the way of the genuine badges', async () => {
  const { load, university, college } = world
  for (const document of [
    await signed(badge(UNIVERSITY), university),
    await signed(badge(COLLEGE), college),
    await signed(badge(UNIVERSITY), university, { cryptosuite: 'eddsa-jcs-2022' }),
  ]) {
    const report = await verify(text(document), { load, now: NOW })
    expect(report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')).toEqual([])
    expect(report.verified).toBe(true)
  }
})

test('a member that is there twice in the text is refused before anything else', async () => {
  const document = text(await signed(badge(UNIVERSITY), world.university))
  for (const twice of [
    document.replace('"name":"Rust I"', '"name":"Rust X","name":"Rust I"'),
    document.replace('"name":"Rust I"', '"n\\u0061me":"Rust X","name":"Rust I"'),
  ]) {
    const report = await verify(twice, { load: world.load, now: NOW })
    expect(report.verified).toBe(false)
    expect(report.checks[0]).toMatchObject({ id: 'structure', outcome: 'fail' })
  }
})
