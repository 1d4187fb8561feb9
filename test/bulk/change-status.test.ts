import { readFileSync } from 'node:fs'
import { type Load, verify } from 'laurel'
import { type ChangeStatusOptions, changeStatus, issueBatch, signerOf, statusLog } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, ISSUER_ID, KEY, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const STATUS = { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation', 'suspension'] }
const badge = (i: number): string => readFileSync(here.path('out/credentials.ndjson'), 'utf8').split('\n')[i]!

/** Serves the lists from the output folder, as the issuer's web server would. */
const load: Load = async (url) => {
  const { pathname } = new URL(url)
  return JSON.parse(readFileSync(here.path(`out/status${pathname.replace(/\/(\d+)$/, '-$1')}.json`), 'utf8'))
}

async function outcomeOf(i: number): Promise<string> {
  const report = await verify(badge(i), { load, issuers: [ISSUER_ID] })
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

  it('suspends a whole batch and reinstates it; the revoked stay revoked', async () => {
    await change({ action: 'revoke', keys: ['S0'] })
    await change({ action: 'suspend', all: true })
    expect(await Promise.all([0, 1, 19].map(outcomeOf))).toEqual(['fail', 'fail', 'fail'])
    await change({ action: 'reinstate', all: true })
    expect(await Promise.all([0, 1, 19].map(outcomeOf))).toEqual(['fail', 'pass', 'pass'])
  })

  it('is remembered by later runs', async () => {
    await change({ action: 'revoke', keys: ['S7'] })
    await issueBatch(here.batch(rows(25), { status: STATUS }))
    expect(await Promise.all([6, 7, 24].map(outcomeOf))).toEqual(['pass', 'fail', 'pass'])
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
})
