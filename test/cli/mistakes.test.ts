/** What the command says of a broken file and of several faults: each place, each hint, and no stack. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { exportSecretKey, generateSigner } from 'laurel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jsonFault } from '../../src/cli/io/json-fault.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const text = (file: string): string => readFileSync(file, 'utf8')

const BROKEN: readonly (readonly [text: string, said: string])[] = [
  ['', 'line 1, column 1: the file is empty'],
  ['{', 'line 1, column 2: the text ends instead of the name of a member in double quotation marks'],
  ['{\n  "a": 1,\n  "b": [1, 2,],\n}', 'line 3, column 14: found "]" after a comma; remove the comma'],
  ['{"a": 1,}', 'line 1, column 9: found "}" after a comma; remove the comma'],
  ['{"a": 1 "b": 2}', 'line 1, column 9: found "\\"" instead of a comma or "}" after a member'],
  ['{"a" 1}', 'line 1, column 6: found "1" instead of a colon after the name of a member'],
  ["{'a': 1}", 'line 1, column 2: found "\'" instead of the name of a member in double quotation marks'],
  ["['a']", 'line 1, column 2: found "\'" instead of a value (strings need double quotation marks)'],
  ['{a: 1}', 'line 1, column 2: found "a" instead of the name of a member in double quotation marks'],
  ['{"a": undefined}', 'line 1, column 7: found "u" instead of a value'],
  ['{"a": 01}', 'line 1, column 7: found "0" instead of a value'],
  ['{"a": "b}', 'line 1, column 7: a string without an end; its quotation mark is missing'],
  ['{"a": "b\nc"}', 'line 1, column 9: a line break or control character in a string; write it as an escape'],
  ['{"a": "C:\\dir"}', 'line 1, column 10: a backslash without an escape; write two backslashes'],
  ['{"é😀": 1} {}', 'line 1, column 11: found "{" instead of the end, because the document is complete'],
  ['{"a": 1}\n// end', 'line 2, column 1: found "/" instead of the end, because the document is complete'],
  ['email,name\nada@example.org,Ada', 'line 1, column 1: found "e" instead of a value'],
]

describe('an e-mail address as --recipient', () => {
  it.each([
    ['verify', 'badge.json'],
    ['pathway', 'evaluate', 'path.json', 'badge.json'],
    ['stack', 'issue', 'path.json', 'badge.json', '--issuer', 'p.json', '--key', 'k.json'],
    ['record', 'badge.json', '--name', 'T', '--issuer', 'p.json', '--key', 'k.json'],
  ])('is refused with the option for addresses by %s', async (...command) => {
    const { status, err } = await here.laurel([...command, '--recipient', 'ada@example.org'])
    expect(status).toBe(2)
    expect(err).toContain('Write --email ada@example.org.')
  })
})

describe('a text without @ as --email', () => {
  it.each([
    ['verify', 'badge.json'],
    ['pathway', 'evaluate', 'path.json', 'badge.json'],
    ['stack', 'issue', 'path.json', 'badge.json', '--issuer', 'p.json', '--key', 'k.json'],
    ['stack', 'verify', 'diploma.json'],
    ['record', 'badge.json', '--name', 'T', '--issuer', 'p.json', '--key', 'k.json'],
    ['init', 'issuer', '--name', 'X'],
  ])('is refused by %s', async (...command) => {
    const name = await here.laurel([...command, '--email', 'Linus'])
    expect([name.status, name.err.split('\n')[0]]).toEqual([
      2,
      'laurel: --email "Linus" is not an e-mail address',
    ])
    expect((await here.laurel([...command, '--email', 'did:example:a'])).err).toContain(
      '--recipient did:example:a',
    )
  })
})

describe('a table without rows', () => {
  it.each([
    ['table.csv', 'email,name\n'],
    ['table.ndjson', ''],
    ['table.ndjson', '\n\n'],
  ])('is refused by every command that takes one, and nothing is written: %s %j', async (name, content) => {
    await here.laurel(['init', here.path('issuer'), '--name', 'X'])
    const achievement = { id: 'https://example.edu/a', type: ['Achievement'], name: 'A', description: 'A.' }
    const rust = here.write('rust.json', { ...achievement, criteria: { narrative: 'Exam.' } })
    const map = here.write('map.json', { recipient: { email: '{email}' } })
    const path = here.write('path.json', {
      ...{ id: 'urn:x:p', name: 'P', awards: JSON.parse(text(rust)) },
      root: { badge: 'urn:x:b', issuers: ['did:example:a'] },
    })
    const table = here.write(name, content)
    const signing = ['--issuer', here.path('issuer/profile.json'), '--key', here.path('issuer/key.json')]
    const issue = ['issue', table, ...signing, '--achievement', rust, '--out', here.path('out')]
    const before = readdirSync(here.path(''))
    for (const command of [
      issue,
      [...issue, '--map', map],
      [...issue, '--map', map, '--dry-run'],
      ['mapping', 'init', table, '--out', here.path('made.json'), '--yes'],
      ['stack', 'issue', path, rust, '--table', table, ...signing, '--map', map, '--out', here.path('out')],
    ]) {
      const { status, err, out } = await here.laurel([...command, '--json'])
      expect([command[0], status, out]).toEqual([command[0], 2, ''])
      const { error } = JSON.parse(err) as { error: { code: string; message: string; hint: string } }
      expect(error).toMatchObject({
        code: 'table_invalid',
        hint: expect.stringContaining('Nothing was done.'),
      })
      expect(error.message).toContain(`${table} has no rows`)
    }
    expect(readdirSync(here.path(''))).toEqual(before)
  })
})

describe('the id of the issuer in the place of the profile', () => {
  it.each([
    ['issue', 't.csv', '--achievement', 'a.json', '--out', 'out'],
    ['status', 'revoke', '--journal', 'j.journal', '--all'],
    ['record', 'badge.json', '--name', 'T', '--recipient', 'did:example:a'],
    ['stack', 'issue', 'path.json', 'badge.json', '--recipient', 'did:example:a'],
  ])('is refused by %s %s, which needs the file', async (...command) => {
    await here.laurel(['init', here.path('issuer'), '--name', 'X'])
    here.write('t.csv', 'email\nada@example.org\n')
    here.write('a.json', {})
    here.write('path.json', {
      id: 'urn:x:p',
      name: 'P',
      root: { badge: 'urn:x:b', issuers: ['did:example:a'] },
    })
    const placed = command.map((word) => (/\.|^out$/.test(word) ? here.path(word) : word))
    const key = ['--key', here.path('issuer/key.json'), '--issuer', 'did:web:example.edu']
    const { status, err } = await here.laurel([...placed, ...key])
    expect(status).toBe(2)
    expect(err).toContain('--issuer did:web:example.edu is an id, and here it must be a file')
  })
})

describe('a proof in the future', () => {
  it('is refused for a credential and for a table, and nothing is written', async () => {
    await here.laurel(['init', here.path('issuer'), '--name', 'X'])
    const issuer = JSON.parse(text(here.path('issuer/profile.json')))
    const badge = here.write('badge.json', {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      ...{ type: ['VerifiableCredential'], issuer: issuer.id, credentialSubject: { id: 'did:example:ada' } },
    })
    const achievement = { id: 'https://example.edu/a', type: ['Achievement'], name: 'A', description: 'A.' }
    const rust = here.write('rust.json', { ...achievement, criteria: { narrative: 'Exam.' } })
    const table = here.write('t.csv', 'email\nada@example.org\n')
    const profile = ['--issuer', here.path('issuer/profile.json'), '--achievement', rust]
    for (const command of [
      ['issue', badge, '--out', here.path('made')],
      ['issue', table, ...profile, '--workers', '0', '--out', here.path('made')],
    ]) {
      const more = ['--key', here.path('issuer/key.json'), '--created', '2999-01-01']
      const { status, err } = await here.laurel([...command, ...more])
      expect(status).toBe(2)
      expect(err).toContain(
        '--created is in the future, and verifiers refuse such a proof\n  Leave --created out.',
      )
      expect(existsSync(here.path('made'))).toBe(false)
    }
  })
})

describe('a secret key in the place of another file', () => {
  it('is named, and never shown', async () => {
    const signer = await generateSigner({ extractable: true })
    const jwk = exportSecretKey(signer, 'jwk')
    const pem = exportSecretKey(signer, 'pem')
    const secrets = [jwk.d as string, pem.split('\n')[1]!]
    const hides = (text: string): boolean => secrets.every((secret) => !text.includes(secret))
    const table = here.write('t.csv', 'email\nada@example.org\n')
    for (const key of [here.write('key.json', jwk), here.write('key.pem', pem)]) {
      const batch = [table, '--achievement', key, '--issuer', key, '--key', key, '--out', here.path('out')]
      for (const command of [
        ['issue', ...batch],
        ['validate', key],
        ['issue', key, '--key', key],
      ]) {
        const { status, err } = await here.laurel(command)
        expect(status).toBe(2)
        expect(err).toContain(`${key} is a secret key`)
        expect(hides(err)).toBe(true)
      }
      const { out, err } = await here.laurel(['verify', key])
      expect(out + err).toContain('This is a secret key.')
      expect(hides(out + err)).toBe(true)
    }
  })
})

describe('a file that is not JSON', () => {
  it.each(BROKEN)('is described by its place and its fault: %j', async (text, said) => {
    expect(() => JSON.parse(text)).toThrow()
    const file = here.write('bad.json', text)
    for (const command of ['validate', 'canonize']) {
      const { status, err } = await here.laurel([command, file])
      expect(status).toBe(2)
      expect(err).toBe(`laurel: ${file}: the text is not JSON; ${said}\n`)
    }
    const { json } = await here.laurel(['validate', file, '--json'])
    expect(json[0]!['error']).toMatchObject({ code: 'json_invalid', message: expect.stringContaining(said) })
  })

  it.each([
    ['{"a": 1,\n "a": 2}', 'the same member twice; line 2, column 2'],
    ['{"a": 12345678901234567890}', 'write it as a string; line 1, column 7'],
  ])('or JSON that is not exact: %j', async (text, said) => {
    expect((await here.laurel(['validate', here.write('bad.json', text)])).err).toContain(said)
  })

  it('has no fault where there is none, as JSON.parse has it', () => {
    for (const value of [{}, [], { a: [1, -2.5e-7, true, null, { b: '\\"\u2028' }] }, 'x', 0])
      for (const space of [0, 1]) expect(jsonFault(JSON.stringify(value, undefined, space))).toBeUndefined()
    const whole = JSON.stringify({ a: [1, { b: 'c\\d' }], e: null })
    for (let end = 0; end < whole.length; end++) expect(jsonFault(whole.slice(0, end))).toBeDefined()
  })
})

describe('several faults', () => {
  const badge = (faults: number): object => ({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: 'did:example:a',
    credentialSubject: Array.from({ length: faults }, () => ({ id: 'no URI' })),
  })
  const issue = async (faults: number, ...more: readonly string[]) => {
    await here.laurel(['init', here.path('issuer'), '--name', 'X'])
    const input = here.write('bad.json', badge(faults))
    return here.laurel(['issue', input, '--key', here.path('issuer/key.json'), ...more])
  }

  it('are all told, each once and with its hint', async () => {
    const { status, err } = await issue(3)
    expect(status).toBe(1)
    const [head, ...lines] = err.trim().split('\n')
    expect(head).toBe('laurel: the credential cannot be issued')
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(/^ {2}\/\S+: .+\. \S.+\.$/)
    expect(new Set(lines).size).toBe(4)
  })

  it('are ten in a message, and all in JSON', async () => {
    const { err } = await issue(30)
    expect(err.trim().split('\n')).toHaveLength(12)
    expect(err).toContain('… and 21 more; --json prints all of them.')
    const { error } = JSON.parse((await issue(30, '--json')).err) as {
      error: { message: string; issues: readonly { hint: string }[] }
    }
    expect(error.issues).toHaveLength(31)
    for (const { hint } of error.issues.slice(0, 10)) expect(error.message).toContain(hint.slice(1)) // a sentence has a capital
    expect(error.message).toContain('… and 21 more')
  })
})
