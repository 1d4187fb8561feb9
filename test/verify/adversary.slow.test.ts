/** A slice of `npm run test:adversary` with a fixed seed: hostile documents of every kind get an answer, and no verdict. */
import { describe, expect, it } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import { verify } from '../../src/verify/verify.js'
import { Random } from '../jsonld/random.js'
import { build, KINDS } from '../long/adversary/build.js'
import { type Genome, mutated, randomGenome } from '../long/adversary/genome.js'
import { NOW } from './world.js'

const LENGTH = 20_000
/** The wrap that is signed in any case. */
const TOKEN = 3

async function answers(genome: Genome): Promise<{ verified: boolean; codes: readonly string[] }> {
  const { input, documents, options } = await build(genome, LENGTH)
  const { verified, checks } = await verify(input, {
    ...options,
    now: NOW,
    load: async (url, purpose) => {
      const found = documents[url] ?? (purpose === 'context' ? undefined : documents['default'])
      if (found === undefined && purpose === 'context') return bundled(url, purpose)
      if (found === undefined) throw new Error('not there')
      return found
    },
  })
  return { verified, codes: checks.flatMap(({ code, details }) => [code, ...proofCodes(details)]) }
}

function proofCodes(details: unknown): readonly string[] {
  const { proofs = [] } = (details ?? {}) as { readonly proofs?: readonly { readonly code?: string }[] }
  return proofs.map(({ code = '' }) => code)
}

const PLAIN = { distinct: false, filled: 0, signed: false, wrap: 0, wrapped: 0 }

describe('hostile documents', () => {
  it.each(KINDS)('of the kind "%s" get an answer, and none is verified without a signature', async (kind) => {
    for (const a of [0.1, 0.9]) {
      const gene = { kind, weight: 1, a, b: 1 - a }
      for (const suite of [0, 1, 4]) {
        const genome = { ...PLAIN, genes: [gene], suite, proofs: 2, chained: true }
        const { verified, codes } = await answers(genome)
        expect(verified).toBe(false)
        expect(codes).not.toContain('check_failed')
      }
    }
  })

  it('found by climbing from seed 1 get an answer too', async () => {
    const random = new Random(1)
    let genome = randomGenome(random, KINDS)
    for (let step = 0; step < 40; step++) {
      const { verified, codes } = await answers(genome)
      expect(codes, JSON.stringify(genome)).not.toContain('check_failed')
      if (!genome.signed && genome.wrap !== TOKEN) expect(verified, JSON.stringify(genome)).toBe(false)
      genome = step % 8 === 7 ? randomGenome(random, KINDS) : mutated(genome, random, KINDS)
    }
  })
})
