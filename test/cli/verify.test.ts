/** `laurel verify` and the other commands that verify: documents from files, NDJSON, trusted issuers, options that repeat. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { type Answer, type World, world } from './world.js'

const DID = 'did:web:example.edu'
const DOCUMENT = 'https://example.edu/.well-known/did.json'
const LIST = 'https://example.edu/status/1'

let here: World
let lines: string[]
const file = (name: string): string => here.path(name)
const text = (name: string): string => readFileSync(file(name), 'utf8')

beforeEach(async () => {
  here = world()
  await here.laurel(['init', file('issuer'), '--name', 'Example University', '--did', DID])
  here.write('rust.json', {
    ...{ id: 'https://example.edu/a/rust', type: ['Achievement'], name: 'Rust I' },
    ...{ description: 'Writes Rust.', criteria: { narrative: 'Exam.' } },
  })
  const table = here.write('class.csv', 'email,name\nada@example.org,Ada\nbob@example.org,Bob\n')
  const issued = await here.laurel([
    ...['issue', table, '--achievement', file('rust.json'), '--workers', '0', '--out', file('out')],
    ...['--key', file('issuer/key.json'), '--issuer', file('issuer/profile.json')],
    ...['--status', 'https://example.edu/status/{list}'],
  ])
  expect(issued.status).toBe(0)
  lines = text('out/credentials.ndjson').trim().split('\n')
  here.write('one.json', lines[0]!)
})
afterEach(() => here.remove())

const list = (): string => file('out/status/revocation-1.json')
const given = (): string[] => ['--did', file('issuer/did.json'), '--document', list()]
const verify = (...args: readonly string[]): Promise<Answer> => here.laurel(['verify', ...args])

describe('a document that is not fetched', () => {
  it.each<[string, () => string[], string]>([
    ['DID document', () => [], DOCUMENT],
    ['status list', () => ['--did', file('issuer/did.json')], LIST],
    ['DID document of a list', () => ['--document', list()], DOCUMENT],
  ])('is named, with both ways to get it: %s', async (_, more, url) => {
    const { status, out } = await verify(file('one.json'), ...more())
    expect(status).toBe(1)
    expect(out).toContain('Add it, or give files')
    expect(out).toContain('--online')
    expect(out).toContain(`--document ${url}=FILE`)
    const { json } = await verify(file('one.json'), '--json', ...more())
    expect(json[0]!['hint']).toContain(`--document ${url}=FILE`)
  })

  it('may come from files, by its id or by its address', async () => {
    const bare = here.write('bare.json', { ...JSON.parse(text('issuer/did.json')), id: undefined })
    const named = here.write('named=list.json', text('out/status/revocation-1.json'))
    for (const documents of [
      given(),
      [`--document=${DID}=${file('issuer/did.json')}`, '--document', `${LIST}=${list()}`],
      ['--document', named, '--did', file('issuer/did.json')],
    ]) {
      const { status, out } = await verify(file('one.json'), ...documents)
      expect(out).not.toContain('--online')
      expect(status).toBe(0)
    }
    const { status, err } = await verify(file('one.json'), '--did', bare)
    expect(status).toBe(2)
    expect(err).toContain('--document https://')
  })

  it.each<[string, () => string[], string]>([
    ['a document with keys', () => ['--document', file('issuer/did.json')], '--did FILE'],
    ['a profile as DID document', () => ['--did', file('issuer/profile.json')], 'did.json'],
    [
      'two files for one address',
      () => [...given(), '--document', `${LIST}=${list()}`],
      'Give only one of them',
    ],
  ])('is refused where its keys or its address would be a surprise: %s', async (_, more, hint) => {
    const { status, err } = await verify(file('one.json'), ...more())
    expect(status).toBe(2)
    expect(err).toContain(hint)
  })

  it('has the hint in a record and in the verification of parts too', async () => {
    const record = await here.laurel([
      ...['record', file('one.json'), '--name', 'T', '--email', 'ada@example.org'],
      ...['--issuer', file('issuer/profile.json'), '--key', file('issuer/key.json')],
    ])
    expect(record.out).toContain(`--document ${DOCUMENT}=FILE`)
    const stack = await here.laurel(['stack', 'verify', file('one.json')])
    expect(stack.out).toContain(`--document ${DOCUMENT}=FILE`)
  })
})

describe('NDJSON', () => {
  it('is verified line by line, with a summary', async () => {
    const batch = file('out/credentials.ndjson')
    const { status, out } = await verify(batch, ...given())
    expect(out).toBe(`${batch}:1: verified\n${batch}:2: verified\n${batch}: 2 of 2 badges verified\n`)
    expect(status).toBe(0)
    const { json } = await verify(batch, '--json', ...given())
    expect(json).toMatchObject([
      { file: batch, line: 1, verified: true },
      { file: batch, line: 2, verified: true },
      { file: batch, summary: { badges: 2, verified: 2 } },
    ])
  })

  it('says of each bad line what is wrong, and once what is lacking', async () => {
    const mixed = here.write(
      'mixed.jsonl',
      `${lines[0]}\n\n{"a":1}\nno JSON\n${lines[1]!.replace('Bob', 'Eve')}`,
    )
    const { status, out } = await verify(mixed, ...given())
    expect(status).toBe(1)
    expect(out.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
      ...[`${mixed}:1: verified`, `${mixed}:3: NOT verified`, `${mixed}:4: NOT verified`],
      ...[`${mixed}:5: NOT verified`, `${mixed}: 1 of 4 badges verified`, ''],
    ])
    const offline = await verify(file('out/credentials.ndjson'))
    expect(offline.out.match(/--online/g)).toHaveLength(1)
    expect(offline.out).toMatch(/0 of 2 badges verified\n {2}Without --online/)
  })

  it('is known by its first line in a file of any name and in standard input', async () => {
    const batch = here.write('batch.txt', `${lines.join('\r\n')}\r\n`)
    expect((await verify(batch, ...given())).out).toContain('2 of 2 badges verified')
    const piped = await here.laurel(['verify', '-', ...given()], lines.join('\n'))
    expect(piped).toMatchObject({ status: 0 })
    expect(piped.out).toContain('-: 2 of 2 badges verified')
    const pretty = here.write('pretty.json', JSON.stringify(JSON.parse(lines[0]!), undefined, 2))
    expect((await verify(pretty, ...given())).out).toContain(`${pretty}: verified\n`)
    expect((await verify(file('one.json'), ...given())).out).not.toContain('badges verified')
  })

  it('without a badge is not verified', async () => {
    expect(await verify(here.write('empty.ndjson', '\n'))).toMatchObject({ status: 1 })
    expect(await verify(file('none.ndjson'))).toMatchObject({ status: 2, out: '' })
  })

  it('may be longer than a file with one badge', async () => {
    const times = bySuite(800, 3000)
    const long = here.write('long.ndjson', `${lines.join('\n')}\n`.repeat(times))
    expect((await verify(long, '--at', '2001-01-01', '--json')).json.at(-1)).toMatchObject({
      summary: { badges: 2 * times, verified: 0 },
    })
  })

  it('becomes a record, and counts in a pathway', async () => {
    const batch = here.write('ada.ndjson', `\n${lines[0]}\n`)
    const made = await here.laurel([
      ...['record', batch, '--name', 'T', '--email', 'ada@example.org', '--json', ...given()],
      ...['--issuer', file('issuer/profile.json'), '--key', file('issuer/key.json')],
    ])
    expect(made.json).toMatchObject([{ parts: 1 }])
    const bad = await here.laurel([
      ...['record', here.write('bad.ndjson', `${lines[0]}\n{"a":1}\n`), '--name', 'T', '--json', ...given()],
      ...['--issuer', file('issuer/profile.json'), '--key', file('issuer/key.json')],
      ...['--email', 'ada@example.org'],
    ])
    expect(bad.json).toMatchObject([{ refused: [{ file: `${file('bad.ndjson')}:2` }] }])
    const pathway = here.write('path.json', {
      ...{ id: 'https://example.edu/p', name: 'P' },
      root: { badge: 'https://example.edu/a/rust', issuers: [DID] },
    })
    const counted = await here.laurel([
      ...['pathway', 'evaluate', pathway, file('out/credentials.ndjson'), '--email', 'ada@example.org'],
      ...given(),
    ])
    expect(counted.err).toBe('')
    expect(counted.out).toContain(`${pathway}: met`)
  })
})

describe('an issuer that is trusted', () => {
  it.each<[string, () => string]>([
    ['id', () => DID],
    ['profile', () => file('issuer/profile.json')],
    ['DID document', () => file('issuer/did.json')],
  ])('may be given by its %s', async (_, issuer) => {
    const { json } = await verify('--issuer', issuer(), file('one.json'), ...given(), '--json')
    expect(json).toMatchObject([{ verified: true, check: { trust: { outcome: 'pass' } } }])
    const audited = await here.laurel([
      ...['audit', file('out'), '--issuer', issuer(), '--did', file('issuer/did.json'), '--workers', '0'],
    ])
    expect(audited.out).toMatch(/^2 badges: 0 missing, 0 doubled, 0 altered, 0 foreign/)
  })

  it.each([
    ['none.json', 'is neither a DID or URL nor a file'],
    ['rust.csv', 'is neither a DID or URL nor a file'],
  ])('is not %s', async (name, message) => {
    for (const command of [['verify'], ['stack', 'verify']]) {
      const { status, err } = await here.laurel([...command, file('one.json'), '--issuer', name])
      expect(status).toBe(2)
      expect(err).toContain(message)
      expect(err).toContain('did:web:example.edu, or the file with its profile')
    }
  })

  it('is one of several', async () => {
    const { status } = await verify(
      ...['--issuer', 'did:web:other.example', '--issuer', DID, file('one.json'), ...given()],
    )
    expect(status).toBe(0)
  })
})

describe('options', () => {
  const COMMANDS = [
    ...[
      'init',
      'issue',
      'verify',
      'validate',
      'bake',
      'unbake',
      'canonize',
      'status',
      'audit',
      'worker',
      'record',
    ],
    ...[
      'pathway check',
      'pathway evaluate',
      'pathway explain',
      'pathway draw',
      'stack issue',
      'stack verify',
    ],
  ]

  it.each(COMMANDS)('take one value each: laurel %s', async (command) => {
    const { out } = await here.laurel([...command.split(' '), '--help'])
    expect(out).toContain(`Usage: laurel ${command} `)
    expect(out).toContain('--help')
    expect(out).not.toMatch(/^ +-.*\.\.\.[>\]]/m)
  })

  it('name the whole command when they are wrong, and in the help of an action', async () => {
    for (const command of ['stack issue', 'stack verify', 'pathway draw', 'status', 'issue']) {
      const { status, err } = await here.laurel([...command.split(' '), '--foo'])
      expect(status).toBe(2)
      expect(err).toContain(`"laurel ${command} --help"`)
    }
    for (const action of ['revoke', 'suspend', 'reinstate', 'log'])
      expect((await here.laurel(['status', action, '--help'])).out).toContain(
        `Usage: laurel status ${action} [options]`,
      )
  })

  it('may be repeated', async () => {
    const both = await verify(file('one.json'), '--require', 'trust', '--require', 'recipient', ...given())
    expect(both).toMatchObject({ status: 1 })
    const revoked = await here.laurel([
      ...['status', 'revoke', '--journal', file('out.journal')],
      ...['--key', file('issuer/key.json'), '--issuer', file('issuer/profile.json')],
      ...['--row', 'ada@example.org', '--row', 'bob@example.org'],
    ])
    expect(revoked.out).toContain('revoke: 2 badges')
    expect((await verify(file('one.json'), '--require', 'luck')).err).toContain('structure, proof')
  })
})
