/** The evaluator's cases of the shared vectors: each outcome there was found by exhaustive search. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { evaluate, fromCtdl, type PathwayInput, pathway, toCtdl } from '../../src/pathways/index.js'
import { type BadgeFacts, candidateOf, HOLDER } from '../pathways/reports.js'
import { vectors } from '../vectors.js'

interface Case {
  readonly id: string
  readonly comment: string
  readonly pathway: Omit<PathwayInput, 'id' | 'name'> & { readonly at: string }
  readonly badges: readonly BadgeFacts[]
  readonly expect: { readonly outcome: string; readonly missing?: number }
}

const file = `${vectors}/stack/cases/evaluate.json`

describe.skipIf(!existsSync(file))('the cases of the evaluator', () => {
  const { cases } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] })
    : { cases: [] }

  it('are all there', () => {
    expect(cases.length).toBe(31)
  })

  it.each(cases.map((each) => [each.id, each.comment, each] as const))(
    '%s: %s',
    (_, __, { pathway: input, badges, expect: wanted }) => {
      const { at, ...own } = input
      const p = pathway({ id: 'urn:example:pathway', name: 'A pathway', ...own })
      const answer = evaluate(p, badges.map(candidateOf), {
        holder: { id: HOLDER, email: 'nobody@example.org' },
        at: new Date(at),
      })
      const isComparable = badges.every(({ holder }) => holder !== 'unknown')
      if (isComparable) expect(answer.outcome).toBe(wanted.outcome)
      if (wanted.missing !== undefined) expect(answer.missing?.requirements.length).toBe(wanted.missing)
      const alone = evaluate(p, badges.map(candidateOf), { holder: { id: HOLDER }, at: new Date(at) })
      expect(alone.outcome).toBe(wanted.outcome)
    },
  )
})

const ctdl = `${vectors}/stack/ctdl`

describe.skipIf(!existsSync(ctdl))('the CTDL graphs', () => {
  const textOf = (name: string): string => readFileSync(`${ctdl}/${name}`, 'utf8')

  it.each([
    [
      'badgr-french-ba.json',
      { badge_or_conditions: 5, destination_is_award: 1, number_absent: 1, issuers_trusted: 1 },
    ],
    ['comptia-it-networking.json', { badge_or_conditions: 4, destination_is_award: 1, issuers_trusted: 1 }],
    [
      'heriot-watt-pathway.json',
      { destination_is_award: 1, number_absent: 2, unsupported: 3, issuers_trusted: 1 },
    ],
    ['2019-pathway-conditions.json', { unsupported: 1, issuers_trusted: 1 }],
  ])('%s is read with every assumption listed', (name, counts) => {
    const { pathway: p, assumptions } = fromCtdl(textOf(name))
    const found: Record<string, number> = {}
    for (const { code } of assumptions) found[code] = (found[code] ?? 0) + 1
    expect(found).toEqual(counts)
    // What was read is written and read again without a fault.
    expect(() => fromCtdl(toCtdl(p).graph)).not.toThrow()
  })

  it.each([
    ['constraints.not-json.txt', { not_json: 1, missing: 1 }],
    [
      'fluree-selection-component.not-json.txt',
      { not_json: 2, misplaced: 2, unknown_reference: 3, unreachable: 2 },
    ],
    ['heriot-watt-courses.json', { missing: 1 }],
  ])('%s is refused with every fault at once', (name, codes) => {
    expect(faultsOf(textOf(name))).toEqual(codes)
  })

  it('hutchinson-welding.not-json.txt is refused with the faults of its text and of its graph', () => {
    const faults = faultsOf(textOf('hutchinson-welding.not-json.txt'))
    expect(faults['not_json']).toBeGreaterThan(2)
    expect(Object.keys(faults).length).toBeGreaterThan(1)
  })
})

function faultsOf(text: string): Record<string, number> {
  const codes: Record<string, number> = {}
  try {
    fromCtdl(text)
  } catch (error) {
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    for (const { code } of error.details.issues) codes[code] = (codes[code] ?? 0) + 1
  }
  return codes
}
