/** Every code has a cause and a remedy in the catalogues, and how a row ends with it is what the source says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  errorCatalogue,
  errorDetails,
  issueCatalogue,
  REPORT_CODES,
  reportCatalogue,
  reportSections,
} from '../../scripts/docs/catalogue/emit.js'
import { ERRORS, LIMITS } from '../../scripts/docs/catalogue/errors.js'
import { ISSUES, UNSAFE } from '../../scripts/docs/catalogue/issues.js'
import { MAPPING, PATHWAY, READING } from '../../scripts/docs/catalogue/other-issues.js'
import { VERIFY_LIMITS } from '../../src/index.js'
import { CODES } from '../../src/issue-codes.js'
import { en } from '../../src/verify/messages/en.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sorted = (names: Iterable<string>): readonly string[] => [...names].sort()
/** The words of a union of texts in a source file. */
const union = (file: string, name: string): readonly string[] => {
  const [, members = ''] =
    new RegExp(`export type ${name} =\\n((?:  (?:\\||//) .*\\n)+)`).exec(
      readFileSync(join(root, file), 'utf8'),
    ) ?? []
  return Array.from(members.matchAll(/^ {2}\| '([^']+)'/gm), ([, word]) => word!)
}

describe('the catalogues', () => {
  it('hold every code of an error', () => {
    expect(sorted(Object.keys(ERRORS))).toEqual(sorted(errorDetails().keys()))
    expect(errorDetails().size).toBeGreaterThan(20)
  })

  it('hold every limit, and with it those of verify', () => {
    expect(sorted(Object.keys(LIMITS))).toEqual(sorted(union('src/errors.ts', 'LimitName')))
    expect(Object.keys(VERIFY_LIMITS).filter((name) => !(name in LIMITS))).toEqual([])
  })

  it('hold every code of a row or a warning, under the row of its sentence', () => {
    expect(sorted(Object.keys(REPORT_CODES))).toEqual(sorted(Object.keys(en)))
    const sections = reportSections()
    expect(sorted(sections.flatMap(([, codes]) => codes))).toEqual(sorted(Object.keys(en)))
    expect(sections.find(([title]) => title === 'status')?.[1]).toContain('revoked')
  })

  it('hold every code of an issue', () => {
    expect(sorted(Object.keys(ISSUES))).toEqual(sorted(Object.keys(CODES)))
    expect(sorted(Object.keys(UNSAFE))).toEqual(sorted(union('src/issue-codes.ts', 'UnsafeCode')))
    expect(sorted(Object.keys(PATHWAY))).toEqual(sorted(union('src/issue-codes.ts', 'PathwayIssueCode')))
    expect(sorted(Object.keys(MAPPING))).toEqual(sorted(union('src/issue-codes.ts', 'MappingIssueCode')))
    expect(sorted(Object.keys(READING))).toEqual(sorted(union('src/issue-codes.ts', 'ReadingIssueCode')))
  })

  it('give each code its own heading, a cause and a remedy in whole sentences', () => {
    const tables = [ERRORS, ISSUES, UNSAFE, PATHWAY, READING, MAPPING].flatMap((table) =>
      Object.entries<readonly string[]>(table),
    )
    const reports = Object.entries(REPORT_CODES).map(([code, entry]) => [code, entry.slice(1)] as const)
    const short = [...tables, ...reports].filter(
      ([, texts]) => texts.length !== 2 || texts.some((text) => !/^[^\s].{5,}[.]$/.test(text)),
    )
    expect(short).toEqual([])
    const text = errorCatalogue() + reportCatalogue() + issueCatalogue()
    const codes = [...Object.keys(ERRORS), ...Object.keys(en), ...Object.keys(CODES), ...Object.keys(UNSAFE)]
    expect(codes.filter((code) => !text.includes(`\n### ${code}\n`))).toEqual([])
  })

  it('say of a row how it ends as the source does', () => {
    const files = readdirSync(join(root, 'src/verify'), { recursive: true, encoding: 'utf8' })
    const ends = files
      .filter((file) => file.endsWith('.ts') && file !== 'input/detect-input.ts')
      .flatMap((file) =>
        Array.from(
          readFileSync(join(root, 'src/verify', file), 'utf8').matchAll(
            /\b(pass|fail|unknown|skipped)\('(\w+)'/g,
          ),
          ([, outcome, code]) => ({ outcome: outcome!, code: code as keyof typeof en }),
        ),
      )
      .filter(({ code }) => Object.hasOwn(en, code))
    expect(ends.length).toBeGreaterThan(50)
    const wrong = ends.filter(({ outcome, code }) => !REPORT_CODES[code]![0].includes(outcome))
    expect(wrong).toEqual([])
  })
})
