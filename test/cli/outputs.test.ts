/** No option of a command names an output that would replace a journal, a secret key or a file of a batch. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'

let here: World
let batch: string[]
let signed: string
let issuing: string[]
beforeAll(async () => {
  here = world()
  await here.laurel(['init', here.path('iss'), '--name', 'School'])
  issuing = ['--issuer', here.path('iss/profile.json'), '--key', here.path('iss/key.json')]
  const achievement = here.write('rust.json', {
    id: 'https://example.edu/rust',
    type: ['Achievement'],
    name: 'Rust',
    description: 'Writes Rust.',
    criteria: { narrative: 'Passed.' },
  })
  const table = here.write('class.csv', 'email,name\nada@example.org,Ada\n')
  batch = [
    'issue',
    table,
    ...issuing,
    ...['--achievement', achievement, '--workers', '0', '--as', 'json', '--out', here.path('co')],
    ...['--status', 'https://example.edu/status/'],
  ]
  expect((await here.laurel(batch)).status).toBe(0)
  const badges = readdirSync(here.path('co/badges'), { recursive: true, encoding: 'utf8' })
  const badge = badges.find((name) => name.endsWith('.json'))!
  signed = here.path(join('co/badges', badge))
  const { proof: _, ...one } = JSON.parse(readFileSync(signed, 'utf8'))
  here.write('one.json', { ...one, credentialStatus: undefined })
  here.write('badge.svg', SVG)
  expect(
    (await here.laurel(['bake', here.path('badge.svg'), signed, '-o', here.path('ada.svg')])).status,
  ).toBe(0)
  symlinkSync(here.path('co.journal'), here.path('link'))
  const pem = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n'
  here.write('key.pem', pem)
  here.write('multikey.txt', `z3u2${'e'.repeat(44)}\n`)
})
afterAll(() => here.remove())

/** Each command that writes a file where an option says. */
const COMMANDS: Readonly<Record<string, (out: string) => string[]>> = {
  'issue of one': (out) => ['issue', here.path('one.json'), ...issuing.slice(2), '--out', out],
  'issue of one with an image': (out) => {
    const image = ['--image', here.path('badge.svg')]
    return ['issue', here.path('one.json'), ...issuing.slice(2), ...image, '--out', out]
  },
  'issue --changes': (out) => [...batch, '--changes', out],
  'issue --dry-run --changes': (out) => [...batch, '--dry-run', '--changes', out],
  bake: (out) => ['bake', here.path('badge.svg'), signed, '--out', out],
  unbake: (out) => ['unbake', here.path('ada.svg'), '--out', out],
  record: (out) => {
    const list = ['--document', here.path('co/status/revocation-1.json')]
    return [
      'record',
      signed,
      '--name',
      'All',
      ...issuing,
      ...list,
      '--email',
      'ada@example.org',
      '--out',
      out,
    ]
  },
}
const KEPT = [
  'co.journal',
  'link',
  'co/manifest.ndjson',
  'co/status/revocation-1.json',
  'co/laurel-batch.json',
]
const KEYS = ['iss/key.json', 'key.pem', 'multikey.txt']

describe.each(Object.keys(COMMANDS))('%s', (name) => {
  it.each([...KEPT, ...KEYS, 'a badge'])('does not write over %s', async (file) => {
    const place = file === 'a badge' ? signed : here.path(file)
    const before = readFileSync(place)
    const { status, err } = await here.laurel(COMMANDS[name]!(place))
    expect(err).toMatch(/would (?:be overwritten|overwrite it)/)
    expect(status).toBe(2)
    expect(readFileSync(place).equals(before)).toBe(true)
  })

  it('replaces its own output', async () => {
    const out = here.path(`out of ${name}`)
    for (const _ of ['first', 'second']) {
      const { status, err } = await here.laurel(COMMANDS[name]!(out))
      expect(err).not.toContain('overwritten')
      expect(status).toBe(0)
    }
  })
})

describe('an input is not written over, whichever option names it', () => {
  const documents = ['--did', '--document', '--document url']
  const signing = ['--issuer', '--key']
  const holder = ['--email', 'a@example.org']
  /** Arguments, options that the command needs, and all options with an input. */
  const calls: readonly (readonly [string[], needed: string[], options: string[]])[] = [
    [
      ['record', 'x.json', '--name', 'T', ...holder],
      signing,
      [...signing, ...documents, '--image', '--associations'],
    ],
    [['pathway', 'draw', 'p.json', 'x.json', ...holder], [], documents],
    [['stack', 'issue', 'p.json', 'x.json', ...holder], signing, [...signing, ...documents, '--trusted']],
    [['issue', 'x.json'], [], ['--key', '--signer', '--image']],
  ]
  const cases = calls.flatMap(([args, needed, options]) =>
    options.map((option) => [`${args[0]} ${args[1]} ${option}`, args, option, needed] as const),
  )
  it.each(cases)('%s', async (_, args, option, others) => {
    const file = here.write('input.json', { id: 'https://example.edu/list' })
    const value = option === '--document url' ? `https://example.edu/list=${file}` : file
    const rest = others.filter((each) => each !== option).flatMap((each) => [each, here.path('other.json')])
    const { status, err } = await here.laurel([...args, ...rest, option.split(' ')[0]!, value, '--out', file])
    expect(err).toContain('is named twice')
    expect(status).toBe(2)
  })

  it.each(['--did', '--trusted', '--document', '--map', '--image'])(
    'stack issue --table %s',
    async (option) => {
      mkdirSync(here.path('b'), { recursive: true })
      const file = here.write('b/manifest.ndjson', '{}')
      const args = ['stack', 'issue', 'p.json', 'x.json', '--table', 'l.csv', ...issuing, option, file]
      const { status, err } = await here.laurel([...args, '--out', here.path('b')])
      expect(err).toContain('would overwrite it')
      expect(status).toBe(2)
    },
  )
})

it.each(['new.journal', 'new', 'new/manifest.ndjson', 'new/badges/x'])(
  'a first run does not write its changes to %s, which another option of it names',
  async (name) => {
    const args = [...batch.slice(0, -4), '--out', here.path('new'), '--changes', here.path(name)]
    expect(await here.laurel(args)).toMatchObject({ status: 2 })
    expect(readdirSync(here.path('.')).filter((each) => each.startsWith('new'))).toEqual([])
  },
)

it('has no command that writes a file without this check', () => {
  const folder = join(import.meta.dirname, '../../src/cli')
  const writers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const calls = text.match(/\bwriteFile\((?![^\n]*exclusive)(?!files\.did)|PartFile\.create\(/g) ?? []
      return calls.length > 0 && !/await refuseLoss\(/.test(text)
    })
  expect(writers).toEqual([])
})
