/** Hostile documents as genes: what they are made of, in what shares of the permitted length. */
import type { Random } from '../../jsonld/random.js'

export interface Gene {
  readonly kind: string
  /** Its share of the document's length, among all genes. */
  readonly weight: number
  /** Two dials from 0 to 1; each kind reads them its own way. */
  readonly a: number
  readonly b: number
}

export interface Genome {
  readonly genes: readonly Gene[]
  readonly suite: number
  readonly proofs: number
  readonly chained: boolean
  /** Each proof has a key of its own, and the contexts of the document. */
  readonly distinct: boolean
  /** The share of the length that derived proofs fill: below one half with signatures, above with numbers of lines. */
  readonly filled: number
  /** By a key of the adversary's own, so that what comes after the proof is reached. */
  readonly signed: boolean
  readonly wrap: number
  readonly wrapped: number
}

/** A genome of one gene, with one proof. */
export function genomeOf(kind: string, { a, b }: Pick<Gene, 'a' | 'b'>, more: Partial<Genome> = {}): Genome {
  return {
    genes: [{ kind, weight: 1, a, b }],
    suite: 0,
    proofs: 1,
    chained: false,
    distinct: false,
    filled: 0,
    signed: false,
    wrap: 0,
    wrapped: 0,
    ...more,
  }
}

const WRAPS = 10

export function randomGenome(random: Random, kinds: readonly string[]): Genome {
  return {
    genes: Array.from({ length: 1 + random.below(4) }, () => randomGene(random, kinds)),
    suite: random.below(5),
    proofs: random.odd(0.5) ? 1 : 1 + random.below(16),
    chained: random.odd(0.5),
    distinct: random.odd(0.5),
    filled: random.odd(0.7) ? 0 : random.next(),
    signed: random.odd(0.4),
    wrap: random.odd(0.5) ? 0 : random.below(WRAPS),
    wrapped: random.below(random.odd(0.3) ? 250 : 32),
  }
}

function randomGene(random: Random, kinds: readonly string[]): Gene {
  return {
    kind: kinds[random.below(kinds.length)]!,
    weight: random.next(),
    a: random.next(),
    b: random.next(),
  }
}

/** One change. */
export function mutated(genome: Genome, random: Random, kinds: readonly string[]): Genome {
  const { genes } = genome
  const at = random.below(genes.length)
  const without = genes.filter((_, i) => i !== at)
  switch (random.below(10)) {
    case 0:
      return { ...genome, genes: [...genes, randomGene(random, kinds)].slice(-6) }
    case 1:
      return genes.length > 1 ? { ...genome, genes: without } : genome
    case 2:
      return { ...genome, genes: [...without, randomGene(random, kinds)] }
    case 3:
      return { ...genome, suite: random.below(5), proofs: 1 + random.below(16) }
    case 4:
      return { ...genome, chained: !genome.chained, signed: random.odd(0.5) }
    case 5:
      return { ...genome, distinct: !genome.distinct, filled: random.odd(0.5) ? 0 : random.next() }
    case 6:
      return { ...genome, wrap: random.below(WRAPS), wrapped: random.below(random.odd(0.3) ? 250 : 32) }
    default: {
      const near = (value: number): number => Math.min(1, Math.max(0, value + (random.next() - 0.5) * 0.4))
      const gene = genes[at]!
      const changed = { ...gene, weight: near(gene.weight), a: near(gene.a), b: near(gene.b) }
      return { ...genome, genes: genes.map((each, i) => (i === at ? changed : each)) }
    }
  }
}
