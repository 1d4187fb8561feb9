/** Other capitals in an e-mail address make no other badge, and bring no revoked badge back. */
import { readFileSync } from 'node:fs'
import {
  type BatchOptions,
  changeStatus,
  csvSource,
  issueBatch,
  issueRecords,
  type Mapping,
  signerOf,
} from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, revokeIn, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const STATUS = { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation'] } as const
const TYPED = { email: { type: 'email', required: true } } as const
const MAPPINGS: readonly (readonly [string, Mapping, string])[] = [
  ['no key', { recipient: { email: '{email}' } }, 'ada@example.org'],
  ['the address', { key: '{email}', recipient: { email: '{email}' }, columns: TYPED }, 'ada@example.org'],
  ['the address without a type', { key: '{email}', recipient: { email: '{email}' } }, 'ada@example.org'],
  [
    'an address in two parts',
    { key: '{who}@{host}', recipient: { email: '{who}@{host}' } },
    'ada@example.org',
  ],
  [
    'the address and the course',
    { key: '{course}/{email}', recipient: { email: '{email}' } },
    'Rust/ada@example.org',
  ],
  [
    'an address that is not the recipient',
    { key: '{email}', recipient: { id: 'did:web:{host}:people' }, columns: TYPED },
    'ada@example.org',
  ],
  [
    'an id that is an address',
    { recipient: { id: 'mailto:{email}' }, columns: TYPED },
    'mailto:ada@example.org',
  ],
]

const options = (mapping: Mapping, ...addresses: string[]): BatchOptions => {
  const lines = addresses.map((email) => [email, ...email.split('@'), 'Rust'].join(','))
  const table = here.write('table.csv', `${['email,who,host,course', ...lines].join('\n')}\n`)
  return { ...here.batch(''), source: csvSource(table), mapping, status: STATUS }
}

describe.each(MAPPINGS)('with the key: %s', (_, mapping, key) => {
  it('a revoked badge stays the only one', async () => {
    await issueBatch(options(mapping, 'ADA@example.org'))
    const manifest = readFileSync(here.path('out/manifest.ndjson'), 'utf8')
    const { id } = JSON.parse(manifest)
    const revoke = (row: string) => revokeIn(here, [row])
    expect(await revoke(key)).toMatchObject({ badges: 1 })
    if (key.startsWith('ada')) expect(await revoke('aDa@Example.org')).toMatchObject({ unchanged: 1 })
    const again = await issueBatch(options(mapping, 'ada@example.org'))
    expect(again).toMatchObject({ rows: 1, absent: 0, revoked: 1 })
    expect(JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8')).id).toBe(id)
    if (mapping.recipient.id === undefined) expect(again).toMatchObject({ signed: 0, unchanged: 1 })
  })

  it('two spellings in one table are one row twice', async () => {
    await expect(issueBatch(options(mapping, 'ADA@example.org', 'ada@example.org'))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { first: [{ row: 3, code: 'duplicate' }] },
    })
  })
})

it('a key that is no address keeps its capitals', async () => {
  const mapping: Mapping = { key: '{who}', recipient: { email: '{email}' } }
  expect(await issueBatch(options(mapping, 'S1@example.org', 's1@example.org'))).toMatchObject({ signed: 2 })
})

it('a learner has one record, in whatever capitals', async () => {
  const mapping: Mapping = {
    recipient: { email: '{email}' },
    columns: TYPED,
    record: { key: '{email}', name: 'Transcript' },
  }
  const { status: _, ...first } = options(mapping, 'ADA@example.org')
  expect(await issueRecords(first)).toMatchObject({ records: { signed: 1 } })
  const { status: __, ...second } = options(mapping, 'ada@example.org')
  expect(await issueRecords(second)).toMatchObject({
    badges: { signed: 0, unchanged: 1 },
    records: { signed: 0, unchanged: 1, absent: 0 },
  })
})

describe.each([
  ['no key', { recipient: { email: '{email}' } }],
  ['the address', { key: '{email}', recipient: { email: '{email}' } }],
  ['the address and the course', { key: '{course}/{email}', recipient: { email: '{email}' } }],
  ['the address before the course', { key: '{email}/{course}', recipient: { email: '{email}' } }],
] as readonly (readonly [string, Mapping])[])('with the key %s', (_, mapping) => {
  it.each([
    ['capitals beyond ASCII', 'RENÉ@example.org', 'rené@example.org'],
    ['the domain in ASCII', 'ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
    ['the domain in Unicode', 'ada@xn--mnchen-3ya.de', 'ada@MÜNCHEN.de'],
  ])('a revoked badge stays the only one in another spelling: %s', async (_name, first, second) => {
    await issueBatch(options(mapping, first))
    const { id } = JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8'))
    const more = { journal: here.path('out.journal'), out: here.path('out'), issuer: ISSUER }
    const signer = await signerOf(KEY)
    if (mapping.key === undefined || mapping.key === '{email}')
      expect(await changeStatus({ ...more, signer, action: 'revoke', keys: [second] })).toMatchObject({
        badges: 1,
      })
    else await changeStatus({ ...more, signer, action: 'revoke', all: true })
    expect(await issueBatch({ ...options(mapping, second), replace: true })).toMatchObject({
      rows: 1,
      absent: 0,
      revoked: 1,
    })
    expect(JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8')).id).toBe(id)
    await expect(
      issueBatch({ ...options(mapping, first, second), replace: true, dryRun: true }),
    ).resolves.toMatchObject({
      rejected: 1,
      issues: [{ row: 3, code: 'duplicate' }],
    })
  })
})

it('finds a badge whose key has only its ASCII letters in lower case, as earlier versions wrote it', async () => {
  // A key that is not the address keeps its spelling.
  const table = here.write('old.csv', 'email,mail\nrenÉ@example.org,x@example.org\n')
  const old: Mapping = { key: '{email}', recipient: { email: '{mail}' } }
  await issueBatch({ ...options(old), source: csvSource(table) })
  const { id } = JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8'))
  const mapping: Mapping = { key: '{email}', recipient: { email: '{email}' } }
  expect(await issueBatch({ ...options(mapping, 'RENÉ@example.org'), replace: true })).toMatchObject({
    replaced: 1,
    absent: 0,
  })
  expect(JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8')).id).toBe(id)
})
