/** Documents made to be dear: each row is a way to spend a verifier's time or memory, growing with `size` bytes. */
import { encodeBase58 } from '../../../src/encoding/base58.js'

export interface Case {
  readonly input: unknown
  /** What the case's own servers answer, by URL. */
  readonly documents?: Readonly<Record<string, unknown>>
}

export const VC2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const ED25519 = 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'

type Members = Record<string, unknown>

/** A proof whose signature has the right form and holds nothing. */
export function proof(more: Members = {}): Members {
  return {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: `${ED25519}#${ED25519.slice('did:key:'.length)}`,
    proofPurpose: 'assertionMethod',
    proofValue: `z${encodeBase58(new Uint8Array(64).fill(1))}`,
    ...more,
  }
}

export function credential(
  context: readonly unknown[],
  more: Members = {},
  proofs: unknown = proof(),
): Members {
  return {
    '@context': [VC2, ...context],
    type: ['VerifiableCredential'],
    issuer: ED25519,
    credentialSubject: { id: 'did:example:ada' },
    ...more,
    proof: proofs,
  }
}

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: Math.max(0, Math.floor(count)) }, (_, i) => make(i))
const object = (entries: readonly (readonly [string, unknown])[]): Members => Object.fromEntries(entries)

export const CASES: Readonly<Record<string, (size: number) => Case>> = {
  'long prefix in terms': (size) => {
    const long = 'p'.repeat(size / 2)
    const terms = object(times(size / 2 / 14, (i) => [`t${i}`, 'p:x']))
    return { input: credential([{ p: `https://a.example/${long}#`, ...terms }]) }
  },
  'long prefix in references': (size) => {
    const long = 'p'.repeat(size / 2)
    return {
      input: credential([{ p: `https://a.example/${long}#`, r: { '@id': 'p:r', '@type': '@id' } }], {
        r: times(size / 2 / 9, (i) => `p:${i}`),
      }),
    }
  },
  'long prefix in types': (size) => {
    const long = 'p'.repeat(size / 2)
    return {
      input: credential([{ p: `https://a.example/${long}#` }], {
        type: ['VerifiableCredential', ...times(size / 2 / 9, (i) => `p:${i}`)],
      }),
    }
  },
  'more than ten contexts': (size) => ({
    input: credential(
      times(11, () => OB),
      {
        name: times(size / 8, (i) => `n${i}`),
        ...object(times(30, (i) => [`credentialSchema${i}`, null] as const)),
        evidence: times(30, () => ({ type: 'Evidence', name: null })),
      },
    ),
  }),
  'contexts in nodes, name candidates and chained proofs': (size) => ({
    input: credential(
      [{ n: { '@id': 'https://a.example/n', '@type': '@id' } }],
      {
        n: times(size / 900, (i) => ({
          '@context': object(times(50, (j) => [`t${j}`, `https://a.example/${i}/${j}`])),
          n: i < 16 ? { t1: null, t2: 'x' } : 'https://a.example/x',
        })),
      },
      times(16, (i) =>
        proof({
          id: `urn:x:${i}`,
          ...(i === 0 ? {} : { previousProof: times(i, (j) => `urn:x:${j}`) }),
        }),
      ),
    ),
  }),
  'ecdsa-sd proofs': (size) => ({
    input: credential(
      [{ x: 'https://a.example/x' }],
      { x: times(size / 9, (i) => ({ x: `${i}` })) },
      times(4, () =>
        proof({
          cryptosuite: 'ecdsa-sd-2023',
          verificationMethod: `${P256}#${P256.slice('did:key:'.length)}`,
          proofValue: DERIVED,
        }),
      ),
    ),
  }),
  'equal nodes under a P-384 key': (size) => ({
    input: credential(
      [{ x: 'https://a.example/x' }],
      { x: nested(4, Math.max(1, Math.log(size / 10) / Math.log(4))) },
      proof({
        cryptosuite: 'ecdsa-rdfc-2019',
        verificationMethod: `${P384}#${P384.slice('did:key:'.length)}`,
        proofValue: `z${encodeBase58(new Uint8Array(96).fill(1))}`,
      }),
    ),
  }),
}

function nested(width: number, depth: number): unknown {
  return depth < 1 ? { x: '' + 'v' } : times(width, () => ({ x: nested(width, depth - 1) }))
}

const P256 = 'did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv'
const P384 = 'did:key:z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54'
/** A derived proof value: the header, and CBOR of [signature, key, signatures, labels, indexes]. */
const DERIVED = derivedValue()

function derivedValue(): string {
  const bytes = (data: Uint8Array): number[] => [0x58, data.length, ...data]
  const key = new Uint8Array(35)
  key.set([0x80, 0x24, 2])
  key.fill(1, 3)
  const cbor = [
    0xd9,
    0x5d,
    0x01,
    0x85,
    ...bytes(new Uint8Array(64).fill(1)),
    ...bytes(key),
    0x80, // no signatures
    0xa0, // no labels
    0x80, // no indexes
  ]
  return `u${Buffer.from(cbor).toString('base64url')}`
}
