/** The recipient's id is the key of a row, or else the address. A row that gains or loses its id gets no second badge. */
import { readFileSync } from 'node:fs'
import { type BatchOptions, changeStatus, csvSource, issueBatch, type Mapping, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const mapping: Mapping = { recipient: { id: '{did}', email: '{email}' } }
const ADA = 'ada@example.org,did:web:ada.example,Rust'
const table = (text: string, more: Partial<BatchOptions> = {}): BatchOptions => ({
  ...here.batch(''),
  source: csvSource(here.write('dids.csv', `email,did,course\n${text}\n`)),
  mapping,
  status: { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation'] },
  ...more,
})

describe('a row that gets an id of the recipient later', () => {
  const manifest = () => JSON.parse(readFileSync(here.path('out/manifest.ndjson'), 'utf8'))

  it('is refused, or keeps its badge and its status if it is replaced', async () => {
    await issueBatch(table('ada@example.org,,Rust'))
    const { id } = manifest()
    const common = { journal: here.path('out.journal'), out: here.path('out'), issuer: ISSUER }
    const signer = await signerOf(KEY)
    await changeStatus({ ...common, signer, action: 'revoke', keys: ['ada@example.org'] })
    await expect(issueBatch(table(ADA))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { first: [{ row: 2, code: 'recipient_changed', hint: expect.stringMatching(/replace/) }] },
    })
    const replaced = { signed: 1, replaced: 1, absent: 0, revoked: 1 }
    expect(await issueBatch(table(ADA, { replace: true }))).toMatchObject(replaced)
    expect(manifest().id).toBe(id)
    // From then on the journal knows the recipient.
    expect(await issueBatch(table(ADA))).toMatchObject({ signed: 0, unchanged: 1, revoked: 1 })
    const corrected = { ...mapping, credential: { description: 'Passed in {course}.' } }
    expect(await issueBatch(table(ADA, { mapping: corrected }))).toMatchObject({ signed: 1, revoked: 1 })
    await expect(
      issueBatch(table('ada@example.org,did:web:eve.example,Rust', { mapping: corrected })),
    ).rejects.toMatchObject({ code: 'plan_refused' })
    await expect(issueBatch(table('ada@example.org,,Rust', { mapping: corrected }))).rejects.toMatchObject({
      code: 'plan_refused',
    })
  })

  it('is another row beside one that has an id from its beginning', async () => {
    expect(await issueBatch(table(`${ADA}\nbo@example.org,,Rust`))).toMatchObject({ signed: 2 })
    expect(await issueBatch(table(`${ADA}\nbo@example.org,,Rust`))).toMatchObject({ signed: 0, unchanged: 2 })
  })
})

describe('two rows with one address, of which only one has an id of the recipient', () => {
  const run = (text: string, more: Partial<BatchOptions> = {}) => issueBatch(table(text, more))
  const refusedFor = (code: string, row: number) => ({
    code: 'plan_refused',
    details: { first: [{ row, code }] },
  })

  it.each(['ada@example.org,,Rust', ' ADA@Example.org,,Rust'])(
    'are one person, whose badge must be revoked and replaced before there is another: %s',
    async (later) => {
      await run(ADA)
      for (const replace of [false, true])
        await expect(run(later, { replace })).rejects.toMatchObject(refusedFor('recipient_changed', 2))
      await changeStatus({
        journal: here.path('out.journal'),
        out: here.path('out'),
        issuer: ISSUER,
        signer: await signerOf(KEY),
        action: 'revoke',
        keys: ['did:web:ada.example'],
      })
      await expect(run(later)).rejects.toMatchObject(refusedFor('key_changed', 2))
      expect(await run(later, { replace: true })).toMatchObject({ signed: 1, absent: 1 })
    },
  )

  it.each([`${ADA}\nada@example.org,,Rust`, `ada@example.org,,Rust\n${ADA}`])(
    'are refused in one table',
    async (text) => {
      await expect(run(text)).rejects.toMatchObject(refusedFor('duplicate', 3))
    },
  )

  it('are two persons if they have two ids, or two achievements', async () => {
    expect(await run(`${ADA}\nada@example.org,did:web:bo.example,Rust`)).toMatchObject({ signed: 2 })
    const perCourse: Mapping = { ...mapping, achievement: { id: 'https://example.edu/a/{course}' } }
    const more = { mapping: perCourse, out: here.path('apart/b'), journal: here.path('apart/b.journal') }
    expect(await run(`${ADA}\nada@example.org,,Go`, more)).toMatchObject({ signed: 2 })
  })

  it('are the same person with a new address if the id stays', async () => {
    await run(ADA)
    const moved = ADA.replace('ada@example.org', 'ada@example.net')
    expect(await run(moved)).toMatchObject({ signed: 1, replaced: 1 })
    expect(await run(moved)).toMatchObject({ signed: 0, unchanged: 1 })
    await expect(run('ada@example.net,,Rust')).rejects.toMatchObject(refusedFor('recipient_changed', 2))
  })
})
