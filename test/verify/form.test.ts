/** Two questions, two answers: whether a credential is genuine, and whether it is well made. */
import { credentialPage } from 'laurel/share'
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from './checked.js'
import { FORM_CASES } from './form-cases.js'
import { type Change, makeWorld, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const report = async (change: Change, options: object = {}) =>
  verify(await world.sign(world.badge(change)), { ...world.options, ...options })

const withoutCriteria: Change = (b) => delete b.credentialSubject.achievement.criteria

describe('a breach of form', () => {
  it('is an issue and a warning of a genuine badge', async () => {
    const found = await report(withoutCriteria)
    const pointer = '/credentialSubject/achievement/criteria'
    expect(found).toMatchObject({ verified: true, conforms: false })
    expect(found.issues).toEqual([expect.objectContaining({ pointer, code: 'missing' })])
    expect(found.warnings).toEqual([expect.objectContaining({ code: 'nonconforming', pointer })])
  })
  it.each([{ conformance: 'required' }, { form: 'strict' }] as const)(
    'fails the row with %o',
    async (options) => {
      const found = await report(withoutCriteria, options)
      expect(trouble(found)).toBe('structure fail structure_invalid /credentialSubject/achievement/criteria')
      expect(found.conforms).toBe(false)
    },
  )
  it('is named beside a breach of trust, which fails the row', async () => {
    const found = await report((b) => {
      withoutCriteria(b)
      b.credentialStatus = []
    })
    expect(trouble(found)).toBe('structure fail structure_invalid /credentialStatus')
    expect(found.issues.map(({ pointer }) => pointer)).toContain('/credentialSubject/achievement/criteria')
  })
  it('is none where a badge is well made', async () => {
    expect(await report(() => undefined)).toMatchObject({ verified: true, conforms: true, issues: [] })
  })
  it('is not forgiven a status list', async () => {
    await world.publishList([], { change: (list) => (list.validUntil = '2027-01-01') })
    const found = await report((b) => {
      b.credentialStatus = {
        id: 'https://uni.example/status/1#7',
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '7',
        statusListCredential: 'https://uni.example/status/1',
      }
    })
    expect(trouble(found)).toBe('status unknown status_list_invalid /credentialStatus')
  })
  it('keeps a badge from no page', async () => {
    for (const { before, sign, expected } of FORM_CASES) {
      if (expected !== '') continue
      const badge = world.badge(before)
      const signed = await (sign === undefined ? world.sign(badge) : sign(world, badge))
      const found = await verify(signed, world.options)
      expect(await credentialPage(signed as never, found, { language: 'en' } as never)).toContain('Rust I')
    }
  })
})
