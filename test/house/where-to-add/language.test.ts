/** "A language" of src/README.md: a file of sentences, and a row in each table that the compiler asks for. */
import type { Language } from 'laurel'
import { expect, test } from 'vitest'
import { english } from '../../../src/verify/messages/en.js'
import { LANGUAGES, LOADERS, type MessageWriter } from '../../../src/verify/messages/message-writer.js'

const language = 'nl' as Language
const writer: MessageWriter = {
  has: english.has,
  write: (code, details) => `In het Nederlands: ${english.write(code, details)}`,
}
// The rows stand before anything else of laurel loads, as if they were in the source.
;(LANGUAGES as unknown as string[]).push(language)
Object.assign(LOADERS, { [language]: async () => ({ writer }) })
const { generateSigner, issue, sentence, verify } = await import('laurel')
const { credentialPage, dayInWords, WORDS } = await import('laurel/share')
const { WRITERS } = await import('../../../src/verify/messages/sentence.js')
const { VISITOR } = await import('../../../src/share/words/visitor-words.js')
const { LOCALES } = await import('../../../src/share/words/words.js')
const { sampleBadge } = await import('./sample-badge.js')
Object.assign(WRITERS, { [language]: writer })

test('A language of the report is a file, its name, and a row in two tables', async () => {
  const signer = await generateSigner()
  const signed = await issue(sampleBadge(signer.controller), { signer })
  const { checks } = await verify(signed, { language })
  for (const { message, code } of checks) {
    expect(message).toMatch(/^In het Nederlands: /)
    expect(sentence(code, language)).toBe(message)
  }
  const other = { language: 'xx' as Language }
  await expect(verify(signed, other)).rejects.toThrow("'fr', 'nl'")
})

test('A language of pages is a file and its rows beside the languages of the report', async () => {
  const signer = await generateSigner()
  const signed = await issue(sampleBadge(signer.controller), { signer })
  const report = await verify(signed)
  Object.assign(WORDS, { [language]: { ...WORDS.en, awardedBy: 'Uitgereikt door' } })
  Object.assign(LOCALES, { [language]: 'nl-NL' })
  Object.assign(VISITOR, { [language]: {} })
  const page = await credentialPage(signed, report, { language })
  expect(page).toContain('<html lang="nl"')
  expect(page).toContain('Uitgereikt door')
  expect(dayInWords('2026-07-01T00:00:00Z', language)).toBe('1 juli 2026')
})
