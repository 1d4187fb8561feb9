/** `laurel stack issue --table`: learners and a folder of badges in, every completed larger credential out. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issueStacks, type StacksOptions, type StacksResult } from '../../src/cli/stacks/issue-stacks.js'
import type { JsonObject } from '../../src/encoding/json.js'
import {
  achievement,
  bake,
  exportSecretKey,
  issueJwt,
  openBadge,
  profile,
  signerFromSeed,
  verify,
} from '../../src/index.js'
import { verifyStack } from '../../src/pathways/index.js'
import { png } from '../bake/images.js'
import {
  ADA,
  achievementId,
  type BadgeName,
  BOB,
  badge,
  data,
  issuer,
  load,
  signerOf,
  THEN,
  university,
} from '../pathways/stack/world.js'
import { type World, world } from './world.js'

const CLEO = 'cleo@example.org'
const MALLORY = 'did:web:mallory.example'
const CREATED = new Date('2026-06-01T00:00:00Z')
const SEED = new Uint8Array(32).fill(9)

let here: World
let serial = 0
beforeEach(() => {
  here = world()
  mkdirSync(here.path('badges/more'), { recursive: true })
})
afterEach(() => here.remove())

const put = (name: string, content: string | Uint8Array | object): void => {
  const isData = typeof content === 'string' || content instanceof Uint8Array
  writeFileSync(here.path(`badges/${name}`), isData ? content : JSON.stringify(content))
}

const badgeOf = (name: BadgeName, recipient: { id: string } | { email: string }, more: object = {}) =>
  badge(name, {
    id: `urn:uuid:00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`,
    recipient,
    ...more,
  })

/** Ada has what is asked for, Bob lacks first aid, Cleo is known by her address alone. */
async function classOfThree(): Promise<void> {
  put('ada-python.json', await badgeOf('python', { id: ADA }))
  put(
    'more/ada-statistics.json',
    await badgeOf('statistics', { id: ADA }, { validFrom: '2026-02-01T00:00:00Z' }),
  )
  put(
    'ada-first-aid.png',
    bake(png(), await badgeOf('first-aid', { id: ADA }, { validUntil: '2027-01-01T00:00:00Z' })),
  )
  put('bob-python.json', await badgeOf('python', { id: BOB }))
  put('bob-ethics.json', await badgeOf('ethics', { id: BOB }))
  const cleos = [
    await badgeOf('ethics', { email: CLEO }),
    await badgeOf('python', { email: 'Cleo@Example.org' }),
  ]
  put('more/cleo.ndjson', `${cleos.map((each) => JSON.stringify(each)).join('\n')}\n`)
  put('more/cleo-first-aid.jwt', await token('first-aid', { email: CLEO }))
  put('nobody.json', await badgeOf('python', { id: 'did:web:nobody.example' }))
  put('notes.md', '# not a badge')
}

function token(name: BadgeName, recipient: { email: string }): Promise<string> {
  const signer = signerOf(name)
  const unsigned = openBadge({
    id: `urn:uuid:00000000-0000-4000-9000-${String(++serial).padStart(12, '0')}`,
    issuer: profile({ id: signer.controller, name: 'Red Cross' }),
    recipient,
    validFrom: '2026-01-01T00:00:00Z',
    achievement: achievement({ id: achievementId(name), name, description: 'd', criteria: 'c' }),
  })
  return issueJwt(unsigned as never, { signer })
}

const TABLE = `did,email,name\n${ADA},,Ada\n${BOB},,Bob\n,${CLEO},Cleo\n`

const MAPPING = {
  recipient: { id: '{did}', email: '{email}', name: '{name}' },
  columns: { email: { type: 'email' } },
} as const

interface Change {
  readonly table?: string
  readonly out?: string
  readonly revoked?: readonly string[]
  readonly options?: Partial<StacksOptions>
  readonly batch?: Partial<StacksOptions['batch']>
  readonly signal?: AbortSignal
}

