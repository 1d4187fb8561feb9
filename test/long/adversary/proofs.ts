/** Proofs and tokens whose signatures are wrong, with keys that are right, so that each check is done to its end. */
import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { encodeBase58 } from '../../../src/encoding/forms/base58.js'
import { encodeMultikey } from '../../../src/keys/formats/multikey.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { newPublicJwk } from '../../new-jwk.js'
import type { Genome } from './genome.js'
import type { Part } from './parts.js'
import { signer } from './signer.js'

type Members = Record<string, unknown>
type Jwk = Readonly<Record<string, unknown>>
type KeyType = 'Ed25519' | 'P-256' | 'P-384'

const SUITES: readonly { readonly cryptosuite: string; readonly key: KeyType; readonly length: number }[] = [
  { cryptosuite: 'eddsa-rdfc-2022', key: 'Ed25519', length: 64 },
  { cryptosuite: 'eddsa-jcs-2022', key: 'Ed25519', length: 64 },
  { cryptosuite: 'ecdsa-rdfc-2019', key: 'P-256', length: 64 },
  { cryptosuite: 'ecdsa-rdfc-2019', key: 'P-384', length: 96 },
  { cryptosuite: 'ecdsa-sd-2023', key: 'P-256', length: 64 },
]
const ALGORITHMS: readonly { readonly alg: string; readonly key: string; readonly length: number }[] = [
  { alg: 'EdDSA', key: 'Ed25519', length: 64 },
  { alg: 'ES256', key: 'P-256', length: 64 },
  { alg: 'ES384', key: 'P-384', length: 96 },
  { alg: 'ES512', key: 'P-521', length: 132 },
  { alg: 'RS256', key: 'RSA', length: 1024 },
]

/** The keys of one document by their numbers: new ones, which are in no memory of an earlier verification. */
export class Keys {
  private readonly made = new Map<string, Jwk>()

  jwk(type: string, number: number): Jwk {
    const name = `${type} ${number}`
    const jwk = this.made.get(name) ?? newJwk(type)
    this.made.set(name, jwk)
    return jwk
  }

  multikey(type: KeyType, number: number): string {
    const { x, y } = this.jwk(type, number) as { readonly x: string; readonly y?: string }
    const first = Buffer.from(x, 'base64url')
    if (y === undefined) return encodeMultikey(type, first)
    const sign = 2 + (Buffer.from(y, 'base64url').at(-1)! & 1)
    return encodeMultikey(type, Buffer.from([sign, ...first]))
  }
}

function newJwk(type: string): Jwk {
  if (type !== 'RSA') return newPublicJwk(type as 'P-256') as Jwk
  // Nobody can sign with it, and a check takes as long as with any other key of this length.
  const n = Buffer.alloc(1024, 0xf7)
  n.set(randomBytes(8), 8)
  return { kty: 'RSA', n: n.toString('base64url'), e: '_____w' }
}

/**
 * @param from number of its first key
 * @param filling characters that the value of each proof may have
 * @param method the URL of the key with this number, if servers answer with the keys
 */
export async function sign(
  genome: Genome,
  document: Members,
  keys: Keys,
  from: number,
  filling: number,
  method?: Part['method'],
): Promise<Members> {
  const { suite, proofs, chained, signed, distinct } = genome
  if (signed && method === undefined) {
    try {
      const cryptosuite = suite % 2 === 0 ? 'eddsa-rdfc-2022' : 'eddsa-jcs-2022'
      const created = new Date('2026-01-02T00:00:00Z')
      return (await addProof(document as never, signer, { cryptosuite, created })) as Members
    } catch {
      // What cannot be signed is sent with a made-up signature.
    }
  }
  const { cryptosuite, key, length } = SUITES[suite]!
  const value =
    suite === 4 ? derivedValue(genome.filled, filling) : `z${encodeBase58(new Uint8Array(length).fill(1))}`
  const all = Array.from({ length: proofs }, (_, i) => {
    const own =
      key === 'Ed25519' && !distinct
        ? signer.publicKeyMultibase!
        : keys.multikey(key, distinct ? from + i : 0)
    return {
      id: `urn:x:proof:${i}`,
      type: 'DataIntegrityProof',
      cryptosuite,
      created: '2026-01-02T00:00:00Z',
      verificationMethod: method?.(distinct ? from + i : 0) ?? `did:key:${own}#${own}`,
      proofPurpose: 'assertionMethod',
      proofValue: value,
      ...(distinct && cryptosuite.includes('jcs') ? { '@context': document['@context'] } : {}),
      ...(chained && i > 0 ? { previousProof: Array.from({ length: i }, (_, j) => `urn:x:proof:${j}`) } : {}),
    }
  })
  return { ...document, proof: all.length === 1 ? all[0] : all }
}

/** A derived proof's value: a header, and CBOR of signature, key, signatures, labels and numbers of mandatory lines. */
function derivedValue(filled: number, bytes: number): string {
  const key = new Uint8Array(35).fill(1)
  key.set([0x80, 0x24, 2])
  const count = Math.floor((filled * bytes * 3) / 4)
  const signatures = filled < 0.5 ? Math.floor(count / 66) : 0
  const lines = filled < 0.5 ? 0 : count
  const text = (length: number): number[] => [0x58, length, ...new Uint8Array(length).fill(1)]
  const list = (length: number): number[] => [
    0x9a,
    ...new Uint8Array(new Uint32Array([length]).buffer).reverse(),
  ]
  const all = Buffer.from([0xd9, 0x5d, 0x01, 0x85, ...text(64), 0x58, key.length, ...key])
  const each = Buffer.from(text(64))
  const parts = [all, Buffer.from(list(signatures)), ...Array.from({ length: signatures }, () => each)]
  return `u${Buffer.concat([...parts, Buffer.from([0xa0, ...list(lines)]), Buffer.alloc(lines)]).toString('base64url')}`
}

/** A credential as a token of its issuer's own key, in the form in which presentations hold it. */
export function enveloped(
  genome: Genome,
  document: Members,
  keys: Keys,
  number: number,
  method?: Part['method'],
): Members {
  const { alg, key, length } = ALGORITHMS[genome.suite]!
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const did = `did:jwk:${encoded(keys.jwk(key, genome.distinct ? number : 0))}`
  const kid = method?.(genome.distinct ? number : 0)
  const header = encoded({ alg, typ: 'vc+jwt', kid: kid ?? `${did}#0` })
  const payload = encoded(kid === undefined ? { ...document, issuer: did } : document)
  const signature = Buffer.alloc(length, 1).toString('base64url')
  return {
    '@context': 'https://www.w3.org/ns/credentials/v2',
    id: `data:application/vc+jwt,${header}.${payload}.${signature}`,
    type: 'EnvelopedVerifiableCredential',
  }
}
