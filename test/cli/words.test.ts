/** What the commands for tables say, word for word: one badge is no badges, and each line says what to do. */
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeEach(async () => {
  here = world()
  await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
  here.write('rust.json', {
    ...{ id: 'https://example.edu/a/rust', type: ['Achievement'], name: 'Rust I' },
    ...{ description: 'Writes Rust.', criteria: { narrative: 'Exam.' } },
  })
})
afterEach(() => here.remove())

const signing = () => ['--key', here.path('issuer/key.json'), '--issuer', here.path('issuer/profile.json')]
const issue = async (lines: readonly string[], ...more: readonly string[]) => {
  const table = here.write('class.csv', `email,name\n${lines.join('\n')}\n`)
  const { status, out, err } = await here.laurel([
    ...['issue', table, ...signing(), '--achievement', here.path('rust.json'), '--workers', '0'],
    ...['--out', here.path('out'), ...more],
  ])
  return { status, out: named(out), err: named(err) }
}
const status = async (action: string, journal: string, ...more: readonly string[]) => {
  const answer = await here.laurel([
    ...['status', action, '--journal', here.path(journal), ...signing(), ...more],
  ])
  return { status: answer.status, out: named(answer.out), err: named(answer.err) }
}
const audit = async (): Promise<string> =>
  named((await here.laurel(['audit', here.path('out'), '--workers', '0'])).out)
/** Paths as somebody in the folder sees them. */
const named = (text: string): string => text.replaceAll(`${here.path('')}/`, '')

const ADA = 'ada@example.org,Ada'
const BOB = 'bob@example.org,Bob'
const STATUS = ['--status', 'https://example.edu/{list}']
const KEEP = '  out.journal: keep this file; with it, no badge is signed twice\n'

describe('laurel issue', () => {
  it('counts one, and several', async () => {
    expect((await issue([ADA])).out).toBe(
      `1 row: 1 badge signed, 0 unchanged, 0 skipped. All in out.\n${KEEP}`,
    )
    expect((await issue([ADA, BOB, 'eve@example.org,Eve'])).out).toBe(
      `3 rows: 2 badges signed, 1 unchanged, 0 skipped. All in out.\n${KEEP}`,
    )
    expect((await issue([BOB, 'eve@example.org,Eve'])).out).toBe(
      `2 rows: 0 badges signed, 2 unchanged, 0 skipped. All in out.\n  1 badge of this batch is no longer in the table; to revoke, use "laurel status revoke"\n${KEEP}`,
    )
    expect(await audit()).toBe('3 badges: 0 missing, 0 doubled, 0 altered, 0 foreign, 0 not verified.\n')
  })

  it('tells of badges that are revoked, though they are unchanged', async () => {
    await issue([ADA, BOB], ...STATUS)
    expect((await status('revoke', 'out.journal', '--row', 'ada@example.org')).out).toBe(
      '  publish out/status/revocation-1.json at https://example.edu/1\nrevoke: 1 badge\n',
    )
    expect((await issue([ADA, BOB], ...STATUS)).out).toBe(
      `2 rows: 0 badges signed, 2 unchanged, 0 skipped. All in out.\n  1 badge is revoked since an earlier run, and still\n${KEEP}`,
    )
    expect((await issue([ADA, BOB], ...STATUS, '--dry-run')).out).toContain(
      '2 rows: 0 would be signed, 2 exist already, 0 rejected.\n  1 badge is revoked since an earlier run',
    )
    expect((await status('revoke', 'out.journal', '--row', 'ada@example.org')).out).toBe(
      'revoke: nothing changed\n  the badge is revoked already\n  no list has to be published\n',
    )
  })

  it('names what differs from the batch, and both ways out', async () => {
    await issue([ADA])
    expect((await issue([ADA], '--as', 'json')).err).toBe(
      'laurel: cannot use the journal out.journal: its batch has the form ndjson, and this run has the form json\n' +
        '  To continue the batch, use the same form (--as) as before. To begin another, give another folder (--out), another journal (--journal) if you give one, and another URL for its status lists.\n',
    )
    expect((await issue([ADA], ...STATUS)).err).toContain(
      'its batch has no status lists, and this run has status lists of 131072 entries for revocation at https://example.edu/{list}\n',
    )
    expect((await issue([ADA], '--batch', 'spring')).err).toContain(
      'its batch has the name "default", and this run has the name "spring"',
    )
  })

  it('says of a row that it is one', async () => {
    expect((await issue([ADA, 'nobody,Eve'])).err).toContain(
      'laurel: 1 of 2 rows cannot become a badge, so nothing was signed; see out/errors.csv',
    )
  })
})

