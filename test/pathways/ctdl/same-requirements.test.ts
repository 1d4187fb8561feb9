/** A condition that counts its parts counts no badge twice, and says which parts require the same. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../../src/errors.js'
import { evaluate, fromCtdl } from '../../../src/pathways/index.js'
import { OPTIONS } from '../random-cases.js'
import { candidateOf, UNI } from '../reports.js'

const CTID = 'ce-11111111-1111-4111-8111-111111111111'
const SKILL = `https://credentialengineregistry.org/resources/${CTID}`

const component = (name: string, badge: string, type = 'CredentialComponent') => ({
  '@id': `urn:c:${name}`,
  '@type': `ceterms:${type}`,
  proxyFor: badge,
})
const COMPONENTS = [
  component('A', 'urn:a:A'),
  component('again', 'urn:a:A'),
  component('B', 'urn:a:B'),
  component('C', 'urn:a:C'),
  component('skill', SKILL, 'CompetencyComponent'),
  component('same-skill', SKILL.replace('resources', 'graph'), 'CompetencyComponent'),
  { '@id': 'urn:c:wrapper', hasCondition: [{ targetComponent: 'urn:c:A' }] },
]
const graphOf = (condition: object, more: object = {}) => ({
  '@graph': [
    { '@id': 'urn:p', '@type': 'ceterms:Pathway', hasDestinationComponent: 'urn:d' },
    { '@id': 'urn:d', hasCondition: [condition] },
    ...COMPONENTS,
  ],
  ...more,
})
const target = (...names: readonly string[]) => ({ targetComponent: names.map((name) => `urn:c:${name}`) })
const read = (graph: object) => fromCtdl(graph, { issuers: [UNI] })

const A = candidateOf({
  id: 'urn:x:1',
  achievement: 'urn:a:A',
  inAchievement: { alignment: [{ type: ['Alignment'], targetName: 'S', targetUrl: SKILL }] },
})
const B = candidateOf({ id: 'urn:x:2', achievement: 'urn:a:B' })

describe('fromCtdl', () => {
  it.each([
    [
      'two conditions on one component',
      { requiredNumber: 2, hasCondition: [target('A'), target('A'), target('B')] },
      'same_requirement',
    ],
    [
      'two conditions on two components of one badge',
      { requiredNumber: 2, hasCondition: [target('A'), target('again'), target('B')] },
      'same_requirement',
    ],
    [
      'two conditions on one skill',
      { requiredNumber: 2, hasCondition: [target('skill'), target('same-skill'), target('B')] },
      'same_requirement',
    ],
    [
      'a component and one that requires it',
      { requiredNumber: 2, ...target('A', 'wrapper', 'B') },
      'same_requirement',
    ],
    [
      'a target and a condition on it',
      { requiredNumber: 2, ...target('A', 'B'), hasCondition: [target('A')] },
      'same_requirement',
    ],
    [
      'two addresses of one skill',
      { requiredNumber: 2, ...target('skill', 'same-skill', 'B') },
      'same_badge',
    ],
  ])('counts once and says so: %s', (_, condition, code) => {
    const { pathway: p, assumptions } = read(graphOf(condition))
    expect(assumptions.map((each) => each.code)).toContain(code)
    expect(evaluate(p, [A], OPTIONS).outcome).toBe('unmet')
    expect(evaluate(p, [A, B], OPTIONS).outcome).toBe('met')
  })

  it('names the condition that counts', () => {
    const condition = { requiredNumber: 2, hasCondition: [target('A'), target('A'), target('B')] }
    expect(read(graphOf(condition)).assumptions).toContainEqual({
      code: 'same_requirement',
      pointer: '/@graph/1/hasCondition/0',
      message: 'several targets or conditions of the list require the same, and count as one',
    })
  })

  it('keeps a component that only the second of two equal conditions defines', () => {
    const two = { requiredNumber: 2, hasCondition: [target('A'), target('again'), target('B')] }
    const { pathway: p } = read(graphOf({ hasCondition: [two, target('again', 'C')] }))
    expect(JSON.stringify(p.root)).toContain('{"ref":"urn:c:again"}')
  })

  it('refuses a number that only one badge would reach, counted several times', () => {
    const condition = {
      requiredNumber: 3,
      hasCondition: [target('A'), target('A'), target('again'), target('B')],
    }
    try {
      read(graphOf(condition))
      expect.unreachable()
    } catch (error) {
      if (!isOpenBadgeError(error, 'model_invalid')) throw error
      expect(error.details.issues.map(({ code, pointer }) => [code, pointer])).toEqual([
        ['unreachable', '/@graph/1/hasCondition/0/requiredNumber'],
      ])
    }
  })

  it('requires each condition where all are required, and says that two are the same', () => {
    const { pathway: p, assumptions } = read(
      graphOf({ requiredNumber: 3, hasCondition: [target('A'), target('A'), target('B')] }),
    )
    expect(assumptions.map(({ code }) => code)).toContain('same_requirement')
    expect(evaluate(p, [A], OPTIONS).outcome).toBe('unmet')
    expect(evaluate(p, [A, B], OPTIONS).outcome).toBe('met')
  })

  it('says nothing where the parts differ', () => {
    const condition = { requiredNumber: 2, hasCondition: [target('A', 'B'), target('A'), target('B')] }
    expect(read(graphOf(condition)).assumptions.map(({ code }) => code)).not.toContain('same_requirement')
  })

  it('tells which members beside @graph it does not read', () => {
    const labels = {
      '@context': 'https://credreg.net/ctdl/schema/context/json',
      '@id': 'urn:g',
      'ceterms:ctid': CTID,
    }
    const graph = graphOf(target('A'), {
      ...labels,
      'ceterms:hasCondition': [target('B')],
      prerequisite: 'urn:c:C',
    })
    const unread = (of: object): readonly string[] =>
      read(of).assumptions.flatMap(({ code, pointer }) => (code === 'not_read' ? [pointer] : []))
    expect(unread(graph)).toEqual(['/ceterms:hasCondition', '/prerequisite'])
    expect(unread(graphOf(target('A'), labels))).toEqual([])
  })

  it('reads names of backslashes on many levels', () => {
    const ids = Array.from({ length: 400 }, (_, i) => `urn:b${i}${'\\'.repeat(40)}`)
    let condition: object = { requiredNumber: 399, targetComponent: ids }
    for (let i = 0; i < 13; i++) condition = { hasCondition: [condition] }
    const graph = graphOf({ requiredNumber: 2, hasCondition: [condition, target('A'), target('B')] })
    // No achievement has such an id.
    const components = ids.map((id) => ({ '@id': id }))
    expect(() => read({ '@graph': [...graph['@graph'], ...components] })).toThrow(
      'no badge can match this text',
    )
  })
})
