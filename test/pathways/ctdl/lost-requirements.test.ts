/** Each member of each class that may be a requirement: it is read, or the import says that it is not, or refuses it. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../../src/errors.js'
import { evaluate, fromCtdl } from '../../../src/pathways/index.js'
import { OPTIONS } from '../random-cases.js'
import { candidateOf, UNI } from '../reports.js'

type Members = Readonly<Record<string, unknown>>

const component = (name: string, more: Members = {}): Members => ({
  '@id': `urn:c:${name}`,
  '@type': 'ceterms:CredentialComponent',
  proxyFor: `urn:a:${name}`,
  ...more,
})
const graphOf = (destination: Members, more: Members = {}, pathway: Members = {}): object => ({
  '@graph': [
    { '@id': 'urn:p', '@type': 'ceterms:Pathway', hasDestinationComponent: 'urn:d', ...pathway },
    { '@id': 'urn:d', ...destination },
    component('A', more),
    ...['B', 'C', 'D'].map((name) => component(name)),
  ],
})
const inCondition = (condition: Members): object => graphOf({ hasCondition: [condition] })
const inComponent = (more: Members): object =>
  graphOf({ hasCondition: [{ targetComponent: ['urn:c:A'] }] }, more)
const inConstraint = (constraint: Members): object =>
  inCondition({ targetComponent: ['urn:c:A', 'urn:c:B'], hasConstraint: [constraint] })

const SUM = {
  leftAction: 'actionStat:Sum',
  leftSource: ['schema:value'],
  comparator: 'compare:GTEQ',
  rightSource: 2,
  creditUnitType: 'creditUnit:ECTS',
}
const GRADE = { leftSource: ['urn:grade'], comparator: 'compare:GT', rightSource: ['urn:C'] }
const nested = { targetComponent: ['urn:c:C'] }

const REFUSED = 'refused'

/** What the import makes of a graph: the pathway and the assumptions as text. */
function outcomeOf(graph: unknown): string {
  try {
    const { pathway: p, assumptions } = fromCtdl(graph, { issuers: [UNI] })
    return JSON.stringify([p.root, assumptions.map(({ code, pointer }) => [code, pointer])])
  } catch (error) {
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    return REFUSED
  }
}

function codesOf(graph: unknown): readonly string[] {
  try {
    fromCtdl(graph, { issuers: [UNI] })
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.details.issues.map(({ code }) => code)
    throw error
  }
  return []
}

/** All choices of one value, or none, for each member. */
function combinationsOf(values: Readonly<Record<string, readonly unknown[]>>): readonly Members[] {
  let all: readonly Members[] = [{}]
  for (const [name, list] of Object.entries(values))
    all = all.flatMap((each) => [each, ...list.map((value) => ({ ...each, [name]: value }))])
  return all
}

/** The combinations in which nothing tells whether a member is there. */
function lostIn(
  values: Readonly<Record<string, readonly unknown[]>>,
  make: (members: Members) => object,
  isSettled: (name: string, members: Members) => boolean = () => false,
): readonly string[] {
  const lost = combinationsOf(values).flatMap((members) =>
    Object.keys(members).flatMap((name) => {
      const { [name]: _, ...others } = members
      const outcome = outcomeOf(make(members))
      const isLost = outcome !== REFUSED && outcome === outcomeOf(make(others)) && !isSettled(name, members)
      return isLost ? [`${name} of ${JSON.stringify(members)}`] : []
    }),
  )
  return lost.slice(0, 3)
}

