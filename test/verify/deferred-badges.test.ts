/** The views of a report are made when they are first looked at, and nobody can tell. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from './checked.js'
import { makeWorld, type World } from './world.js'

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(world.badge())
})

const fresh = (): Promise<Report> => verify(signed, world.options)

describe('the views of a report', () => {
  it('are a member like any other', async () => {
    expect(Object.keys(await fresh()).at(-1)).toBe('badges')
    const report = await fresh()
    const [badge] = report.badges
    expect(badge?.verified).toBe(true)
    expect({ ...(await fresh()) }).toEqual(report)
    expect(JSON.parse(JSON.stringify(await fresh()))).toEqual(JSON.parse(JSON.stringify(report)))
  })

  it('are made once', async () => {
    const report = await fresh()
    expect(report.badges).toBe(report.badges)
  })

  it('are those of the report itself', async () => {
    const other = await verify({ ...signed, name: 'Another name' }, world.options)
    const report = await fresh()
    expect(other.badges[0]?.verified).toBe(false)
    expect(report.badges[0]?.verified).toBe(true)
  })

  it.each([
    ['a proxy', (report: Report) => new Proxy(report, {})],
    ['an object that inherits', (report: Report) => Object.create(report) as Report],
    ['a frozen report', (report: Report) => Object.freeze(report)],
  ])('are there through %s', async (_, wrapped) => {
    const { badges } = await fresh()
    expect(wrapped(await fresh()).badges).toEqual(badges)
  })
})
