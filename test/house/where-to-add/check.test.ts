/** "A check of the report" of src/README.md: a file, its id, and the row for which the compiler then asks. */
import { readFileSync } from 'node:fs'
import type { CheckId } from 'laurel'
import { expect, test } from 'vitest'
import { en } from '../../../src/verify/messages/en.js'
import { CHECK_IDS, LATER_CHECK_IDS } from '../../../src/verify/report/report.js'
import { type Check, fail, pass } from '../../../src/verify/verification/secured-document.js'

const published = [...CHECK_IDS]
/** A badge must be in English. */
const sample: Check = {
  run: ({ document }) =>
    document['inLanguage'] === 'en' ? pass('sample_holds' as never) : fail('sample_fails' as never),
}
for (const ids of [LATER_CHECK_IDS, CHECK_IDS]) (ids as unknown as string[]).push('sample')
Object.assign(en, { sample_holds: 'It is in English.', sample_fails: 'It is not in English.' })
const { generateSigner, issue, verify } = await import('laurel')
const { credentialPage, WORDS } = await import('laurel/share')
const { CHECKS } = await import('../../../src/verify/run-checks.js')
const { sampleBadge } = await import('./sample-badge.js')
Object.assign(CHECKS, { sample })
Object.assign(WORDS.en.rows, { sample: 'In English' })

test('A check has its row, its sentence and its word in the verdict, and can be required', async () => {
  const signer = await generateSigner()
  const signed = await issue(sampleBadge(signer.controller), { signer })
  const id = 'sample' as CheckId
  const report = await verify(signed, { require: [id] })
  expect(report.verified).toBe(false)
  expect(report.check[id]).toEqual({
    id,
    outcome: 'fail',
    code: 'sample_fails',
    message: 'It is not in English.',
  })
  expect(report.checks.at(-1)).toBe(report.check[id])
  expect(await credentialPage(signed, report)).toContain('In English')
})

test('The published schema of reports lists the checks in order', () => {
  const schema = JSON.parse(readFileSync('schemas/report.json', 'utf8')) as unknown
  const lists = (value: unknown): readonly unknown[] => {
    if (typeof value !== 'object' || value === null) return []
    const { prefixItems, enum: values } = value as {
      prefixItems?: { properties: { id: { const: string } } }[]
      enum?: string[]
    }
    const own = [
      ...(prefixItems === undefined ? [] : [prefixItems.map(({ properties }) => properties.id.const)]),
      ...(values?.includes('endorsements') ? [values] : []),
    ]
    return [...own, ...Object.values(value).flatMap(lists)]
  }
  expect(lists(schema)).toEqual([published, published])
})
