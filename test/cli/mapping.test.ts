import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const TABLE =
  'Matrikelnummer;E-Mail;Vorname;Nachname;Abschlussdatum;Note\nS1;ada@example.org;Ada;Lovelace;13.07.2026;1,3\n'

describe('laurel mapping init', () => {
  it('names a cell that is no date among dates', async () => {
    const dates = ['13.07.2026', '31.06.2026', '14.07.2026']
    const rows = dates.map((date, i) => `a${i}@example.org;${date}\n`)
    const table = here.write('exam.csv', `email;Prüfungsdatum\n${rows.join('')}`)
    const { err, out } = await here.laurel(['mapping', 'init', table, '--out', here.path('e.json'), '--yes'])
    expect(err + out).toContain('"31.06.2026" is not such a date')
  })

  it('says what it guessed, and writes a mapping that issues the table', async () => {
    await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
    const table = here.write('class.csv', TABLE)
    const map = here.path('map.json')
    const told = await here.laurel(['mapping', 'init', table, '--out', map, '--yes'])
    expect(told.status).toBe(0)
    expect(told.out).toMatch(/E-Mail: the e-mail address.*\n.*\n?[\s\S]*Abschlussdatum: .*, as DD\.MM\.YYYY/)
    expect(told.out).toContain('not used: Note')
    const achievement = here.write('rust.json', {
      id: 'https://example.edu/a/rust',
      type: ['Achievement'],
      name: 'Rust I',
      description: 'Writes Rust.',
      criteria: { narrative: 'Exam.' },
    })
    const issuer = ['--key', here.path('issuer/key.json'), '--issuer', here.path('issuer/profile.json')]
    const args = [
      '--achievement',
      achievement,
      '--map',
      map,
      '--workers',
      '0',
      '--out',
      here.path('out'),
      '--json',
    ]
    const issued = await here.laurel(['issue', table, ...issuer, ...args])
    expect(issued.json[0]).toMatchObject({ signed: 1, unusedColumns: ['Note'] })
    expect(JSON.parse(readFileSync(here.path('out/credentials.ndjson'), 'utf8'))).toMatchObject({
      validFrom: '2026-07-13T00:00:00Z',
      credentialSubject: { identifier: [{}, { identityHash: 'Ada Lovelace' }] },
    })
  })

  it('writes only what is confirmed, and never over a file', async () => {
    const table = here.write('class.csv', TABLE)
    const map = here.path('map.json')
    const silent = await here.laurel(['mapping', 'init', table, '--out', map])
    expect(silent).toMatchObject({ status: 2, err: expect.stringContaining('--yes') })
    const answer = async (text: string): Promise<number> =>
      run(['mapping', 'init', table, '--out', map], {
        out: () => undefined,
        err: () => undefined,
        outIsTerminal: true,
        errIsTerminal: true,
        stdin: async () => new Uint8Array(),
        ask: async () => text,
        signal: new AbortController().signal,
      })
    for (const no of ['', 'n', 'yellow']) {
      expect(await answer(no)).toBe(2)
      expect(() => readFileSync(map)).toThrow()
    }
    expect(await answer('y')).toBe(0)
    const before = readFileSync(map, 'utf8')
    expect(await answer('y')).toBe(2)
    expect(await here.laurel(['mapping', 'init', table, '--out', map, '--yes'])).toMatchObject({ status: 2 })
    expect(readFileSync(map, 'utf8')).toBe(before)
  })

  it('reads NDJSON, answers in JSON, and refuses what it cannot map', async () => {
    const table = here.write('class.ndjson', '{"email":"ada@example.org","x":1}\n')
    const told = await here.laurel([
      'mapping',
      'init',
      table,
      '--out',
      here.path('m.json'),
      '--yes',
      '--json',
    ])
    expect(told.json[0]).toMatchObject({ mapping: { recipient: { email: '{email}' } }, unused: ['x'] })
    const nobody = here.write('nobody.csv', 'a,b\n1,2\n')
    expect(
      await here.laurel(['mapping', 'init', nobody, '--out', here.path('n.json'), '--yes']),
    ).toMatchObject({
      status: 2,
      err: expect.stringContaining('names the recipient'),
    })
    expect((await here.laurel(['mapping', 'init', here.write('a.json', '{}'), '--yes'])).status).toBe(2)
    expect((await here.laurel(['mapping', 'init', here.write('a.xlsx', ''), '--yes'])).err).toContain(
      'spreadsheet',
    )
  })
})
