import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issue, type Signer, statusIndex, unbake, verify } from 'laurel'
import {
  auditBatch,
  type BatchOptions,
  type BatchResult,
  issueBatch,
  type Mapping,
  rowsFrom,
  signerOf,
} from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileFailed } from '../../src/bulk/files/file-error.js'
import { PartFile } from '../../src/bulk/files/part-file.js'
import { partMark, partName } from '../../src/bulk/files/part-name.js'
import { WriteQueue } from '../../src/bulk/sign/write-queue.js'
import { bySuite } from '../by-suite.js'
import { ACHIEVEMENT, digests, ISSUER, ISSUER_ID, KEY, MAPPING, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => {
  vi.restoreAllMocks()
  here.remove()
})

const STATUS = { url: 'https://example.edu/status/{list}' }

function lines(name = 'out/credentials.ndjson'): Record<string, never>[] {
  return readFileSync(here.path(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const tree = (folder = here.path('out')): Record<string, string> => digests(folder)

const run = (table: string, more: Partial<BatchOptions> = {}): Promise<BatchResult> =>
  issueBatch(here.batch(table, more))

describe('issueBatch', () => {
  it('makes what issue makes, byte for byte, and all of it verifies', async () => {
    const many = bySuite(300, 600)
    expect(await run(rows(many))).toMatchObject({
      rows: many,
      signed: many,
      rejected: 0,
      unchanged: 0,
      absent: 0,
    })
    const made = lines()
    expect(made).toHaveLength(many)
    expect(readFileSync(here.path('out/credentials.ndjson'), 'utf8')).toBe(
      made.map((credential) => `${JSON.stringify(credential)}\n`).join(''),
    )
    const signer = await signerOf(KEY)
    for (const i of [0, 255, 256, many - 1]) {
      const { proof: _, ...unsigned } = made[i]!
      const again = await issue(unsigned, { signer, created: new Date('2026-06-30T12:00:00Z') })
      expect(JSON.stringify(again)).toBe(JSON.stringify(made[i]))
      expect(
        await verify(made[i]!, { issuers: [ISSUER_ID], recipient: { email: `zoe${i}@example.org` } }),
      ).toMatchObject({
        verified: true,
      })
    }
  })

  it('signs nothing and writes nothing the second time', async () => {
    const many = bySuite(40, 300)
    const options = here.batch(rows(many), { status: STATUS })
    await issueBatch(options)
    const before = tree()
    const times = Object.keys(before).map((name) => statSync(join(here.path('out'), name)).mtimeMs)
    const journal = readFileSync(here.path('out.journal'))
    expect(await issueBatch(options)).toMatchObject({ signed: 0, unchanged: many, published: [] })
    expect(tree()).toEqual(before)
    expect(Object.keys(before).map((name) => statSync(join(here.path('out'), name)).mtimeMs)).toEqual(times)
    expect(readFileSync(here.path('out.journal'))).toEqual(journal)
  })

  it('signs exactly the row that changed, under its id and status index', async () => {
    const many = bySuite(40, 300)
    await run(rows(many), { status: STATUS })
    const before = lines()
    const changed = rows(many, (i, cells) => (i === 7 ? [...cells.slice(0, 4), '33'] : cells))
    expect(await run(changed, { status: STATUS })).toMatchObject({ signed: 1, unchanged: many - 1 })
    const after = lines()
    for (const [i, line] of after.entries()) {
      if (i !== 7) expect(line).toEqual(before[i])
    }
    expect(after[7]).toMatchObject({ id: before[7]!['id'], credentialStatus: before[7]!['credentialStatus'] })
    expect(after[7]).not.toEqual(before[7])
  })

  it('adds rows, keeps the order of the table, and tells which badges the table lost', async () => {
    await run(rows(10), { status: STATUS })
    const before = lines()
    const table = rows(12).split('\n')
    const turned = [table[0], table[12], table[11], ...table.slice(2, 11), ''].join('\n')
    expect(await run(turned, { status: STATUS })).toMatchObject({ signed: 2, unchanged: 9, absent: 1 })
    const after = lines()
    expect(after.slice(2)).toEqual([...before.slice(1), before[0]])
    expect(lines('out/manifest.ndjson').map(({ absent }) => absent)).toEqual([...Array(11), true])
    const indices = after.map(({ credentialStatus }) => credentialStatus!['statusListIndex'])
    expect(new Set(indices).size).toBe(12)
  })

  it('signs nothing when a row is bad, and reports every finding with row, column and hint', async () => {
    const table = rows(20, (i, cells) =>
      i === 3
        ? [cells[0]!, cells[1]!, 'nobody', '2026-02-31', '300']
        : i === 5
          ? ['S1', ...cells.slice(1)]
          : cells,
    )
    await expect(run(table)).rejects.toMatchObject({ code: 'plan_refused', details: { rows: 2, issues: 4 } })
    expect(lines('out/errors.ndjson')).toMatchObject([
      { row: 5, column: 'email', code: 'email_invalid' },
      { row: 5, column: 'passed', code: 'date_invalid' },
      { row: 5, column: 'score', code: 'number_out_of_range' },
      { row: 7, code: 'duplicate' },
    ])
    for (const { hint, remedy } of lines('out/errors.ndjson')) {
      expect(hint).toEqual(expect.any(String))
      // The deprecated name.
      expect(remedy).toBe(hint)
    }
    expect(readFileSync(here.path('out/errors.csv'), 'utf8')).toMatch(
      /^\uFEFFrow,column,code,message,hint,pointer,value\r\n/,
    )
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
    expect(existsSync(here.path('out.journal'))).toBe(false)
  })

  it('goes on without bad rows when told to, and again once they are mended', async () => {
    const bad = rows(20, (i, cells) =>
      i === 3 ? [...cells.slice(0, 2), 'nobody', ...cells.slice(3)] : cells,
    )
    expect(await run(bad, { skipInvalid: true, status: STATUS })).toMatchObject({ signed: 19, rejected: 1 })
    expect(await run(rows(20), { status: STATUS })).toMatchObject({ signed: 1, unchanged: 19 })
    expect(existsSync(here.path('out/errors.csv'))).toBe(false)
    const indices = lines().map(({ credentialStatus }) => credentialStatus!['statusListIndex'])
    expect(new Set(indices).size).toBe(20)
  })

  it('finds what the schema and JSON-LD refuse, and names the column', async () => {
    const mapping = {
      ...MAPPING,
      credential: {
        ...MAPPING.credential,
        evidence: [{ id: '{name}', type: ['Evidence'] }],
        unheardOf: '{score}',
      },
    }
    await expect(run(rows(1), { mapping })).rejects.toMatchObject({ code: 'plan_refused' })
    const found = lines('out/errors.ndjson')
    expect(found.length).toBeGreaterThan(0)
    for (const { column } of found) expect(['name', 'score']).toContain(column)
  })

  it('keeps the address of the recipient when the mapping adds identifiers', async () => {
    const number = { type: 'IdentityObject', hashed: false, identityHash: '{no}', identityType: 'sourcedId' }
    const mapping = {
      ...MAPPING,
      credential: { ...MAPPING.credential, credentialSubject: { identifier: [number] } },
    }
    await run(rows(1), { mapping })
    const { identifier } = lines()[0]!['credentialSubject'] as unknown as {
      identifier: { identityType: string }[]
    }
    expect(identifier.map(({ identityType }) => identityType)).toEqual(['emailAddress', 'name', 'sourcedId'])
  })

  it('refuses a member that the signature would not cover, as issue does', async () => {
    await run(rows(1))
    const { proof: _, ...unsigned } = lines()[0]!
    const refused = await issue({ ...unsigned, '@index': 'with distinction' } as never, {
      signer: await signerOf(KEY),
    }).catch((error: unknown) => error)
    const [{ code, pointer }] = (refused as { details: { issues: [{ code: string; pointer: string }] } })
      .details.issues
    const mapping = { ...MAPPING, credential: { ...MAPPING.credential, '@index': 'with distinction' } }
    await expect(run(rows(1), { mapping, out: here.path('out2') })).rejects.toMatchObject({
      code: 'plan_refused',
    })
    expect(lines('out2/errors.ndjson')).toMatchObject([{ row: 2, code, pointer }])
    expect(pointer).toBe('/@index')
  })

  it('plans without a trace when asked for a dry run', async () => {
    const many = bySuite(40, 300)
    const result = await run(rows(many), { dryRun: true, status: STATUS })
    expect(result).toMatchObject({ signed: 0, lists: 1, dryRun: { wouldSign: many } })
    expect(result.dryRun!.samples).toHaveLength(5)
    expect(result.dryRun!.secondsToSign).toBeGreaterThan(0)
    expect(existsSync(here.path('out'))).toBe(false)
    expect(existsSync(here.path('out.journal'))).toBe(false)
    expect(readdirSync(here.folder).filter((name) => name.includes('spool'))).toEqual([])
  })

  it('shows no row as a sample of a dry run that it refuses', async () => {
    const twice = rows(3).replace(/^(.*\n)(.*\n)/, '$1$2$2')
    const { dryRun, rejected } = await run(twice, { dryRun: true })
    expect(rejected).toBe(1)
    expect(new Set(dryRun!.samples.map((sample) => (sample as { id: string }).id)).size).toBe(3)
    expect(dryRun!.samples).toHaveLength(3)
  })

  it.each(['json', 'svg'] as const)('writes one %s a badge, in shards', async (form) => {
    const image = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    await run(rows(30), { form, ...(form === 'svg' ? { image } : {}) })
    const files = Object.keys(tree()).filter((name) => name.startsWith('badges'))
    expect(files).toHaveLength(30)
    const bytes = readFileSync(here.path(`out/${files[0]}`))
    const text = form === 'svg' ? (await unbake(bytes)).credential! : bytes.toString()
    expect(files[0]).toContain(JSON.parse(text).id.slice('urn:uuid:'.length))
    expect((await verify(bytes)).verified).toBe(true)
    rmSync(here.path(`out/${files[0]}`))
    expect(await run(rows(30), { form, ...(form === 'svg' ? { image } : {}) })).toMatchObject({
      signed: 1,
      unchanged: 29,
    })
    expect((await verify(readFileSync(here.path(`out/${files[0]}`)))).verified).toBe(true)
  })

  it('signs nothing if the picture leaves no room for a badge that verify reads', async () => {
    const signer = await signerOf(KEY)
    const sign = vi.fn(signer.sign)
    const image = new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg"><!--${'x'.repeat(1_400_000)}--></svg>`,
    )
    await expect(run(rows(3), { form: 'svg', image, signer: { ...signer, sign } })).rejects.toMatchObject({
      code: 'limit_exceeded',
      details: { limit: 'bakedBytes' },
    })
    expect(sign).not.toHaveBeenCalled()
  })

  it('bakes anew when the picture changed', async () => {
    const picture = (fill: string): Uint8Array =>
      new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" fill="${fill}"/>`)
    await run(rows(3), { form: 'svg', image: picture('red') })
    expect(await run(rows(3), { form: 'svg', image: picture('tan') })).toMatchObject({ signed: 3 })
  })

  it('makes the NDJSON again when it was deleted', async () => {
    await run(rows(30), { status: STATUS })
    const before = lines()
    rmSync(here.path('out/credentials.ndjson'))
    expect(await run(rows(30), { status: STATUS })).toMatchObject({ signed: 30 })
    expect(lines().map(({ id, credentialStatus }) => [id, credentialStatus])).toEqual(
      before.map(({ id, credentialStatus }) => [id, credentialStatus]),
    )
  })

  it('signs a line anew that was changed behind its back', async () => {
    await run(rows(30))
    const before = lines()
    const path = here.path('out/credentials.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Zoë 4', 'Zoé 4'))
    expect(await run(rows(31))).toMatchObject({ signed: 2, unchanged: 29 })
    expect(
      lines()
        .slice(0, 30)
        .map(({ credentialSubject }) => credentialSubject),
    ).toEqual(before.map(({ credentialSubject }) => credentialSubject))
  })

  it('refuses to drop a changed line whose row the table has no more', async () => {
    await run(rows(30))
    const path = here.path('out/credentials.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Zoë 4', 'Zoé 4'))
    const without = rows(30)
      .split('\n')
      .filter((_, i) => i !== 5)
      .join('\n')
    await expect(run(without)).rejects.toMatchObject({
      code: 'journal_invalid',
      details: { reason: 'output_damaged' },
    })
    expect(await run(rows(30))).toMatchObject({ signed: 1 })
    expect(await run(without)).toMatchObject({ signed: 0, absent: 1, lost: 0 })
  })

  it('asks a KMS as often as there are rows, never more at once than allowed', async () => {
    const local = await signerOf(KEY)
    let [open, most, calls] = [0, 0, 0]
    const signer: Signer = {
      verificationMethod: local.verificationMethod,
      algorithm: 'Ed25519',
      publicKeyMultibase: local.publicKeyMultibase!,
      sign: async (bytes) => {
        calls++
        most = Math.max(most, ++open)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
        open--
        return local.sign(bytes)
      },
    }
    const many = bySuite(280, 400)
    await run(rows(many), { signer, concurrency: 20 })
    expect(calls).toBe(many)
    expect(most).toBe(20)
    await run(rows(many), { out: here.path('local') })
    expect(tree()).toEqual(tree(here.path('local')))
    expect(await run(rows(many), { signer })).toMatchObject({ signed: 0 })
    expect(calls).toBe(many)
  })

  it('goes on after a signer failed, without asking again for what it had', async () => {
    const local = await signerOf(KEY)
    const last = bySuite(700, 1600)
    let calls = 0
    const signer: Signer = {
      ...local,
      sign: async (bytes) => {
        if (++calls === last) throw new Error('throttled for good')
        return local.sign(bytes)
      },
    }
    const table = rows(bySuite(800, 2000))
    await expect(run(table, { signer, status: STATUS })).rejects.toMatchObject({ code: 'signer_failed' })
    const spent = calls
    const result = await run(table, { signer, status: STATUS, created: new Date('2026-07-09T00:00:00Z') })
    expect(result.unchanged).toBeGreaterThanOrEqual(bySuite(200, 500))
    expect(calls - spent).toBe(result.signed)
    await run(table, { out: here.path('apart/calm'), status: STATUS })
    expect(tree()).toEqual(tree(here.path('apart/calm')))
  })

  it('asks a service no more that denies access', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' })
    let calls = 0
    const signer: Signer = {
      ...(await signerOf(KEY)),
      sign: async () => {
        calls++
        throw denied
      },
    }
    const many = bySuite(300, 2000)
    await expect(run(rows(many), { signer, concurrency: 10 })).rejects.toMatchObject({
      code: 'signer_failed',
    })
    expect(calls).toBeLessThanOrEqual(10)
    expect(await run(rows(many))).toMatchObject({ signed: many })
  })

  it('gives a service up that does not answer', async () => {
    let calls = 0
    const signals: AbortSignal[] = []
    const signer: Signer = {
      ...(await signerOf(KEY)),
      sign: (_, signal) => {
        calls++
        signals.push(signal!)
        return new Promise(() => undefined)
      },
    }
    const hanging = { signer, concurrency: 10, signerTimeoutMilliseconds: 20 }
    await expect(run(rows(1), { ...hanging, status: STATUS, out: here.path('lists') })).rejects.toMatchObject(
      {
        details: { reason: 'timeout' },
      },
    )
    calls = 0
    await expect(run(rows(bySuite(300, 600)), hanging)).rejects.toMatchObject({
      code: 'signer_failed',
      details: { reason: 'timeout' },
    })
    expect(calls).toBeLessThanOrEqual(20)
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it('leaves one listener on its signal, however many signatures wait', async () => {
    const local = await signerOf(KEY)
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const signer: Signer = {
      ...local,
      sign: async (bytes, given) => {
        given!.addEventListener('abort', () => undefined)
        return local.sign(bytes)
      },
    }
    await run(rows(bySuite(100, 300)), { signer, signal })
    expect(added.mock.calls.length).toBeLessThan(5)
  })

  it('clears away what a killed run left of a status list and of a report', async () => {
    await run(rows(2), { status: STATUS })
    const rest = here.write('out/status/revocation-1.json.0123456789ab.part', '{')
    const other = here.write('out/status/notes.part', 'kept')
    const report = here.write('out/errors.csv.part', 'row')
    await run(rows(3), { status: STATUS })
    expect([rest, report, other].map((path) => existsSync(path))).toEqual([false, false, true])
  })

  it('never refuses files of its own that a killed run had made anew', async () => {
    const form = 'json' as const
    await run(rows(40), { form, created: new Date('2026-06-30T12:00:00Z') })
    const files = Object.keys(tree()).filter((name) => name.startsWith('badges'))
    for (const file of files.slice(0, 20)) rmSync(here.path(`out/${file}`))
    const stop = new AbortController()
    const signer = await signerOf(KEY)
    // Its files are in place, and its rows are not in the journal.
    vi.spyOn(WriteQueue.prototype, 'add').mockRejectedValueOnce(new Error('killed'))
    await expect(run(rows(40), { form, signer, signal: stop.signal })).rejects.toThrow('killed')
    vi.restoreAllMocks()
    const without = rows(40).split('\n').slice(0, 21).join('\n')
    expect(await run(without, { form })).toMatchObject({ rows: 20, absent: 20, lost: 0 })
    expect(await run(rows(40), { form })).toMatchObject({ rows: 40, absent: 0 })
    const names = Object.keys(tree()).filter((name) => name.endsWith('.part'))
    expect(names).toEqual([])
    expect(await auditBatch({ out: here.path('out'), workers: 0 })).toMatchObject({ badges: 40, clean: true })
  })

  it('makes the manifest anew where it was deleted or changed', async () => {
    await run(rows(20), { status: STATUS })
    const before = tree()
    const path = here.path('out/manifest.ndjson')
    const text = readFileSync(path, 'utf8')
    for (const changed of [
      undefined,
      '',
      text.slice(0, -20),
      `${text}{}\n`,
      text.replace('"row":7', '"row":8'),
    ]) {
      if (changed === undefined) rmSync(path)
      else writeFileSync(path, changed)
      expect(await run(rows(20), { status: STATUS })).toMatchObject({ signed: 0, unchanged: 20 })
      expect(tree()).toEqual(before)
    }
  })

  it('clears away what a run left that was killed after its last record', async () => {
    await run(rows(5))
    const left = ['credentials.ndjson.1.part', `manifest.ndjson.1.${'0'.repeat(16)}.part`]
    for (const name of left) here.write(`out/${name}`, '')
    await run(rows(5))
    expect(readdirSync(here.path('out')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('removes links that lie in the way of a part, and follows none', async () => {
    await run(rows(5), { form: 'json' })
    const victim = here.write('victim', 'precious')
    const { symlinkSync } = await import('node:fs')
    const before = tree()
    for (const name of Object.keys(before).filter((file) => file.startsWith('badges'))) {
      symlinkSync(victim, here.path(`out/${name}.part`))
      rmSync(here.path(`out/${name}`))
    }
    const seed = Buffer.alloc(32, 7).toString('base64')
    symlinkSync(victim, here.path('out/manifest.ndjson.2.part'))
    // As somebody would name them who has read the journal.
    symlinkSync(victim, here.path(`out/${partName(seed, 'manifest.ndjson', 2)}`))
    const [badge] = Object.keys(before).filter((file) => file.startsWith('badges'))
    symlinkSync(victim, here.path(`out/${badge}.${partMark(seed, 2)}.part`))
    symlinkSync(victim, here.path('out/errors.csv.part'))
    expect(await run(rows(5), { form: 'json' })).toMatchObject({ signed: 5 })
    expect(readFileSync(victim, 'utf8')).toBe('precious')
  })

  it('tells a fault that all rows share once, and where it lies', async () => {
    const { description: _, ...bare } = ACHIEVEMENT
    for (const skipInvalid of [false, true]) {
      await expect(run(rows(bySuite(300, 1200)), { achievement: bare, skipInvalid })).rejects.toMatchObject({
        code: 'model_invalid',
        details: { issues: [{ pointer: '/credentialSubject/achievement/description' }] },
      })
    }
    await expect(run(rows(3), { issuer: { ...ISSUER, url: 'nowhere' } })).rejects.toMatchObject({
      code: 'model_invalid',
      details: { issues: [{ pointer: '/issuer/url' }] },
    })
    expect(existsSync(here.path('out/errors.csv'))).toBe(false)
    expect(existsSync(here.path('out.journal'))).toBe(false)
    expect(await run(rows(3))).toMatchObject({ signed: 3 })
  })

  it.each<[string, number, (table: string) => string]>([
    ['of a single row', 1, (table) => table],
    ['beside a bad address', 3, (table) => table.replace('@', ' at ')],
  ])('blames the achievement and not the table for a fault %s', async (_, count, change) => {
    const { description: __, ...bare } = ACHIEVEMENT
    await expect(run(change(rows(count)), { achievement: bare })).rejects.toMatchObject({
      code: 'model_invalid',
      details: { issues: [{ pointer: '/credentialSubject/achievement/description' }] },
    })
  })

  it('tells which columns nothing is made of', async () => {
    const table = 'no,Given name,mail,passed,phone\nS1,Ada,a@example.org,2026-06-12,1\n'
    const mapping: Mapping = {
      key: '{no}',
      recipient: { email: '{email}' },
      columns: { email: { type: 'email', header: 'mail' }, passed: { type: 'date' } },
    }
    expect(await run(table, { mapping })).toMatchObject({ unusedColumns: ['Given name', 'phone'] })
    const source = rowsFrom(() => [{ no: 'S2', mail: 'b@example.org', extra: 1 }])
    expect(await run('', { mapping, source, out: here.path('objects') })).toMatchObject({ unusedColumns: [] })
  })

  it('tells a fault of a column for each row, though all rows have it', async () => {
    const mapping = { ...MAPPING, achievement: { description: '{about}' } }
    const { description: _, ...bare } = ACHIEVEMENT
    const table = 'no,name,email,passed,score,about\nS1,A,a@example.org,,,\nS2,B,b@example.org,,,\n'
    await expect(run(table, { achievement: bare, mapping })).rejects.toMatchObject({
      code: 'plan_refused',
      details: { rows: 2 },
    })
  })

  it('gives a badge the name that its row gives the achievement', async () => {
    const mapping = { ...MAPPING, achievement: { name: 'Rust I, {score} points' } }
    await run(rows(2), { mapping })
    for (const { name, credentialSubject } of lines()) {
      expect(name).toMatch(/^Rust I, \d+ points$/)
      expect(credentialSubject!['achievement']).toMatchObject({ name })
    }
  })

  it('signs no address that is a program, wherever it stands', async () => {
    const picture = { id: 'javascript:alert(1)', type: 'Image' }
    for (const more of [
      { achievement: { ...ACHIEVEMENT, image: picture } },
      { issuer: { ...ISSUER, image: picture } },
      { mapping: { ...MAPPING, credential: { image: picture } } },
      { mapping: { ...MAPPING, achievement: { image: { id: 'javascript:{no}', type: 'Image' } } } },
    ]) {
      await expect(run(rows(2), more)).rejects.toThrow()
      expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
    }
  })

  it('refuses another batch on the same journal', async () => {
    await run(rows(3))
    for (const more of [
      { batch: 'other' },
      { form: 'json' as const },
      { status: STATUS },
      { achievement: { id: 'https://x.example' } },
    ]) {
      await expect(run(rows(3), more)).rejects.toMatchObject({
        code: 'journal_invalid',
        details: { reason: 'other_batch' },
      })
    }
  })

  it('refuses a second run on one journal at once', async () => {
    const table = rows(bySuite(600, 2000))
    const both = await Promise.allSettled([run(table), run(table)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'journal_invalid', details: { reason: 'locked' } },
    })
  })

  it('refuses to resume what never began', async () => {
    await expect(run(rows(3), { resume: true })).rejects.toMatchObject({ code: 'journal_invalid' })
  })

  it.each([
    ['an unwritable output', { out: '/dev/null/laurel' }],
    ['an unwritable journal', { journal: '/dev/null/laurel.journal' }],
    ['an output that is a file', { out: '/dev/null' }],
  ])('says so of %s', async (_, more) => {
    await expect(run(rows(3), { journal: here.path('j'), ...more })).rejects.toMatchObject({
      code: 'file_failed',
    })
  })

  it('says that the disk is full, leaves nothing torn, and goes on later', async () => {
    const original = PartFile.prototype.append
    vi.spyOn(PartFile.prototype, 'append').mockImplementation(async function (this: PartFile, pieces) {
      await original.call(this, [pieces[0]!.subarray(0, 1000)])
      throw fileFailed('write', this.part, Object.assign(new Error(), { code: 'ENOSPC' }))
    })
    const many = bySuite(40, 300)
    await expect(run(rows(many))).rejects.toMatchObject({
      code: 'file_failed',
      details: { reason: 'ENOSPC' },
    })
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
    vi.restoreAllMocks()
    expect(await run(rows(many))).toMatchObject({ signed: many })
    await run(rows(many), { out: here.path('apart/calm') })
    expect(tree()).toEqual(tree(here.path('apart/calm')))
  })

  it('allocates indices by the recorded seed, over as many lists as are needed', async () => {
    let made = 0
    const source = rowsFrom(function* () {
      for (let i = 0; i < bySuite(60, 300); i++) yield { no: `${i}`, email: `a${i}@example.org` }
    })
    await run('no\n', {
      source,
      status: {
        ...STATUS,
        purposes: ['revocation', 'suspension'],
        url: 'https://example.edu/{purpose}/{list}',
      },
      publish: ({ url, credential }) => {
        made++
        expect(url).toMatch(/^https:\/\/example\.edu\/(?:revocation|suspension)\/1$/)
        expect(credential).toHaveProperty('proof')
        expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
      },
    })
    expect(made).toBe(2)
    const seed = new Uint8Array(32).fill(7)
    for (const [i, { credentialStatus }] of lines().entries()) {
      expect(credentialStatus).toMatchObject([
        { statusPurpose: 'revocation', statusListIndex: String(statusIndex(seed, i, 131_072)) },
        { statusPurpose: 'suspension', statusListIndex: String(statusIndex(seed, i, 131_072)) },
      ])
    }
  })

  it.each<[string, object]>([
    ['an unknown option', { wokers: 2 }],
    ['neither key nor signer', { key: undefined }],
    ['a status URL without {list}', { status: { url: 'https://example.edu/status' } }],
    ...[
      'http://example.edu/{list}',
      'file:///srv/{list}',
      'javascript:alert({list})',
      'example.edu/{list}',
      'https://user:secret@example.edu/{list}',
      'https://example.edu/ a/{list}',
      'https://example.edu/#{list}',
    ].map((url): [string, object] => [`status lists at ${url}`, { status: { url } }]),
    ['no purpose of status lists', { status: { ...STATUS, purposes: [] } }],
    ['an unknown purpose of status lists', { status: { ...STATUS, purposes: ['revoke'] } }],
    ['a short status list', { status: { ...STATUS, length: 1024 } }],
    ['a seed that is too short', { seed: new Uint8Array(3) }],
  ])('throws TypeError for %s', async (_, more) => {
    await expect(run(rows(1), more as Partial<BatchOptions>)).rejects.toBeInstanceOf(TypeError)
  })
})
