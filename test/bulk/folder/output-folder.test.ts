/** A folder belongs to one batch, and a status list to one owner, whatever is run in whatever order. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { auditBatch, type BatchOptions, changeStatus, issueBatch, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySuite } from '../../by-suite.js'
import { ISSUER, KEY, rows, type World, world } from '../world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const STATUS = { url: 'https://example.edu/status/{list}' }
const MARKER = 'out/laurel-batch.json'
const run = (count: number, more: Partial<BatchOptions> = {}) =>
  issueBatch(here.batch(rows(count), { status: STATUS, ...more }))
const revoke = async (journal = here.path('out.journal'), out = here.path('out')) =>
  changeStatus({ journal, out, issuer: ISSUER, signer: await signerOf(KEY), action: 'revoke', keys: ['S1'] })
const refused = (reason: string) => ({
  code: 'journal_invalid',
  details: { reason, hint: expect.any(String) },
})

/** Every file of the folder with its content. */
function contents(folder = here.path('out')): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\./.test(name))
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
}

describe('an output folder', () => {
  it('is refused to another batch with another journal, and nothing in it changes', async () => {
    await run(3)
    await revoke()
    const before = contents()
    const second = { batch: 'second', journal: here.path('second.journal') }
    await expect(run(3, second)).rejects.toMatchObject(refused('folder_foreign'))
    await expect(run(3, { ...second, dryRun: true })).rejects.toMatchObject(refused('folder_foreign'))
    expect(contents()).toEqual(before)
    expect((await auditBatch({ out: here.path('out'), workers: 0 })).clean).toBe(true)
  })

  it.each([0, 40])('is not called clean with a journal of which %d bytes are left', async (bytes) => {
    await run(3)
    writeFileSync(here.path('out.journal'), readFileSync(here.path('out.journal')).subarray(0, bytes))
    for (const more of [{}, { journal: here.path('out.journal') }])
      await expect(auditBatch({ out: here.path('out'), workers: 0, ...more })).rejects.toMatchObject(
        refused('missing'),
      )
  })

  it('is refused to a new journal where the old one was deleted', async () => {
    await run(3)
    await revoke()
    const before = contents()
    rmSync(here.path('out.journal'))
    await expect(run(3, { seed: new Uint8Array(32).fill(8) })).rejects.toMatchObject({
      message: expect.stringContaining('the batch "default"'),
      details: { reason: 'folder_foreign', hint: expect.stringContaining('--journal') },
    })
    expect(contents()).toEqual(before)
  })

  it('is refused when it holds what no batch made', async () => {
    mkdirSync(here.path('out'))
    here.write('out/thesis.txt', 'years of work')
    await expect(run(3)).rejects.toMatchObject(refused('folder_not_empty'))
    expect(readdirSync(here.path('out'))).toEqual(['thesis.txt'])
  })

  it.each(['.DS_Store', '.gitkeep', 'errors.csv', 'Thumbs.db'])(
    'is taken when it holds only %s',
    async (name) => {
      mkdirSync(here.path('out'))
      here.write(`out/${name}`, '')
      expect(await run(3)).toMatchObject({ signed: 3 })
    },
  )

  it('lets one of two batches in that come at once', async () => {
    const many = bySuite(100, 400)
    const both = await Promise.allSettled([
      run(many),
      run(many, {
        batch: 'second',
        journal: here.path('second.journal'),
        status: { url: 'https://example.edu/b/{list}' },
      }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await auditBatch({ out: here.path('out'), workers: 0 })).clean).toBe(true)
  })

  it('is one folder by whatever name it is called, and a journal one journal', async () => {
    await run(3)
    symlinkSync(here.path('out'), here.path('link'))
    symlinkSync(here.path('out.journal'), here.path('link.journal'))
    expect(await run(3, { out: here.path('link') })).toMatchObject({ signed: 0, unchanged: 3 })
    const many = bySuite(100, 500)
    const both = await Promise.allSettled([run(many), run(many, { journal: here.path('link.journal') })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is the only one of its batch', async () => {
    await run(3)
    await expect(
      run(3, { out: here.path('other'), journal: here.path('out.journal') }),
    ).rejects.toMatchObject(refused('other_folder'))
    await expect(revoke(here.path('out.journal'), here.path('other'))).rejects.toMatchObject(
      refused('other_folder'),
    )
    renameSync(here.path('out'), here.path('moved'))
    const moved = { out: here.path('moved'), journal: here.path('out.journal') }
    expect(await run(4, moved)).toMatchObject({ signed: 1, unchanged: 3 })
    await expect(run(4)).rejects.toMatchObject(refused('other_folder'))
  })

  it('knows more than a journal that is an old copy, or was cut off', async () => {
    await run(3)
    const old = readFileSync(here.path('out.journal'))
    await revoke()
    const list = readFileSync(here.path('out/status/revocation-1.json'))
    writeFileSync(here.path('out.journal'), old)
    await expect(run(4)).rejects.toMatchObject(refused('old'))
    await expect(revoke()).rejects.toMatchObject(refused('old'))
    rmSync(here.path(MARKER))
    await expect(run(4)).rejects.toMatchObject(refused('old'))
    expect(readFileSync(here.path('out/status/revocation-1.json'))).toEqual(list)
  })

  describe('after a copy of its journal went on elsewhere', () => {
    const [header, ...learners] = rows(6).trimEnd().split('\n')
    const only = (...numbers: number[]): string =>
      `${[header, ...numbers.map((number) => learners[number - 1])].join('\n')}\n`
    const journal = (): Buffer => readFileSync(here.path('out.journal'))
    /** What a copy of the journal is after its own run, in its own folder. */
    async function goneOn(from: Buffer, ...numbers: number[]): Promise<Buffer> {
      mkdirSync(here.path('apart'))
      writeFileSync(here.path('apart/copy.journal'), from)
      await issueBatch(here.batch(only(...numbers), { status: STATUS, out: here.path('apart/copy') }))
      return readFileSync(here.path('apart/copy.journal'))
    }

    it.each([
      ['as many badges', [1, 2, 3, 5]],
      ['more badges', [1, 2, 3, 5, 6]],
    ])('knows its own journal from one with %s', async (_, others) => {
      await run(3)
      const before = journal()
      await run(4)
      const own = journal()
      const copy = await goneOn(before, ...others)
      const files = contents()
      writeFileSync(here.path('out.journal'), copy)
      for (const more of [{}, { dryRun: true }]) {
        await expect(run(4, more)).rejects.toMatchObject(refused('other_copy'))
      }
      await expect(revoke()).rejects.toMatchObject(refused('other_copy'))
      expect(contents()).toEqual(files)
      expect(journal()).toEqual(copy)
      writeFileSync(here.path('out.journal'), own)
      expect(await run(4)).toMatchObject({ signed: 0, unchanged: 4 })
      expect(await revoke()).toMatchObject({ badges: 1 })
    })

    it('knows its own journal from one with as many changes of status', async () => {
      await run(3)
      const before = journal()
      await revoke()
      mkdirSync(here.path('apart'))
      writeFileSync(here.path('apart/copy.journal'), before)
      cpSync(here.path('out'), here.path('apart/copy'), { recursive: true })
      const marker = JSON.parse(readFileSync(here.path('apart/copy/laurel-batch.json'), 'utf8'))
      expect(marker.changes).toBe(1)
      rmSync(here.path('apart/copy'), { recursive: true })
      await issueBatch(here.batch(only(1, 2, 3), { status: STATUS, out: here.path('apart/copy') }))
      await changeStatus({
        journal: here.path('apart/copy.journal'),
        out: here.path('apart/copy'),
        issuer: ISSUER,
        signer: await signerOf(KEY),
        action: 'revoke',
        keys: ['S2'],
      })
      writeFileSync(here.path('out.journal'), readFileSync(here.path('apart/copy.journal')))
      await expect(run(3)).rejects.toMatchObject(refused('other_copy'))
    })

    it('takes a copy that lacks no badge, and one of the time before it was written', async () => {
      await run(3)
      const lines = journal().toString('latin1').trimEnd().split('\n')
      expect(lines.at(-1)).toContain('"type":"done"')
      writeFileSync(here.path('out.journal'), `${lines.slice(0, -1).join('\n')}\n`, 'latin1')
      expect(await run(3)).toMatchObject({ signed: 0, unchanged: 3 })
      const before = journal()
      expect(await run(4)).toMatchObject({ signed: 1 })
      writeFileSync(here.path('out.journal'), before)
      await expect(run(4)).rejects.toMatchObject(refused('old'))
    })

    it('goes on as before where an older version wrote its marker, which has no digest', async () => {
      await run(3)
      const { digest, checksum: _, ...members } = JSON.parse(readFileSync(here.path(MARKER), 'utf8'))
      expect(digest).toMatch(/^[0-9a-f]{16}$/)
      const checksum = createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 16)
      writeFileSync(here.path(MARKER), JSON.stringify({ ...members, checksum }))
      expect(await run(4)).toMatchObject({ signed: 1, unchanged: 3 })
      expect(JSON.parse(readFileSync(here.path(MARKER), 'utf8')).digest).not.toBe(digest)
    })
  })

  it('is adopted where laurel 0.1 made it, and only by its own journal', async () => {
    await run(3)
    rmSync(here.path(MARKER))
    await expect(
      run(3, {
        batch: 'second',
        journal: here.path('b.journal'),
        status: { url: 'https://example.edu/b/{list}' },
      }),
    ).rejects.toMatchObject(refused('folder_not_empty'))
    expect(await run(3)).toMatchObject({ signed: 0, unchanged: 3 })
    expect(existsSync(here.path(MARKER))).toBe(true)
  })

  it.each([
    ['only empty folders', (name: string) => !/^status\/|^badges\//.test(name), 0],
    ['the credentials alone', (name: string) => name !== 'credentials.ndjson', 3],
  ])('is adopted by its journal where it holds %s', async (_, isGone, unchanged) => {
    await run(3)
    for (const name of Object.keys(contents())) if (isGone(name)) rmSync(here.path(`out/${name}`))
    for (const name of readdirSync(here.path('out/status'))) rmSync(here.path(`out/status/${name}`))
    expect(await run(3)).toMatchObject({ unchanged })
    expect((await auditBatch({ out: here.path('out'), workers: 0 })).clean).toBe(true)
  })

  it('is adopted where a run was killed before its first record', async () => {
    const signer = await signerOf(KEY)
    let calls = 0
    const sign = async (bytes: Uint8Array) => {
      if (++calls > 1) throw new Error('killed')
      return signer.sign(bytes)
    }
    await expect(run(3, { signer: { ...signer, sign } })).rejects.toMatchObject({ code: 'signer_failed' })
    const parts = readdirSync(here.path('out')).filter((name) => name.endsWith('.part'))
    expect(parts).toHaveLength(2)
    rmSync(here.path(MARKER))
    rmSync(here.path('out/status'), { recursive: true })
    expect(await run(3)).toMatchObject({ signed: 3 })
  })

  it('is no longer adopted once badges of another batch lie in it', async () => {
    const form = 'json' as const
    await run(3, { form })
    await run(2, { form, batch: 'b', out: here.path('b'), status: { url: 'https://example.edu/b/{list}' } })
    rmSync(here.path(MARKER))
    const [foreign] = readdirSync(here.path('b/badges'), { recursive: true }).filter((name) =>
      /json$/.test(String(name)),
    )
    mkdirSync(here.path(`out/badges/${String(foreign).slice(0, 2)}`), { recursive: true })
    renameSync(here.path(`b/badges/${foreign}`), here.path(`out/badges/${foreign}`))
    await expect(run(3, { form })).rejects.toMatchObject(refused('folder_not_empty'))
  })

  it.each([
    [3, true],
    [4, false],
  ])(
    'without its marker, and with %i badges of a killed run of 3 rows that no record has: adopted %s',
    async (count, isAdopted) => {
      const form = 'json' as const
      const sign = () => Promise.reject(new Error('killed'))
      const signer = { ...(await signerOf(KEY)), sign }
      await expect(run(3, { form, signer })).rejects.toMatchObject({ code: 'signer_failed' })
      const [head, ...learners] = rows(6).trimEnd().split('\n')
      const later = () => issueBatch(here.batch(`${head}\n${learners[5]}\n`, { status: STATUS, form }))
      await later()
      rmSync(here.path(MARKER))
      await run(count, { form, out: here.path('b'), status: { url: 'https://example.edu/b/{list}' } })
      cpSync(here.path('b/badges'), here.path('out/badges'), { recursive: true })
      if (isAdopted) expect(await later()).toMatchObject({ signed: 0, unchanged: 1 })
      else await expect(later()).rejects.toMatchObject(refused('folder_not_empty'))
    },
  )

  it('goes on from a killed run of laurel 0.1', async () => {
    const [count, last, kept] = bySuite([600, 500, 200], [900, 700, 500])
    const stop = new AbortController()
    const signer = await signerOf(KEY)
    let calls = 0
    const sign = (bytes: Uint8Array) => {
      if (++calls === last) stop.abort(new Error('killed'))
      return signer.sign(bytes)
    }
    await expect(run(count, { signer: { ...signer, sign }, signal: stop.signal })).rejects.toThrow('killed')
    rmSync(here.path(MARKER))
    for (const name of readdirSync(here.path('out')).filter((each) => each.endsWith('.part'))) {
      renameSync(here.path(`out/${name}`), here.path(`out/${name.replace(/\.[0-9a-f]{16}/, '')}`))
    }
    const again = await run(count)
    expect(again.unchanged).toBeGreaterThanOrEqual(kept)
    expect(readdirSync(here.path('out')).filter((name) => name.endsWith('.part'))).toEqual([])
    await run(count, { out: here.path('apart/calm') })
    expect(contents()).toEqual(contents(here.path('apart/calm')))
  })
})

describe('a status list', () => {
  it.each([
    ['the journal beside its own', 'second', 'second.journal'],
    ['the folder beside its own', 'second', 'elsewhere/second.log'],
  ])('is refused to another batch that finds it by %s', async (_, out, journal) => {
    await run(3, {
      journal: here.path('first/out.journal'),
      ...(journal.startsWith('second') ? { journal: here.path('out.journal') } : {}),
    })
    const second = { batch: 'second', out: here.path(out), journal: here.path(journal) }
    await expect(run(3, second)).rejects.toMatchObject(refused('list_owned'))
    const purposes = ['revocation', 'suspension'] as const
    const overlapping = { url: STATUS.url.replace('status', '{purpose}'), purposes }
    expect(await run(3, { ...second, status: overlapping })).toMatchObject({ signed: 3 })
  })
})

describe('inputs', () => {
  it.each(['credentials.ndjson', 'manifest.ndjson', 'errors.csv', 'laurel-batch.json'])(
    'are refused where they are the output %s',
    async (name) => {
      await run(3)
      const before = contents()
      const { csvSource } = await import('laurel/bulk')
      symlinkSync(here.path(`out/${name}`), here.path('table.csv'))
      for (const path of [here.path(`out/${name}`), here.path('table.csv')]) {
        await expect(run(3, { source: csvSource(path) })).rejects.toMatchObject({
          code: 'file_failed',
          details: { reason: 'own_output' },
        })
      }
      expect(contents()).toEqual(before)
    },
  )

  it.each([
    ['a private key', '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}'],
    ['a line of text', 'deadbeef and more'],
    ['zeros', '\0'.repeat(64)],
    ['a table', 'no,name\n1,Zoë\n'],
  ])('are never taken for a journal: %s', async (_, content) => {
    const journal = here.write('key.jwk', content)
    symlinkSync(journal, here.path('link'))
    for (const path of [journal, here.path('link')]) {
      await expect(run(3, { journal: path })).rejects.toMatchObject(refused('no_journal'))
      await expect(revoke(path)).rejects.toMatchObject(refused('no_journal'))
    }
    expect(readFileSync(journal, 'utf8')).toBe(content)
  })
})
