/** The long run of `shared-ids.test.ts`; `WRITINGS` sets how often each shape is written anew. */
import { expect, it } from 'vitest'
import { differences, signGraph } from './shared-ids.js'
import { READ, REFUSED } from './shared-ids-shapes.js'
import { type Change, makeWorld } from './world.js'

const WRITINGS = Number(process.env['WRITINGS'] ?? 3000)

const ALL: readonly (readonly [name: string, change: Change])[] = [
  ...READ,
  ...REFUSED.map(([name, change]) => [name, change] as const),
]

it.each(ALL)(
  'a graph says one thing, however it is written: %s',
  async (_, change) => {
    const world = await makeWorld()
    const signed = await signGraph(world.badge(change), world.signer)
    expect(await differences(signed, world.options, WRITINGS, 1_000_000)).toEqual([])
  },
  1_800_000,
)

it('two habits in one badge say one thing too', async () => {
  const world = await makeWorld()
  for (const [i, [, one]] of READ.entries()) {
    for (const [, other] of ALL.slice(i + 1)) {
      const badge = world.badge()
      try {
        one(badge)
        other(badge)
      } catch {
        // They do not fit together.
        continue
      }
      const signed = await signGraph(badge, world.signer)
      expect(await differences(signed, world.options, Math.ceil(WRITINGS / 75), 5)).toEqual([])
    }
  }
}, 1_800_000)