async function run(change: Change = {}): Promise<StacksResult> {
  const { table = TABLE, out = 'out', revoked = [], options = {}, batch = {} } = change
  const shell = {
    out: () => undefined,
    err: () => undefined,
    outIsTerminal: false,
    errIsTerminal: false,
    stdin: async () => new Uint8Array(),
    signal: change.signal ?? new AbortController().signal,
  }
  return issueStacks(shell, {
    pathway: data,
    achievement: data.awards as unknown as JsonObject,
    issuer: issuer as unknown as JsonObject,
    badges: [here.path('badges')],
    table: { path: here.write('learners.csv', table), isCsv: true, csv: {} },
    mapping: MAPPING,
    at: THEN,
    verify: { now: THEN, load: load(revoked) },
    batch: {
      signer: university,
      out: here.path(out),
      form: 'json',
      created: CREATED,
      seed: SEED,
      workers: 0,
      ...batch,
    },
    skipInvalid: false,
    ...options,
  })
}

/** Name of the file → its bytes. */
function outputs(out = 'out'): ReadonlyMap<string, string> {
  const folder = here.path(`${out}/badges`)
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )
  return new Map(files.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

const diplomas = (): readonly JsonObject[] =>
  [...outputs().values()].map((text) => JSON.parse(text) as JsonObject)
const subjectOf = (credential: JsonObject) => credential['credentialSubject'] as JsonObject
const diplomaOf = (id: string) => diplomas().find((each) => subjectOf(each)['id'] === id)!
const errors = (): string => readFileSync(here.path('out/errors.csv'), 'utf8')

describe('a table of learners and a folder of badges', () => {
  it('becomes a larger credential for each who has completed the pathway', async () => {
    await classOfThree()
    const result = await run()
    expect(result).toMatchObject({
      met: 2,
      unmet: 1,
      unknown: 0,
      signed: 2,
      rejected: 1,
      strangers: 1,
      lapsed: [],
    })
    expect(outputs().size).toBe(2)
    const parts = [
      readFileSync(here.path('badges/ada-python.json')),
      readFileSync(here.path('badges/more/ada-statistics.json')),
      readFileSync(here.path('badges/ada-first-aid.png')),
    ]
    const seen = await verifyStack(diplomaOf(ADA), parts, {
      pathway: data,
      issuers: [university.controller],
      now: THEN,
    })
    expect(seen).toMatchObject({ verified: true, level: 'proven', changed: [] })
    // Valid since the last badge that was needed, and as long as the one that must stay.
    expect(diplomaOf(ADA)).toMatchObject({
      validFrom: '2026-02-01T00:00:00Z',
      validUntil: '2027-01-01T00:00:00Z',
    })
  })

  it('knows learners by salted addresses, and badges in tokens and lines', async () => {
    await classOfThree()
    await run()
    const cleos = diplomas().find((each) => subjectOf(each)['id'] === undefined)!
    const report = await verify(cleos, { now: THEN, recipient: { email: CLEO } })
    expect(report.check.recipient.outcome).toBe('pass')
    const lines = readFileSync(here.path('badges/more/cleo.ndjson'), 'utf8').trim().split('\n')
    const parts = [...lines, readFileSync(here.path('badges/more/cleo-first-aid.jwt'), 'utf8')]
    const seen = await verifyStack(cleos, parts, {
      pathway: data,
      issuers: [university.controller],
      recipient: { email: CLEO },
      now: THEN,
    })
    expect(seen).toMatchObject({ verified: true, level: 'proven' })
  })

  it('names who lacks what', async () => {
    await classOfThree()
    const { issues } = await run()
    expect(issues).toMatchObject([
      { row: 3, code: 'pathway_unmet', message: expect.stringContaining('first-aid') },
    ])
    expect(errors()).toContain('first-aid')
  })

  it('counts a badge of nobody else, and of no other issuer', async () => {
    put('1.json', await badgeOf('python', { id: BOB }))
    put('2.json', await badgeOf('statistics', { id: ADA }))
    put('3.json', await badgeOf('first-aid', { id: ADA }))
    put('4.json', await badgeOf('ethics', { id: ADA }, { signer: university }))
    const result = await run()
    expect(result).toMatchObject({ met: 0, unmet: 3, signed: 0 })
    expect(outputs().size).toBe(0)
  })

  it('counts only what verifies by the trust of the caller', async () => {
    await classOfThree()
    const result = await run({
      options: { verify: { now: THEN, load: load([]), issuers: [signerOf('python').controller] } },
    })
    expect(result).toMatchObject({ met: 0, unmet: 3, signed: 0 })
  })

  it('leaves open what it cannot check, and issues it later', async () => {
    await classOfThree()
    put('ada-first-aid.png', bake(png(), await badgeOf('first-aid', { id: ADA }, { revocable: true })))
    const offline = await run({ options: { verify: { now: THEN } } })
    expect(offline).toMatchObject({ met: 1, unmet: 1, unknown: 1, signed: 1 })
    expect(errors()).toContain('pathway_unknown')
    expect(await run()).toMatchObject({ met: 2, signed: 1, unchanged: 1 })
  })
})

describe('links in the folder', () => {
  it('are followed, to badges and to folders, also in a circle', async () => {
    await classOfThree()
    mkdirSync(here.path('real'))
    for (const name of ['ada-python.json', 'ada-first-aid.png']) {
      renameSync(here.path(`badges/${name}`), here.path(`real/${name}`))
      symlinkSync(here.path(`real/${name}`), here.path(`badges/${name}`))
    }
    renameSync(here.path('badges/more'), here.path('more'))
    symlinkSync(here.path('more'), here.path('badges/more'))
    symlinkSync(here.path('badges'), here.path('more/up'))
    expect(await run()).toMatchObject({ met: 2, signed: 2, strangers: 1 })
  })

  it('are named if they lead to nothing', async () => {
    await classOfThree()
    symlinkSync(here.path('gone.json'), here.path('badges/link.json'))
    await expect(run()).rejects.toMatchObject({
      code: 'file_failed',
      message: expect.stringContaining('link.json'),
    })
  })
})

describe('a second run', () => {
  it('signs nothing again, whenever it is', async () => {
    await classOfThree()
    await run()
    const before = outputs()
    const later = new Date('2026-09-01T00:00:00Z')
    const result = await run({ options: { at: later, verify: { now: later, load: load([]) } } })
    expect(result).toMatchObject({ met: 2, signed: 0, unchanged: 2 })
    expect(outputs()).toEqual(before)
  })

  it('adds who has completed it since, and leaves the others as they are', async () => {
    await classOfThree()
    await run()
    const before = outputs()
    put('bob-first-aid.json', await badgeOf('first-aid', { id: BOB }, { validFrom: '2026-05-01T00:00:00Z' }))
    // One more that would do, too: it changes nothing of what was issued.
    put('ada-ethics.json', await badgeOf('ethics', { id: ADA }, { validFrom: '2026-05-01T00:00:00Z' }))
    const result = await run()
    expect(result).toMatchObject({ met: 3, signed: 1, unchanged: 2, replaced: 0, rejected: 0 })
    for (const [name, text] of before) expect(outputs().get(name)).toBe(text)
    expect(outputs().size).toBe(3)
    expect(existsSync(here.path('out/errors.csv'))).toBe(false)
  })

  it('tells of whom a part was withdrawn, and takes nothing back by itself', async () => {
    await classOfThree()
    const revocable = await badgeOf('first-aid', { id: ADA }, { revocable: true })
    put('ada-first-aid.png', bake(png(), revocable))
    await run()
    const before = outputs()
    const result = await run({ revoked: [String(revocable['id'])] })
    expect(result).toMatchObject({ met: 1, unmet: 2, signed: 0, absent: 0, lost: 0 })
    expect(result.lapsed).toMatchObject([
      { row: 2, id: diplomaOf(ADA)['id'], outcome: 'unmet', because: expect.stringContaining('withdrawn') },
    ])
    expect(outputs()).toEqual(before)
  })

  it('replaces a part that was withdrawn by another that does, under the same id', async () => {
    await classOfThree()
    const revocable = await badgeOf('statistics', { id: ADA }, { revocable: true })
    put('more/ada-statistics.json', revocable)
    await run()
    const id = diplomaOf(ADA)['id']
    put('ada-ethics.json', await badgeOf('ethics', { id: ADA }, { validFrom: '2026-05-01T00:00:00Z' }))
    expect(await run({ revoked: [String(revocable['id'])] })).toMatchObject({
      met: 2,
      signed: 1,
      replaced: 1,
      lapsed: [],
    })
    expect(diplomaOf(ADA)).toMatchObject({ id, validFrom: '2026-05-01T00:00:00Z' })
    expect(outputs().size).toBe(2)
  })

  it('makes again what was deleted, the same but for its proof', async () => {
    await classOfThree()
    await run()
    const before = outputs()
    const [name] = before.keys()
    rmSync(here.path(`out/badges/${name}`))
    expect(await run()).toMatchObject({ signed: 1, renewed: 1, unchanged: 1 })
    expect(new Map([...outputs()].map(([each, text]) => [each, withoutProof(text)]))).toEqual(
      new Map([...before].map(([each, text]) => [each, withoutProof(text)])),
    )
    expect(outputs().size).toBe(2)
  })

  it('ends as an undisturbed one does, wherever the first was cut short', async () => {
    await classOfThree()
    put('bob-first-aid.json', await badgeOf('first-aid', { id: BOB }))
    await run({ out: 'whole' })
    const stop = new AbortController()
    let signatures = 0
    const signer = {
      ...university,
      sign: (bytes: Uint8Array) => {
        if (++signatures === 2) stop.abort(new Error('the power failed'))
        return university.sign(bytes)
      },
    }
    const cut = run({ out: 'out', signal: stop.signal, batch: { signer, signal: stop.signal } })
    await expect(cut).rejects.toThrow('the power failed')
    const result = await run()
    expect(result.signed + result.unchanged).toBe(3)
    expect(outputs()).toEqual(outputs('whole'))
  })
})

it('ends as soon as somebody wants it to, with nothing signed', async () => {
  await classOfThree()
  const stop = new AbortController()
  const ended = run({ signal: stop.signal })
  setImmediate(() => stop.abort(new Error('enough')))
  await expect(ended).rejects.toThrow('enough')
  expect(outputs().size).toBe(0)
})

describe('a table that is wrong', () => {
  it('is refused before anything is signed, and skipped row by row on demand', async () => {
    await classOfThree()
    const table = `${TABLE},not an address,Dan\n`
    await expect(run({ table })).rejects.toMatchObject({
      code: 'plan_refused',
      message: expect.stringContaining('row 5, column "email"'),
    })
    expect(existsSync(here.path('out'))).toBe(false)
    expect(await run({ table, options: { skipInvalid: true } })).toMatchObject({
      met: 2,
      signed: 2,
      rejected: 2,
    })
  })

  it.each([
    ['id', `${TABLE}${ADA},,Ada again\n`, /Rows 2 and 5 name the same person/],
    ['address', `${TABLE},CLEO@example.ORG,Cleo\n`, /Rows 4 and 5 name the same person/],
    ['address with a space', `${TABLE}," cleo@example.org ",Cleo\n`, /Rows 4 and 5 name the same person/],
    ['address beside an id', `${TABLE}${MALLORY},${CLEO},Mallory\n`, /Rows 4 and 5 name the same person/],
    ['address as an id', `${TABLE}mailto:${CLEO},,Cleo\n`, /Rows 4 and 5 name the same person/],
  ])('is refused if two rows name one person by %s, and names both rows', async (_, table, message) => {
    await classOfThree()
    await expect(run({ table })).rejects.toMatchObject({
      code: 'plan_refused',
      message: expect.stringMatching(message),
    })
    expect(existsSync(here.path('out'))).toBe(false)
    // Nobody knows which of the two rows is right.
    const skipped = await run({ table, options: { skipInvalid: true } })
    expect(skipped).toMatchObject({ signed: 1 })
    expect(skipped.issues.filter(({ code }) => code === 'same_person')).toHaveLength(2)
  })

  it.each(['validFrom', 'relatedResource'])('has no say in %s', async (member) => {
    const mapping = { ...MAPPING, credential: { [member]: '{name}' } }
    await expect(run({ options: { mapping } })).rejects.toThrow(`the mapping fills "${member}"`)
  })
})

describe('a badge and its learner', () => {
  const all = async (recipient: { id: string } | { email: string }, more: object = {}) => {
    put('1.json', await badgeOf('python', recipient, more))
    put('2.json', await badgeOf('ethics', recipient))
    put('3.json', await badgeOf('first-aid', recipient))
  }

  it('refuses a row with an id that no badge names', async () => {
    await all({ email: CLEO })
    const result = await run({ table: `did,email,name\n${MALLORY},${CLEO},Mallory\n` })
    expect(result).toMatchObject({ met: 1, signed: 0, issues: [{ row: 2, code: 'identity_unproven' }] })
    expect(errors()).toContain(MALLORY)
    expect(outputs().size).toBe(0)
  })

  it('refuses a row with an address that no badge names', async () => {
    await all({ id: ADA })
    const result = await run({ table: `did,email,name\n${ADA},${CLEO},Ada\n` })
    expect(result).toMatchObject({ signed: 0, issues: [{ row: 2, code: 'identity_unproven' }] })
  })

  it('gives both identities to whom the badges name by both', async () => {
    await all({ email: CLEO })
    put('1.json', await badgeOf('python', { id: ADA }))
    const result = await run({ table: `did,email,name\n${ADA},${CLEO},Ada\n` })
    expect(result).toMatchObject({ met: 1, signed: 1 })
  })

  it('counts a badge of two rows for neither, and names it', async () => {
    await all({ id: ADA }, { recipient: { id: ADA, email: CLEO } })
    const table = `did,email,name\n${ADA},,Ada\n,${CLEO},Cleo\n`
    const result = await run({ table })
    expect(result).toMatchObject({ met: 0, signed: 0, contested: [{ rows: [2, 3] }] })
    expect(errors()).toContain('badge_contested')
  })

  it('does not ask to revoke a larger credential because its badge is of two rows now', async () => {
    await all({ id: ADA }, { recipient: { id: ADA, email: CLEO } })
    const first = `did,email,name\n${ADA},,Ada\n`
    expect(await run({ table: first })).toMatchObject({ signed: 1 })
    const before = outputs()
    const result = await run({ table: `${first},${CLEO},Cleo\n` })
    expect(result).toMatchObject({ signed: 0, lapsed: [{ row: 2, outcome: 'unknown' }] })
    expect(outputs()).toEqual(before)
  })

  it('counts the badges of several learners in one presentation, each for its own', async () => {
    const badges = []
    for (const id of [ADA, BOB])
      for (const name of ['python', 'ethics', 'first-aid'] as const) badges.push(await badgeOf(name, { id }))
    put('all.json', {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: 'VerifiablePresentation',
      verifiableCredential: badges,
    })
    const result = await run({ table: `did,email,name\n${ADA},,Ada\n${BOB},,Bob\n` })
    expect(result).toMatchObject({ met: 2, signed: 2, contested: [] })
  })
})

describe('a badge that its issuer replaced', () => {
  const pythons = (id: string, more: object) => badgeOf('python', { id: ADA }, { id, ...more })
  const later = { validFrom: '2026-03-01T00:00:00Z' }

  it('is no part, though it would have been enough before', async () => {
    put('1.json', await pythons('urn:uuid:1', {}))
    put('2.json', await badgeOf('statistics', { id: ADA }))
    put('3.json', await badgeOf('first-aid', { id: ADA }))
    const table = `did,email,name\n${ADA},,Ada\n`
    expect((await run({ table })).met).toBe(1)
    put('4.json', await pythons('urn:uuid:1', { ...later, achievement: 'juggling' }))
    expect((await run({ table, out: 'again' })).met).toBe(0)
    put('5.json', await badgeOf('ethics', { id: ADA }, { validFrom: '2026-02-01T00:00:00Z' }))
    expect((await run({ table, out: 'last' })).met).toBe(1)
    const [diploma] = [...outputs('last').values()]
    expect([diploma!.includes('urn:uuid:1'), diploma!.includes('"2026-02-01T00:00:00Z"')]).toEqual([
      false,
      true,
    ])
  })

  it.each([
    ['for somebody else', { recipient: { id: BOB } }, 1],
    ['for a stranger', { recipient: { id: MALLORY } }, 1],
    ['for two learners', { recipient: { id: BOB, email: CLEO } }, 1],
    ['by a stranger', { recipient: { id: BOB }, signer: university }, 2],
  ])('counts for nobody: %s', async (_, more, met) => {
    await classOfThree()
    put('ada-python.json', await pythons('urn:uuid:1', {}))
    put('newer.json', await pythons('urn:uuid:1', { ...later, ...more }))
    expect((await run()).met).toBe(met)
  })

  it('gives way to one for a single learner', async () => {
    await classOfThree()
    put('ada-python.json', await pythons('urn:uuid:1', { recipient: { id: ADA, email: CLEO } }))
    expect((await run()).met).toBe(1)
    put('newer.json', await pythons('urn:uuid:1', later))
    expect((await run({ out: 'again' })).met).toBe(2)
  })
})

describe('the command', () => {
  async function keys(): Promise<readonly string[]> {
    const signer = await signerFromSeed(new Uint8Array(32).fill(5), { extractable: true })
    const key = here.write('key.json', await exportSecretKey(signer, 'jwk'))
    return ['--issuer', here.write('profile.json', issuer), '--key', key, '--at', THEN.toISOString()]
  }
  const call = (more: readonly string[]): readonly string[] => [
    'stack',
    'issue',
    here.write('data.json', data),
    here.path('badges'),
    ...more,
  ]

  it('issues, tells who is missing what, and does it once', async () => {
    await classOfThree()
    const table = ['--table', here.write('learners.csv', TABLE), '--out', here.path('out'), '--workers', '0']
    const first = await here.laurel(call([...(await keys()), ...table]))
    expect(first).toMatchObject({ status: 1, out: expect.stringContaining('2 met the pathway, 1 not yet') })
    expect(first.err).toContain('row 3')
    const again = await here.laurel(call([...(await keys()), ...table, '--json']))
    expect(again).toMatchObject({ status: 1, json: [{ met: 2, signed: 0, unchanged: 2 }] })
    const looked = await here.laurel(call([...(await keys()), ...table, '--dry-run', '--json']))
    expect(looked).toMatchObject({ status: 1, json: [{ met: 2, unchanged: 2, dryRun: { wouldSign: 0 } }] })
  })

  it('refuses options that would do nothing', async () => {
    await classOfThree()
    const out = ['--out', here.path('out')]
    const alone = await here.laurel(call([...(await keys()), ...out, '--recipient', ADA, '--row-key', 'did']))
    expect(alone).toMatchObject({ status: 2, err: expect.stringContaining('--row-key') })
    const table = ['--table', here.write('learners.csv', TABLE)]
    const both = await here.laurel(
      call([...(await keys()), ...out, ...table, '--sealed', here.path('sealed')]),
    )
    expect(both).toMatchObject({ status: 2, err: expect.stringContaining('--sealed') })
    expect(existsSync(here.path('out'))).toBe(false)
  })
})

function withoutProof(text: string): JsonObject {
  const { proof: _, ...rest } = JSON.parse(text) as JsonObject
  return rest
}
