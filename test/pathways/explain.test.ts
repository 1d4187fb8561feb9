import { describe, expect, it } from 'vitest'
import { de } from '../../src/pathways/explain/de.js'
import { en } from '../../src/pathways/explain/en.js'
import { fr } from '../../src/pathways/explain/fr.js'
import { evaluate, explain, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, UNI } from './reports.js'

const answerOf = (root: PathwayInput['root'], badges: readonly BadgeFacts[]) =>
  evaluate(pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root }), badges.map(candidateOf), OPTIONS)

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }

describe('explain', () => {
  it.each([en, de, fr])('has sentences of at most 25 words, with the same places to fill', (language) => {
    for (const [code, text] of Object.entries(language)) {
      expect(text.split(/\s+/).length).toBeLessThanOrEqual(25)
      const places = (value: string): readonly string[] =>
        [...value.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
      expect(places(text)).toEqual(places(en[code as keyof typeof en]))
    }
  })

  it.each<readonly [string, PathwayInput['root'], readonly BadgeFacts[], readonly string[]]>([
    ['what is met', { badge: 'urn:a:A' }, [A], ['pathway_met']],
    [
      'what is missing',
      { all: [{ badge: 'urn:a:A' }, { badge: 'urn:a:B' }] },
      [A],
      ['pathway_unmet', 'missing_one'],
    ],
    [
      'how many are missing',
      { atLeast: 3, groups: 1, of: [{ badge: 'any', group: 'g' }] },
      [A],
      ['pathway_unmet', 'missing_any_badges'],
    ],
    [
      'credits that are missing',
      { credits: 5, unit: 'ECTS', of: [{ badge: 'any' }] },
      [A],
      ['pathway_unmet', 'missing_only_credits', 'unit_unknown'],
    ],
    [
      'which badge is open',
      { badge: 'urn:a:A' },
      [{ ...A, state: 'unknown' }],
      ['pathway_unknown', 'open_badge', 'missing_one'],
    ],
    [
      'whose badge it is',
      { badge: 'urn:a:A' },
      [{ ...A, holder: 'mismatch' }],
      ['pathway_unmet', 'missing_one', 'other_person'],
    ],
    [
      'that the issuer does not count',
      { badge: 'urn:a:A' },
      [{ ...A, issuer: 'did:web:mallory.example' }],
      ['pathway_unmet', 'missing_one', 'foreign_issuer'],
    ],
    [
      'that badges are shared',
      { all: [{ badge: ['urn:a:A', 'urn:a:B'] }, { badge: 'urn:a:A' }], once: true },
      [A],
      ['pathway_unmet', 'missing_one', 'shortage'],
    ],
    [
      'that no badge can complete it',
      { all: [{ badge: 'urn:a:A' }, { badge: 'urn:a:A' }], once: true },
      [A],
      ['pathway_unmet', 'no_completion', 'shortage'],
    ],
  ])('says %s', (_, root, badges, codes) => {
    const answer = answerOf(root, badges)
    for (const language of ['en', 'de', 'fr'] as const) {
      const sentences = explain(answer, { language })
      expect(sentences.map(({ code }) => code)).toEqual(codes)
      for (const { text } of sentences) expect(text).not.toMatch(/[{}]|undefined/)
    }
  })

  it('fills in nothing that a name says, and keeps it on one line', () => {
    const name = 'A {count}\n\u202e'.repeat(20)
    const [, sentence] = explain(answerOf({ badge: 'urn:a:A', name }, []))
    expect(sentence!.text).toContain('{count}')
    expect(sentence!.text).not.toMatch(/[\n\u202e]/)
    expect(sentence!.text.length).toBeLessThan(120)
  })

  it('refuses a language that it does not speak', () => {
    expect(() => explain(answerOf({ badge: 'urn:a:A' }, []), { language: 'toString' as 'en' })).toThrow(
      TypeError,
    )
  })
})
