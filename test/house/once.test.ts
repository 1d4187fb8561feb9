/** Each idea stands once: a test of a text's form, and a way to read a date. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../../src/', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
  .map((file) => [file, readFileSync(join(source, file), 'utf8')] as const)

/** A regular expression that is long enough to have a meaning of its own. */
const PATTERN =
  /(?<=[(=:!&|]\s*|^\s+)\/(?![/*])((?:[^\n/\\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*(?=[\s.,;)]|$)/gm
const LONG = 20

test('No two files have the same long regular expression', () => {
  const places = new Map<string, Set<string>>()
  for (const [file, text] of files)
    for (const [, pattern] of text.matchAll(PATTERN))
      if (pattern!.length > LONG) places.set(pattern!, (places.get(pattern!) ?? new Set()).add(file))
  expect(places.size).toBeGreaterThan(100)
  const doubled = [...places].filter(([, where]) => where.size > 1)
  expect(doubled.map(([pattern, where]) => [pattern, ...where])).toEqual([])
})

test('Dates of documents are read by date-time-stamp.ts, because Date.parse reads some in local time', () => {
  const users = files
    .filter(([, text]) => /^(?!\s*(?:\*|\/\/)).*\bDate\.parse\(/m.test(text))
    .map(([file]) => file)
  expect(users.sort()).toEqual([
    'net/lifetime.ts', // dates of HTTP
    'pathways/badges/reported-badge.ts', // an instant that a report wrote
    'schema/rules/credential-rules.ts', // what isDateTime has judged
  ])
})

test('URLs of others are parsed by parse-url.ts, which limits their hosts, because the platform takes quadratic time', () => {
  const users = files
    .filter(([, text]) =>
      /^(?!\s*(?:\*|\/\/)).*(?:\bnew URL\((?!.*\bimport\.meta\.url\))|\bURL\.(?:canP|p)arse\b)/m.test(text),
    )
    .map(([file]) => file)
  expect(users.sort()).toEqual([
    'bulk/folder/common-list-url.ts', // URLs of lists that status-options.ts has judged
    'encoding/forms/parse-url.ts',
  ])
})

test('Hosts become ASCII or Unicode, and texts get a normal form, only where their length is limited', () => {
  const users = files
    .filter(([, text]) => /^(?!\s*(?:\*|\/\/)).*(?:\bdomainTo(?:ASCII|Unicode)\b|\.normalize\()/m.test(text))
    .map(([file]) => file)
  expect(users.sort()).toEqual(['bulk/ids/key-address.ts', 'encoding/forms/normal-form.ts'])
})