describe('fromCtdl', () => {
  it('loses no member of a condition, in any combination', () => {
    const values = {
      targetComponent: [['urn:c:A', 'urn:c:B']],
      hasCondition: [[nested], [nested, { targetComponent: ['urn:c:D'] }]],
      hasConstraint: [[SUM], [GRADE], [SUM, GRADE]],
      requiredNumber: [1, 2, [1, 3], 'two'],
      logicalOperator: [
        'logic:And',
        'logic:Or',
        'logic:OnlyOne',
        'logic:Not',
        'logic:Xor',
        ['logic:And', 'logic:Not'],
      ],
      'schema:other': ['x'],
    }
    // "And" is the reading without an operator. A number says exactly how many, so that "Or" adds nothing to it, and 1 is "Or". Without anything
    // to count, an operator has no sense, because each constraint is required. What badges cannot prove is never met.
    const isSettled = (name: string, members: Members): boolean => {
      const { logicalOperator: operator, requiredNumber, targetComponent, hasCondition } = members
      if (operator !== undefined && !['logic:And', 'logic:Or', 'logic:OnlyOne'].includes(operator as string))
        return true
      const isCounted = targetComponent !== undefined || hasCondition !== undefined
      if (
        name === 'requiredNumber' &&
        requiredNumber === 1 &&
        operator !== 'logic:And' &&
        operator !== undefined
      )
        return true
      const isRead = operator === 'logic:And' || (operator === 'logic:Or' && requiredNumber !== undefined)
      return name === 'logicalOperator' && (isRead || !isCounted)
    }
    expect(lostIn(values, inCondition, isSettled)).toEqual([])
  })

  it('loses no member of a component, in any combination', () => {
    const values = {
      hasCondition: [[nested]],
      'ceasn:hasChild': [['urn:c:B'], ['urn:c:B', 'urn:c:D']],
      hasChild: [['urn:c:D']],
      proxyFor: ['urn:a:A', ['urn:a:A', 'urn:a:X']],
      sourceData: ['urn:a:Y'],
      prerequisite: ['urn:c:B'],
      componentDesignation: ['Required'],
    }
    const make = (members: Members): object => inComponent({ proxyFor: undefined, ...members })
    expect(lostIn(values, (members) => JSON.parse(JSON.stringify(make(members))) as object)).toEqual([])
  })

  it('loses no member of a constraint', () => {
    for (const name of Object.keys(SUM)) {
      const { [name]: value, ...others } = SUM as Members
      for (const changed of [others, { ...SUM, [name]: [value, value, 'x'].flat() }])
        expect(outcomeOf(inConstraint(changed))).not.toBe(outcomeOf(inConstraint(SUM)))
    }
    for (const more of [
      { rightAction: 'array:AnyOf' },
      { constraintType: 'urn:t' },
      { creditLevelType: 'urn:l' },
    ])
      expect(outcomeOf(inConstraint({ ...SUM, ...more }))).not.toBe(outcomeOf(inConstraint(SUM)))
  })

  it('loses no member of a pathway and of its destination', () => {
    const values = {
      'ceasn:hasChild': [['urn:c:D']],
      prerequisite: ['urn:c:B'],
      hasDestinationComponent: [['urn:c:B'], ['urn:d', 'urn:c:B']],
    }
    const conditions = { hasCondition: [nested] }
    expect(lostIn(values, (members) => graphOf(conditions, {}, members))).toEqual([])
    const own = { proxyFor: ['urn:a:D'], 'ceasn:hasChild': [['urn:c:B']], prerequisite: ['urn:c:B'] }
    expect(lostIn(own, (members) => graphOf({ ...conditions, ...members }))).toEqual([])
  })

  it.each([
    [
      'one member under two prefixes',
      { hasCondition: [nested], 'ceterms:hasCondition': [nested] },
      'duplicate',
    ],
    [
      'a second node with an id that is taken',
      { targetComponent: [component('A', { prerequisite: 'urn:c:B' })] },
      'duplicate_id',
    ],
  ])('refuses %s', (_, condition, code) => {
    expect(codesOf(inCondition(condition))).toEqual([code])
  })

  it('reads a node that is written again with the same members', () => {
    const again = outcomeOf(inCondition({ targetComponent: [component('A'), 'urn:c:B'] }))
    expect(again).toBe(outcomeOf(inCondition({ targetComponent: ['urn:c:A', 'urn:c:B'] })))
  })

  it.each([undefined, 'logic:And'])(
    'requires a nested condition beside a sum of credits (operator %s)',
    (operator) => {
      const { pathway: p } = fromCtdl(
        inCondition({
          ...(operator === undefined ? {} : { logicalOperator: operator }),
          targetComponent: ['urn:c:A', 'urn:c:B'],
          hasConstraint: [SUM],
          hasCondition: [nested],
        }),
        { issuers: [UNI] },
      )
      const of = (names: readonly string[]) =>
        evaluate(
          p,
          names.map((name, i) =>
            candidateOf({ id: `urn:x:${i}`, achievement: `urn:a:${name}`, credits: 2, unit: 'ECTS' }),
          ),
          OPTIONS,
        ).outcome
      expect(of(['A', 'B'])).toBe('unmet')
      expect(of(['A', 'B', 'C'])).toBe('met')
      expect(of(['A', 'C'])).toBe(operator === undefined ? 'met' : 'unmet')
    },
  )

  it('counts two components of one course as one target', () => {
    const graph = (number: number, ...names: readonly string[]): object =>
      graphOf(
        { hasCondition: [{ requiredNumber: number, targetComponent: names.map((name) => `urn:c:${name}`) }] },
        { proxyFor: 'urn:a:B' },
      )
    const { pathway: p, assumptions } = fromCtdl(graph(2, 'A', 'B', 'C'), { issuers: [UNI] })
    const badge = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:B' })
    expect(evaluate(p, [badge], OPTIONS).outcome).toBe('unmet')
    expect(assumptions.map(({ code }) => code)).toContain('same_badge')
    expect(codesOf(graph(2, 'A', 'B'))).toEqual(['unreachable'])
  })
})
