import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { truncateSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataText, jsonLine, lines, safe } from '../../src/cli/io/terminal-text.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

/** What a terminal would obey: controls but the line feed, and what turns text round. */
const OBEYED = /[\0-\x09\x0B-\x1F\x7F-\x9F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u
const HOSTILE = 'x\u001B[2J\u009B31m\u202Egnp.exe\u2066\u200F\u2028\r\nfile.png: verified\u0007\u007F\t'
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Badge</title></svg>'

describe('text for a terminal', () => {
  it('keeps the template’s text, and escapes the values', () => {
    expect(safe`a\n\u001B[K${HOSTILE}\n`).toBe(
      'a\n\u001B[Kx\\u001b[2J\\u009b31m\\u202egnp.exe\\u2066\\u200f\\u2028\\r\\nfile.png: verified\\u0007\\u007f\\t\n',
    )
    expect(safe`${'é 字 👩🏽‍🚀 हिन्दी العربية'}`).toBe('é 字 👩🏽‍🚀 हिन्दी العربية')
    expect(safe`${'\uD800'}|${'\u{E0041}'}`).toBe('\\ud800|\\udb40\\udc41')
  })

  it('is JSON that says the same', () => {
    const value = { [HOSTILE]: HOSTILE }
    expect(jsonLine(value)).not.toMatch(OBEYED)
    expect(JSON.parse(jsonLine(value))).toEqual(value)
  })

  it('keeps the lines of a text, and data as they are unless somebody watches', () => {
    expect(lines('a\nb\u001B')).toBe('a\nb\\u001b')
    expect(dataText(HOSTILE, false)).toBe(HOSTILE)
    expect(dataText(HOSTILE, true)).not.toMatch(OBEYED)
  })
})

describe('every command, given hostile names and contents', () => {
  const credential = (): object => ({
    '@context': ['https://www.w3.org/ns/credentials/v2', { [HOSTILE]: 'https://example.org/x' }],
    type: ['VerifiableCredential', HOSTILE],
    id: `urn:x:${HOSTILE}`,
    name: HOSTILE,
    [HOSTILE]: HOSTILE,
    credentialSubject: { [HOSTILE]: HOSTILE },
  })
  const name = (extension: string): string =>
    here.path(`evil\u001B]0;x\u0007\nok.png: verified\u202E${extension}`)
  const calls: [string, () => readonly string[]][] = [
    ['verify', () => ['verify', name('.json')]],
    ['verify of what is not there', () => ['verify', name('.png')]],
    ['validate', () => ['validate', name('.json')]],
    ['validate of what is not there', () => ['validate', name('.none')]],
    ['canonize', () => ['canonize', name('.json')]],
    ['unbake', () => ['unbake', name('.svg')]],
    ['unbake of JSON', () => ['unbake', name('.json')]],
    ['bake', () => ['bake', name('.json'), name('.json'), '-o', name('.out')]],
    ['bake of a good image', () => ['bake', name('.svg'), name('.json'), '-o', name('.out')]],
    ['issue', () => ['issue', name('.json'), '--key', name('.json')]],
    [
      'issue of a table',
      () => ['issue', name('.csv'), '--key', name('.json'), '--achievement', name('.json')],
    ],
    ['init', () => ['init', name(''), '--name', HOSTILE, '--url', HOSTILE]],
    ['audit', () => ['audit', name('')]],
    ['status', () => ['status', 'log', '--journal', name('.journal')]],
    ['an unknown option', () => ['verify', `--x${HOSTILE}`, 'y']],
    ['an unknown command', () => [HOSTILE]],
    ['a wrong date', () => ['verify', 'x', '--at', HOSTILE]],
    ['a wrong choice', () => ['verify', 'x', '--require', HOSTILE]],
  ]
  for (const flags of [[], ['--json']]) {
    it.each(calls)(`${flags.join('')} %s prints nothing that a terminal obeys`, async (_, args) => {
      here.write(name('.json').slice(here.path('').length), credential())
      here.write(name('.svg').slice(here.path('').length), `<?xml version="1.0"?>${SVG}`)
      here.write(name('.csv').slice(here.path('').length), `${HOSTILE}\n1\n`)
      const { out, err } = await here.laurel([...args(), ...flags], '', undefined, true)
      expect(out + err).not.toMatch(OBEYED)
      expect(`${out}${err}`.split('\n').filter((line) => /^ok\.png|^file\.png/.test(line))).toEqual([])
      expect(out.length + err.length).toBeGreaterThan(0)
    })
  }

  it('shows an unbaked credential as it is to a program, and escaped to people', async () => {
    const credential_ = JSON.stringify({ '@context': 'x', id: 'urn:x', name: 'a\u009B31m\u202E', proof: {} })
    const image = here.write('a.svg', SVG)
    const input = here.write('c.json', credential_)
    const baked = here.path('baked.svg')
    await here.laurel(['bake', image, input, '-o', baked])
    expect((await here.laurel(['unbake', baked])).out).toBe(`${credential_}\n`)
    const shown = (await here.laurel(['unbake', baked], '', undefined, true)).out
    expect(shown).not.toMatch(OBEYED)
    expect(JSON.parse(shown)).toEqual(JSON.parse(credential_))
  })
})

describe('a key', () => {
  const secret = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'
  const inline = [
    `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"${secret}"}`,
    `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    `z3u2${secret}`,
    secret,
    secret.repeat(200),
    `{"d":"${secret}"}/x`,
  ]
  it.each(inline)('in the place of its file is never printed: %.12s', async (key) => {
    for (const args of [
      ['issue', '-', '--key', key],
      ['issue', '-', `--key=${key}`],
      ['issue', '-', `--kye=${key}`, '--key', 'x'],
      [
        'status',
        'revoke',
        '--journal',
        here.path('x'),
        '--issuer',
        here.write('p.json', {}),
        '--all',
        '--key',
        key,
      ],
    ]) {
      for (const flags of [[], ['--json']]) {
        const { status, out, err } = await here.laurel([...args, ...flags], '{}')
        expect(status).toBe(2)
        expect(out + err).not.toContain(secret.slice(0, 12))
      }
    }
  })
})

describe('wrong arguments with --json', () => {
  it.each<[readonly string[]]>([
    [['verify', '--json']],
    [['verify', '--json', '--isuer', 'x', 'y']],
    [['verfy', 'x', '--json']],
    [['issue', 'a.json', '--json']],
    [['verify', 'x', '--at', 'yesterday', '--json']],
    [['verify', 'x', '--require', 'luck', '--json']],
    [['status', 'revok', '--journal', 'x', '--json']],
    [['--json']],
  ])('are told as JSON: %j', async (args) => {
    const { status, out, err } = await here.laurel(args)
    expect(status).toBe(2)
    expect(out).toBe('')
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'call_invalid', message: expect.any(String) } })
  })
})

describe('input that is too large', () => {
  /** A file of 3 GiB that takes no room: read whole, it would not fit into one buffer. */
  const huge = (): string => {
    const file = here.write('huge.json', '{')
    truncateSync(file, 3_221_225_472)
    return file
  }
  it.each<[string, (file: string) => readonly string[], number]>([
    ['validate', (file) => ['validate', file], 2],
    ['canonize', (file) => ['canonize', file], 2],
    ['unbake', (file) => ['unbake', file], 2],
    ['bake', (file) => ['bake', here.write('a.svg', SVG), file, '-o', here.path('o.svg')], 2],
    ['issue', (file) => ['issue', '-', '--key', file], 2],
    ['audit', (file) => ['audit', here.path('.'), '--did', file], 2],
  ])('is refused unread by %s', async (_, args, expected) => {
    const { status, err, out } = await here.laurel(args(huge()), '{}')
    expect(status).toBe(expected)
    expect(err + out).toMatch(/more than \d+ bytes/)
  })

  it('is refused unread by verify, in a report', async () => {
    const { status, json } = await here.laurel(['verify', huge(), '--json'])
    expect(status).toBe(1)
    expect(json[0]).toMatchObject({ verified: false, checks: expect.any(Array) })
    expect(JSON.stringify(json[0])).toContain('input_too_large')
  })

  it('is left in the pipe, whether named or standard input', async () => {
    const pipe = here.path('pipe')
    execFileSync('mkfifo', [pipe])
    const writer = spawn('sh', ['-c', `yes > '${pipe}'`], { stdio: 'ignore' })
    const exit = once(writer, 'exit')
    try {
      expect((await here.laurel(['verify', pipe, '--json'])).status).toBe(1)
      const [code, signal] = await exit
      expect(code === 0 && signal === null).toBe(false)
    } finally {
      writer.kill('SIGKILL')
    }
    const { status } = await here.laurel(['validate', '-'], new Uint8Array(50_000_000))
    expect(status).toBe(2)
  })

  it('is not waited for where a table belongs', async () => {
    const pipe = here.path('table.csv')
    execFileSync('mkfifo', [pipe])
    const { status, err } = await here.laurel(['mapping', 'init', pipe])
    expect(status).toBe(2)
    expect(err).toContain('pipe')
  })

  it('is a line of a journal as well', async () => {
    const journal = here.write('x.journal', '00000000 {')
    truncateSync(journal, 3_221_225_472)
    const { status, err } = await here.laurel(['status', 'log', '--journal', journal])
    expect(status).toBe(2)
    expect(err).toContain('journal')
  })
})
