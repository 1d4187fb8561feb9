/** `laurel pathway` and `laurel stack`, from files to files. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportSecretKey, signerFromSeed } from '../../src/index.js'
import {
  ADA,
  BOB,
  badge,
  data,
  issuer,
  type Mutable,
  PARTS,
  THEN,
  university,
} from '../pathways/stack/world.js'
import { type World, world } from './world.js'

const AT = ['--at', THEN.toISOString()]
const ADAS = ['--recipient', ADA, ...AT]
let here: World
let badges: string[]
let pathwayFile: string
beforeEach(() => {
  here = world()
  badges = PARTS.map((part, i) => here.write(`badge-${i}.json`, part))
  pathwayFile = here.write('data.json', data)
})
afterEach(() => here.remove())

/** The same key as the university's, in a form that leaves the process. */
async function secretKey(): Promise<object> {
  const signer = await signerFromSeed(new Uint8Array(32).fill(5), { extractable: true })
  expect(signer.controller).toBe(university.controller)
  return exportSecretKey(signer, 'jwk')
}

async function issued(...more: readonly string[]): Promise<string> {
  const key = here.write('key.json', await secretKey())
  const profile = here.write('profile.json', issuer)
  const out = here.path('diploma.json')
  const keys = ['--issuer', profile, '--key', key, '--out', out]
  const { status, err } = await here.laurel([
    'stack',
    'issue',
    pathwayFile,
    ...badges,
    ...ADAS,
    ...keys,
    ...more,
  ])
  expect([status, err]).toEqual([0, ''])
  return out
}

describe('laurel pathway', () => {
  it('checks a pathway, and names every fault of a wrong one', async () => {
    const good = await here.laurel(['pathway', 'check', pathwayFile, '--json'])
    expect(good).toMatchObject({ status: 0, json: [{ id: data.id, name: data.name }] })
    const wrong = here.write('wrong.json', { ...data, root: { all: [{ badge: 7 }, { atLeast: 3, of: [] }] } })
    const { status, err } = await here.laurel(['pathway', 'check', wrong])
    expect(status).toBe(1)
    expect(err.split('\n').length).toBeGreaterThan(2)
  })

  it('evaluates badges for one person', async () => {
    const met = await here.laurel(['pathway', 'evaluate', pathwayFile, ...badges, ...ADAS, '--json'])
    expect(met).toMatchObject({ status: 0, json: [{ outcome: 'met' }] })
    const short = await here.laurel(['pathway', 'evaluate', pathwayFile, badges[0]!, ...ADAS])
    expect(short.status).toBe(1)
    expect(short.out).toContain('unmet')
    expect(short.out).toContain('missing: ')
    const bobs = ['--recipient', BOB, ...AT]
    const others = await here.laurel(['pathway', 'evaluate', pathwayFile, ...badges, ...bobs])
    expect(others.status).toBe(1)
    expect(others.out).toContain('other_person')
  })

  it('needs the person whose badges count', async () => {
    const { status, err } = await here.laurel(['pathway', 'evaluate', pathwayFile, ...badges])
    expect(status).toBe(2)
    expect(err).toContain('--recipient')
  })

  it('explains in sentences, in the language that is asked for', async () => {
    const call = ['pathway', 'explain', pathwayFile, badges[0]!, ...ADAS]
    const english = await here.laurel([...call, '--json'])
    expect(english).toMatchObject({ status: 1, json: [{ outcome: 'unmet' }] })
    const german = await here.laurel([...call, '--language', 'de'])
    expect(german.out.split('\n').length).toBeGreaterThan(2)
    expect(german.out).not.toBe((await here.laurel(call)).out)
  })

  it('does not draw over a badge or a key', async () => {
    const key = here.write('key.json', await secretKey())
    const before = readFileSync(key, 'utf8')
    for (const out of [badges[0]!, pathwayFile, key]) {
      const { status, err } = await here.laurel([
        'pathway',
        'draw',
        pathwayFile,
        ...badges,
        ...ADAS,
        '-o',
        out,
      ])
      expect(err).toContain('would be overwritten')
      expect(status).toBe(2)
    }
    expect(readFileSync(key, 'utf8')).toBe(before)
  })

  it('draws how far they go', async () => {
    const out = here.path('progress.svg')
    const { status } = await here.laurel([
      'pathway',
      'draw',
      pathwayFile,
      badges[0]!,
      ...ADAS,
      '--out',
      out,
      '--language',
      'de',
    ])
    expect(status).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('Noch nicht vollständig')
  })
})

