/**
 * A command ends among many files when it is told to, and inputs are never written over. `interrupt.slow.test.ts` interrupts
 * processes that wait for a pipe.
 */
import { readFileSync, symlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

describe('a command that is stopped among many files', () => {
  it('looks at no more of them', async () => {
    const here = world()
    const stop = new AbortController()
    try {
      const files = Array.from({ length: 400 }, (_, i) => here.write(`${i}.json`, { id: `urn:x:${i}` }))
      setTimeout(() => stop.abort(new Error('stopped')), 50)
      const answer = await here.laurel(['verify', ...files, '--json'], '', stop.signal)
      expect(answer.status).toBe(2)
      expect(answer.json.length).toBeLessThan(files.length)
    } finally {
      here.remove()
    }
  })
})

describe('outputs', () => {
  let here: World
  beforeEach(async () => {
    here = world()
    await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
  })
  afterEach(() => here.remove())

  it('are refused where they are the key, by whatever name', async () => {
    const key = here.path('issuer/key.json')
    const before = readFileSync(key)
    symlinkSync(key, here.path('link'))
    const achievement = here.write('rust.json', { id: 'https://example.edu/a', type: ['Achievement'] })
    const table = here.write('class.csv', 'email\na@example.org\n')
    const issuer = ['--issuer', here.path('issuer/profile.json'), '--key', key]
    for (const name of [key, here.path('link')]) {
      const batch = ['issue', table, ...issuer, '--achievement', achievement, '--out', here.path('out')]
      expect((await here.laurel([...batch, '--journal', name])).status).toBe(2)
      expect(
        (await here.laurel(['issue', here.write('a.json', {}), '--key', key, '--out', name])).status,
      ).toBe(2)
      expect((await here.laurel(['status', 'revoke', '--all', ...issuer, '--journal', name])).status).toBe(2)
      expect(readFileSync(key)).toEqual(before)
    }
  })
})
