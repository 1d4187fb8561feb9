import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../../src/errors.js'
import type { PathwayNode } from '../../../src/pathways/index.js'
import { evaluate, fromCtdl, pathway, toCtdl } from '../../../src/pathways/index.js'
import { bySuite } from '../../by-suite.js'
import { OPTIONS } from '../random-cases.js'
import { randomOf, withoutTwins } from '../random-pathway.js'
import { candidateOf, UNI } from '../reports.js'

const PATHWAY = {
  '@id': 'urn:p',
  '@type': 'ceterms:Pathway',
  'ceterms:name': { en: 'P' },
  'ceterms:hasDestinationComponent': 'urn:d',
}
const leaf = (name: string) => ({
  '@id': `urn:c:${name}`,
  '@type': 'ceterms:CredentialComponent',
  'ceterms:proxyFor': `urn:a:${name}`,
})

/** A graph whose destination has these conditions. */
const graphOf = (...conditions: readonly object[]) => ({
  '@graph': [
    PATHWAY,
    { '@id': 'urn:d', 'ceterms:hasCondition': conditions },
    leaf('A'),
    leaf('B'),
    leaf('C'),
  ],
})
const read = (graph: unknown) => fromCtdl(graph, { issuers: [UNI] })
const targets = ['urn:c:A', 'urn:c:B', 'urn:c:C']

function issuesOf(graph: unknown): readonly string[] {
  try {
    read(graph)
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.details.issues.map(({ code }) => code)
    throw error
  }
  return []
}

