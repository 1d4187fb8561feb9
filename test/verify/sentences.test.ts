import { describe, expect, it } from 'vitest'
import { de } from '../../src/verify/messages/de.js'
import { en, type SentenceCode } from '../../src/verify/messages/en.js'
import { fr } from '../../src/verify/messages/fr.js'
import { LANGUAGES, sentence } from '../../src/verify/messages/sentence.js'

const catalogues = { en, de, fr }
const date = '2026-09-30T23:59:59Z'

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  const catalogue: Readonly<Record<string, string>> = catalogues[language]

  it('cover the same codes', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort())
  })

  it.each(Object.keys(en) as SentenceCode[])('%s: is short and plain', (code) => {
    const text = sentence(code, language, { date })
    expect(text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length).toBeLessThanOrEqual(25)
    expect(text).toMatch(/^\p{Lu}.*[.?]$/u)
    expect(text).not.toMatch(/[{}]|undefined|NaN/)
    expect(text).not.toMatch(/\b(JSON-LD|RDF|cryptosuite|nonce|canonical)\b/i)
  })
})

describe('dates in sentences', () => {
  it('are written in the language of the reader', () => {
    expect(sentence('expired', 'en', { date })).toContain('30 September 2026')
    expect(sentence('expired', 'de', { date })).toContain('30. September 2026')
    expect(sentence('expired', 'fr', { date })).toContain('30 septembre 2026')
  })
  it('never break a sentence', () => {
    for (const odd of ['99999-01-01T00:00:00Z', 'x'.repeat(5000), '', undefined, 7]) {
      expect(sentence('expired', 'en', { date: odd }).length).toBeLessThan(120)
    }
  })
})
