/** A web address where a did:web belongs is answered with the did:web that is meant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeAll(() => {
  here = world()
  here.write('badge.json', {})
})
afterAll(() => here.remove())

const KOELN = 'did:web:xn--uni-kln-e1a.de'
const MEANT: readonly (readonly [written: string, meant: string])[] = [
  ['did:web:https://uni-koeln.de', 'did:web:uni-koeln.de'],
  ['did:web:https://uni-koeln.de/', 'did:web:uni-koeln.de'],
  ['did:web:https://uni-koeln.de:3000/maths', 'did:web:uni-koeln.de%3A3000:maths'],
  ['did:web:uni-koeln.de/maths', 'did:web:uni-koeln.de:maths'],
  ['did:web:uni-köln.de', KOELN],
  ['did:web:uni-köln.de:maths', `${KOELN}:maths`],
]

describe('a wrong did:web', () => {
  it.each(MEANT)('%s is answered with %s', async (written, meant) => {
    for (const command of [
      ['init', here.path('made'), '--name', 'X', '--did', written],
      ['verify', here.path('badge.json'), '--issuer', written],
      ['verify', here.path('badge.json'), '--recipient', written],
    ]) {
      const { status, err, out } = await here.laurel(command)
      expect([status, out]).toEqual([2, ''])
      expect(err).toContain(`"${written}" is not a valid did:web\n  Write ${meant}.`)
    }
    expect((await here.laurel(['verify', here.path('badge.json'), '--issuer', meant])).status).toBe(1)
  })

  it.each([
    ['https://uni-koeln.de/maths', 'did:web:uni-koeln.de:maths'],
    ['uni-köln.de', KOELN],
    ['did:WEB:uni-koeln.de', 'did:web:uni-koeln.de'],
    ['did:key:z6Mk', 'for example did:web:example.edu'],
    ['uni', 'for example did:web:example.edu'],
  ])('%s as --did of init is answered with %s', async (written, meant) => {
    const { status, err } = await here.laurel(['init', here.path('made'), '--name', 'X', '--did', written])
    expect(status).toBe(2)
    expect(err).toContain(`Write ${meant}, or leave --did out.`)
  })

  it('that no web address is meant by has the words of the library', async () => {
    for (const written of ['did:web:', 'did:web:uni koeln.de', 'did:web:127.0.0.1']) {
      const { status, err } = await here.laurel(['init', here.path('made'), '--name', 'X', '--did', written])
      expect([status, err.includes('Write')]).toEqual([2, false])
    }
  })
})
