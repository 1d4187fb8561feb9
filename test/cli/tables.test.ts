import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type World, world } from './world.js'

let here: World
let common: readonly string[]
beforeEach(async () => {
  here = world()
  await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
  const achievement = here.write('rust.json', {
    id: 'https://example.edu/a/rust',
    type: ['Achievement'],
    name: 'Rust I',
    description: 'Writes Rust.',
    criteria: { narrative: 'Exam.' },
  })
  common = [
    '--key',
    here.path('issuer/key.json'),
    '--issuer',
    here.path('issuer/profile.json'),
    '--achievement',
    achievement,
    '--workers',
    '0',
    '--out',
    here.path('out'),
  ]
})
afterEach(() => here.remove())

/** In this thread, for threads of their own take longer to begin than to work. */
const HERE = ['--workers', '0']
const TABLE = 'no;name;email;date\n1;Zoë;zoe@example.org;2026-06-12\n2;王小明;wang@example.org;2026-06-13\n'
const status = (action: string, ...more: string[]): readonly string[] => [
  'status',
  action,
  '--journal',
  here.path('out.journal'),
  '--key',
  here.path('issuer/key.json'),
  '--issuer',
  here.path('issuer/profile.json'),
  ...more,
]

describe('a mistake in a call about a table', () => {
  it('is told with what to write instead', async () => {
    const table = here.write('class.csv', TABLE)
    const url = ['--status', 'https://example.edu/status']
    expect((await here.laurel(['issue', table, ...common, ...url])).err).toContain('end with a slash')
    const svg = here.write('badge.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const image = ['--as', 'png', '--image', svg]
    expect(await here.laurel(['issue', table, ...common, ...image])).toMatchObject({
      status: 2,
      err: expect.stringContaining('or write --as svg'),
    })
    await here.laurel(['issue', table, ...common, url[0]!, `${url[1]}/`])
    expect((await here.laurel(status('suspend', '--all'))).err).toContain('--suspendable')
    expect(await here.laurel(['audit', here.path('out.journal')])).toMatchObject({
      status: 2,
      err: expect.stringContaining('give the folder of the batch'),
    })
  })
})

describe('laurel issue TABLE', () => {
  it('understands plain column names without a mapping, and signs once', async () => {
    const table = here.write('class.csv', TABLE)
    expect((await here.laurel(['issue', table, ...common, '--json'])).json[0]).toMatchObject({
      rows: 2,
      signed: 2,
    })
    expect((await here.laurel(['issue', table, ...common, '--json'])).json[0]).toMatchObject({
      signed: 0,
      unchanged: 2,
    })
    expect((await here.laurel(['audit', here.path('out'), ...HERE])).status).toBe(0)
    const [first] = readFileSync(here.path('out/credentials.ndjson'), 'utf8').split('\n')
    const verdict = await here.laurel(['verify', '-', '--email', 'zoe@example.org', '--json'], first)
    expect(verdict.json[0]).toMatchObject({ verified: true })
  })

  it('audits the badges of a did:web with the document that it will publish', async () => {
    await here.laurel(['init', here.path('web'), '--name', 'Uni', '--did', 'did:web:example.edu'])
    const table = here.write('class.csv', TABLE)
    const issuer = ['--issuer', here.path('web/profile.json'), '--key', here.path('web/key.json')]
    const achievement = common.slice(common.indexOf('--achievement'), common.indexOf('--achievement') + 2)
    const out = here.path('of-web')
    const issued = await here.laurel([
      'issue',
      table,
      ...issuer,
      ...achievement,
      ...HERE,
      '--out',
      out,
      '--json',
    ])
    expect(issued.json[0]).toMatchObject({ signed: 2 })
    const did = ['--issuer', 'did:web:example.edu', '--did', here.path('web/did.json')]
    expect(await here.laurel(['audit', out, ...did, ...HERE, '--json'])).toMatchObject({
      status: 0,
      json: [{ badges: 2, clean: true }],
    })
    const without = await here.laurel(['audit', out, ...HERE, '--json'])
    expect(without.status).toBe(1)
    expect(without.json.at(-1)).toMatchObject({ unverified: 2 })
    expect(without.json[0]).toMatchObject({ finding: { kind: 'unverified', reason: 'document_unknown' } })
    const told = await here.laurel(['audit', out, ...HERE])
    expect(told.out).toContain('--did issuer/did.json')
    expect(told.out.match(/unverified: .*: document_unknown/g)).toHaveLength(2)
    const other = await here.laurel(['audit', out, '--did', here.path('issuer/did.json'), ...HERE, '--json'])
    expect(other.json.at(-1)).toMatchObject({ unverified: 2 })
  })

  it('reads NDJSON, a mapping and a picture', async () => {
    const table = here.write(
      'class.ndjson',
      '{"id":"1","mail":"a@example.org"}\n{"id":"2","mail":"b@example.org"}\n',
    )
    const map = here.write('map.json', { key: '{id}', recipient: { email: '{mail}' } })
    const image = here.write('badge.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const { json } = await here.laurel(['issue', table, ...common, '--map', map, '--image', image, '--json'])
    expect(json[0]).toMatchObject({ signed: 2 })
    const files = (readdirSync(here.path('out/badges'), { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.svg'),
    )
    expect(files).toHaveLength(2)
    const reports = await here.laurel(['verify', ...files.map((name) => here.path(`out/badges/${name}`))])
    expect(reports.status).toBe(0)
  })

  it('tells which columns it makes nothing of', async () => {
    const table = here.write('class.csv', 'email,Vorname\nada@example.org,Ada\n')
    const answer = await here.laurel(['issue', table, ...common, '--dry-run'])
    expect([answer.status, answer.err]).toEqual([0, expect.stringContaining('not used: Vorname')])
  })

  it('takes a mapping from a module', async () => {
    const table = here.write('class.csv', TABLE)
    const map = here.write(
      'map.mjs',
      "export const mapping = { key: '{no}', recipient: { email: '{email|lower}' } }\n",
    )
    expect((await here.laurel(['issue', table, ...common, '--map', map, '--json'])).json[0]).toMatchObject({
      signed: 2,
    })
    const bad = here.write('bad.mjs', 'export const other = 1\n')
    expect((await here.laurel(['issue', table, ...common, '--map', bad])).status).toBe(2)
  })

  it('makes a record for each learner where the mapping has a "record"', async () => {
    const table = here.write(
      'results.csv',
      'email,course\nada@example.org,rust\nada@example.org,c\nbob@example.org,c\n',
    )
    const map = here.write('map.json', {
      recipient: { email: '{email}' },
      achievement: { id: 'https://example.edu/courses/{course}', name: '{course}' },
      record: { name: 'Transcript' },
    })
    const answer = await here.laurel(['issue', table, ...common, '--map', map, '--json'])
    expect(answer).toMatchObject({ status: 0, json: [{ signed: 3 }, { signed: 2 }] })
    const [line] = readFileSync(here.path('out/records/credentials.ndjson'), 'utf8').split('\n')
    const record = here.write('ada.json', line!)
    expect(await here.laurel(['verify', record, '--email', 'ada@example.org', '--json'])).toMatchObject({
      status: 0,
      json: [{ kind: 'clr', verified: true }],
    })
    for (const of of ['badges', 'records']) {
      expect(await here.laurel(['audit', here.path(`out/${of}`), ...HERE])).toMatchObject({ status: 0 })
    }
    const wrong = [
      ['--journal', here.path('other.journal')],
      ['--queue', 'redis://localhost:1'],
      ['--status', 'https://example.edu/{list}'],
    ]
    for (const more of wrong) {
      expect(await here.laurel(['issue', table, ...common, '--map', map, ...more])).toMatchObject({
        status: 2,
      })
    }
  })

  it('signs nothing when a row is bad, and shows what would be done', async () => {
    const table = here.write('class.csv', `${TABLE}3;Eve;nobody;2026-06-31\n`)
    const dry = await here.laurel(['issue', table, ...common, '--dry-run'])
    expect(dry.status).toBe(1)
    expect(existsSync(here.path('out.journal'))).toBe(false)
    const real = await here.laurel(['issue', table, ...common])
    expect(real.status).toBe(1)
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
    expect(readFileSync(here.path('out/errors.csv'), 'utf8').split('\r\n')).toHaveLength(4)
    expect(await here.laurel(['issue', table, ...common, '--skip-invalid', '--json'])).toMatchObject({
      status: 1,
      json: [{ signed: 2, rejected: 1 }],
    })
  })

  it('revokes, logs, and detects changed files', async () => {
    const table = here.write('class.csv', TABLE)
    const map = here.write('map.json', { key: '{no}', recipient: { email: '{email}' } })
    const url = 'https://example.edu/{purpose}/{list}'
    await here.laurel(['issue', table, ...common, '--map', map, '--status', url, '--suspendable'])
    expect(await here.laurel(status('revoke', '--row', '1', '--reason', 'twice', '--json'))).toMatchObject({
      status: 0,
      json: [{ badges: 1, lists: [{ url: 'https://example.edu/revocation/1' }] }],
    })
    expect((await here.laurel(status('suspend', '--all'))).status).toBe(0)
    expect((await here.laurel(status('log', '--json'))).json).toMatchObject([
      { action: 'revoke' },
      { action: 'suspend', badges: 'all' },
    ])
    expect((await here.laurel(status('revoke', '--row', '99'))).status).toBe(1)
    expect((await here.laurel(status('revoke'))).status).toBe(2)
    const path = here.path('out/credentials.ndjson')
    here.write('out/credentials.ndjson', readFileSync(path, 'utf8').replace('Exam.', 'Luck.'))
    expect(await here.laurel(['audit', here.path('out'), ...HERE, '--json'])).toMatchObject({
      status: 1,
      json: [{ finding: { kind: 'altered' } }, { altered: 1 }],
    })
  })

  it.each<[string, string, readonly string[]]>([
    ['a table that is not there', 'none.csv', []],
    ['a mapping with a column that is not there', 'class.csv', ['--map', 'map.json']],
    ['too many workers', 'class.csv', ['--workers', '1000']],
    ['a picture that is missing', 'class.csv', ['--as', 'png']],
    ['a journal that does not exist', 'class.csv', ['--resume']],
    ['a form that does not exist', 'class.csv', ['--as', 'pdf']],
    ['a status URL without {list}', 'class.csv', ['--status', 'https://example.edu/status']],
  ])('answers %s with status 2, and writes no badge', async (_, table, more) => {
    here.write('class.csv', TABLE)
    here.write('map.json', { key: '{nr}', recipient: { email: '{email}' } })
    const args = more.map((part) => (part.endsWith('.json') ? here.path(part) : part))
    const answer = await here.laurel(['issue', here.path(table), ...common, ...args])
    expect(answer.status).toBe(2)
    expect(answer.err).toMatch(/^laurel: /)
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
  })

  it('says what a malformed table lacks', async () => {
    const table = here.write('class.csv', 'no;who\n1;Zoë\n')
    const { status, err } = await here.laurel(['issue', table, ...common])
    expect(status).toBe(2)
    expect(err).toContain('who')
  })

  it('stops when told to, and goes on', async () => {
    const table = here.write('class.csv', TABLE)
    const stopped = await here.laurel(
      ['issue', table, ...common],
      '',
      AbortSignal.abort(new Error('stopped by SIGINT')),
    )
    expect(stopped.status).toBe(2)
    expect((await here.laurel(['issue', table, ...common, '--json'])).json[0]).toMatchObject({ signed: 2 })
  })
})

describe('what a newcomer is told', () => {
  it('shows the first bad rows on the screen, with row, column, value and remedy', async () => {
    const table = here.write('class.csv', `${TABLE}3;Ada;ada.example.org;12 June\n`)
    const told = await here.laurel(['issue', table, ...common])
    expect(told.status).toBe(1)
    expect(told.err).toMatch(/row 4, column "email", which holds "ada\.example\.org": .*@.* Write an address/)
    expect(told.err).toMatch(/row 4, column "date", which holds "12 June"/)
    const asJson = await here.laurel(['issue', table, ...common, '--json'])
    expect(JSON.parse(asJson.err)).toMatchObject({
      error: {
        code: 'plan_refused',
        first: [{ row: 4, column: 'email', value: 'ada.example.org' }, { row: 4 }],
      },
    })
    expect(readFileSync(here.path('out/errors.csv'), 'utf8')).toContain(',"ada.example.org"\r\n')
  })

  it('shows only the first findings, and how many more there are', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i};A;a${i}.example.org;\n`).join('')
    const told = await here.laurel(['issue', here.write('bad.csv', `no;name;email;date\n${rows}`), ...common])
    expect(told.err.match(/which holds/g)).toHaveLength(10)
    expect(told.err).toContain('and 20 more findings')
  })

  it('says what the key of a row is, when none is found', async () => {
    const table = here.write('class.csv', TABLE)
    await here.laurel(['issue', table, ...common, '--status', 'https://example.edu/status/{list}'])
    const told = await here.laurel(status('revoke', '--row', '2'))
    expect(told.err).toMatch(/not the number of the row/)
    const help = await here.laurel(['status', '--help'])
    expect(help.out).toMatch(/The key of a row is not its number/)
  })

  it('says that a second revocation changes nothing', async () => {
    const table = here.write('class.csv', TABLE)
    await here.laurel(['issue', table, ...common, '--status', 'https://example.edu/status/{list}'])
    const first = await here.laurel(status('revoke', '--row', 'zoe@example.org', '--json'))
    expect(first.json[0]).toMatchObject({ badges: 1, unchanged: 0 })
    const again = await here.laurel(status('revoke', '--row', 'zoe@example.org'))
    expect(again.out).toMatch(/revoke: nothing changed\n.*the badge is revoked already/)
    const both = await here.laurel(status('revoke', '--all'))
    expect(both.out).toMatch(/revoke: 1 badge\n.*1 more is revoked already/)
  })

  it('says before it signs which columns it uses, and which it does not', async () => {
    const table = here.write('class.csv', TABLE.replace('date', 'Date').replace(/name/, 'Vorname'))
    const told = await here.laurel(['issue', table, ...common, '--row-key', 'no'])
    expect(told.err).toContain('used: no, email; not used: Vorname, Date')
    const whole = here.write('whole.csv', TABLE)
    const all = await here.laurel([
      'issue',
      whole,
      ...common.slice(0, -1),
      here.path('whole'),
      '--row-key',
      'no',
    ])
    expect(all.err).toContain('used: no, name, email, date; every column is used')
    const bad = here.write('bad.csv', `${TABLE.replace('date', 'Date')}3;A;nobody;\n`)
    const refused = await here.laurel(['issue', bad, ...common.slice(0, -1), here.path('bad')])
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('not used: no, Date')
  })

  it('lists new, replaced, renewed and absent badges', async () => {
    const changes = here.path('changes.ndjson')
    const read = (): Record<string, unknown>[] =>
      readFileSync(changes, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    const args = [...common, '--row-key', 'no', '--changes', changes]
    await here.laurel(['issue', here.write('class.csv', TABLE), ...args])
    expect(read()).toMatchObject([
      { change: 'new', row: 2 },
      { change: 'new', row: 3 },
    ])
    const [, { id: second } = { id: '' }] = read()
    const later = TABLE.replace('2026-06-12', '2026-06-11').replace(/^2;.*\n/m, '3;Ada;ada@example.org;\n')
    const table = here.write('class.csv', later)
    await here.laurel(['issue', table, ...args, '--dry-run'])
    const planned = read()
    await here.laurel(['issue', table, ...args])
    expect(read()).toEqual(planned)
    expect(planned).toMatchObject([
      { change: 'replaced', row: 2 },
      { change: 'new', row: 3 },
      { change: 'absent', row: 3, id: second },
    ])
    await here.laurel(['issue', table, ...args])
    expect(read()).toMatchObject([{ change: 'absent', row: 3 }])
    await here.laurel(['issue', table, ...args, '--re-sign'])
    expect(read().map(({ change }) => change)).toEqual(['renewed', 'renewed', 'absent'])
    expect(await here.laurel(['issue', table, ...common, '--changes', table])).toMatchObject({ status: 2 })
  })

  it('warns of another folder whose badges have the same ids', async () => {
    const table = here.write('class.csv', TABLE)
    const into = (out: string, ...more: string[]): Promise<Answer> =>
      here.laurel(['issue', table, ...common.slice(0, -1), here.path(out), ...more])
    expect((await into('one')).err).not.toContain('same name')
    expect((await into('two', '--dry-run')).err).toMatch(/ids differ, give this batch another name/)
    const second = await into('two')
    expect(second.err).toMatch(/one\.journal is of a batch with the same name.*--batch/)
    expect(second.err).toContain('stop now')
    const ids = (out: string): unknown[] =>
      readFileSync(here.path(`${out}/credentials.ndjson`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id)
    expect(ids('two')).toEqual(ids('one'))
    expect((await into('two')).err).not.toContain('same name')
    expect((await into('three', '--batch', 'three')).err).not.toContain('same name')
    expect(ids('three')).not.toEqual(ids('one'))
    // Elsewhere only the folder tells.
    await into('four', '--journal', here.path('elsewhere/four.journal'), '--batch', 'four')
    expect((await into('five', '--batch', 'four')).err).toMatch(/four is of a batch with the same name/)
  })

  it('sums a dry run up in lines that people read, and warns of results below the pass mark', async () => {
    const table = here.write(
      'class.csv',
      'email,name,until,points\na@example.org,Ada,2030-07-01,49\nb@example.org,,,90\n',
    )
    const id = 'https://example.edu/a/rust'
    const scale = {
      id: `${id}#p`,
      type: ['ResultDescription'],
      name: 'Points',
      resultType: 'RawScore',
      requiredValue: '50',
    }
    const criteria = { narrative: 'Exam.' }
    const achievement = here.write('scale.json', {
      ...{ id, type: ['Achievement'], name: 'Rust', description: 'Rust.', criteria },
      resultDescription: [scale],
    })
    const map = here.write('map.json', {
      recipient: { email: '{email}', name: '{name}' },
      columns: { until: { type: 'date' } },
      credential: {
        validUntil: '{until}',
        credentialSubject: { result: [{ type: ['Result'], resultDescription: scale.id, value: '{points}' }] },
      },
    })
    const args = [
      'issue',
      table,
      ...common,
      '--map',
      map,
      '--achievement',
      achievement,
      '--created',
      '2026-06-30',
    ]
    const warning = /warning for 1 row \(2, column "points"\): the result is below/
    const dry = await here.laurel([...args, '--dry-run'])
    const said = dry.out.split('\n').filter((line) => line.includes('would be: '))
    expect(said).toEqual([
      '  row 2 would be: "Rust" for Ada, valid from 2026-06-30T00:00:00Z until 2030-07-01T23:59:59Z, with the result 49',
      '  row 3 would be: "Rust" for a hashed e-mail address, valid from 2026-06-30T00:00:00Z, with the result 90',
    ])
    expect(dry.out).not.toContain('{')
    expect(dry.err).toMatch(warning)
    const json = (await here.laurel([...args, '--dry-run', '--json'])).json[0]
    expect(json).toMatchObject({
      warnings: [{ code: 'below_pass_mark', rows: 1, first: [2] }],
      dryRun: {
        sampleRows: [2, 3],
        samples: [{ type: ['VerifiableCredential', 'OpenBadgeCredential'] }, {}],
      },
    })
    expect((await here.laurel(args)).err).toMatch(warning)
    // As for one credential.
    const one = here.write(
      'one.json',
      (json as unknown as { dryRun: { samples: object[] } }).dryRun.samples[0]!,
    )
    const single = [
      'issue',
      one,
      '--key',
      here.path('issuer/key.json'),
      '--out',
      here.path('one.signed.json'),
    ]
    expect((await here.laurel(single)).err).toContain('warning: /credentialSubject/result/0/value')
    expect((await here.laurel([...single, '--json'])).json[0]).toMatchObject({
      warnings: [{ code: 'below_pass_mark' }],
    })
  })

  it('says of a new batch that another could have its status lists, and gives it lists of its own', async () => {
    const table = here.write('class.csv', TABLE)
    const into = (out: string, url: string, ...more: string[]): Promise<Answer> =>
      here.laurel(['issue', table, ...common.slice(0, -1), here.path(out), '--status', url, ...more])
    const shared = await into('one', 'https://example.edu/status/{list}')
    expect(shared.err).toContain('no other batch may have status lists at https://example.edu/status/{list}')
    expect((await into('one', 'https://example.edu/status/{list}')).err).not.toContain('no other batch')
    const own = await into('two', 'https://example.edu/status/', '--batch', 'two', '--suspendable')
    expect(own.err).not.toContain('no other batch')
    const lists = [...own.out.matchAll(/publish \S+\/two\/status\/(\S+) at (\S+) before/g)]
    expect(lists.map(([, file, url]) => [file, url!.replace(/[0-9a-f]{16}/, 'ID')])).toEqual([
      ['revocation-1.json', 'https://example.edu/status/ID/revocation-1.json'],
      ['suspension-1.json', 'https://example.edu/status/ID/suspension-1.json'],
    ])
  })

  it('signs nothing where it cannot ask for the published lists', async () => {
    const table = here.write('class.csv', TABLE)
    const answer = await here.laurel(['issue', table, ...common, '--status', 'https://10.0.0.1/', '--online'])
    expect(answer).toMatchObject({ status: 2, err: expect.stringContaining('not fetched') })
    expect(existsSync(here.path('out'))).toBe(false)
    await here.laurel(['issue', table, ...common, '--status', 'https://10.0.0.1/'])
    expect((await here.laurel(status('revoke', '--row', 'zoe@example.org', '--online'))).status).toBe(2)
    expect((await here.laurel(status('log'))).out).toBe('')
  })

  it('names the folders that it makes above the output folder', async () => {
    const table = here.write('class.csv', TABLE)
    const deep = [...common.slice(0, -1), here.path('spring/rust/out')]
    expect((await here.laurel(['issue', table, ...deep])).err).toContain(
      `${here.path('spring')} does not exist; it is made`,
    )
    expect((await here.laurel(['issue', table, ...deep])).err).not.toContain('it is made')
  })

  it('names the option of the command for an image with a badge in it', async () => {
    const image = here.write('badge.svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    const table = here.write('class.csv', TABLE)
    await here.laurel(['issue', table, ...common, '--as', 'svg', '--image', image])
    const [folder = ''] = readdirSync(here.path('out/badges'))
    const [file = ''] = readdirSync(here.path(`out/badges/${folder}`))
    const baked = here.path(`out/badges/${folder}/${file}`)
    const again = [...common.slice(0, -1), here.path('again'), '--as', 'svg', '--image', baked]
    const told = await here.laurel(['issue', table, ...again])
    expect(told.status).toBe(2)
    expect(told.err).toContain('--replace')
    expect(told.err).not.toContain('existing')
  })
})
