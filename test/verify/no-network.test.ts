import dns from 'node:dns'
import net from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { verify } from './checked.js'
import { CASES } from './tamper-cases.js'
import { clone, makeWorld, NOW, type World } from './world.js'

/** Every way out of the process, watched. */
let calls: unknown[]
let world: World
const restore: (() => void)[] = []
beforeAll(async () => {
  world = await makeWorld()
  calls = []
  const watch = (target: object, name: string): void => {
    const holder = target as Record<string, unknown>
    const original = holder[name]
    holder[name] = (...args: unknown[]) => {
      calls.push(args)
      throw new Error(`${name} was called`)
    }
    restore.push(() => {
      holder[name] = original
    })
  }
  watch(net.Socket.prototype, 'connect')
  watch(dns, 'lookup')
  watch(globalThis, 'fetch')
})
afterAll(() => {
  for (const back of restore) back()
})

it('opens no socket with the default loader, whatever a badge names', async () => {
  const names = (b: Record<string, unknown>): void => {
    b['credentialStatus'] = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '1',
      statusListCredential: 'https://example.org/list',
    }
    ;(b['@context'] as unknown[]).push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b['refreshService'] = { id: 'https://example.org/new', type: '1EdTechCredentialRefresh' }
    b['credentialSchema'] = [{ id: 'https://example.org/schema', type: '1EdTechJsonSchemaValidator2019' }]
    b['image'] = { id: 'https://example.org/i.png', type: 'Image' }
  }
  const report = await verify(await world.sign(world.badge(names)), {
    now: NOW,
    issuers: { registries: [{ name: 'r', type: 'issuer-list', url: 'https://example.org/registry' }] },
  })
  expect(report.checks.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id)).toEqual([
    'structure',
    'status',
    'trust',
  ])
  for (const { before, after, sign, text } of CASES.filter((_, i) => i % bySuite(8, 1) === 0)) {
    const badge = world.badge(before)
    const signed = clone(await (sign === undefined ? world.sign(badge) : sign(world, badge)))
    after?.(signed)
    await verify(text === undefined ? signed : text(JSON.stringify(signed)), { now: NOW })
  }
  expect(calls).toEqual([])
})
