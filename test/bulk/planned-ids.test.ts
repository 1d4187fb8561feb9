import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlannedIds } from '../../src/bulk/ids/planned-ids.js'
import { PlannedChunks } from '../../src/bulk/plan/planned-chunks.js'
import type { PlanResult } from '../../src/bulk/tasks/tasks.js'

let folder: string
let chunks: PlannedChunks
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-planned-'))
  chunks = new PlannedChunks(join(folder, 'plan.spool'))
})
afterEach(() => {
  chunks.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Deterministic bytes. */
const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2654435761 + 40503 * seed) >>> 23)

function planned(count: number, seed: number, more: Partial<PlanResult> = {}): PlanResult {
  return {
    flags: bytes(count, seed),
    reasons: bytes(count, seed + 1),
    uuids: bytes(16 * count, seed + 2),
    recipients: bytes(8 * count, seed + 3),
    identities: bytes(24 * count, seed + 4),
    sums: new Uint8Array(0),
    numbers: Uint32Array.from({ length: count }, (_, i) => 4_000_000_000 - i),
    rows: Uint32Array.from({ length: count }, (_, i) => seed + i),
    achievements: [],
    issues: [],
    slice: { path: '', offset: seed, length: 0 },
    conflict: seed % 2 === 0,
    ...more,
  }
}

test('chunks come back as they were, in their order, again and again', () => {
  const all = [
    planned(500, 1),
    planned(0, 2),
    planned(1, 3, { recipients: new Uint8Array(0), identities: new Uint8Array(0) }),
    planned(7, 4, { sums: bytes(7 * 32, 9) }),
  ]
  for (const chunk of all) chunks.add(chunk)
  expect([...chunks]).toEqual(all)
  expect([...chunks]).toEqual(all)
  expect(chunks.at(2)).toEqual(all[2])
  expect(chunks).toHaveLength(4)
})

test('the folder has no file with planned chunks by name', () => {
  chunks.add(planned(500, 1))
  expect(readdirSync(folder)).toEqual([])
})

test('memory does not grow with the rows of planned chunks', async () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const used = (): number => {
    gc()
    return process.memoryUsage().arrayBuffers
  }
  const limit = 400 * 500 * 10
  const chunk = planned(500, 1)
  chunks.add(chunk)
  const before = used()
  for (let i = 0; i < 400; i++) chunks.add(chunk)
  // Another thread frees the bytes after a collection, and it may have to wait for a processor.
  for (let i = 0; i < 100 && used() - before >= limit; i++) await setTimeout(20)
  expect(used() - before).toBeLessThan(limit)
})

test('an index of ids tells the row that had an id first, in whatever chunk', () => {
  const ids = new PlannedIds((chunk) => chunks.at(chunk))
  const first = new Map<string, number>()
  const wrong: (readonly [row: number, found: number])[] = []
  let row = 2
  for (let chunk = 0; chunk < 60; chunk++) {
    const uuids = new Uint8Array(16 * 500)
    for (let i = 0; i < 500; i++) {
      // Every seventh row repeats an id: of its own chunk, or of one long ago. Ids share their first four bytes in groups.
      const name = (chunk * 500 + i) % 7 === 3 ? Math.floor((chunk * 500 + i) / 3) : chunk * 500 + i
      const view = new DataView(uuids.buffer, i * 16)
      view.setUint32(0, Math.imul(name >> 2, 2654435761))
      view.setUint32(8, name)
    }
    const made = planned(500, row, { uuids })
    ids.begin(made)
    for (let i = 0; i < 500; i++) {
      const id = Buffer.from(uuids.subarray(i * 16, i * 16 + 16)).toString('hex')
      const number = made.rows[i]!
      const found = ids.add(i)
      if (found !== (first.get(id) ?? 0)) wrong.push([number, found])
      if (!first.has(id)) first.set(id, number)
    }
    chunks.add(made)
    row += 500
  }
  expect(wrong).toEqual([])
  expect(first.size).toBeGreaterThan(20_000)
})
