/** Graphs that are made to cost much: they are read in little time, or refused with the reason. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../../src/errors.js'
import { fromCtdl } from '../../../src/pathways/index.js'
import { startCpuTime } from '../../cpu-time.js'

const condition = (id: string, more: object): object => ({
  '@id': id,
  '@type': 'ceterms:ComponentCondition',
  ...more,
})
const pathOf = (...nodes: readonly object[]): object => ({
  '@graph': [
    { '@id': 'urn:p', '@type': 'ceterms:Pathway', hasDestinationComponent: ['urn:d'] },
    { '@id': 'urn:d', '@type': 'ceterms:BasicComponent', hasCondition: ['urn:c0'] },
    { '@id': 'urn:b', '@type': 'ceterms:BasicComponent' },
    ...nodes,
  ],
})
const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i))

const SUM = {
  '@id': 'urn:sum',
  leftAction: 'Sum',
  leftSource: ['schema:value'],
  comparator: 'GTEQ',
  creditUnitType: 'ECTS',
  rightSource: 1,
}
/** Conditions of which each names the next one twice, in two ways. */
const doubled = (length: number): object =>
  pathOf(
    ...list(length, (i) =>
      condition(`urn:c${i}`, {
        hasCondition: [{ hasCondition: [`urn:c${i + 1}`] }, { hasCondition: [`urn:c${i + 1}`] }],
      }),
    ),
    condition(`urn:c${length}`, { targetComponent: ['urn:b'] }),
  )

function codesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.details.issues.map(({ code }) => code)
    throw error
  }
  return []
}

describe('fromCtdl', () => {
  it.each([
    ['a condition that names itself', pathOf(condition('urn:c0', { hasCondition: ['urn:c0'] })), ['cycle']],
    [
      'two conditions that name each other',
      pathOf(
        condition('urn:c0', { hasCondition: ['urn:c1'] }),
        condition('urn:c1', { hasCondition: ['urn:c0'] }),
      ),
      ['cycle'],
    ],
    [
      'a chain of 20,000 components',
      pathOf(
        condition('urn:c0', { targetComponent: ['urn:k0'] }),
        ...list(20_000, (i) => ({ '@id': `urn:k${i}`, 'ceasn:hasChild': [`urn:k${i + 1}`] })),
        { '@id': 'urn:k20000' },
      ),
      ['limit'],
    ],
    [
      'a chain of 20,000 conditions',
      pathOf(...list(20_000, (i) => condition(`urn:c${i}`, { hasCondition: [`urn:c${i + 1}`] }))),
      ['limit'],
    ],
    ['conditions that name the next one twice on 60 levels', doubled(60), ['limit']],
    [
      'more than 1,000 nodes in one condition',
      pathOf(
        condition('urn:c0', { targetComponent: list(50_000, (i) => ({ '@id': `urn:t${i}`, name: 'T' })) }),
      ),
      ['limit'],
    ],
    [
      'sums of credits over the same many targets',
      pathOf(
        condition('urn:c0', {
          targetComponent: list(20_000, (i) => ({ '@id': `urn:t${i}`, name: 'T' })),
          hasConstraint: list(20_000, () => 'urn:sum'),
        }),
        SUM,
      ),
      ['limit'],
    ],
  ])('refuses %s', (_, graph, codes) => {
    const text = JSON.stringify(graph)
    const cpu = startCpuTime()
    expect(codesOf(() => fromCtdl(text))).toEqual(codes)
    expect(cpu()).toBeLessThan(3_000_000)
  })

  it('reads a condition that several others name once, and refers to it', () => {
    const { pathway: p } = fromCtdl(doubled(4))
    expect(JSON.stringify(p.root).match(/"badge"/g)).toHaveLength(1)
    expect(JSON.stringify(p.root)).toContain('{"ref":"urn:c4"}')
  })
})
