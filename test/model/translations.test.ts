import { isOpenBadgeError, openBadge, profile, translations, validate } from 'laurel'
import { describe, expect, it } from 'vitest'

const en = { id: 'https://example.edu/a/en', name: 'Rust I', description: 'Safe code.', criteria: 'Passed.' }
const de = { id: 'https://example.edu/a/de', name: 'Rust I', description: 'Sicher.', criteria: 'Bestanden.' }
const fr = { id: 'https://example.edu/a/fr', name: 'Rust I', description: 'Sûr.', criteria: 'Réussi.' }

describe('an achievement in several languages', () => {
  it('is one version a language, each naming the others', () => {
    const made = translations({ achievementType: 'Course', version: '2' }, { en, de, fr })
    expect(made.de).toEqual({
      id: de.id,
      type: ['Achievement'],
      achievementType: 'Course',
      criteria: { narrative: 'Bestanden.' },
      description: 'Sicher.',
      inLanguage: 'de',
      name: 'Rust I',
      related: [
        { id: en.id, type: ['Related'], inLanguage: 'en', version: '2' },
        { id: fr.id, type: ['Related'], inLanguage: 'fr', version: '2' },
      ],
      version: '2',
    })
    for (const achievement of Object.values(made)) {
      const issuer = profile({ id: 'did:web:example.edu', name: 'Example University' })
      const badge = openBadge({ issuer, recipient: { email: 'ada@example.org' }, achievement })
      const complete = { id: 'urn:uuid:00000000-0000-4000-8000-000000000000', ...badge }
      expect(validate({ ...complete, validFrom: '2026-01-01T00:00:00Z' }).issues).toEqual([])
    }
  })

  it('keeps what is related already, and lets a language differ in more than its texts', () => {
    const related = { id: 'https://example.edu/a/0', version: '1' }
    const made = translations({ related, tag: ['rust'] }, { en, de: { ...de, tag: ['rost'] } })
    expect(made.en.related?.map(({ id }) => id)).toEqual([de.id, related.id])
    expect([made.en.tag, made.de.tag]).toEqual([['rust'], ['rost']])
  })

  it.each([
    ['a language by its name', { en, german: de }, ['invalid_language /german/inLanguage write "de"']],
    ['one id for two languages', { en, de: { ...de, id: en.id } }, ['duplicate_id /de/id']],
    ['one language', { en }, ['missing ']],
    [
      'two faults at once',
      { en: { ...en, name: 7 }, de: { ...de, criteria: undefined } },
      ['wrong_type /en/name', 'missing /de/criteria'],
    ],
    ['an id that is no address', { en: { ...en, id: 'rust' }, de }, ['invalid_uri /en/id']],
  ])('refuses %s, once, and says where', (_, versions, expected) => {
    try {
      translations({}, versions as never)
    } catch (error) {
      if (!isOpenBadgeError(error, 'model_invalid')) throw error
      const told = error.details.issues.map(({ code, pointer, hint }) => `${code} ${pointer} ${hint}`)
      expect(told).toEqual(expected.map((text) => expect.stringContaining(text)))
      return
    }
    throw new Error('nothing was thrown')
  })
})
