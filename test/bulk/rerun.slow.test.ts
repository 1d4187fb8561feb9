/** What becomes of a badge when its row, its key or the signing key changes between two runs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { didDocument, type Load, statusIndex, verify } from 'laurel'
import {
  auditBatch,
  type BatchOptions,
  type BatchResult,
  changeStatus,
  issueBatch,
  type KeyMaterial,
  signerOf,
} from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

/** RFC 8032 §7.1, TEST 2. */
const OTHER_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs',
  x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
}
const STATUS = { url: 'https://example.edu/status/{list}' }
const run = (table: string, more: Partial<BatchOptions> = {}): Promise<BatchResult> =>
  issueBatch(here.batch(table, more))
const text = (name = 'out/credentials.ndjson'): string => readFileSync(here.path(name), 'utf8')
const lines = (name?: string): Record<string, never>[] =>
  text(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const indexOf = (credential: Record<string, never>): number =>
  Number(credential['credentialStatus']!['statusListIndex'])

describe('a key that now names somebody else', () => {
  const renumbered = rows(3, (i, cells) => [`S${(i + 1) % 3}`, ...cells.slice(1)])

  it('is refused row by row, and nothing is signed', async () => {
    await run(rows(3))
    const before = text()
    await expect(run(renumbered)).rejects.toMatchObject({ code: 'plan_refused', details: { rows: 3 } })
    expect(lines('out/errors.ndjson')).toMatchObject([
      { row: 2, code: 'recipient_changed' },
      { row: 3, code: 'recipient_changed' },
      { row: 4, code: 'recipient_changed' },
    ])
    expect(text()).toBe(before)
  })

  it('keeps its old badge, byte for byte, where bad rows are skipped', async () => {
    await run(rows(3))
    const before = text().split('\n')
    const table = rows(4, (i, cells) =>
      i === 1 ? [cells[0]!, cells[1]!, 'another@example.org', ...cells.slice(3)] : cells,
    )
    expect(await run(table, { skipInvalid: true })).toMatchObject({
      signed: 1,
      rejected: 1,
      absent: 1,
      lost: 0,
    })
    expect(new Set(text().split('\n'))).toEqual(new Set([...before, text().split('\n')[2]]))
    expect(lines('out/manifest.ndjson').filter(({ absent }) => absent === true)).toMatchObject([
      { row: 3, id: JSON.parse(before[1]!).id, line: 4 },
    ])
    expect((await auditBatch({ out: here.path('out'), workers: 0 })).clean).toBe(true)
  })

  it('is a correction when asked for, and counted apart from new badges', async () => {
    await run(rows(3))
    const corrected = rows(4, (i, cells) =>
      i === 1 ? [cells[0]!, cells[1]!, 'corrected@example.org', ...cells.slice(3)] : cells,
    )
    expect(await run(corrected, { replace: true })).toMatchObject({ signed: 2, replaced: 1, renewed: 0 })
    expect(await run(rows(4), { replace: true, dryRun: true })).toMatchObject({ signed: 0, replaced: 1 })
  })

  it('is noticed though the output was deleted', async () => {
    await run(rows(3))
    writeFileSync(here.path('out/credentials.ndjson'), '')
    await expect(run(renumbered)).rejects.toMatchObject({ code: 'plan_refused', details: { rows: 3 } })
  })

  it('is the same person in other capitals, or with a corrected name', async () => {
    await run(rows(3))
    const table = rows(3, (_, cells) => [cells[0]!, 'Corrected', cells[2]!.toUpperCase(), ...cells.slice(3)])
    expect(await run(table)).toMatchObject({ signed: 3, replaced: 3 })
  })

  it('is read from journals that know nothing of recipients', async () => {
    await run(rows(3))
    const { crc32 } = await import('node:zlib')
    const old = text('out.journal')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { recipients: _, achievements: __, after: ___, ...record } = JSON.parse(line.slice(9))
        const json = JSON.stringify(record)
        return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
      })
    writeFileSync(here.path('out.journal'), old.join(''))
    expect(await run(rows(3))).toMatchObject({ signed: 0, unchanged: 3 })
    expect(await run(renumbered)).toMatchObject({ signed: 3, replaced: 3 })
  })
})

