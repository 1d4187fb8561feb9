import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type Load, verify } from 'laurel'
import {
  type AuditFinding,
  type AuditResult,
  auditBatch,
  type ChangeStatusOptions,
  changeStatus,
  issueBatch,
  signerOf,
  statusLog,
} from 'laurel/bulk'
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

describe('auditBatch', () => {
  const audit = async (out = here.path('out')): Promise<[AuditResult, AuditFinding[]]> => {
    const findings: AuditFinding[] = []
    const result = await auditBatch({
      out,
      issuer: ISSUER_ID,
      onFinding: (finding) => findings.push(finding),
    })
    return [result, findings]
  }
  const CLEAN = { clean: true, missing: 0, doubled: 0, altered: 0, foreign: 0, unverified: 0 }

  it('finds nothing where nothing is wrong', async () => {
    await issueBatch(here.batch(rows(50), { status: STATUS }))
    expect((await audit())[0]).toEqual({ ...CLEAN, badges: 50 })
  })

  it('finds one deleted, one doubled, one edited and one foreign line, and no more', async () => {
    await issueBatch(here.batch(rows(50)))
    const path = here.path('out/credentials.ndjson')
    const all = readFileSync(path, 'utf8').trimEnd().split('\n')
    const edited = all[30]!.replace('Exam', 'exam')
    const foreign = all[7]!.replace(/urn:uuid:[^"]+/, 'urn:uuid:11111111-1111-5111-8111-111111111111')
    const changed = [...all.slice(0, 10), ...all.slice(11, 30), edited, ...all.slice(31), all[20]!, foreign]
    writeFileSync(path, `${changed.join('\n')}\n`)
    const [result, findings] = await audit()
    expect(result).toEqual({
      ...CLEAN,
      clean: false,
      badges: 50,
      missing: 1,
      doubled: 1,
      altered: 1,
      foreign: 1,
    })
    const idOf = (line: string): string => JSON.parse(line).id
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', id: idOf(all[10]!), row: 12 }),
        expect.objectContaining({ kind: 'doubled', id: idOf(all[20]!) }),
        expect.objectContaining({ kind: 'altered', id: idOf(all[30]!), row: 32 }),
        expect.objectContaining({ kind: 'foreign', line: 51 }),
      ]),
    )
  })

  it('finds the same among files', async () => {
    await issueBatch(here.batch(rows(20), { form: 'json' }))
    const files = readFileSync(here.path('out/manifest.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => here.path(`out/${JSON.parse(line).file}`))
    rmSync(files[1]!)
    appendFileSync(files[2]!, ' ')
    writeFileSync(files[3]!.replace('.json', 'a.json'), '{}')
    expect((await audit())[0]).toMatchObject({ badges: 20, missing: 1, altered: 1, foreign: 1, doubled: 0 })
  })

  it('finds a badge whose manifest was edited along with it', async () => {
    await issueBatch(here.batch(rows(5), { form: 'json' }))
    const { createHash } = await import('node:crypto')
    const manifest = here.path('out/manifest.ndjson')
    const [first, ...others] = readFileSync(manifest, 'utf8').split('\n')
    const entry = JSON.parse(first!)
    const forged = readFileSync(here.path(`out/${entry.file}`), 'utf8').replace('Zoë', 'Eve')
    writeFileSync(here.path(`out/${entry.file}`), forged)
    const sha256 = createHash('sha256').update(forged).digest('hex')
    writeFileSync(manifest, [JSON.stringify({ ...entry, sha256 }), ...others].join('\n'))
    expect((await audit())[0]).toMatchObject({ unverified: 1, altered: 0 })
  })

  it('finds an id and a status index that occur twice in the manifest', async () => {
    await issueBatch(here.batch(rows(5), { status: STATUS }))
    const manifest = here.path('out/manifest.ndjson')
    const lines = readFileSync(manifest, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    lines[2].statusIndex = lines[1].statusIndex
    writeFileSync(manifest, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    expect((await audit())[0]).toMatchObject({ doubled: 1, clean: false })
  })

  it('says so where there is no manifest', async () => {
    await expect(audit(here.path('nowhere'))).rejects.toMatchObject({ code: 'file_failed' })
  })
})
