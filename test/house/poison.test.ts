/**
 * Texts for which a regular expression or a function of the platform took quadratic or exponential time. Most of these calls took
 * minutes, and the comments would never have ended; the time limit of the suite is the test.
 */
import { caseAlignment, image, language, lintMicrocredential } from 'laurel'
import { readCell } from 'laurel/bulk'
import { fromCtdl } from 'laurel/pathways'
import { expect, it } from 'vitest'
import { FILTERS } from '../../src/bulk/mapping/template.js'
import { withComma } from '../../src/bulk/plan/shared-fault.js'
import { OpenBadgeError } from '../../src/errors.js'
import { nameIssues } from '../../src/jsonld/fallback/name-issues.js'
import { resultNumber } from '../../src/schema/results/pass-mark.js'

const N = 500_000
const spaces = ' '.repeat(N)
const digits = '9'.repeat(N)
/** Each of another name. */
const manyKeywords = `en-u-${Array.from({ length: 150_000 }, (_, i) => `v${100_000 + i}`).join('-')}`
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The codes of the issues of the error that the work throws. */
function codes(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (!(error instanceof OpenBadgeError)) throw error
    return [
      ...new Set(((error.details as { issues?: { code: string }[] }).issues ?? []).map(({ code }) => code)),
    ]
  }
  return []
}

function levelOf(targetName: string): string | undefined {
  const alignment = [{ type: ['Alignment'], targetType: 'ext:EQF', targetUrl: 'urn:x', targetName }]
  const achievement = { id: 'urn:a', type: ['Achievement'], name: 'a', alignment }
  const subject = { type: ['AchievementSubject'], achievement }
  const badge = { type: ['VerifiableCredential', 'OpenBadgeCredential'], credentialSubject: subject }
  const level = lintMicrocredential(badge, 'eu').find(({ element }) => element === 'level')
  return level?.outcome
}

function hintOf(value: string): string | undefined {
  return withComma({ code: 'result_not_number', message: '', found: JSON.stringify(value) })?.hint
}

it.each<[string, () => unknown, unknown]>([
  ['a result before spaces', () => resultNumber(`1${spaces}`), 1],
  ['a result with a percent sign between spaces', () => resultNumber(`${spaces}1.5${spaces}%${spaces}`), 1.5],
  ['a result before spaces and a letter', () => resultNumber(`1${spaces}x`), undefined],
  ['a result of a row', () => hintOf(`1,5${spaces}x`), undefined],
  ['a result of a row with a comma', () => hintOf(`1,5${' '.repeat(99)}%`)?.slice(0, 6), 'If the'],
  ['a level after digits', () => levelOf(`${digits}x`), 'unclear'],
  ['a level', () => levelOf(`${spaces}6`), 'present'],
  ['a number', () => 'fault' in readCell({ type: 'number' }, `${digits}x`), true],
  ['a number with zeros', () => 'fault' in readCell({ type: 'number' }, `1.${'0'.repeat(N)}1`), true],
  ['a date', () => 'fault' in readCell({ type: 'date' }, `1${spaces}x`), true],
  ['a slug', () => FILTERS.slug(`a${'-'.repeat(N)}b${'-'.repeat(N)}`), 'a-b'],
  [
    'the server of a framework',
    () => {
      const server = `https://case.example.org${'/'.repeat(N)}x`
      return caseAlignment({ server, identifier: 'a', name: 'a' }).targetUrl.length > N
    },
    true,
  ],
  ['a language tag', () => codes(() => language(manyKeywords)).join(), 'invalid_language'],
  [
    'comments before a picture',
    () => codes(() => image(bytes(`${'<!---->'.repeat(500)}<g/>`))).join(),
    'unknown_value',
  ],
  [
    'comments of dashes',
    () => codes(() => image(bytes(`<?xml version="1.0"?>${'<!-- - -- -->\n'.repeat(90)}<svg>`))).join(),
    '',
  ],
  [
    'a datatype',
    () =>
      nameIssues(
        { x: { '@type': `${'a'.repeat(N)}1`, '@value': 'x' } },
        () => true,
        () => undefined,
      ).length,
    0,
  ],
  ['CTDL of broken texts', () => codes(() => fromCtdl('"\\"\\'.repeat(N / 4))).join(), 'not_json,missing'],
  [
    'CTDL of many members',
    () => codes(() => fromCtdl(`{${Array.from({ length: 200_000 }, (_, i) => `"a${i}":1`).join()}}`)).join(),
    'missing',
  ],
])('%s', (_, work, result) => {
  expect(work()).toEqual(result)
})
