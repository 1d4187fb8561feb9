/** Two batches never have one status list, wherever their folders lie: the second would undo the revocations of the first. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documents, OpenBadgeError } from 'laurel'
import { type BatchOptions, changeStatus, issueBatch, issueRecords, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, MAPPING, rows, type World, world } from '../world.js'

let here: World
/** What a web server has: URL → list. */
let site: Map<string, unknown>
beforeEach(() => {
  here = world()
  site = new Map()
})
afterEach(() => here.remove())

const URL_OF_BOTH = 'https://example.edu/status/{list}'
const load = async (url: string): Promise<unknown> => {
  if (site.has(url)) return site.get(url)
  throw new OpenBadgeError('document_unavailable', 'could not be fetched: status 404', {
    url,
    purpose: 'status',
    reason: 'status 404',
  })
}
const publish: NonNullable<BatchOptions['publish']> = ({ url, credential }) => void site.set(url, credential)

/** A batch in a folder of its own, which no other has beside it. */
function optionsOf(name: string, more: Partial<BatchOptions> = {}): BatchOptions {
  mkdirSync(here.path(`${name}/deep`), { recursive: true })
  return here.batch(rows(3), {
    batch: name,
    seed: new Uint8Array(32).fill(name.length),
    created: new Date(`2026-06-${10 + name.length}T12:00:00Z`),
    out: here.path(`${name}/deep/out`),
    status: { url: URL_OF_BOTH },
    publish,
    load,
    ...more,
  })
}
const revoke = async (name: string, more: object = {}) =>
  changeStatus({
    journal: here.path(`${name}/deep/out.journal`),
    out: here.path(`${name}/deep/out`),
    issuer: ISSUER,
    signer: await signerOf(KEY),
    action: 'revoke',
    keys: ['S1'],
    publish,
    load,
    ...more,
  })
const refused = (reason: string) => ({ code: 'journal_invalid', details: { reason } })

describe('a list that is published', () => {
  it('is refused to another batch, before anything is signed or kept', async () => {
    await issueBatch(optionsOf('first'))
    const fresh = new Map(site)
    await revoke('first')
    for (const published of [site, fresh]) {
      site = published
      const before = new Map(site)
      for (const more of [{}, { dryRun: true }])
        await expect(issueBatch(optionsOf('other-one', more))).rejects.toMatchObject(refused('list_owned'))
      expect(site).toEqual(before)
      expect(existsSync(here.path('other-one/deep/out'))).toBe(false)
      expect(existsSync(here.path('other-one/deep/out.journal'))).toBe(false)
    }
  })

  it('is refused to a batch that began before it was asked for, at the next run and at a change of status', async () => {
    await issueBatch(optionsOf('first'))
    await revoke('first')
    const { publish: _, load: __, ...blind } = optionsOf('other-one')
    await issueBatch(blind)
    await expect(issueBatch(optionsOf('other-one'))).rejects.toMatchObject(refused('list_owned'))
    await expect(revoke('other-one')).rejects.toMatchObject(refused('list_owned'))
  })

  it('keeps a status that an old copy of the journal does not know', async () => {
    await issueBatch(optionsOf('first'))
    const { publish: _, load: __, ...blind } = optionsOf('first')
    await revoke('first')
    // A copy of the folder and the journal from before the revocation, at another place.
    await issueBatch({ ...blind, out: here.path('copy/out') })
    const copied = { ...optionsOf('first'), out: here.path('copy/out') }
    await expect(issueBatch(copied)).rejects.toMatchObject(refused('old'))
  })

  it.each<[string, unknown]>([
    ['a page', { title: 'Not found' }],
    ['a token', 'a.b.c'],
    ['a list of another issuer', undefined],
  ])('is not written over %s', async (_, document) => {
    await issueBatch(optionsOf('first'))
    const [[url, own]] = [...site] as [[string, object]]
    site.set(url, document ?? { ...own, issuer: 'did:web:other.example' })
    await expect(revoke('first')).rejects.toMatchObject(refused('list_owned'))
  })

  it('is handed out again where it is missing or behind', async () => {
    await issueBatch(optionsOf('first'))
    const [url] = site.keys()
    const fresh = new Map(site)
    await revoke('first', { publish: undefined })
    for (const published of [new Map(), fresh]) {
      site = published
      expect(await issueBatch(optionsOf('first'))).toMatchObject({ signed: 0, published: [{ url }] })
      const file = readFileSync(here.path('first/deep/out/status/revocation-1.json'), 'utf8')
      expect(site.get(url!)).toEqual(JSON.parse(file))
      expect(await issueBatch(optionsOf('first'))).toMatchObject({ signed: 0, published: [] })
    }
  })

  it('is named by the next run, where a run wrote it and then failed', async () => {
    const blind = (name: string, more: Partial<BatchOptions> = {}): BatchOptions => {
      const { load: _, publish: __, ...rest } = optionsOf(name, more)
      return rest
    }
    const failing = async (): Promise<never> => {
      throw new Error('the web server is down')
    }
    await expect(issueBatch({ ...blind('first'), publish: failing })).rejects.toThrow('down')
    expect(await issueBatch(blind('first'))).toMatchObject({ published: [{}] })
    expect(await issueBatch(blind('first'))).toMatchObject({ published: [] })
    await expect(revoke('first', { load: undefined, publish: failing })).rejects.toThrow('down')
    expect(await revoke('first', { load: undefined, publish: undefined })).toMatchObject({
      unchanged: 1,
      published: [{ url: 'https://example.edu/status/1' }],
    })
    expect(await issueBatch(blind('first'))).toMatchObject({ published: [] })
  })

  it('is not guessed at where it cannot be asked for', async () => {
    const failing = async (): Promise<unknown> => {
      const question = { url: 'https://example.edu/status/1', purpose: 'status', reason: 'status 503' }
      throw new OpenBadgeError('document_unavailable', 'could not be fetched', question)
    }
    const options = optionsOf('first', { load: failing })
    await expect(issueBatch(options)).rejects.toMatchObject({ code: 'document_unavailable' })
    expect(existsSync(here.path('first/deep/out.journal'))).toBe(false)
    expect(await issueBatch({ ...options, load: documents({}) })).toMatchObject({ signed: 3 })
  })
})