describe('laurel audit', () => {
  it('counts apart what is not in force, and says why the others are not verified', async () => {
    const validity = { validFrom: '2019-01-01T00:00:00Z', validUntil: '{until}' }
    const map = here.write('map.json', {
      recipient: { email: '{email}' },
      columns: { email: { type: 'email' }, until: { type: 'date' } },
      credential: validity,
    })
    const table = here.write(
      'class.csv',
      'email,until\nada@example.org,2020-01-01\nbob@example.org,2099-01-01\neve@example.org,2099-01-01\n',
    )
    const issued = await here.laurel([
      ...['issue', table, ...signing(), '--achievement', here.path('rust.json'), '--workers', '0'],
      ...['--out', here.path('out'), '--map', map, ...STATUS],
    ])
    expect(issued).toMatchObject({ status: 0 })
    await status('revoke', 'out.journal', '--row', 'bob@example.org')
    expect(await audit()).toBe(
      '3 badges: 0 missing, 0 doubled, 0 altered, 0 foreign, 0 not verified.\n' +
        '  not in force: 1 revoked, 1 expired. They are as they were issued, and "laurel verify" refuses them.\n',
    )
    const { json } = await here.laurel([
      'audit',
      here.path('out'),
      '--issuer',
      'did:web:other.example',
      '--json',
    ])
    expect(json.at(-1)).toMatchObject({
      ...{ unverified: 4, reasons: { other_issuer: 4 }, notInForce: { revoked: 1 } },
    })
    const other = await here.laurel([
      ...['audit', here.path('out'), '--issuer', 'did:web:other.example', '--workers', '0'],
    ])
    expect(other.status).toBe(1)
    expect(other.out).toContain(
      '  4 of the not verified: other_issuer. The issuer of the badge is not the one in --issuer.\n',
    )
  })
})

describe('laurel status', () => {
  it('names a journal that is not there, and makes nothing', async () => {
    await issue([ADA], ...STATUS)
    const answer = await status('revoke', 'wrong.journal', '--all')
    expect(answer.status).toBe(2)
    expect(answer.err).toContain('cannot use the journal wrong.journal: there is no such file')
    expect(answer.err).toContain('beside the folder of the batch')
    expect((await status('log', 'wrong.journal')).err).toContain('there is no such file')
  })
})

describe('records', () => {
  const MAP = { recipient: { email: '{email}' }, record: { name: 'Transcript of {name}' } }
  const records = (lines: readonly string[], ...more: readonly string[]) =>
    issue(lines, '--map', here.write('map.json', MAP), ...more)

  it('are issued, revoked and audited with the folder and journals that the help names', async () => {
    expect((await records([ADA], ...STATUS)).err).toContain('write {of} into the URL')
    const url = ['--status', 'https://example.edu/status/{of}/{list}']
    const { out } = await records([ADA, BOB], ...url)
    expect(out).toContain('2 learners: 2 records signed, 0 unchanged, 0 skipped. All in out/records.\n')
    for (const of of ['badges', 'records'])
      expect(out).toContain(
        `  publish out/${of}/status/revocation-1.json at https://example.edu/status/${of}/1 before you send the badges\n`,
      )
    const help = await here.laurel(['issue', '--help'])
    expect(help.out).toContain('{of}')
    expect((await status('revoke', 'out/records.journal', '--row', 'ada@example.org')).out).toBe(
      '  publish out/records/status/revocation-1.json at https://example.edu/status/records/1\nrevoke: 1 badge\n',
    )
    expect((await records([ADA, BOB], ...url)).out).toContain('  1 record is revoked since an earlier run')
    expect(await audit()).toBe(
      '2 badges and 2 records: 0 missing, 0 doubled, 0 altered, 0 foreign, 0 not verified.\n' +
        '  not in force: 1 revoked. They are as they were issued, and "laurel verify" refuses them.\n',
    )
    rmSync(here.path('out/records/status/revocation-1.json'))
    expect(await audit()).toContain('records/status/revocation-1.json')
    expect((await status('revoke', 'out.journal', '--all')).err).toContain(
      '"badges.journal" and "records.journal"',
    )
  })
})
