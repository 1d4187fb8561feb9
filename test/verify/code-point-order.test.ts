/**
 * RDFC-1.0 sorts lines by code points; JavaScript libraries sort by UTF-16 code units. A signature over either order of the
 * same graph is verified.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { canonize } from '../../src/index.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { codePointText } from '../../src/jsonld/rdfc10/code-point-order.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, trouble, type World } from './world.js'

const rdfCanonize = createRequire(import.meta.url)('rdf-canonize') as {
  readonly NQuads: { readonly parse: (text: string) => object }
  readonly canonize: (dataset: object, options: { readonly algorithm: 'RDFC-1.0' }) => Promise<string>
}

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** By code points, without a thought of code units. */
function byCodePoints(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * RDFC-1.0 of a graph in which each blank node is told from all others by its own lines (section 4.4.3, steps 1 to 4, and
 * section 4.6), written again.
 */
function independent(lines: readonly string[], compare: (one: string, other: string) => number): string {
  const nodes = [...new Set(lines.flatMap((line) => line.match(/_:\w+/g) ?? []))]
  const hashOf = (node: string): string => {
    const own = lines.filter((line) => line.match(/_:\w+/g)?.includes(node))
    const marked = own.map((line) => line.replace(/_:\w+/g, (each) => (each === node ? '_:a' : '_:z')))
    return sha256(marked.sort(compare).join('')).toString('hex')
  }
  const hashes = nodes
    .map((node) => [hashOf(node), node] as const)
    .sort(([one], [two]) => (one < two ? -1 : 1))
  expect(new Set(hashes.map(([hash]) => hash)).size).toBe(nodes.length)
  const labels = new Map(hashes.map(([, node], i) => [node, `_:c14n${i}`]))
  return lines
    .map((line) => line.replace(/_:\w+/g, (node) => labels.get(node)!))
    .sort(compare)
    .join('')
}

const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/)
const inOrder = async (document: JsonObject): Promise<string> =>
  toCanonical(document, { inOrder: codePointText })

/** A proof by somebody whose library sorts so. */
async function signedBy(
  document: JsonObject,
  canonical: (document: JsonObject) => Promise<string>,
): Promise<JsonObject> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: world.signer.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const configuration = { '@context': document['@context']!, ...proof }
  const data = Buffer.concat([sha256(await canonical(configuration)), sha256(await canonical(document))])
  return { ...document, proof: { ...proof, proofValue: encodeBase58btc(await world.signer.sign(data)) } }
}

const MIXED = ['🎓 Rust', 'ＩＴ', 'ﬁne', '𝒜', '（', 'ä', '\uE000']
const mixed: Change = (b) => {
  b.credentialSubject.achievement.tag = MIXED
}

describe('the order of lines by code points', () => {
  it('is that of a plain sort, and by code units that of rdf-canonize', async () => {
    const characters = fc.constantFrom('a', 'é', '（', '🎓', '\uE000', '𝒜', '\uFFFD', '\u{10FFFF}')
    const texts = fc.uniqueArray(fc.string({ unit: characters, minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(texts, texts, async (tags, names) => {
        const document = world.badge((b) => {
          const { achievement } = b.credentialSubject
          achievement.tag = tags
          achievement.otherIdentifier = names.map((identifier, i) => ({
            type: 'IdentifierEntry',
            identifierType: i % 2 === 0 ? 'identifier' : 'lineItemId',
            identifier,
          }))
          b.evidence = names.map((name) => ({ type: ['Evidence'], name, genre: name + tags[0]! }))
        })
        const units = await canonize(document)
        const dataset = rdfCanonize.NQuads.parse(units)
        expect(await rdfCanonize.canonize(dataset, { algorithm: 'RDFC-1.0' })).toBe(units)
        const lines = linesOf(units)
        expect(independent(lines, (one, other) => (one < other ? -1 : 1))).toBe(units)
        expect(await inOrder(document)).toBe(independent(lines, byCodePoints))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same for all usual documents', async () => {
    for (const change of [() => undefined, (b: Parameters<Change>[0]) => (b.name = '🎓')] as Change[]) {
      expect(await inOrder(world.badge(change))).toBe(await canonize(world.badge(change)))
    }
    expect(await inOrder(world.badge(mixed))).not.toBe(await canonize(world.badge(mixed)))
  })
})

describe('a proof', () => {
  const reversed = async (document: JsonObject): Promise<string> =>
    [...linesOf(await canonize(document))].reverse().join('')

  it.each([
    ['by code units', (document: JsonObject) => canonize(document), ''],
    ['by code points', inOrder, ''],
    ['in another order', reversed, 'proof fail signature_invalid /proof'],
  ] as const)('over lines %s: %s', async (_, canonical, expected) => {
    const signed = await signedBy(world.badge(mixed), canonical)
    expect(trouble(await verify(signed, world.options))).toBe(expected)
    // The graph is covered all the same.
    const changed = clone(signed) as Parameters<Change>[0]
    changed.credentialSubject.achievement.tag = [...MIXED.slice(1), '🎓 Rusty']
    expect((await verify(changed, world.options)).check.proof.code).toBe('signature_invalid')
  })

  it('that does not match stays invalid where both orders are the same', async () => {
    const signed = await signedBy(world.badge(), reversed)
    expect(trouble(await verify(signed, world.options))).toBe('proof fail signature_invalid /proof')
  })
})
