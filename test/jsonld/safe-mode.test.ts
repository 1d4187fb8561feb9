/** Safe mode: one negative test for each condition of it, all issues at once, each with place and remedy. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import type { UnsafeCode } from '../../src/issue-codes.js'
import { canonize } from '../../src/jsonld/canonize.js'

const VC = 'https://www.w3.org/ns/credentials/v2'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

async function issuesOf(
  document: unknown,
): Promise<readonly { pointer: string; code: string; hint?: string }[]> {
  try {
    await canonize(document)
  } catch (error) {
    if (isOpenBadgeError(error, 'jsonld_unsafe')) return error.details.issues
    throw error
  }
  return []
}

const ex = { ex: 'https://ex.example/' }

/** Each condition, a document that meets it, and where. */
const CONDITIONS: readonly (readonly [UnsafeCode, unknown, string])[] = [
  ['empty_object', { '@context': ex }, ''],
  ['free-floating_scalar', { '@context': ex, '@graph': ['a', { '@id': 'ex:a', 'ex:b': 'c' }] }, '/@graph/0'],
  ['invalid_language_value', { 'ex:a': { '@value': 'a', '@language': 'no tag' }, '@context': ex }, '/ex:a'],
  ['invalid_property', { '@context': ex, 'ex:a': 'b', undefinedTerm: 1 }, '/undefinedTerm'],
  ['null_value_value', { '@context': ex, 'ex:a': { '@value': null } }, '/ex:a'],
  ['object_with_only_id', { '@context': ex, '@id': 'ex:a' }, ''],
  ['object_with_only_value', { '@context': ex, '@value': 'a' }, ''],
  ['relative_id_reference', { '@context': ex, '@id': 'relative', 'ex:a': 'b' }, '/@id'],
  ['relative_type_reference', { '@context': ex, '@type': 'Undefined', 'ex:a': 'b' }, '/@type'],
  ['reserved_id_value', { '@context': ex, '@id': '@foo', 'ex:a': 'b' }, '/@id'],
  [
    'relative_object_reference',
    { '@context': { ...ex, a: { '@id': 'ex:a', '@type': '@id' } }, a: ['https://ok.example/', 'relative'] },
    '/a/1',
  ],
  [
    'relative_object_reference',
    { '@context': { ...ex, a: { '@id': 'ex:a', '@type': '@id' } }, 'ex:b': 'c', a: '' },
    '/a',
  ],
  [
    'invalid_property',
    {
      '@context': { ...ex, list: { '@id': 'ex:l', '@container': '@list' } },
      list: ['a', { 'ex:a': 'b', undefinedTerm: 1 }],
    },
    '/list/1/undefinedTerm',
  ],
  [
    'forbidden_member',
    JSON.parse('{"@context": {"ex": "https://ex.example/"}, "ex:a": {"__proto__": 1}}'),
    '/ex:a/__proto__',
  ],
  // Those below are told by the general processor, which knows no places.
  ['object_with_only_language', { '@context': ex, 'ex:a': { '@language': 'en' } }, ''],
  ['object_with_only_list', { '@context': ex, '@list': ['a'] }, ''],
  ['relative_vocab_reference', { '@context': { '@vocab': 'relative' }, a: 'b' }, ''],
  ['reserved_reverse_value', { '@context': { ...ex, a: { '@reverse': '@foo' } }, 'ex:a': 'b' }, ''],
  ['reserved_term', { '@context': { ...ex, '@foo': 'ex:a' }, 'ex:a': 'b' }, ''],
  ['blank_node_predicate', { '_:p': 'a' }, ''],
  [
    'relative_graph_reference',
    { '@context': ex, '@id': 'relative', 'ex:a': 'b', '@graph': [{ '@id': 'ex:a', 'ex:b': 'c' }] },
    '',
  ],
  [
    'relative_subject_reference',
    { '@context': ex, '@id': 'relative', 'ex:a': 'b', '@graph': [{ '@id': 'ex:a', 'ex:b': 'c' }] },
    '',
  ],
]

describe('safe mode', () => {
  for (const [code, document, pointer] of CONDITIONS) {
    it(`refuses ${code}`, async () => {
      expect(await issuesOf(document)).toContainEqual(expect.objectContaining({ code, pointer }))
    })
  }

  it('names every place at once, and the context that is missing', async () => {
    const issues = await issuesOf({
      '@context': [VC, OB],
      id: 'relative',
      type: ['VerifiableCredential', 'OpenBadgeCredential', '1EdTechRevocationList'],
      credentialSubject: {
        type: 'AchievementSubject',
        achievement: { type: 'Achievement', hashed: true, colour: 'y' },
      },
    })
    expect(issues.map(({ pointer }) => pointer)).toEqual([
      '/id',
      '/type',
      '/credentialSubject/achievement/hashed',
      '/credentialSubject/achievement/colour',
    ])
    expect(issues[1]!.hint).toContain('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    expect(issues[2]!.hint).toContain('IdentityObject')
  })

  it('refuses __proto__ wherever it stands, inside JSON literals too', async () => {
    for (const text of [
      '{"@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:x:1", "type": "VerifiableCredential", "__proto__": {"a": 1}}',
      '{"@context": {"j": {"@id": "https://ex.example/j", "@type": "@json"}}, "j": [{"__proto__": 1}]}',
      '{"@context": {"__proto__": "https://ex.example/p"}, "https://ex.example/a": 1}',
    ]) {
      expect(await issuesOf(JSON.parse(text))).toContainEqual(
        expect.objectContaining({ code: 'forbidden_member' }),
      )
    }
  })

  it('shortens what a hostile document would have it repeat', async () => {
    const issues = await issuesOf({ '@context': ex, ['x'.repeat(10_000)]: 1, 'ex:a': 1 })
    expect(JSON.stringify(issues).length).toBeLessThan(60_000)
  })
})
