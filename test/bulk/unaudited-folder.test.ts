/** A folder without a manifest is not audited, and the error says why it has none. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { auditBatch, issueBatch } from 'laurel/bulk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const refused = (message: string, hint: string) => ({
  code: 'file_failed',
  message: expect.stringContaining(message),
  details: { reason: 'ENOENT', hint: expect.stringContaining(hint) },
})
const audit = () => auditBatch({ out: here.path('out'), workers: 0 })

it('names a run that was interrupted, before its first record or after', async () => {
  await issueBatch(here.batch(rows(3)))
  rmSync(here.path('out/manifest.ndjson'))
  const journal = readFileSync(here.path('out.journal'), 'utf8')
  const lines = journal.split('\n').filter((line) => !line.includes('"type":"done"'))
  writeFileSync(here.path('out.journal'), lines.join('\n'))
  await expect(audit()).rejects.toMatchObject(refused('was interrupted', '"issue" again'))
  writeFileSync(here.path('out.journal'), '')
  await expect(audit()).rejects.toMatchObject(refused('was interrupted', '"issue" again'))
})

it('names a manifest that is gone, and a run writes it again', async () => {
  await issueBatch(here.batch(rows(3)))
  rmSync(here.path('out/manifest.ndjson'))
  await expect(audit()).rejects.toMatchObject(refused('manifest is gone', '"issue" again'))
  const journal = readFileSync(here.path('out.journal'))
  rmSync(here.path('out.journal'))
  await expect(audit()).rejects.toMatchObject(refused('manifest is gone', '"issue" again'))
  writeFileSync(here.path('out.journal'), journal)
  await issueBatch(here.batch(rows(3)))
  expect(await audit()).toMatchObject({ badges: 3, clean: true })
})

it('names a folder that is not of laurel, and one that is not there', async () => {
  await expect(audit()).rejects.toMatchObject(refused('no such folder', '--journal'))
  mkdirSync(here.path('out'))
  writeFileSync(here.path('out/holiday.txt'), 'sun')
  await expect(audit()).rejects.toMatchObject(refused('not a folder of laurel', '--journal'))
})