describe('two Unicode forms of one key', () => {
  const nfc = 'no,name,email,passed,score\nJosé,José,jose@example.org,2026-06-01,1\n'.normalize('NFC')
  const nfd = nfc.normalize('NFD')

  it('are one award: in one table a duplicate, in two runs unchanged', async () => {
    await expect(run(`${nfc}${nfd.split('\n')[1]}\n`)).rejects.toMatchObject({ code: 'plan_refused' })
    expect(lines('out/errors.ndjson')).toMatchObject([{ row: 3, code: 'duplicate' }])
    await run(nfc)
    const [before] = lines()
    expect(await run(nfd)).toMatchObject({ replaced: 1, absent: 0 })
    expect(lines()[0]!['id']).toEqual(before!['id'])
  })

  it('are one address, where the address is the key', async () => {
    const mapping = { recipient: { email: '{email}' } }
    const address = 'email\njosé@example.org\n'
    await run(address.normalize('NFC'), { mapping })
    expect(await run(address.normalize('NFD'), { mapping })).toMatchObject({ absent: 0 })
    expect(lines()).toHaveLength(1)
  })
})

describe('status numbers of late rows', () => {
  it('follow each other, so that a list fills up before the next begins', async () => {
    await run(rows(600), { status: STATUS })
    for (let count = 601; count <= 604; count++) await run(rows(count), { status: STATUS })
    const seed = new Uint8Array(32).fill(7)
    expect(lines().slice(600).map(indexOf)).toEqual(
      [600, 601, 602, 603].map((n) => statusIndex(seed, n, 131_072)),
    )
    expect(new Set(lines().map(indexOf)).size).toBe(604)
  })

  it.each([0, 2])('are the same after a run that was cut short, with %i workers', async (workers) => {
    const table = rows(2600, (i, cells) => (i % 3 === 0 ? cells : [`L${i}`, ...cells.slice(1)]))
    const first = rows(2600)
      .split('\n')
      .filter((_, i) => i === 0 || (i - 1) % 3 === 0)
      .join('\n')
    await run(first, { status: STATUS })
    await run(first, { status: STATUS, out: here.path('apart/calm') })
    const local = await signerOf(KEY)
    let calls = 0
    const signer = {
      ...local,
      sign: async (bytes: Uint8Array) => {
        if (++calls > 1300) throw new Error('gone')
        return local.sign(bytes)
      },
    }
    await expect(run(table, { status: STATUS, signer })).rejects.toMatchObject({ code: 'signer_failed' })
    expect(await run(table, { status: STATUS, workers })).toMatchObject({ absent: 0 })
    await run(table, { status: STATUS, out: here.path('apart/calm'), workers: 0 })
    const places = (name: string): unknown =>
      lines(name).map(({ id, credentialStatus }) => [id, credentialStatus])
    expect(places('out/credentials.ndjson')).toEqual(places('apart/calm/credentials.ndjson'))
    expect(new Set(lines().map(indexOf)).size).toBe(2600)
  })

  it('go on by position in an unfinished run of an earlier version', async () => {
    await run(rows(4), { status: STATUS })
    const { crc32 } = await import('node:zlib')
    const source = await here.batch(rows(6)).source.digest!()
    const record = { type: 'run', run: 2, base: 4, created: '2026-07-01T00:00:00Z', source, positions: 6 }
    const json = JSON.stringify(record)
    writeFileSync(here.path('out.journal'), `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`, {
      flag: 'a',
    })
    await run(rows(6), { status: STATUS })
    const seed = new Uint8Array(32).fill(7)
    expect(lines().slice(4).map(indexOf)).toEqual([8, 9].map((n) => statusIndex(seed, n, 131_072)))
  })
})

