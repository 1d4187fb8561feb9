/** A command that is refused leaves the disk as it was, and names the path that is wrong. */
import { readdirSync, rmSync } from 'node:fs'
import { auditBatch, changeStatus, issueBatch, issueRecords, signerOf, statusLog } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, MAPPING, rows, type World, world } from './world.js'

let here: World
beforeEach(async () => {
  here = world()
  await issueBatch(here.batch(rows(3), { status: STATUS }))
})
afterEach(() => here.remove())

const STATUS = { url: 'https://example.edu/{list}' }
const files = (): readonly string[] => (readdirSync(here.folder, { recursive: true }) as string[]).sort()

const revoke = async (journal: string, out: string) =>
  changeStatus({
    ...{ journal: here.path(journal), out: here.path(out), issuer: ISSUER, signer: await signerOf(KEY) },
    ...{ action: 'revoke', keys: ['S0'] },
  })

describe('a journal that is not there', () => {
  const source = { blocks: async function* () {}, fixedColumns: false }
  it.each<[string, () => Promise<unknown>, string]>([
    ['changeStatus', () => revoke('wrong/out.journal', 'out'), 'wrong/out.journal'],
    ['statusLog', () => statusLog(here.path('wrong.journal')), 'wrong.journal'],
    [
      'auditBatch',
      () => auditBatch({ out: here.path('out'), journal: here.path('wrong.journal') }),
      'wrong.journal',
    ],
    [
      'issueBatch with resume',
      () => issueBatch({ ...here.batch(''), source, resume: true, out: here.path('wrong') }),
      'wrong.journal',
    ],
    [
      'issueBatch with resume and dryRun',
      () => issueBatch({ ...here.batch(''), source, resume: true, dryRun: true, out: here.path('wrong') }),
      'wrong.journal',
    ],
    [
      'issueRecords with resume',
      () =>
        issueRecords({
          ...here.batch(''),
          ...{ source, mapping: { ...MAPPING, record: { name: 'T' } } },
          ...{ resume: true, out: here.path('wrong') },
        }),
      'wrong/badges.journal',
    ],
  ])('is refused by %s with its path', async (_, call, path) => {
    const before = files().filter((name) => !name.startsWith('rows-'))
    const error = await call().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'journal_invalid',
      details: { path: here.path(path), reason: 'missing', hint: expect.any(String) },
    })
    expect(String(error)).toContain(here.path(path))
    expect(files().filter((name) => !name.startsWith('rows-'))).toEqual(before)
  })
})

describe('a folder that is not the one of the batch', () => {
  it('is not made by changeStatus', async () => {
    const before = files()
    await expect(revoke('out.journal', 'wrong/out')).rejects.toMatchObject({
      details: { reason: 'other_folder' },
    })
    expect(files()).toEqual(before)
  })

  it('is made again where it was deleted, with its lists', async () => {
    const before = files()
    rmSync(here.path('out'), { recursive: true })
    expect(await revoke('out.journal', 'out')).toMatchObject({ badges: 1 })
    expect(before).toEqual(expect.arrayContaining([...files()]))
  })
})

describe('a journal that a refused run would begin', () => {
  it('is not there afterwards', async () => {
    const batch = here.batch(rows(3))
    const before = files()
    await expect(issueBatch({ ...batch, journal: here.path('second.journal') })).rejects.toMatchObject({
      details: { reason: 'folder_foreign' },
    })
    expect(files()).toEqual(before)
  })
})
