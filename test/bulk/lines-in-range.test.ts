import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLines } from '../../src/bulk/audit/read-lines.js'
import { bySuite } from '../by-suite.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

async function inRanges(path: string, size: number, range: number): Promise<string[]> {
  const found: string[] = []
  for (let offset = 0; offset < size; offset += range) {
    for (const line of await readLines(path, offset, Math.min(range, size - offset))) {
      found.push(Buffer.from(line!).toString('latin1'))
    }
  }
  return found
}

describe('linesInRange', () => {
  it('gives every line once and whole, however the file is divided', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (lines, ended, range) => {
          const text = lines.join('\n') + (ended ? '\n' : '')
          const path = here.write('lines', text)
          expect(await inRanges(path, text.length, range)).toEqual(text.match(/[^\n]*\n|[^\n]+$/g) ?? [])
        },
      ),
      { numRuns: bySuite(40, 200) },
    )
  })

  it('reads a line to its end, far beyond the range', async () => {
    const path = here.write('lines', `a\n${'b'.repeat(700_000)}\nc`)
    const [first, second, ...others] = await readLines(path, 0, 10)
    expect([first!.length, second!.length, others]).toEqual([2, 700_001, []])
    expect(await readLines(path, 10, 690_000)).toEqual([])
    expect(await inRanges(path, 700_004, 300_000)).toHaveLength(3)
  })

  it('keeps no line in memory that is longer than any badge', async () => {
    const path = here.write('lines', '')
    const { truncateSync } = await import('node:fs')
    truncateSync(path, 67_108_864 + 300_000)
    expect(await readLines(path, 0, 100)).toEqual([undefined])
  })

  it('says so where there is nothing to read', async () => {
    await expect(readLines(here.path('nothing'), 0, 1)).rejects.toMatchObject({
      code: 'file_failed',
      details: { reason: 'ENOENT' },
    })
  })
})
