import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from './checked.js'
import { CASES, type Case } from './tamper-cases.js'
import { clone, makeWorld, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

async function judge({ before, sign, after, text, input, options }: Case): ReturnType<typeof verify> {
  const badge = world.badge(before)
  const asked = { ...world.options, ...options?.(world) }
  if (input !== undefined) return verify(await input(world, badge), asked)
  const signed = clone(await (sign === undefined ? world.sign(badge) : sign(world, badge))) as JsonObject
  after?.(signed)
  return verify(text === undefined ? signed : text(JSON.stringify(signed)), asked)
}

describe('the tamper matrix', () => {
  it('has at least 150 rows, each with its own name', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(150)
    expect(new Set(CASES.map(({ name, before }) => `${before !== undefined} ${name}`)).size).toBe(
      CASES.length,
    )
  })

  it.each(CASES.map((given) => [given.name, given.expected || 'verified', given] as const))(
    '%s: %s',
    async (_, __, given) => {
      world.asked.length = 0
      const report = await judge(given)
      expect(trouble(report)).toBe(given.expected)
      expect(report.verified).toBe(given.expected === '')
      if (given.unsaid !== undefined) {
        expect(JSON.stringify({ ...report, embedded: [] })).not.toContain(given.unsaid)
      }
      const [, proof] = report.checks
      if (proof!.outcome !== 'pass') {
        expect(report.checks.slice(2).filter(({ outcome }) => outcome === 'pass')).toEqual([])
        // The loader is asked for nothing that an unproven badge names.
        expect(world.asked.filter(({ purpose }) => !['controller', 'key'].includes(purpose))).toEqual([])
      }
    },
  )
})
