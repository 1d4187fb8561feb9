/** Three tellings of one model agree on every mutation: the fast tests, the explaining walk, the JSON Schemas. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Form } from '../../src/issue-codes.js'
import { standalone } from '../../src/schema/contexts/context-scope.js'
import { explainObject } from '../../src/schema/explain/explain.js'
import { clean as ofBadges } from '../../src/schema/generated/clean.generated.js'
import { cleanRecord } from '../../src/schema/generated/clean-record.generated.js'
import { cleanVcdm } from '../../src/schema/generated/clean-vcdm.generated.js'
import { CLASSES } from '../../src/schema/generated/model.generated.js'
import { IssueList } from '../../src/schema/issues/issue-list.js'
import {
  completeBadge,
  completeRecord,
  degreeCredential,
  endorsementCredential,
  olderBadge,
  olderDegree,
  olderRecord,
  plainBadge,
  plainRecord,
  profileDocument,
} from './fixtures.js'
import { mutants } from './mutations.js'
import { own } from './published.js'

const DOCUMENTS: readonly (readonly [className: string, document: JsonObject, schema: string])[] = [
  ['AchievementCredential', plainBadge, 'openbadge-credential'],
  ['AchievementCredential', completeBadge, 'openbadge-credential'],
  ['AchievementCredential11', olderBadge, 'openbadge-credential-1.1'],
  ['EndorsementCredential', endorsementCredential, 'endorsement-credential'],
  ['Profile', profileDocument, 'profile'],
  ['VerifiableCredential', degreeCredential, 'verifiable-credential'],
  ['VerifiableCredential11', olderDegree, 'verifiable-credential-1.1'],
  ['ClrCredential', plainRecord, 'clr-credential'],
  ['ClrCredential', completeRecord, 'clr-credential'],
  ['ClrCredential11', olderRecord, 'clr-credential-1.1'],
]

const clean = { ...ofBadges, ...cleanVcdm, ...cleanRecord }

/** What a JSON Schema cannot say, or ours leaves to the validator. */
const NOT_IN_SCHEMA: ReadonlySet<string> = new Set(['undefined_term', 'undefined_type', 'reserved_name'])

function walk(className: string, document: JsonObject, form: Form) {
  const findings = new IssueList(form)
  explainObject(CLASSES[className]!, document, standalone(form === 'strict'), '', findings)
  return findings.issues
}

const CASES = DOCUMENTS.flatMap(([className, document, schema]) =>
  (['strict', 'compact'] as const)
    .filter((form) => form === 'compact' || !schema.includes('1.1'))
    .map((form) => ({ className, document, schema, form, size: JSON.stringify(document).length })),
)

describe('the words of the model', () => {
  it.each(CASES)('$className of $size characters, $form', ({ className, document, schema, form }) => {
    const judge = own(form === 'strict' ? schema : `${schema}.compact`)
    const frame = standalone(form === 'strict')
    const apart: string[] = []
    let count = 0
    for (const { document: candidate, operation, pointer } of mutants(document)) {
      count++
      const issues = walk(className, candidate, form)
      if (clean[className]!(candidate, frame) !== (issues.length === 0)) {
        apart.push(`fast and walk: ${operation} ${pointer}: ${issues.map(({ code }) => code)}`)
      }
      const errors = issues.filter(({ severity, code }) => severity === 'error' && !NOT_IN_SCHEMA.has(code))
      const accepted = judge.accepts(candidate)
      if (accepted !== (errors.length === 0)) {
        apart.push(`schema ${accepted} and walk: ${operation} ${pointer}: ${errors.map(({ code }) => code)}`)
      }
    }
    expect(apart.slice(0, 20)).toEqual([])
    expect(count).toBeGreaterThan(200)
  })

  it.each([
    'openbadge-credential',
    'openbadge-credential.compact',
    'endorsement-credential',
    'profile',
    'clr-credential.compact',
  ])('draft 2019-09 of %s says the same as draft 2020-12', (name) => {
    const [newer, older] = [own(name), own(name, '2019-09')]
    for (const { document } of mutants(plainBadge))
      expect(older.accepts(document)).toBe(newer.accepts(document))
  })

  it('has one issue for each mutation that changes one scalar, removes one member or renames one', () => {
    const several: string[] = []
    for (const { document: candidate, operation, pointer } of mutants(plainBadge)) {
      if (pointer.startsWith('/@context') || pointer === '/type') continue
      if (operation.startsWith('empty object') || operation === 'language map' || operation === 'unwrap')
        continue
      const issues = walk('AchievementCredential', candidate, 'compact')
      if (issues.length > 1)
        several.push(`${operation} ${pointer}: ${issues.map(({ code, pointer: at }) => `${code} ${at}`)}`)
    }
    expect(several).toEqual([])
  })
})