describe('a new signing key', () => {
  const DID = 'did:web:example.edu'
  const issuer = { ...ISSUER, id: DID }
  const old: KeyMaterial = { ...KEY, verificationMethod: `${DID}#old` }
  const young: KeyMaterial = { ...KEY, verificationMethod: `${DID}#new` }
  const methods = (): unknown[] =>
    lines().map(({ proof }) => (proof as unknown as { verificationMethod: string }[])[0]!.verificationMethod)

  it('signs nothing anew unless asked, then all, under their ids and statuses', async () => {
    await run(rows(5), { status: STATUS, issuer, key: old })
    const before = lines()
    expect(await run(rows(5), { status: STATUS, issuer, key: young })).toMatchObject({ signed: 0 })
    expect(await run(rows(5), { status: STATUS, issuer, key: young, resign: true })).toMatchObject({
      signed: 5,
      renewed: 5,
      replaced: 0,
    })
    expect(new Set(methods())).toEqual(new Set([`${DID}#new`]))
    const unsigned = (all: typeof before): unknown => all.map(({ proof: _, ...rest }) => rest)
    expect(unsigned(lines())).toEqual(unsigned(before))
    expect(await run(rows(5), { status: STATUS, issuer, key: young })).toMatchObject({ signed: 0 })
  })

  it('knows a file that a killed run had replaced, though its row is gone since', async () => {
    const batch = { status: STATUS, issuer, key: old, form: 'json' as const }
    await run(rows(1), batch)
    const journal = readFileSync(here.path('out.journal'))
    const corrected = rows(1, (_, cells) => [...cells.slice(0, 4), '99'])
    expect(await run(corrected, batch)).toMatchObject({ replaced: 1 })
    writeFileSync(here.path('out.journal'), journal)
    const other = rows(1, (_, cells) => ['T0', 'Another', 'another@example.org', ...cells.slice(3)])
    expect(await run(other, batch)).toMatchObject({ signed: 1, absent: 1, lost: 0 })
    const documents = { 'https://example.edu/.well-known/did.json': didDocument(await signerOf(old)) }
    expect(await auditBatch({ out: here.path('out'), workers: 0, documents })).toMatchObject({
      badges: 2,
      clean: true,
    })
  })

  it.each([
    ['of another name', young],
    ['of the same name', { ...old, key: OTHER_KEY } as KeyMaterial],
  ])('%s signs the status lists anew too', async (_, key) => {
    const status = {
      url: 'https://example.edu/{purpose}/{list}',
      purposes: ['revocation', 'suspension'],
    } as const
    await run(rows(5), { status, issuer, key: old })
    const [journal, out] = [here.path('out.journal'), here.path('out')]
    await changeStatus({ journal, out, issuer, signer: await signerOf(old), action: 'revoke', keys: ['S2'] })
    const { published } = await run(rows(5), { status, issuer, key, resign: true })
    expect(published.map(({ url }) => url).sort()).toEqual([
      'https://example.edu/revocation/1',
      'https://example.edu/suspension/1',
    ])
    const load: Load = async (url) => {
      const name = new URL(url).pathname.slice(1).replace('/', '-')
      return name === '.well-known-did.json'
        ? didDocument(await signerOf(key))
        : JSON.parse(text(`out/status/${name}.json`))
    }
    const outcomes = lines().map(async (line) => {
      const report = await verify(JSON.stringify(line), { load, issuers: [DID] })
      return report.checks.find(({ id }) => id === 'status')!.outcome
    })
    expect(await Promise.all(outcomes)).toEqual(['pass', 'pass', 'fail', 'pass', 'pass'])
  })

  it('goes on where it was cut short, and signs no badge twice', async () => {
    await run(rows(1500), { issuer, key: old })
    const local = await signerOf(young)
    let calls = 0
    const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
      if (++calls === 1200) throw new Error('gone')
      return local.sign(bytes)
    }
    const again = { issuer, signer: { ...local, sign } }
    await expect(run(rows(1500), { ...again, resign: true })).rejects.toMatchObject({ code: 'signer_failed' })
    const result = await run(rows(1500), again)
    expect(result.unchanged).toBeGreaterThanOrEqual(500)
    expect(result.renewed + result.unchanged).toBe(1500)
    expect(new Set(methods())).toEqual(new Set([`${DID}#new`]))
  })
})

describe('an option without effect', () => {
  it('is told where it does no harm', async () => {
    await run(rows(1))
    const { withoutEffect } = await run(rows(2), {
      created: new Date('2027-01-01T00:00:00Z'),
      seed: new Uint8Array(32),
      concurrency: 3,
    })
    expect(withoutEffect.map(({ option }) => option)).toEqual(['created', 'seed', 'concurrency'])
    expect((await run(rows(3))).withoutEffect).toEqual([])
  })

  it.each<[string, Partial<BatchOptions>]>([
    ['an image for JSON', { form: 'json', image: new Uint8Array(8) }],
    ['publish without status lists', { publish: () => undefined }],
  ])('is refused where it misleads: %s', async (_, more) => {
    await expect(run(rows(1), more)).rejects.toBeInstanceOf(TypeError)
  })
})
