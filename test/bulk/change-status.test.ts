import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { type Load, verify } from 'laurel'
import { type ChangeStatusOptions, changeStatus, issueBatch, signerOf, statusLog } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, ISSUER_ID, KEY, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const STATUS = {
  url: 'https://example.edu/{purpose}/{list}',
  purposes: ['revocation', 'suspension'],
} as const
const badge = (i: number): string => readFileSync(here.path('out/credentials.ndjson'), 'utf8').split('\n')[i]!

/** Serves the lists from the output folder, as the issuer's web server would. */
const loadFrom =
  (out: string): Load =>
  async (url) => {
    const { pathname } = new URL(url)
    return JSON.parse(
      readFileSync(here.path(`${out}/status${pathname.replace(/\/(\d+)$/, '-$1')}.json`), 'utf8'),
    )
  }

const outcomeOf = (i: number): Promise<string> => statusOf(badge(i), 'out')

async function statusOf(text: string, out: string): Promise<string> {
  const report = await verify(text, { load: loadFrom(out), issuers: [ISSUER_ID] })
  return report.checks.find(({ id }) => id === 'status')!.outcome
}

describe('changeStatus', () => {
  const change = async (more: Partial<ChangeStatusOptions> & Pick<ChangeStatusOptions, 'action'>) =>
    changeStatus({
      journal: here.path('out.journal'),
      out: here.path('out'),
      issuer: ISSUER,
      signer: await signerOf(KEY),
      ...more,
    })

  beforeEach(async () => {
    await issueBatch(here.batch(rows(20), { status: STATUS }))
  })

  it('revokes by key and by id, and nobody else', async () => {
    expect(await outcomeOf(3)).toBe('pass')
    const { id } = JSON.parse(badge(4)) as { id: string }
    expect(
      await change({ action: 'revoke', keys: ['S3'], ids: [id], reason: 'issued in error' }),
    ).toMatchObject({
      badges: 2,
      published: [{ url: 'https://example.edu/revocation/1' }],
    })
    expect(await Promise.all([2, 3, 4, 5].map(outcomeOf))).toEqual(['pass', 'fail', 'fail', 'pass'])
    expect(await statusLog(here.path('out.journal'))).toMatchObject([
      { action: 'revoke', badges: [id, expect.stringContaining('urn:uuid:')], reason: 'issued in error' },
    ])
  })

  it('records no change of badges that all have the status already, and writes no list', async () => {
    await change({ action: 'revoke', keys: ['S3'] })
    const list = () => readFileSync(here.path('out/status/revocation-1.json'), 'utf8')
    const before = list()
    expect(await change({ action: 'revoke', keys: ['S3'], at: new Date('2026-07-02T00:00:00Z') })).toEqual({
      ...{ badges: 1, unchanged: 1, stillRevoked: 0, published: [] },
    })
    expect(list()).toBe(before)
    expect(await statusLog(here.path('out.journal'))).toHaveLength(1)
    expect(await change({ action: 'revoke', keys: ['S3', 'S4'] })).toMatchObject({ badges: 2, unchanged: 1 })
    expect(await statusLog(here.path('out.journal'))).toHaveLength(2)
  })

  it('names a list once that it writes again before the change and for it', async () => {
    rmSync(here.path('out/status'), { recursive: true })
    const urls: string[] = []
    const publish = ({ url }: { readonly url: string }): void => void urls.push(url)
    const { published } = await change({ action: 'revoke', keys: ['S3'], publish })
    expect(urls.sort()).toEqual(['https://example.edu/revocation/1', 'https://example.edu/suspension/1'])
    expect(published).toHaveLength(2)
    expect(await outcomeOf(3)).toBe('fail')
  })

  it('suspends a whole batch and reinstates it; the revoked stay revoked', async () => {
    await change({ action: 'revoke', keys: ['S0'] })
    await change({ action: 'suspend', all: true })
    expect(await Promise.all([0, 1, 19].map(outcomeOf))).toEqual(['fail', 'fail', 'fail'])
    await change({ action: 'reinstate', all: true })
    expect(await Promise.all([0, 1, 19].map(outcomeOf))).toEqual(['fail', 'pass', 'pass'])
  })

  it('refuses to change all badges of a batch without any, and records nothing', async () => {
    const [out, journal] = [here.path('apart/none'), here.path('apart/none.journal')]
    await issueBatch(here.batch(rows(0), { status: STATUS, out }))
    for (const action of ['revoke', 'suspend', 'reinstate'] as const) {
      await expect(change({ action, all: true, out, journal })).rejects.toMatchObject({
        code: 'status_invalid',
        details: { reason: 'no_badges', hint: expect.any(String) },
      })
    }
    expect(await statusLog(journal)).toEqual([])
  })

  it('refuses a time in the future, at which verifiers would refuse the list, and records nothing', async () => {
    const at = new Date(Date.now() + 3_600_000)
    await expect(change({ action: 'revoke', keys: ['S7'], at })).rejects.toMatchObject({
      code: 'proof_invalid',
      details: { reason: 'proof_not_yet_valid' },
    })
    expect(await statusLog(here.path('out.journal'))).toEqual([])
  })

  it('is remembered by later runs', async () => {
    await change({ action: 'revoke', keys: ['S7'] })
    await issueBatch(here.batch(rows(25), { status: STATUS }))
    expect(await Promise.all([6, 7, 24].map(outcomeOf))).toEqual(['pass', 'fail', 'pass'])
  })

  it('waits for its signer only so long, and the next run writes what was recorded', async () => {
    const { verificationMethod, algorithm } = await signerOf(KEY)
    let calls = 0
    const signer = { verificationMethod, algorithm, sign: () => new Promise<never>(() => calls++) }
    await expect(
      change({ action: 'revoke', keys: ['S7'], signer, signerTimeoutMilliseconds: 20 }),
    ).rejects.toMatchObject({ code: 'signer_failed', details: { reason: 'timeout' } })
    expect(calls).toBe(1)
    await expect(
      change({ action: 'revoke', keys: ['S7'], signer, signerTimeoutMilliseconds: 0 }),
    ).rejects.toBeInstanceOf(TypeError)
    await issueBatch(here.batch(rows(20), { status: STATUS }))
    expect(await Promise.all([6, 7].map(outcomeOf))).toEqual(['pass', 'fail'])
  })

  const LIST = 'out/status/revocation-1.json'

  it('is written into the lists by the next run, where it was recorded and no more', async () => {
    const before = readFileSync(here.path(LIST))
    await change({ action: 'revoke', keys: ['S7'] })
    const after = readFileSync(here.path(LIST))
    writeFileSync(here.path(LIST), before)
    expect(await issueBatch(here.batch(rows(20), { status: STATUS }))).toMatchObject({
      signed: 0,
      published: [{ url: 'https://example.edu/revocation/1' }],
    })
    expect(readFileSync(here.path(LIST))).toEqual(after)
  })

  it.each([
    ['is gone', undefined],
    ['is empty', () => ''],
    ['has a bit more or less', (text: string) => text.replace(/"encodedList":"u.{60}/, '$&A')],
    ['has a broken proof', (text: string) => text.replace(/"proofValue":"z../, '"proofValue":"zAA')],
    ['has no proof', (text: string) => JSON.stringify({ ...JSON.parse(text), proof: undefined })],
    [
      'is of another issuer',
      (text: string) => text.replace(/"issuer":"did:key:[^"]+"/, '"issuer":"did:web:a.example"'),
    ],
  ])('makes a list anew that %s, whatever is run', async (_, damage) => {
    await change({ action: 'revoke', keys: ['S7'] })
    const right = readFileSync(here.path(LIST), 'utf8')
    const spoil = (): void => {
      if (damage === undefined) rmSync(here.path(LIST))
      else writeFileSync(here.path(LIST), damage(right))
    }
    spoil()
    await issueBatch(here.batch(rows(20), { status: STATUS }))
    expect(readFileSync(here.path(LIST), 'utf8')).toBe(right)
    spoil()
    // A plan that is refused mends them as well.
    const bad = here.batch(
      rows(20, () => ['no', '', '', '', '']),
      { status: STATUS },
    )
    await expect(issueBatch(bad)).rejects.toMatchObject({ code: 'plan_refused' })
    expect(readFileSync(here.path(LIST), 'utf8')).toBe(right)
    spoil()
    await change({ action: 'suspend', keys: ['S1'] })
    expect(readFileSync(here.path(LIST), 'utf8')).toBe(right)
  })

  it('concerns those badges that there are, and none that come later', async () => {
    await change({ action: 'revoke', all: true })
    await issueBatch(here.batch(rows(22), { status: STATUS }))
    expect(await Promise.all([0, 19, 20, 21].map(outcomeOf))).toEqual(['fail', 'fail', 'pass', 'pass'])
  })

  it('refuses the key and the profile of somebody else, and changes nothing', async () => {
    const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const foreign = await signerOf({ form: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d: d!, x: x! } })
    const before = [here.path('out.journal'), here.path(LIST)].map((path) => readFileSync(path))
    for (const more of [
      { signer: foreign, issuer: { ...ISSUER, id: foreign.controller } },
      { signer: foreign },
      { issuer: { ...ISSUER, id: 'did:web:example.edu' } },
    ]) {
      await expect(change({ action: 'revoke', keys: ['S1'], ...more })).rejects.toMatchObject({
        code: 'journal_invalid',
        details: { reason: 'other_issuer' },
      })
    }
    expect([here.path('out.journal'), here.path(LIST)].map((path) => readFileSync(path))).toEqual(before)
  })

  it.each<[string, Partial<ChangeStatusOptions> & Pick<ChangeStatusOptions, 'action'>]>([
    ['an unknown key', { action: 'revoke', keys: ['S99'] }],
    ['an unknown id', { action: 'revoke', ids: ['urn:uuid:00000000-0000-5000-8000-000000000000'] }],
    ['what is no id', { action: 'revoke', ids: ['S1'] }],
  ])('refuses %s and changes nothing', async (_, more) => {
    const before = readFileSync(here.path('out.journal'))
    await expect(change(more)).rejects.toMatchObject({
      code: 'status_invalid',
      details: { reason: 'unknown_badge' },
    })
    expect(readFileSync(here.path('out.journal'))).toEqual(before)
  })

  it('refuses a batch without lists, and a call that names nobody', async () => {
    await issueBatch(here.batch(rows(2), { out: here.path('bare') }))
    await expect(
      change({ action: 'revoke', all: true, journal: here.path('bare.journal') }),
    ).rejects.toMatchObject({
      code: 'status_invalid',
      details: { reason: 'no_lists' },
    })
    await expect(change({ action: 'revoke' })).rejects.toBeInstanceOf(TypeError)
  })

  it('finds an address in the capitals of the table', async () => {
    const mapping = { recipient: { email: '{email}' } }
    const table = 'email\nAda@Example.org\nbo@example.org\n'
    await issueBatch(here.batch(table, { mapping, status: STATUS, out: here.path('apart/by-mail') }))
    const more = { journal: here.path('apart/by-mail.journal'), out: here.path('apart/by-mail') }
    expect(await change({ action: 'revoke', keys: ['Ada@Example.org'], ...more })).toMatchObject({
      badges: 1,
    })
    expect(await change({ action: 'revoke', keys: ['ADA@example.org'], ...more })).toMatchObject({
      published: [],
    })
  })

  it('asks which achievement is meant, where a row has badges for several', async () => {
    const mapping = {
      key: '{no}',
      recipient: { email: '{email}' },
      achievement: { id: 'https://example.edu/achievements/{course}' },
    }
    const table = 'no,email,course\nS1,a@example.org,go\nS1,a@example.org,rust-1\nS2,b@example.org,go\n'
    const more = { journal: here.path('apart/many.journal'), out: here.path('apart/many') }
    await issueBatch(here.batch(table, { mapping, status: STATUS, out: here.path('apart/many') }))
    expect(await change({ action: 'revoke', keys: ['S2'], ...more })).toMatchObject({ badges: 1 })
    await expect(change({ action: 'revoke', keys: ['S1'], ...more })).rejects.toMatchObject({
      code: 'status_invalid',
      details: { reason: 'several_badges' },
    })
    const one = { achievements: ['https://example.edu/achievements/go'], keys: ['S1'] }
    expect(await change({ action: 'revoke', ...one, ...more })).toMatchObject({ badges: 1 })
    const [go, rust] = readFileSync(here.path('apart/many/credentials.ndjson'), 'utf8').split('\n')
    expect(await Promise.all([go!, rust!].map((text) => statusOf(text, 'apart/many')))).toEqual([
      'fail',
      'pass',
    ])
  })

  it('leaves rows that are issued after a change of all badges as they are born', async () => {
    await change({ action: 'revoke', all: true })
    await issueBatch(here.batch(rows(25), { status: STATUS }))
    await change({ action: 'suspend', keys: ['S24'] })
    expect(await Promise.all([0, 19, 20, 24].map(outcomeOf))).toEqual(['fail', 'fail', 'pass', 'fail'])
    expect(await statusLog(here.path('out.journal'))).toMatchObject([
      { badges: 'all' },
      { action: 'suspend' },
    ])
  })

  it('issues no new rows where an earlier version revoked the whole batch for good', async () => {
    const record = {
      type: 'status',
      at: '2026-07-01T00:00:00Z',
      purpose: 'revocation',
      value: 1,
      numbers: 'all',
    }
    const json = JSON.stringify(record)
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
    writeFileSync(here.path('out.journal'), line, { flag: 'a' })
    await expect(issueBatch(here.batch(rows(21), { status: STATUS }))).rejects.toMatchObject({
      code: 'journal_invalid',
      details: { reason: 'whole_batch' },
    })
    expect(await issueBatch(here.batch(rows(20), { status: STATUS }))).toMatchObject({ unchanged: 20 })
  })

  it('is told by later runs, also of badges that are signed anew', async () => {
    expect(await issueBatch(here.batch(rows(20), { status: STATUS }))).toMatchObject({
      revoked: 0,
      suspended: 0,
    })
    await change({ action: 'revoke', keys: ['S0', 'S1'] })
    await change({ action: 'suspend', keys: ['S1', 'S2'] })
    const table = rows(21, (i, cells) => (i === 0 ? [cells[0]!, 'Ada', ...cells.slice(2)] : cells))
    const told = { replaced: 1, unchanged: 19, revoked: 2, suspended: 2 }
    expect(await issueBatch(here.batch(table, { status: STATUS, dryRun: true }))).toMatchObject(told)
    expect(await issueBatch(here.batch(table, { status: STATUS }))).toMatchObject({ signed: 2, ...told })
    expect(await Promise.all([0, 1, 2, 20].map(outcomeOf))).toEqual(['fail', 'fail', 'fail', 'pass'])
    await change({ action: 'reinstate', keys: ['S2'] })
    expect(await issueBatch(here.batch(table, { status: STATUS }))).toMatchObject({
      ...{ unchanged: 21, revoked: 2, suspended: 1 },
    })
  })

  it('reinstates no revoked badge, and changes nothing where one is named', async () => {
    await change({ action: 'revoke', keys: ['S3'] })
    await change({ action: 'suspend', keys: ['S3', 'S4'] })
    const before = readFileSync(here.path('out.journal'))
    await expect(change({ action: 'reinstate', keys: ['S3', 'S4'] })).rejects.toMatchObject({
      code: 'status_invalid',
      details: { reason: 'revoked' },
    })
    expect(readFileSync(here.path('out.journal'))).toEqual(before)
    expect(await change({ action: 'reinstate', all: true })).toMatchObject({
      ...{ badges: 20, stillRevoked: 1 },
    })
    expect(await Promise.all([3, 4].map(outcomeOf))).toEqual(['fail', 'pass'])
  })
})
