import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type Report, verify } from 'laurel'
import {
  type AuditFinding,
  auditBatch,
  type BatchOptions,
  changeStatus,
  csvSource,
  issueBatch,
  issueRecords,
  type Mapping,
  type PlannedBatch,
  signerOf,
} from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { digests, ISSUER, ISSUER_ID, KEY, type World, world } from './world.js'

const MAPPING: Mapping = {
  recipient: { email: '{email}' },
  columns: { email: { type: 'email', required: true }, grade: { required: true }, passed: { type: 'date' } },
  achievement: { id: 'https://example.edu/courses/{course}', name: '{course|upper}' },
  credential: {
    validFrom: '{passed}',
    credentialSubject: { result: [{ type: ['Result'], value: '{grade}' }] },
  },
  record: { name: 'Transcript of {name}' },
}

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const HEADER = 'name,email,course,grade,passed'
/** `ada rust A` and the like. */
function table(...awards: string[]): string {
  const lines = awards.map((award) => {
    const [who, course, grade] = award.split(' ')
    return `${who!.toUpperCase()},${who}@example.org,${course},${grade ?? ''},2026-06-12`
  })
  return `${[HEADER, ...lines].join('\n')}\n`
}

const options = (awards: readonly string[], more: Partial<BatchOptions> = {}): BatchOptions => ({
  ...here.batch(table(...awards)),
  mapping: MAPPING,
  ...more,
})
const run = (awards: readonly string[], more: Partial<BatchOptions> = {}) =>
  issueRecords(options(awards, more))