describe('fromCtdl', () => {
  it.each<readonly [string, readonly object[], object, readonly string[]]>([
    ['a required number as n of m', [{ requiredNumber: 2, targetComponent: targets }], { atLeast: 2 }, []],
    ['an absent number as all', [{ targetComponent: targets }], { all: 3 }, ['number_absent']],
    ['Or as any', [{ logicalOperator: 'logic:Or', targetComponent: targets }], { any: 3 }, []],
    [
      'OnlyOne as any, and says so',
      [
        {
          logicalOperator: { '@id': 'https://purl.org/ctdl/vocabs/logic/OnlyOne' },
          targetComponent: targets,
        },
      ],
      { any: 3 },
      ['only_one'],
    ],
    [
      'a target that stands twice as one',
      [{ requiredNumber: 2, targetComponent: [...targets, 'urn:c:A'] }],
      { atLeast: 2 },
      ['duplicate_target'],
    ],
    [
      'several conditions as all',
      [
        { requiredNumber: 1, targetComponent: targets },
        { requiredNumber: 2, targetComponent: targets },
      ],
      { all: 2 },
      [],
    ],
    [
      'Not as what badges cannot decide',
      [{ logicalOperator: 'logic:Not', targetComponent: targets }],
      { unsupported: 1 },
      ['unsupported'],
    ],
    [
      'a condition of a draft before 2022 as undecided',
      [{ leftOperand: 'reqNum', rightOperand: 1, targetComponent: targets }],
      { unsupported: 1 },
      ['unsupported'],
    ],
    [
      'nested conditions as parts that are counted',
      [
        {
          requiredNumber: 1,
          targetComponent: ['urn:c:A'],
          hasCondition: [{ requiredNumber: 2, targetComponent: ['urn:c:B', 'urn:c:C'] }],
        },
      ],
      { any: 2 },
      ['counted_together'],
    ],
  ])('reads %s', (_, conditions, shape, assumptions) => {
    const { pathway: p, assumptions: found } = read(graphOf(...conditions))
    const [kind, size] = Object.entries(shape)[0]!
    expect(Object.keys(p.root)).toContain(kind)
    const value = (p.root as unknown as Record<string, unknown>)[kind]
    expect(Array.isArray(value) ? value.length : kind === 'unsupported' ? 1 : value).toBe(size)
    expect(found.map(({ code }) => code)).toEqual(assumptions)
  })

  it('reads a sum of credits with a unit as credits', () => {
    const constraint = {
      leftAction: 'math:Sum',
      leftSource: ['schema:value'],
      comparator: 'compare:GTEQ',
      rightSource: ['10'],
      creditUnitType: 'creditUnit:ECTS',
    }
    const { pathway: p } = read(graphOf({ targetComponent: targets, hasConstraint: [constraint] }))
    expect(p.root).toMatchObject({ credits: 10, unit: 'ECTS' })
  })

  it.each([['LTEQ'], ['EQ']])('leaves a sum undecided that is compared by %s', (comparator) => {
    const constraint = {
      leftAction: 'math:Sum',
      leftSource: ['schema:value'],
      comparator: `compare:${comparator}`,
      rightSource: ['10'],
      creditUnitType: 'creditUnit:ECTS',
    }
    const { pathway: p } = read(
      graphOf({ targetComponent: targets, requiredNumber: 1, hasConstraint: [constraint] }),
    )
    const answer = evaluate(
      p,
      ['A', 'B', 'C'].map((name, i) => candidateOf({ id: `urn:x:${i}`, achievement: `urn:a:${name}` })),
      OPTIONS,
    )
    expect(answer.outcome).toBe('unknown')
  })

  it.each<readonly [string, unknown, readonly string[]]>([
    [
      'a number that cannot be reached',
      graphOf({ requiredNumber: 4, targetComponent: targets }),
      ['unreachable'],
    ],
    ['a number of nothing', graphOf({ requiredNumber: 0, targetComponent: targets }), ['unreachable']],
    [
      'a reference that leads nowhere',
      graphOf({ requiredNumber: 1, targetComponent: ['urn:c:A', '(and 14 more)'] }),
      ['unknown_reference'],
    ],
    [
      'a cycle',
      {
        '@graph': [
          PATHWAY,
          { '@id': 'urn:d', hasCondition: [{ targetComponent: ['urn:e'] }] },
          { '@id': 'urn:e', hasCondition: [{ targetComponent: ['urn:d'] }] },
        ],
      },
      ['cycle'],
    ],
    [
      'one id for two components',
      {
        '@graph': [
          PATHWAY,
          { '@id': 'urn:d', hasCondition: [{ targetComponent: ['urn:c:A'] }] },
          leaf('A'),
          leaf('A'),
        ],
      },
      ['duplicate_id'],
    ],
    [
      'text with a comma too many',
      `{"@graph": [${JSON.stringify(PATHWAY)},]}`,
      ['not_json', 'unknown_reference'],
    ],
    [
      'text with several roots',
      `${JSON.stringify({ '@graph': [PATHWAY] })}\n{}`,
      ['not_json', 'unknown_reference'],
    ],
    ['a graph without a pathway', { '@graph': [leaf('A')] }, ['missing']],
    ['nothing', '', ['missing']],
    ['a million brackets', '['.repeat(1_000_000), ['not_json', 'missing']],
  ])('refuses %s', (_, graph, codes) => {
    expect(issuesOf(graph)).toEqual(codes)
  })

  it('takes no text for every badge', () => {
    const graph = {
      '@graph': [
        PATHWAY,
        { '@id': 'urn:d', hasCondition: [{ targetComponent: ['urn:e'] }] },
        { '@id': 'urn:e', proxyFor: 'any' },
      ],
    }
    const { pathway: p } = read(graph)
    expect(evaluate(p, [candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A' })], OPTIONS).outcome).toBe(
      'unmet',
    )
  })
})

describe('toCtdl', () => {
  it('keeps what the same badges meet', () => {
    const random = randomOf(7)
    const below = (n: number): number => Math.floor(random() * n)
    const letters = ['A', 'B', 'C', 'D']
    const tree = (depth: number): PathwayNode => {
      if (depth === 2 || random() < 0.3) return { badge: `urn:a:${letters[below(4)]}` }
      const of = withoutTwins(Array.from({ length: 1 + below(3) }, () => tree(depth + 1)))
      const kind = below(4)
      if (kind === 0) return { all: of }
      if (kind === 1) return { any: of }
      if (kind === 2) return { atLeast: 1 + below(of.length), of }
      return {
        credits: 1 + below(6),
        unit: 'ECTS',
        of: letters.slice(0, 1 + below(4)).map((each) => ({ badge: `urn:a:${each}` })),
      }
    }
    for (let i = 0; i < bySuite(50, 300); i++) {
      const p = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root: tree(0) })
      const { graph, lost } = toCtdl(p)
      const again = fromCtdl(graph, { issuers: [UNI] }).pathway
      const held = letters
        .filter(() => random() < 0.5)
        .map((name, k) =>
          candidateOf({
            id: `urn:x:${k}`,
            achievement: `urn:a:${name}`,
            credits: 1 + below(4),
            unit: 'ECTS',
          }),
        )
      expect(evaluate(again, held, OPTIONS).outcome).toBe(evaluate(p, held, OPTIONS).outcome)
      expect(lost).toEqual(['/issuers'])
    }
  })

  it('lists what CTDL has no word for', () => {
    const p = pathway({
      id: 'urn:p',
      name: 'P',
      issuers: [UNI],
      units: { [UNI]: 'ECTS' },
      root: { all: [{ badge: 'urn:a:A', within: 'P1Y' }, { badge: 'any' }], once: true },
    })
    expect([...toCtdl(p).lost].sort()).toEqual([
      '/issuers',
      '/root/all/0/within',
      '/root/all/1',
      '/root/all/1/badge',
      '/root/once',
      '/units',
    ])
  })
})
