/** The evaluator's cases of the shared vectors: each outcome there was found by exhaustive search. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
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