interface Signed {
  readonly id: string
  readonly name: string
  readonly credentialSubject: {
    readonly verifiableCredential: readonly { readonly id: string; readonly name: string }[]
  }
}
const lines = (of: 'badges' | 'records', out = 'out'): readonly string[] =>
  readFileSync(here.path(`${out}/${of}/credentials.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
const records = (out = 'out'): readonly Signed[] => lines('records', out).map((line) => JSON.parse(line))
const courses = (record: Signed): readonly string[] =>
  record.credentialSubject.verifiableCredential
    .map((part) => JSON.stringify(part).match(/courses\/(\w+)/)![1]!)
    .sort()
const CLASS = ['ada rust A', 'ada c B', 'bob rust C', 'eve ml A', 'eve rust B', 'eve c A']

describe('issueRecords', () => {
  it('makes a record for each learner, with the learner’s badges, and all of it verifies', async () => {
    const { badges, records: made } = await run(CLASS)
    expect([badges.signed, made!.signed]).toEqual([6, 3])
    expect(badges.unusedColumns).toEqual([])
    expect(records().map((record) => [record.name, courses(record)])).toEqual([
      ['Transcript of ADA', ['c', 'rust']],
      ['Transcript of BOB', ['rust']],
      ['Transcript of EVE', ['c', 'ml', 'rust']],
    ])
    // Each badge is in one record, as it was signed.
    const parts = records().flatMap((record) => record.credentialSubject.verifiableCredential)
    expect(parts.map((part) => JSON.stringify(part)).sort()).toEqual([...lines('badges')].sort())
    for (const [i, line] of lines('records').entries()) {
      const recipient = { email: ['ada', 'bob', 'eve'].map((who) => `${who}@example.org`)[i]! }
      const report: Report = await verify(line, {
        issuers: [ISSUER_ID],
        recipient,
        now: new Date('2027-01-01'),
      })
      expect([report.verified, report.kind], report.checks.map(({ message }) => message).join(' ')).toEqual([
        true,
        'clr',
      ])
    }
    for (const of of ['badges', 'records']) {
      expect(await auditBatch({ out: here.path(`out/${of}`), workers: 0 })).toMatchObject({ clean: true })
    }
  })

  it('names another folder whose badges and records have the same ids, and tells all columns before it signs', async () => {
    const planned: PlannedBatch[] = []
    const onPlan = (plan: PlannedBatch): void => void planned.push(plan)
    // Of a name of its own, for other tests have folders beside this one.
    const batch = { batch: here.folder, onPlan }
    const second = { out: here.path('second'), seed: new Uint8Array(32).fill(8) }
    await run(CLASS, batch)
    const made = await run(CLASS, { ...batch, ...second })
    expect(made.badges.sameIds).toEqual([here.path('out/badges.journal')])
    expect(made.records!.sameIds).toEqual([here.path('out/records.journal')])
    expect((await run(CLASS, { ...batch, ...second })).badges.sameIds).toEqual([])
    // The badges only: the records are not planned before the badges are signed.
    expect(planned.map(({ toSign }) => toSign)).toEqual([6, 6, 0])
    expect(planned[0]).toMatchObject({
      usedColumns: expect.arrayContaining(HEADER.split(',')),
      unusedColumns: [],
    })
    expect(existsSync(here.path('third'))).toBe(false)
    const refuse = (): never => {
      throw new Error('not like this')
    }
    await expect(
      run(CLASS, { batch: `${here.folder} 3`, onPlan: refuse, out: here.path('third') }),
    ).rejects.toThrow('not like this')
    expect(existsSync(here.path('third/badges/credentials.ndjson'))).toBe(false)
    expect(existsSync(here.path('third/badges.journal'))).toBe(false)
  })

  it('signs nothing the second time, and gives the same bytes from workers', async () => {
    await run(CLASS)
    const before = lines('records')
    expect(await run(CLASS)).toMatchObject({
      badges: { signed: 0, unchanged: 6 },
      records: { signed: 0, unchanged: 3 },
    })
    expect(lines('records')).toEqual(before)
    await run(CLASS, { workers: bySuite(0, 2), out: here.path('threads') })
    expect(lines('records', 'threads')).toEqual(before)
  })

  it('renews the record of a learner with late rows, under its id, and leaves the others as they are', async () => {
    const status = { url: 'https://example.edu/{of}/{list}' }
    await run(CLASS, { status })
    const before = records()
    const late = [...CLASS.slice(0, 2), 'ada ml A', ...CLASS.slice(2), 'zoe c A']
    expect(await run(late, { status })).toMatchObject({
      badges: { signed: 8 - 6 },
      records: { signed: 2, replaced: 1, unchanged: 2 },
    })
    const after = records()
    expect(after.map(({ id }) => id).slice(0, 3)).toEqual(before.map(({ id }) => id))
    expect(courses(after[0]!)).toEqual(['c', 'ml', 'rust'])
    expect(after.slice(1, 3)).toEqual(before.slice(1))
    const entry = (record: Signed): string => JSON.stringify(record).match(/records\/1#\d+/)![0]
    expect(entry(after[0]!)).toBe(entry(before[0]!))
  })

  it('keeps a badge in the record whose row the table has no more', async () => {
    await run(CLASS)
    expect(await run(['ada rust A', 'ada ml A', ...CLASS.slice(3)])).toMatchObject({
      badges: { absent: 2 },
      records: { replaced: 1, absent: 1, lost: 0 },
    })
    const all = Object.fromEntries(records().map((record) => [record.name, courses(record)]))
    expect(all).toEqual({
      'Transcript of ADA': ['c', 'ml', 'rust'],
      'Transcript of BOB': ['rust'],
      'Transcript of EVE': ['c', 'ml', 'rust'],
    })
  })

  it('puts the corrected badge into the record', async () => {
    await run(CLASS)
    expect(await run(CLASS.map((award) => award.replace('bob rust C', 'bob rust B')))).toMatchObject({
      badges: { replaced: 1 },
      records: { signed: 1, replaced: 1 },
    })
    expect(lines('records')[1]).toContain('"value":"B"')
  })

  it('makes a record again that was deleted, and one that was changed', async () => {
    await run(CLASS)
    const before = records()
    rmSync(here.path('out/records/credentials.ndjson'))
    expect(await run(CLASS)).toMatchObject({ records: { renewed: 3 } })
    expect(records().map((record) => [record.id, courses(record)])).toEqual(
      before.map((record) => [record.id, courses(record)]),
    )
    const path = here.write(
      'out/records/credentials.ndjson',
      `${lines('records').join('\n')}\n`.replace('of BOB', 'of BOZ'),
    )
    expect(await run(CLASS)).toMatchObject({ records: { signed: 1, renewed: 1, unchanged: 2 } })
    expect(readFileSync(path, 'utf8')).toContain('Transcript of BOB')
  })

  it('revokes a badge in a record, and a record', async () => {
    const status = { url: 'https://example.edu/{of}/{list}' }
    await run(CLASS, { status })
    const revoke = async (of: string, key: string): Promise<number> => {
      const change = await changeStatus({
        journal: here.path(`out/${of}.journal`),
        out: here.path(`out/${of}`),
        issuer: ISSUER,
        signer: await signerOf(KEY),
        action: 'revoke',
        keys: [key],
        ...(of === 'badges' ? { achievements: ['https://example.edu/courses/rust'] } : {}),
      })
      return change.badges
    }
    expect(await revoke('badges', 'ada@example.org')).toBe(1)
    expect(await revoke('records', 'bob@example.org')).toBe(1)
    const load = async (url: string): Promise<unknown> =>
      JSON.parse(readFileSync(here.path(`out/${url.split('/')[3]}/status/revocation-1.json`), 'utf8'))
    const [ada, bob, eve] = await Promise.all(
      lines('records').map((line) => verify(line, { load, now: new Date('2027-01-01') })),
    )
    expect([ada!.verified, bob!.verified, eve!.verified]).toEqual([true, false, true])
    expect(ada!.badges.map(({ verified }) => verified).sort()).toEqual([false, true])
  })

  it.each(['json', 'svg'] as const)('writes one %s a record', async (form) => {
    const image = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const more = { form, ...(form === 'svg' ? { image } : {}) }
    expect(await run(CLASS, more)).toMatchObject({ records: { signed: 3 } })
    const files = (readdirSync(here.path('out/records/badges'), { recursive: true }) as string[]).filter(
      (name) => name.endsWith(form),
    )
    expect(files).toHaveLength(3)
    const bytes = readFileSync(here.path(`out/records/badges/${files[0]}`))
    expect(await verify(bytes, { now: new Date('2027-01-01') })).toMatchObject({
      verified: true,
      kind: 'clr',
    })
    // The badge of the dropped row is taken from the record as it lies there.
    expect(
      await run(
        CLASS.filter((award) => award !== 'ada c B'),
        more,
      ),
    ).toMatchObject({ records: { signed: 0 } })
  })

  it('refuses a table whose learners stand apart, or whose rows of a learner name two persons, and signs nothing', async () => {
    await expect(run(['ada rust A', 'bob rust C', 'ada c B'])).rejects.toMatchObject({
      code: 'table_invalid',
      details: { row: 4 },
    })
    const byNumber: Mapping = { ...MAPPING, record: { key: '{course}', name: 'Transcript' } }
    await expect(run(['ada rust A', 'bob rust C'], { mapping: byNumber })).rejects.toMatchObject({
      code: 'table_invalid',
      details: { row: 3 },
    })
    const many = Array.from({ length: 257 }, (_, i) => `ada course${i} A`)
    await expect(run(many)).rejects.toMatchObject({ code: 'table_invalid', details: { row: 258 } })
    expect(readdirSync(here.folder).filter((name) => name.startsWith('out'))).toEqual([])
  })

  it('puts nobody’s badge into the record of somebody else, whatever the keys say', async () => {
    // The key of a badge is the course: bob’s row is a double of ada’s, and is refused.
    const mapping: Mapping = {
      ...MAPPING,
      key: '{course}',
      achievement: {},
      record: { key: '{email}', name: 'T' },
    }
    const made = await run(['ada rust A', 'bob rust C', 'bob c A'], { mapping, skipInvalid: true })
    expect(made).toMatchObject({ badges: { signed: 2, rejected: 1 }, records: { signed: 2 } })
    expect(records().map(({ credentialSubject }) => credentialSubject.verifiableCredential.length)).toEqual([
      1, 1,
    ])
    // In a later run the key was ada’s, and is refused to bob.
    const later = await run(['bob rust C', 'bob c A'], { mapping, skipInvalid: true })
    expect(later).toMatchObject({ badges: { rejected: 1 }, records: { signed: 0 } })
  })

  it('refuses a second record for a learner whose key has changed, and makes it when asked', async () => {
    const numbered = (no: string): Partial<BatchOptions> => ({
      source: csvSource(
        here.write('numbered.csv', `no,${HEADER}\n${no},ADA,ada@example.org,rust,A,2026-06-12\n`),
      ),
      mapping: { ...MAPPING, record: { key: '{no}', name: 'Transcript of {name}' } },
    })
    expect(await run([], numbered('1'))).toMatchObject({ records: { signed: 1 } })
    const before = digests(here.path('out'))
    for (const dryRun of [true, false]) {
      await expect(run([], { ...numbered('2'), dryRun })).rejects.toMatchObject({
        code: 'table_invalid',
        details: { row: 2, hint: expect.stringContaining('--replace') },
      })
    }
    // The mapping may have changed instead of the table.
    await expect(run([], { ...numbered('1'), mapping: MAPPING })).rejects.toMatchObject({
      code: 'table_invalid',
    })
    expect(digests(here.path('out'))).toEqual(before)
    expect(await run([], { ...numbered('2'), replace: true })).toMatchObject({
      badges: { unchanged: 1 },
      records: { signed: 1, replaced: 0, absent: 1 },
    })
  })

  it('refuses a new badge for a record of another recipient before it signs anything', async () => {
    const of = (email: string, course: string): Partial<BatchOptions> => ({
      source: csvSource(here.write('numbered.csv', `no,${HEADER}\n1,ADA,${email},${course},A,2026-06-12\n`)),
      mapping: { ...MAPPING, record: { key: '{no}', name: 'Transcript of {name}' } },
    })
    expect(await run([], of('ada@example.org', 'rust'))).toMatchObject({ records: { signed: 1 } })
    const before = digests(here.path('out'))
    for (const dryRun of [true, false]) {
      await expect(run([], { ...of('ada@new.example', 'c'), dryRun })).rejects.toMatchObject({
        code: 'table_invalid',
        message: expect.stringContaining('row 2'),
        details: { row: 2 },
      })
    }
    expect(digests(here.path('out'))).toEqual(before)
    expect(await run([], of('ADA@example.org', 'c'))).toMatchObject({ records: { signed: 1, replaced: 1 } })
  })

  it('makes the records that a run did not come to, and those of new learners', async () => {
    await run(CLASS.slice(0, 3))
    rmSync(here.path('out/records'), { recursive: true })
    rmSync(here.path('out/records.journal'))
    expect(await run(CLASS.slice(0, 3))).toMatchObject({ badges: { unchanged: 3 }, records: { signed: 2 } })
    expect(await run(CLASS)).toMatchObject({ records: { signed: 1, unchanged: 2 } })
  })

  it('is audited as a whole, with the file of each finding', async () => {
    await run(CLASS)
    const findings: AuditFinding[] = []
    const audit = () =>
      auditBatch({ out: here.path('out'), workers: 0, onFinding: (found) => findings.push(found) })
    expect(await audit()).toMatchObject({ clean: true, badges: 6, records: 3 })
    here.write('out/records/credentials.ndjson', lines('records').join('\n').replace('of BOB', 'of BOZ'))
    expect(await audit()).toMatchObject({ clean: false, badges: 6, records: 3 })
    expect(findings[0]).toMatchObject({ kind: 'altered', file: 'records/credentials.ndjson', line: 2 })
    rmSync(here.path('out/badges'), { recursive: true })
    await expect(audit()).rejects.toMatchObject({ code: 'file_failed' })
    await expect(
      auditBatch({ out: here.path('out'), journal: here.path('out/badges.journal') }),
    ).rejects.toThrow('leave journal out')
  })

  it('tells how many of the badges and records are revoked', async () => {
    const status = { url: 'https://example.edu/{of}/{list}' }
    await run(CLASS, { status })
    await changeStatus({
      ...{ journal: here.path('out/records.journal'), out: here.path('out/records'), issuer: ISSUER },
      ...{ signer: await signerOf(KEY), action: 'revoke', keys: ['bob@example.org'] },
    })
    expect(await run(CLASS, { status })).toMatchObject({
      badges: { unchanged: 6, revoked: 0 },
      records: { unchanged: 3, revoked: 1, suspended: 0 },
    })
  })

  it('signs nothing when a row is bad, and plans without a trace', async () => {
    await expect(run(['ada rust A', 'eve rust'])).rejects.toMatchObject({ code: 'plan_refused' })
    expect(await run(CLASS, { dryRun: true, out: here.path('dry') })).toEqual({
      badges: expect.objectContaining({ rows: 6, signed: 0 }),
    })
  })

  it('wants a title, lists of their own, and its own function', async () => {
    for (const record of [
      {},
      { name: 'T', credential: { credentialSubject: {} } },
      { name: 'T', keys: '{email}' },
    ]) {
      const mapping = { ...MAPPING, record } as Mapping
      await expect(run(CLASS, { mapping })).rejects.toMatchObject({ code: 'mapping_invalid' })
    }
    await expect(issueBatch(options(CLASS))).rejects.toThrow(TypeError)
    await expect(run(CLASS, { status: { url: 'https://example.edu/{list}' } })).rejects.toThrow(TypeError)
    await expect(run(CLASS, { journal: here.path('j') })).rejects.toThrow(TypeError)
    const { record: _, ...mapping } = MAPPING
    await expect(run(CLASS, { mapping })).rejects.toThrow(TypeError)
  })
})
