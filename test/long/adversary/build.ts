/** From genes to what is handed to `verify`: a document within its permitted length, signed or not, wrapped or not. */
import { Buffer } from 'node:buffer'
import { encodeBase58 } from '../../../src/encoding/base58.js'
import { signerFromSeed } from '../../../src/keys/signers/signer.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { signJwt } from '../../../src/proof/jwt/jwt.js'
import { GENES, URLS } from './genes.js'
import type { Genome } from './genome.js'
import { hostilePng, svg, token } from './wraps.js'

type Members = Record<string, unknown>

export interface Built {
  readonly input: unknown
  readonly documents: Readonly<Record<string, unknown>>
}

export const KINDS = Object.keys(GENES)
export const LENGTH = 250_000

const signer = await signerFromSeed(new Uint8Array(32).fill(5))
const P256 = 'did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv'
const P384 = 'did:key:z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54'

interface SuiteRow {
  readonly cryptosuite: string
  readonly method: string
  readonly value: string
}

const method = (did: string): string => `${did}#${did.slice('did:key:'.length)}`
const zeros = (length: number): string => `z${encodeBase58(new Uint8Array(length).fill(1))}`

const SUITES: readonly SuiteRow[] = [
  { cryptosuite: 'eddsa-rdfc-2022', method: signer.verificationMethod, value: zeros(64) },
  { cryptosuite: 'eddsa-jcs-2022', method: signer.verificationMethod, value: zeros(64) },
  { cryptosuite: 'ecdsa-rdfc-2019', method: method(P256), value: zeros(64) },
  { cryptosuite: 'ecdsa-rdfc-2019', method: method(P384), value: zeros(96) },
  { cryptosuite: 'ecdsa-sd-2023', method: method(P256), value: derivedValue() },
]

/** A derived proof's value: a header, and CBOR of signature, key, no signatures, no labels and no indexes. */
function derivedValue(): string {
  const key = new Uint8Array(35).fill(1)
  key.set([0x80, 0x24, 2])
  const head = [0xd9, 0x5d, 0x01, 0x85, 0x58, 64, ...new Uint8Array(64).fill(1), 0x58, key.length]
  return `u${Buffer.from([...head, ...key, 0x80, 0xa0, 0x80]).toString('base64url')}`
}

export async function build(genome: Genome, length = LENGTH): Promise<Built> {
  const copies = genome.wrap === 1 || genome.wrap === 2 ? 1 + genome.wrapped : 1
  const { document, documents } = fitting(genome, length / copies - 600 * genome.proofs)
  const signed = await sign(genome, document)
  return { input: await wrap(genome, signed), documents }
}

/** The kinds guess how long their parts become. */
function fitting(genome: Genome, length: number): ReturnType<typeof unsigned> {
  let made = unsigned(genome, length)
  for (let share = length; JSON.stringify(made.document).length > length && share > 500; ) {
    share *= Math.min(0.9, length / JSON.stringify(made.document).length)
    made = unsigned(genome, share)
  }
  return made
}

function unsigned(genome: Genome, length: number): { document: Members; documents: Members } {
  const total = genome.genes.reduce((sum, { weight }) => sum + weight, 0.001)
  const context: unknown[] = [URLS[0], URLS[1]]
  const types = ['VerifiableCredential']
  const documents: Members = {}
  let members: Members = {
    issuer: signer.controller,
    name: 'n',
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada' },
  }
  for (const { kind, weight, a, b } of genome.genes) {
    const part = GENES[kind]!(Math.max(0, (length * weight) / total), a, b)
    context.push(...(part.context ?? []))
    types.push(...(part.types ?? []))
    members = { ...members, ...part.members }
    Object.assign(documents, part.documents)
  }
  return { document: { '@context': context, type: types, ...members }, documents }
}

async function sign({ suite, proofs, chained, signed }: Genome, document: Members): Promise<Members> {
  if (signed) {
    try {
      const cryptosuite = suite % 2 === 0 ? 'eddsa-rdfc-2022' : 'eddsa-jcs-2022'
      return (await addProof(document as never, signer, {
        cryptosuite,
        created: new Date('2026-01-02T00:00:00Z'),
      })) as Members
    } catch {
      // What cannot be signed is sent with a made-up signature.
    }
  }
  const row = SUITES[suite]!
  const made = Array.from({ length: proofs }, (_, i) => ({
    id: `urn:x:proof:${i}`,
    type: 'DataIntegrityProof',
    cryptosuite: row.cryptosuite,
    created: '2026-01-02T00:00:00Z',
    verificationMethod: row.method,
    proofPurpose: 'assertionMethod',
    proofValue: row.value,
    ...(chained && i > 0 ? { previousProof: Array.from({ length: i }, (_, j) => `urn:x:proof:${j}`) } : {}),
  }))
  return { ...document, proof: made.length === 1 ? made[0] : made }
}

function wrap({ wrap: kind, wrapped }: Genome, document: Members): unknown {
  const copies = Array.from({ length: 1 + wrapped }, () => document)
  switch (kind) {
    case 1:
      return JSON.stringify({
        '@context': [URLS[0]],
        type: ['VerifiablePresentation'],
        verifiableCredential: copies,
      })
    case 2:
      return JSON.stringify({ ...document, endorsement: copies.slice(1) })
    case 3:
      return signJwt(document as never, signer)
    case 4:
      return svg(JSON.stringify(document), wrapped)
    case 6:
      return hostilePng(JSON.stringify(document), wrapped)
    case 7:
      return token(document, wrapped)
    case 5:
      return document
    default:
      return JSON.stringify(document)
  }
}
