import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {
  type AuditFinding,
  type AuditOptions,
  type AuditResult,
  auditBatch,
  issueBatch,
  signerOf,
} from 'laurel/bulk'
import { Tinypool } from 'tinypool'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ISSUER, ISSUER_ID, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => {
  vi.restoreAllMocks()
  here.remove()
})

const STATUS = {
  url: 'https://example.edu/{purpose}/{list}',
  purposes: ['revocation', 'suspension'],
} as const
const CLEAN = {
  ...{ clean: true, missing: 0, doubled: 0, altered: 0, foreign: 0, unverified: 0 },
  ...{ reasons: {}, notInForce: {} },
}

async function audit(more: Partial<AuditOptions> = {}): Promise<[AuditResult, AuditFinding[]]> {
  const findings: AuditFinding[] = []
  const result = await auditBatch({
    out: here.path('out'),
    issuer: ISSUER_ID,
    onFinding: (finding) => findings.push(finding),
    ...more,
  })
  return [result, findings]
}

interface Entry {
  readonly row: number
  readonly id: string
  readonly sha256: string
  readonly file?: string
  readonly statusIndex?: number
}

const linesOf = (name: string): string[] => readFileSync(here.path(name), 'utf8').trimEnd().split('\n')
const manifest = (): Entry[] => linesOf('out/manifest.ndjson').map((line) => JSON.parse(line))
const writeManifest = (entries: readonly Entry[]): string =>
  here.write('out/manifest.ndjson', entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

describe('auditBatch', () => {
  it('finds nothing where nothing is wrong', async () => {
    await issueBatch(here.batch(rows(50), { status: STATUS }))
    expect((await audit())[0]).toEqual({ ...CLEAN, badges: 50 })
  })

  it('finds one deleted, one doubled, one edited and one foreign line, and no more', async () => {
    await issueBatch(here.batch(rows(50)))
    const path = here.path('out/credentials.ndjson')
    const all = readFileSync(path, 'utf8').trimEnd().split('\n')
    const edited = all[30]!.replace('Exam', 'exam')
    const foreign = all[7]!.replace(/urn:uuid:[^"]+/, 'urn:uuid:11111111-1111-5111-8111-111111111111')
    const changed = [...all.slice(0, 10), ...all.slice(11, 30), edited, ...all.slice(31), all[20]!, foreign]
    writeFileSync(path, `${changed.join('\n')}\n`)
    const [result, findings] = await audit()
    expect(result).toEqual({
      ...CLEAN,
      clean: false,
      badges: 50,
      missing: 1,
      doubled: 1,
      altered: 1,
      foreign: 1,
    })
    const idOf = (line: string): string => JSON.parse(line).id
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', id: idOf(all[10]!), row: 12 }),
        expect.objectContaining({ kind: 'doubled', id: idOf(all[20]!) }),
        expect.objectContaining({ kind: 'altered', id: idOf(all[30]!), row: 32 }),
        expect.objectContaining({ kind: 'foreign', line: 51 }),
      ]),
    )
  })

  it('finds the same among files', async () => {
    await issueBatch(here.batch(rows(20), { form: 'json' }))
    const files = readFileSync(here.path('out/manifest.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => here.path(`out/${JSON.parse(line).file}`))
    rmSync(files[1]!)
    appendFileSync(files[2]!, ' ')
    writeFileSync(files[3]!.replace('.json', 'a.json'), '{}')
    expect((await audit())[0]).toMatchObject({ badges: 20, missing: 1, altered: 1, foreign: 1, doubled: 0 })
  })

  it('finds a badge whose manifest was edited along with it', async () => {
    await issueBatch(here.batch(rows(5), { form: 'json' }))
    const { createHash } = await import('node:crypto')
    const manifest = here.path('out/manifest.ndjson')
    const [first, ...others] = readFileSync(manifest, 'utf8').split('\n')
    const entry = JSON.parse(first!)
    const forged = readFileSync(here.path(`out/${entry.file}`), 'utf8').replace('Zoë', 'Eve')
    writeFileSync(here.path(`out/${entry.file}`), forged)
    const sha256 = createHash('sha256').update(forged).digest('hex')
    writeFileSync(manifest, [JSON.stringify({ ...entry, sha256 }), ...others].join('\n'))
    expect((await audit())[0]).toMatchObject({ unverified: 1, altered: 0 })
  })

  it('finds an id and a status index that occur twice in the manifest', async () => {
    await issueBatch(here.batch(rows(5), { status: STATUS }))
    const manifest = here.path('out/manifest.ndjson')
    const lines = readFileSync(manifest, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    lines[2].statusIndex = lines[1].statusIndex
    writeFileSync(manifest, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    expect((await audit())[0]).toMatchObject({ doubled: 1, clean: false })
  })

  it('finds status lists that are gone, changed, badly signed or of somebody else, and badges without entry', async () => {
    const purposes = ['revocation', 'suspension'] as const
    await issueBatch(
      here.batch(rows(5), { status: { url: 'https://example.edu/{purpose}/{list}', purposes } }),
    )
    const list = (purpose: string): string => here.path(`out/status/${purpose}-1.json`)
    const right = readFileSync(list('revocation'), 'utf8')
    const spoilt: [AuditFinding['kind'], string | undefined][] = [
      ['missing', undefined],
      ['altered', right.replace(/"encodedList":"u.{60}/, '$&A')],
      ['altered', '{'],
      ['unverified', right.replace(/"proofValue":"z../, '"proofValue":"zAA')],
    ]
    for (const [kind, text] of spoilt) {
      if (text === undefined) rmSync(list('revocation'))
      else writeFileSync(list('revocation'), text)
      const [, findings] = await audit()
      expect(findings).toEqual([
        {
          kind,
          id: 'https://example.edu/revocation/1',
          file: 'status/revocation-1.json',
          ...(kind === 'unverified' ? { reason: 'signature_invalid' } : {}),
        },
      ])
    }
    writeFileSync(list('revocation'), right)
    writeFileSync(list('revocation').replace('-1', '-2'), right)
    expect((await audit())[1]).toEqual([{ kind: 'foreign', file: 'status/revocation-2.json' }])
    rmSync(list('revocation').replace('-1', '-2'))
    const [first, ...others] = manifest()
    writeManifest(others)
    const lines = linesOf('out/credentials.ndjson').slice(1)
    here.write('out/credentials.ndjson', `${lines.join('\n')}\n`)
    expect((await audit())[1]).toEqual([{ kind: 'missing', id: first!.id, row: 2 }])
  })

  it('says so where there is no manifest', async () => {
    await expect(audit({ out: here.path('nowhere') })).rejects.toMatchObject({ code: 'file_failed' })
  })

  it('finds nothing where nothing is wrong, in files of every form', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    await issueBatch(here.batch(rows(20), { form: 'svg', image: svg, status: STATUS }))
    expect((await audit())[0]).toEqual({ ...CLEAN, badges: 20 })
    await issueBatch(here.batch(rows(20), { form: 'json', out: here.path('json') }))
    expect((await audit({ out: here.path('json') }))[0]).toEqual({ ...CLEAN, badges: 20 })
  })

  it('finds badges of another issuer than the one asked for', async () => {
    await issueBatch(here.batch(rows(3)))
    const [result, findings] = await audit({ issuer: 'did:web:example.edu' })
    expect(result).toMatchObject({ unverified: 3, clean: false })
    expect(findings.map(({ reason }) => reason)).toEqual(['other_issuer', 'other_issuer', 'other_issuer'])
    const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const key = { form: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d, x } } as never
    const forger = (await signerOf(key)).controller!
    const out = here.path('forged')
    await issueBatch(here.batch(rows(3), { key, issuer: { ...ISSUER, id: forger }, out }))
    expect((await audit({ out, issuer: forger }))[0]).toEqual({ ...CLEAN, badges: 3 })
    expect((await audit({ out }))[0]).toMatchObject({ unverified: 3, clean: false })
  })

  it('finds a badge in the place of another, whatever the manifest says of its bytes', async () => {
    await issueBatch(here.batch(rows(5), { form: 'json' }))
    const [first, second, third, ...others] = manifest()
    const path = (entry: Entry | undefined): string => here.path(`out/${entry!.file}`)
    writeFileSync(path(first), readFileSync(path(second)))
    renameSync(path(third), here.path('out/badges/third.json'))
    writeManifest([
      { ...first!, sha256: second!.sha256 },
      second!,
      { ...third!, file: 'badges/third.json' },
      ...others,
    ])
    const [result, findings] = await audit()
    expect(result).toEqual({
      ...CLEAN,
      ...{ clean: false, badges: 5, unverified: 1, missing: 1, foreign: 1 },
      ...{ reasons: { other_id: 1 }, notInForce: {} },
    })
    expect(findings).toEqual([
      { kind: 'unverified', id: first!.id, row: 2, file: first!.file, reason: 'other_id' },
      { kind: 'missing', id: third!.id, row: 4, file: 'badges/third.json' },
      { kind: 'foreign', file: 'badges/third.json' },
    ])
  })

  it('finds a line in a wrapper or with bytes that are no text, whatever the manifest says of its bytes', async () => {
    await issueBatch(here.batch(rows(4)))
    const [first, second, third, ...others] = linesOf('out/credentials.ndjson')
    const entries = manifest()
    const wrapped = Buffer.from(`{"id":"${entries[0]!.id}","credential":${third}}\n`)
    const [before, after] = second!.split('Zoë')
    const bytes = Buffer.concat([Buffer.from(`${before}Zo`), Uint8Array.of(0xeb), Buffer.from(`${after}\n`)])
    here.write(
      'out/credentials.ndjson',
      Buffer.concat([wrapped, bytes, Buffer.from(`${[third, ...others].join('\n')}\n`)]),
    )
    writeManifest([
      { ...entries[0]!, sha256: sha256(wrapped) },
      { ...entries[1]!, sha256: sha256(bytes) },
      ...entries.slice(2),
    ])
    expect(first).toContain(entries[0]!.id)
    expect((await audit())[0]).toMatchObject({ badges: 4, unverified: 2, altered: 0, missing: 0, foreign: 0 })
    expect((await audit({ verify: false }))[0]).toEqual({ ...CLEAN, badges: 4 })
  })

  it('finds every badge missing where the NDJSON is gone', async () => {
    await issueBatch(here.batch(rows(5)))
    rmSync(here.path('out/credentials.ndjson'))
    expect((await audit())[0]).toMatchObject({ badges: 5, missing: 5, clean: false })
  })

  it.each(['{"row":2,"id":"urn:uuid:0', 'null', '{}'])('refuses a manifest with %s in it', async (line) => {
    await issueBatch(here.batch(rows(3)))
    appendFileSync(here.path('out/manifest.ndjson'), `${line}\n`)
    await expect(audit()).rejects.toMatchObject({ code: 'file_failed' })
  })
})

/** Enough rows for two threads, with something wrong in all places where a chunk may end. */
describe('auditBatch with workers', () => {
  const COUNT = 1500

  async function inBothWays(): Promise<[AuditResult, AuditFinding[]]> {
    const started = vi.spyOn(Tinypool.prototype, 'run')
    const alone = await audit({ workers: 0 })
    expect(started).not.toHaveBeenCalled()
    const together = await audit({ workers: 2 })
    expect(started.mock.calls.length).toBeGreaterThan(5)
    expect(together).toEqual(alone)
    return together
  }

  function damaged(all: readonly string[]): string {
    const lines = [...all]
    for (let i = 30; i < COUNT; i += 100) lines[i] = lines[i]!.replace('Exam', 'exam')
    lines[200] = lines[200]!.slice(0, 300)
    lines[301] = ''
    for (const [a, b] of [
      [400, 1400],
      [401, 402],
    ] as const) {
      ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
    }
    lines.splice(700, 2)
    lines.splice(
      900,
      0,
      all[10]!,
      all[30]!,
      'null',
      '{"id":7}',
      `{"id":"urn:uuid:${'1'.repeat(8)}-1111-5111-8111-111111111111"}`,
    )
    return `${lines.join('\n')}\n`
  }

  it('finds in lines what one thread finds, in the same order', async () => {
    await issueBatch(here.batch(rows(COUNT), { status: STATUS }))
    const all = linesOf('out/credentials.ndjson')
    here.write('out/credentials.ndjson', damaged(all))
    const [result, findings] = await inBothWays()
    expect(result).toEqual({
      badges: COUNT,
      clean: false,
      missing: 4,
      doubled: 2,
      altered: 15,
      foreign: 5,
      unverified: 0,
      reasons: {},
      notInForce: {},
    })
    const missing = findings.filter(({ kind }) => kind === 'missing').map(({ row }) => row)
    expect(missing).toEqual([202, 303, 702, 703])
    const altered = findings.filter(({ kind }) => kind === 'altered').map(({ row }) => row)
    expect(altered).toEqual(Array.from({ length: 15 }, (_, i) => 32 + 100 * i))
  })

  it('finds what a truncated file lacks', async () => {
    await issueBatch(here.batch(rows(COUNT), { status: STATUS }))
    const path = here.path('out/credentials.ndjson')
    const bytes = readFileSync(path)
    const whole = bytes.subarray(0, bytes.length >> 1).filter((byte) => byte === 0x0a).length
    truncateSync(path, bytes.length >> 1)
    const [result, findings] = await inBothWays()
    expect(result).toEqual({ ...CLEAN, badges: COUNT, clean: false, missing: COUNT - whole, foreign: 1 })
    expect(findings[0]).toEqual({ kind: 'foreign', line: whole + 1 })
  })

  it('finds in files what one thread finds, in the same order', async () => {
    await issueBatch(here.batch(rows(COUNT), { form: 'json' }))
    const entries = manifest()
    const path = (i: number): string => here.path(`out/${entries[i]!.file}`)
    for (const i of [3, 64, 1200]) rmSync(path(i))
    rmSync(path(127))
    mkdirSync(path(127))
    appendFileSync(path(700), ' ')
    const forged = readFileSync(path(800), 'utf8').replace('Zoë', 'Eve')
    writeFileSync(path(800), forged)
    entries[800] = { ...entries[800]!, sha256: sha256(forged) }
    writeManifest([...entries, entries[5]!])
    here.write('out/badges/more.json', '{}')
    const [result, findings] = await inBothWays()
    expect(result).toEqual({
      badges: COUNT + 1,
      clean: false,
      missing: 4,
      doubled: 1,
      altered: 1,
      foreign: 1,
      unverified: 1,
      reasons: { signature_invalid: 1 },
      notInForce: {},
    })
    expect(findings.map(({ kind, row }) => [kind, row])).toEqual([
      ['missing', 5],
      ['missing', 66],
      ['missing', 129],
      ['altered', 702],
      ['unverified', 802],
      ['missing', 1202],
      ['doubled', 7],
      ['foreign', undefined],
    ])
  })

  it('does the badges of a worker again that died', async () => {
    await issueBatch(here.batch(rows(COUNT)))
    const all = linesOf('out/credentials.ndjson')
    here.write('out/credentials.ndjson', damaged(all))
    const calm = await audit({ workers: 0 })
    const original = Tinypool.prototype.run
    let calls = 0
    vi.spyOn(Tinypool.prototype, 'run').mockImplementation(function (this: Tinypool, ...args) {
      const answer = original.apply(this, args)
      if (++calls % 4 === 3)
        void (this.threads[0] as unknown as { terminate: () => Promise<void> }).terminate()
      return answer
    })
    expect(await audit({ workers: 2 })).toEqual(calm)
    expect(calls).toBeGreaterThan(9)
  })

  it.each([0, 2])('stops when it is told to, with %i workers', async (workers) => {
    await issueBatch(here.batch(rows(COUNT)))
    here.write('out/credentials.ndjson', damaged(linesOf('out/credentials.ndjson')))
    const stop = new AbortController()
    const reason = new Error('enough')
    const found: AuditFinding[] = []
    const onFinding = (finding: AuditFinding): void => {
      if (found.push(finding) === 3) stop.abort(reason)
    }
    await expect(audit({ workers, onFinding, signal: stop.signal })).rejects.toBe(reason)
    expect(found).toHaveLength(3)
  })

  it('says so where lines cannot be read', async () => {
    await issueBatch(here.batch(rows(COUNT)))
    rmSync(here.path('out/credentials.ndjson'))
    mkdirSync(here.path('out/credentials.ndjson'))
    for (const workers of [0, 2]) {
      await expect(audit({ workers })).rejects.toMatchObject({
        code: 'file_failed',
        details: { reason: 'EISDIR' },
      })
    }
  })
})
