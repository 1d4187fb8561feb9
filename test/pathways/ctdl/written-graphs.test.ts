/** What `toCtdl` writes grows with the pathway, and no faster. */
import { describe, expect, it } from 'vitest'
import { fromCtdl, type PathwayNode, pathway, toCtdl } from '../../../src/pathways/index.js'
import { startCpuTime } from '../../cpu-time.js'

const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i))

describe('toCtdl', () => {
  const leaves = (length: number) =>
    pathway({
      id: 'https://e.edu/p',
      name: 'P',
      issuers: ['did:web:a.example'],
      root: { all: list(length, (i) => ({ skill: list(20, (j) => `https://s.example/${i}/${j}`) })) },
    })

  it('takes no longer for each component of a large pathway than of a small one', () => {
    const cost = (length: number): number => {
      const p = leaves(length)
      toCtdl(p)
      const cpu = startCpuTime()
      toCtdl(p)
      return cpu() / length
    }
    cost(100)
    const small = Math.max(...list(3, () => cost(100)))
    expect(Math.min(...list(3, () => cost(900)))).toBeLessThan(4 * small + 50)
  })

  it('writes a node once to which many references lead', () => {
    // On each of 7 levels, 20 nodes refer to the next level: written in full, they would be a billion.
    const level = (n: number): PathwayNode => ({
      id: `level-${n}`,
      any:
        n === 6
          ? [{ badge: 'urn:a:A' }]
          : list(20, (i) => (i === 0 ? { all: [level(n + 1)] } : { all: [{ ref: `level-${n + 1}` }] })),
    })
    const p = pathway({ id: 'urn:p', name: 'P', issuers: ['did:web:a.example'], root: level(0) })
    const { graph } = toCtdl(p)
    expect(JSON.stringify(graph).length).toBeLessThan(100_000)
    const again = fromCtdl(graph).pathway
    expect(JSON.stringify(again.root).match(/"badge"/g)).toHaveLength(1)
  })
})
