/** From genes to what is handed to `verify`: a document within its permitted length, signed or not, wrapped or not. */
import { signJwt } from '../../../src/proof/jwt/jwt.js'
import type { VerifyOptions } from '../../../src/verify/options/options.js'
import { GENES } from './genes.js'
import type { Genome } from './genome.js'
import { type Part, URLS } from './parts.js'
import { enveloped, Keys, sign } from './proofs.js'
import { signer } from './signer.js'
import { hostilePng, svg, token } from './wraps.js'

type Members = Record<string, unknown>

export interface Built {
  readonly input: unknown
  readonly documents: Readonly<Record<string, unknown>>
  readonly options: VerifyOptions
}

interface World {
  documents: Members
  options: VerifyOptions
}

export const KINDS = Object.keys(GENES)
export const LENGTH = 250_000

/** The wraps that hold several credentials: copies, endorsements, different credentials, tokens. */
const COPIES = 1
const ENDORSEMENTS = 2
const DIFFERENT = 8
const TOKENS = 9
const HOLDERS: readonly number[] = [COPIES, ENDORSEMENTS, DIFFERENT, TOKENS]
/** The wraps of one credential that are longer than it: two tokens, and two images with much around it. */
const SIGNED = 3
const SVG = 4
const PNG = 6
const UNSIGNED = 7
/** The share of the input that the credential may be. */
const SHARES: Readonly<Record<number, number>> = {
  [SIGNED]: 0.74,
  [UNSIGNED]: 0.74,
  [SVG]: 0.55,
  [PNG]: 0.25,
}

/**
 * The kinds guess how long their parts become, so each is made shorter until all fits.
 * @param longest of the input, in characters
 */
export async function build(genome: Genome, longest = LENGTH): Promise<Built> {
  const length = longest * (SHARES[genome.wrap] ?? 1)
  let copies = HOLDERS.includes(genome.wrap) ? 1 + genome.wrapped : 1
  let share = length / copies
  const keys = new Keys()
  for (let round = 0; ; round++) {
    const world: World = { documents: {}, options: {} }
    const made: Members[] = []
    let written = 0
    // What is far too long is not built to its end.
    for (let i = 0; i < copies && (written < 2 * length || round === 20); i++) {
      const repeated = i > 0 && !(genome.wrap === DIFFERENT || genome.distinct)
      made.push(repeated ? made[0]! : await one(genome, i, share, world, keys))
      written += JSON.stringify(made[i]).length
    }
    const inside = (written * copies) / made.length
    if (inside <= length || round === 20)
      return { input: await wrap(genome, made), documents: await settled(world), options: world.options }
    share *= Math.min(0.9, length / inside)
    if (round > 5) copies = Math.max(1, Math.floor(0.8 * copies))
  }
}

/** The credential with this number among those of the wrap. */
async function one(genome: Genome, i: number, share: number, world: World, keys: Keys): Promise<Members> {
  const { genes, suite, wrap } = genome
  const different = wrap === DIFFERENT
  const own = different ? { ...genome, genes: [genes[i % genes.length]!], suite: (suite + i) % 5 } : genome
  const filling = own.suite === 4 ? Math.max(0, share - 600) : 0
  const made = unsigned(own, Math.max(0, share - 600 * own.proofs - own.filled * filling))
  for (const [url, document] of Object.entries(made.documents ?? {})) world.documents[url] ??= document
  world.options = { ...world.options, ...made.options }
  const from = genome.distinct || different ? i : 0
  const document = made.issuer === undefined ? made.document : { ...made.document, issuer: made.issuer(from) }
  const { method } = made
  if (wrap === TOKENS) return enveloped(own, document, keys, i, method)
  const first = made.issuer === undefined ? i * own.proofs : i
  return sign(own, document, keys, first, filling / own.proofs, method)
}

async function settled({ documents }: World): Promise<Members> {
  const entries = Object.entries(documents).map(
    async ([url, document]) => [url, typeof document === 'function' ? await document() : document] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

/** A document and what its parts bring with them: what servers answer, whose keys sign it, options of the verifier. */
function unsigned(genome: Genome, length: number): Omit<Part, 'context'> & { readonly document: Members } {
  const total = genome.genes.reduce((sum, { weight }) => sum + weight, 0.001)
  const context: unknown[] = [URLS[0], URLS[1]]
  const types = ['VerifiableCredential']
  let more: Part = {}
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
    more = { ...more, ...part, documents: { ...more.documents, ...part.documents } }
  }
  return { ...more, document: { '@context': context, type: types, ...members } }
}

/** A token with a right signature; where a claim cannot be made of the document's date, one with a wrong signature. */
async function signedToken(document: Members, wrapped: number): Promise<string> {
  try {
    return await signJwt(document as never, signer)
  } catch {
    return token(document, wrapped)
  }
}

function wrap({ wrap: kind, wrapped }: Genome, made: readonly Members[]): unknown {
  const [document] = made as [Members, ...Members[]]
  switch (kind) {
    case COPIES:
    case DIFFERENT:
    case TOKENS:
      return JSON.stringify({
        '@context': [URLS[0]],
        type: ['VerifiablePresentation'],
        verifiableCredential: made,
      })
    case ENDORSEMENTS:
      return JSON.stringify({ ...document, endorsement: made.slice(1) })
    case SIGNED:
      return signedToken(document, wrapped)
    case SVG:
      return svg(JSON.stringify(document), wrapped)
    case PNG:
      return hostilePng(JSON.stringify(document), wrapped)
    case UNSIGNED:
      return token(document, wrapped)
    case 5:
      return document
    default:
      return JSON.stringify(document)
  }
}
