import { parseMapping } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'
import { compileTemplate, type Template } from '../../src/bulk/mapping/template.js'
import { MAPPING } from './world.js'

const HEADER = ['no', 'name', 'email', 'passed', 'score']

function issuesOf(mapping: unknown, header?: readonly string[]): unknown {
  try {
    parseMapping(mapping, header)
    return []
  } catch (error) {
    expect(error).toMatchObject({ code: 'mapping_invalid' })
    return (error as { details: { issues: unknown } }).details.issues
  }
}

describe('parseMapping', () => {
  it('takes a good mapping', () => {
    expect(issuesOf(MAPPING, HEADER)).toEqual([])
  })

  it('names a missing column, and the one that was meant', () => {
    expect(issuesOf({ recipient: { email: '{emial}' } }, HEADER)).toMatchObject([
      { pointer: '/recipient/email', code: 'column_unknown', hint: expect.stringContaining('"email"') },
    ])
  })

  it('finds everything at once', () => {
    const mapping = {
      recipent: {},
      columns: { a: { typ: 'date' }, b: { type: 'dat' }, c: 3 },
      credential: { name: '{name|loud}' },
    }
    expect(issuesOf(mapping)).toMatchObject([
      { pointer: '/recipent', code: 'member_unknown' },
      { pointer: '/recipient', code: 'missing' },
      { pointer: '/columns/a/typ', code: 'member_unknown' },
      { pointer: '/columns/b/type', code: 'value_unknown' },
      { pointer: '/columns/c', code: 'type' },
      { pointer: '/credential/name', code: 'value_unknown' },
    ])
  })

  it.each<[string, object, string]>([
    ['the id', { id: 'urn:uuid:{no}' }, '/credential/id'],
    ['the id by its JSON-LD name', { '@id': '{no}' }, '/credential/@id'],
    ['the issuer', { issuer: 'did:web:other.example' }, '/credential/issuer'],
    ['a status', { credentialStatus: { type: 'X' } }, '/credential/credentialStatus'],
    ['a proof', { proof: [] }, '/credential/proof'],
    [
      'contexts of another data model',
      { '@context': ['https://www.w3.org/2018/credentials/v1'] },
      '/credential/@context',
    ],
    [
      'contexts from a cell',
      { '@context': ['https://www.w3.org/ns/credentials/v2', '{no}'] },
      '/credential/@context',
    ],
    ['other types', { type: ['VerifiableCredential'] }, '/credential/type'],
    ["the subject's id", { credentialSubject: { id: '{no}' } }, '/credential/credentialSubject/id'],
    [
      'the achievement in the wrong place',
      { credentialSubject: { achievement: {} } },
      '/credential/credentialSubject/achievement',
    ],
    ['several subjects', { credentialSubject: [{}] }, '/credential/credentialSubject'],
  ])('leaves to the plan what the plan sets: %s', (_, credential, pointer) => {
    expect(issuesOf({ ...MAPPING, credential })).toMatchObject([{ pointer }])
  })

  it('takes further types and contexts beside those of every badge', () => {
    const credential = {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://example.edu/context',
      ],
      type: ['VerifiableCredential', 'OpenBadgeCredential', 'Diploma'],
      credentialSubject: { role: '{name}' },
    }
    expect(issuesOf({ ...MAPPING, credential })).toEqual([])
  })

  it('refuses a key or a recipient that is the same for every row', () => {
    expect(issuesOf({ key: 'no', recipient: { email: 'email', name: '{{name}}' } })).toMatchObject([
      { pointer: '/key', code: 'column_missing', hint: expect.stringContaining('"{no}"') },
      { pointer: '/recipient/email', code: 'column_missing' },
      { pointer: '/recipient/name', code: 'column_missing' },
    ])
  })

  it('refuses a dollar sign before a column, in every template', () => {
    const of = (column: string): string => `$${column}`
    const mapping = {
      key: of('{no}'),
      recipient: { email: of('{email}'), name: `Ms ${of('{name}')}` },
      credential: { name: `Badge for ${of('{name}')}`, description: `${of('{{name}}')}, costs $ {no}` },
      achievement: { name: of('{name|upper}') },
      record: { name: `Record of ${of('{name}')}` },
    }
    expect(issuesOf(mapping, HEADER)).toMatchObject([
      { pointer: '/key', hint: 'Write {no}.' },
      { pointer: '/recipient/email', hint: 'Write {email}.' },
      { pointer: '/recipient/name', hint: 'Write {name}.' },
      { pointer: '/credential/name', hint: 'Write {name}.' },
      { pointer: '/achievement/name', hint: 'Write {name}.' },
      { pointer: '/record/name', hint: 'Write {name}.' },
    ])
  })

  it.each(['mailto:{email}', '<{email}>', '{email} ', '{email|slug}', 'to {email}'])(
    'refuses an address that no cell can make: %s',
    (email) => {
      expect(issuesOf({ recipient: { email } }, HEADER)).toMatchObject([
        { pointer: '/recipient/email', hint: 'Write "{email}".' },
      ])
    },
  )

  it.each(['{no}@example.org', 'ada@{no}', '{email|lower}', '{no}@{name}', '{no}.{name}@example.org'])(
    'takes an address of parts: %s',
    (email) => expect(issuesOf({ recipient: { email } }, HEADER)).toEqual([]),
  )

  it.each([
    [null],
    ['x'],
    [[]],
    [{ recipient: { name: '{name}' } }],
    [{ recipient: { email: 3 } }],
    [{ key: '', recipient: { email: '{a}' } }],
  ])('refuses %j', (mapping) => {
    expect(issuesOf(mapping)).not.toEqual([])
  })
})

describe('compileTemplate', () => {
  const fill = (template: Template, cells = {}): unknown => compileTemplate(template).fill(cells)

  it.each<[string, Template, object, unknown]>([
    ['a lone placeholder keeps its type', '{n}', { n: 3 }, 3],
    ['inside text it is text', 'n={n}', { n: 3 }, 'n=3'],
    [
      'filters',
      '{a|upper} {a|lower} {b|slug} {d|date}',
      { a: 'Ab', b: 'Élan Vital!', d: '2026-06-01T00:00:00Z' },
      'AB ab elan-vital 2026-06-01',
    ],
    ['doubled braces', '{{a}} {a}', { a: 1 }, '{a} 1'],
    ['an empty cell takes its member away', { x: '{a}', y: '{b}', z: 1 }, { b: 2 }, { y: 2, z: 1 }],
    [
      'and the object when nothing is left',
      { o: { p: { x: '{a}', t: 'fixed' } }, y: '{b}' },
      { b: 1 },
      { y: 1 },
    ],
    ['and the list', { l: [{ x: '{a}' }], y: '{b}' }, { b: 1 }, { y: 1 }],
    ['but never the outermost object', { x: '{a}', y: 1 }, {}, { y: 1 }],
    ['fixed parts stay', { x: ['fixed', { y: 1 }] }, {}, { x: ['fixed', { y: 1 }] }],
    ['a list from a cell', { tag: '{tags}' }, { tags: ['a', 'b'] }, { tag: ['a', 'b'] }],
  ])('%s', (_, template, cells, expected) => {
    expect(fill(template, cells)).toEqual(expected)
  })
})