describe('{batch} in the URL', () => {
  it.each([
    ['https://example.edu/status/', /^https:\/\/example\.edu\/status\/[0-9a-f]{16}\/revocation-1\.json$/],
    ['https://example.edu/{batch}/{list}', /^https:\/\/example\.edu\/[0-9a-f]{16}\/1$/],
  ])('gives each batch lists of its own: %s', async (url, form) => {
    const options = (name: string) => optionsOf(name, { status: { url } })
    expect(await issueBatch(options('first'))).toMatchObject({ mayShareLists: false })
    expect(await issueBatch(options('other-one'))).toMatchObject({ signed: 3 })
    expect([...site.keys()]).toEqual([expect.stringMatching(form), expect.stringMatching(form)])
    expect(site.size).toBe(2)
    // It stays the same in every run, and names the files of the folder.
    const [first] = site.keys()
    expect(await issueBatch({ ...options('first'), source: optionsOf('x').source })).toMatchObject({
      unchanged: 3,
    })
    expect(await revoke('first')).toMatchObject({ published: [{ url: first }] })
    const badges = readFileSync(here.path('first/deep/out/credentials.ndjson'), 'utf8')
    expect(badges.split(`"statusListCredential":"${first}"`)).toHaveLength(4)
  })

  it('serves badges and records too', async () => {
    const { journal: _, ...rest } = optionsOf('class', { status: { url: 'https://example.edu/status/' } })
    const mapping = { ...MAPPING, record: { name: 'Transcript' } }
    const { badges, records } = await issueRecords({ ...rest, mapping, out: here.path('class/out') })
    expect(badges.statusUrl).not.toBe(records!.statusUrl)
    expect(site.size).toBe(2)
  })

  it('is missed by a new batch without it, which nobody can compare with all others', async () => {
    const { load: _, ...blind } = optionsOf('first')
    expect(await issueBatch(blind)).toMatchObject({ mayShareLists: true, statusUrl: URL_OF_BOTH })
    expect(await issueBatch(blind)).toMatchObject({ mayShareLists: false })
    expect(await issueBatch(optionsOf('other-one', { status: { url: `${URL_OF_BOTH}/b` } }))).toMatchObject({
      mayShareLists: false,
    })
  })
})

describe('a list of a batch nearby', () => {
  const own = (url: string, more: Partial<BatchOptions> = {}): BatchOptions => {
    const { load: _, publish: __, ...rest } = optionsOf('first', { status: { url }, ...more })
    return rest
  }

  it.each([
    ['in other capitals', 'https://EXAMPLE.edu:443/status/{list}'],
    ['written in another way', 'https://example.edu/x/../status/{list}'],
    ['that only later lists reach', 'https://example.edu/status/1{list}'],
  ])('is refused at a URL %s', async (_, url) => {
    await issueBatch(own(URL_OF_BOTH))
    const other = { batch: 'second', out: here.path('first/deep/second') }
    await expect(issueBatch(own(url, other))).rejects.toMatchObject(refused('list_owned'))
    expect(readdirSync(here.path('first/deep'))).toEqual(['out', 'out.journal'])
  })

  it('is refused to records beside records, and to badges beside records', async () => {
    const status = { url: 'https://example.edu/{of}/{list}' }
    const { load: _, journal: __, ...rest } = optionsOf('first', { status })
    const mapping = { ...MAPPING, record: { name: 'Transcript' } }
    const collect = (out: string) => issueRecords({ ...rest, batch: out, mapping, out: here.path(out) })
    await collect('spring')
    await expect(collect('summer')).rejects.toMatchObject(refused('list_owned'))
    for (const of of ['badges', 'records']) {
      const plain = own(`https://example.edu/${of}/{list}`, { batch: 'plain', out: here.path('plain') })
      await expect(issueBatch(plain)).rejects.toMatchObject(refused('list_owned'))
    }
    expect(existsSync(join(here.path('summer'), 'badges.journal'))).toBe(false)
  })
})