describe('laurel stack', () => {
  it('says what is missing, as explain does, if the pathway is not met', async () => {
    const explained = await here.laurel(['pathway', 'explain', pathwayFile, badges[0]!, ...ADAS, '--json'])
    const sentences = explained.json[0]!['sentences'] as unknown as readonly { readonly text: string }[]
    const key = here.write('key.json', await secretKey())
    const keys = ['--issuer', here.write('profile.json', issuer), '--key', key]
    const { status, err } = await here.laurel(['stack', 'issue', pathwayFile, badges[0]!, ...ADAS, ...keys])
    expect(status).toBe(1)
    expect(sentences.length).toBeGreaterThan(1)
    for (const { text } of sentences) expect(err).toContain(text)
  })

  it('issues a larger credential, and verifies it with its parts', async () => {
    const diploma = await issued()
    const trusted = ['--pathway', pathwayFile, '--issuer', university.controller]
    const proven = await here.laurel(['stack', 'verify', diploma, ...badges, ...trusted, '--json'])
    expect(proven).toMatchObject({ status: 0, json: [{ level: 'proven', changed: [] }] })
    const lines = badges.map((file) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))).join('\n')
    const ndjson = here.write('parts.ndjson', Buffer.from(`${lines}\n`))
    const inLines = await here.laurel(['stack', 'verify', diploma, ndjson, ...trusted, '--json'])
    expect(inLines).toMatchObject({ status: 0, json: [{ level: 'proven' }] })
    const table = here.write('parts.csv', Buffer.from('email\nada@example.org\n'))
    const refused = await here.laurel(['stack', 'verify', diploma, table, ...trusted])
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('Give the badges') })
    const partly = await here.laurel(['stack', 'verify', diploma, badges[0]!, ...trusted])
    expect(partly.status).toBe(1)
    expect(partly.out).toContain('partly')
    expect(partly.out).not.toContain('--email')
    const asserted = await here.laurel(['stack', 'verify', diploma, ...badges])
    expect(asserted).toMatchObject({ status: 1, out: expect.stringContaining('--pathway FILE') })
    const strangers = await here.laurel([
      'stack',
      'verify',
      diploma,
      ...badges,
      '--issuer',
      'did:web:other.example',
    ])
    expect(strangers).toMatchObject({ status: 1, out: expect.stringContaining('NOT verified') })
  })

  it('says what to give if badges name the person by the hash of an address', async () => {
    const email = 'ada@example.org'
    badges = [await badge('python', { recipient: { email } }), PARTS[1]!, PARTS[2]!].map((part, i) =>
      here.write(`hashed-${i}.json`, part),
    )
    const diploma = await issued('--email', email)
    const call = ['stack', 'verify', diploma, ...badges, '--pathway', pathwayFile]
    expect(await here.laurel(call)).toMatchObject({ status: 1, out: expect.stringContaining('--email') })
    expect(await here.laurel([...call, '--json'])).toMatchObject({
      status: 1,
      json: [{ verified: false, level: 'partly', code: 'person_unknown' }],
    })
    const known = await here.laurel([...call, '--recipient', ADA, '--email', email, '--json'])
    expect(known).toMatchObject({ status: 0, json: [{ verified: true, level: 'proven' }] })
  })

  it('seals the parts into files that open them one by one', async () => {
    const diploma = await issued('--sealed', here.path('sealed'))
    const files = readdirSync(here.path('sealed')).map((name) => here.path(`sealed/${name}`))
    expect(files).toHaveLength(3)
    const verify = (parts: readonly string[]): Promise<{ status: number; out: string }> =>
      here.laurel(['stack', 'verify', diploma, ...parts, '--pathway', pathwayFile])
    expect(await verify(files)).toMatchObject({ status: 0 })
    expect((await verify(files.slice(1))).out).toContain('partly')
    expect((await verify(badges)).out).toContain('asserted')
  })

  describe('sealed, makes all checks before it writes', () => {
    const call = async (...more: readonly string[]): Promise<readonly string[]> => [
      ...['stack', 'issue', pathwayFile, ...badges, ...ADAS, ...more],
      ...['--issuer', here.write('profile.json', issuer), '--key', here.write('key.json', await secretKey())],
    ]

    it('does not replace the envelopes of an earlier one', async () => {
      const first = await issued('--sealed', here.path('sealed'))
      const files = readdirSync(here.path('sealed')).map((name) => here.path(`sealed/${name}`))
      const second = await here.laurel(
        await call('--sealed', here.path('sealed'), '--out', here.path('second.json')),
      )
      expect(second).toMatchObject({ status: 2, err: expect.stringContaining('another credential') })
      expect(existsSync(here.path('second.json'))).toBe(false)
      const verified = await here.laurel(['stack', 'verify', first, ...files, '--pathway', pathwayFile])
      expect(verified.status).toBe(0)
    })

    it.each(['key.json', 'folder', 'sealed', 'sealed/x.json', 'data.json'])(
      'does not write envelopes for a credential that cannot be written to %s',
      async (out) => {
        mkdirSync(here.path('folder'))
        const args = await call('--sealed', here.path('sealed'), '--out', here.path(out))
        expect((await here.laurel(args)).status).toBe(2)
        expect(existsSync(here.path('sealed'))).toBe(false)
      },
    )
  })

  it('issues nothing where the pathway is not met', async () => {
    badges = badges.slice(1)
    const key = here.write('key.json', await secretKey())
    const call = [
      'stack',
      'issue',
      pathwayFile,
      ...badges,
      ...ADAS,
      '--issuer',
      here.write('p.json', issuer),
      '--key',
      key,
    ]
    const { status, err } = await here.laurel([...call, '--out', here.path('no.json'), '--json'])
    expect(status).toBe(1)
    expect((JSON.parse(err) as Mutable).error.code).toBe('stack_refused')
    expect(existsSync(here.path('no.json'))).toBe(false)
  })
})
