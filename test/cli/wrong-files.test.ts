/** A file in the place of another is named: what it is, and which file belongs there. */
import { readFileSync } from 'node:fs'
import { achievement, generateSigner, issue, openBadge, present, profile } from 'laurel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
const FILES = {
  'a profile': 'issuer/profile.json',
  'a DID document': 'issuer/did.json',
  'an achievement': 'rust.json',
  'a mapping': 'map.json',
  'a pathway': 'path.json',
  'a credential': 'draft.json',
  'a signed credential': 'badge.json',
  'a presentation': 'shown.json',
  'a key': 'public.json',
} as const
type Name = keyof typeof FILES
const NAMES = Object.keys(FILES) as Name[]

beforeAll(async () => {
  here = world()
  await here.laurel(['init', here.path('issuer'), '--name', 'X'])
  const signer = await generateSigner()
  const rust = achievement({ id: 'urn:x:a', name: 'A', description: 'A.', criteria: 'Exam.' })
  const issuer = profile({ id: signer.controller, name: 'X' })
  const draft = openBadge({ issuer, recipient: { id: 'did:example:ada' }, achievement: rust })
  const badge = await issue(draft, { signer })
  const { d: _, ...publicKey } = JSON.parse(readFileSync(here.path('issuer/key.json'), 'utf8'))
  here.write('rust.json', rust)
  here.write('map.json', { recipient: { email: '{email}' }, columns: { email: { type: 'email' } } })
  here.write('path.json', { id: 'urn:x:p', name: 'P', root: { badge: 'urn:x:a', issuers: [issuer.id] } })
  here.write('draft.json', draft)
  here.write('badge.json', badge)
  here.write(
    'shown.json',
    await present({ credentials: [badge], signer, challenge: 'a-challenge-of-the-verifier' }),
  )
  here.write('public.json', publicKey)
  here.write('t.csv', 'email\nada@example.org\n')
})
afterAll(() => here.remove())

/** The commands, with the place that a file is put into, and the kinds that belong there. */
const PLACES: readonly (readonly [place: string, wanted: readonly Name[], command: readonly string[]])[] = [
  ['--issuer of issue', ['a profile'], issuing({ issuer: 'FILE' })],
  ['--achievement of issue', ['an achievement'], issuing({ achievement: 'FILE' })],
  ['--map of issue', ['a mapping'], [...issuing({}), '--map', 'FILE']],
  ['--key of issue', ['a key'], issuing({ key: 'FILE' })],
  [
    'the input of issue',
    ['a credential', 'a signed credential'],
    ['issue', 'FILE', '--key', 'issuer/key.json'],
  ],
  ['--did of verify', ['a DID document'], ['verify', 'badge.json', '--did', 'FILE']],
  ['--did of audit', ['a DID document'], ['audit', 'none', '--did', 'FILE']],
  ['--issuer of verify', ['a profile', 'a DID document'], ['verify', 'badge.json', '--issuer', 'FILE']],
  ['the pathway', ['a pathway'], ['pathway', 'check', 'FILE']],
  [
    '--issuer of status',
    ['a profile'],
    [
      ...['status', 'revoke', '--all', '--journal', 'none.journal', '--issuer', 'FILE'],
      ...['--key', 'issuer/key.json'],
    ],
  ],
]

function issuing(changed: { issuer?: string; achievement?: string; key?: string }): readonly string[] {
  const files = {
    issuer: 'issuer/profile.json',
    achievement: 'rust.json',
    key: 'issuer/key.json',
    ...changed,
  }
  const options = Object.entries(files).flatMap(([name, file]) => [`--${name}`, file])
  return ['issue', 't.csv', ...options, '--dry-run', '--workers', '0', '--out', 'out']
}

describe.each(PLACES)('in the place of %s', (_, wanted, command) => {
  const run = (file: string) =>
    here.laurel(
      command.map((word) =>
        /\/|\.|^(out|none|FILE)$/.test(word) ? here.path(word.replace('FILE', file)) : word,
      ),
    )
  it.each(NAMES.filter((name) => !wanted.includes(name)))(
    '%s is named, and what belongs there',
    async (name) => {
      const { status, err, out } = await run(FILES[name])
      expect(err.split('\n')[0]).toContain(`${here.path(FILES[name])} is ${name}, not a`)
      expect(err).toMatch(/\n {2}(Give|Use) .*\.\n$/)
      expect([status, out]).toEqual([2, ''])
    },
  )
  it.each(wanted)('%s is not called another file', async (name) => {
    expect((await run(FILES[name])).err).not.toContain(`is ${name}, not`)
  })
})

it('the DID document of a did:key is accepted, although no check needs it', async () => {
  const issuer = ['--did', here.path('issuer/did.json')]
  expect((await here.laurel(['verify', here.path('badge.json'), ...issuer])).status).toBe(0)
})
