/** Names are compared with the names of the data model only where an issue shows the result, and at most so often. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nearest } from '../../src/encoding/nearest.js'
import { validate, verify } from '../../src/index.js'
import { OB, VC2 } from '../verify/world.js'

vi.mock('../../src/encoding/nearest.js', { spy: true })
const guesses = vi.mocked(nearest)
beforeEach(() => void guesses.mockClear())

const MOST = 200

const unknown = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`unknownName${i}`, 0]))
const badge = (members: object, contexts: readonly unknown[] = []): object => ({
  '@context': [VC2, OB, ...contexts],
  id: 'urn:x:1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'n',
  issuer: { id: 'did:example:issuer', type: ['Profile'] },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:s',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:a',
      type: ['Achievement'],
      name: 'a',
      description: 'a',
      criteria: { narrative: 'a' },
    },
  },
  ...members,
})

describe('in an open scope', () => {
  it('no name is compared, because no issue says anything about it', async () => {
    const open = badge({ ...unknown(1000), evidence: [null] }, [{}])
    expect(validate(open).issues).toMatchObject([{ code: 'null_value' }])
    await verify(open)
    expect(guesses).not.toHaveBeenCalled()
  })

  it('names are compared where a required member is missing', () => {
    const { validFrom: date, ...others } = badge({}, [{}]) as { readonly validFrom: string }
    const { issues } = validate({ ...others, validFron: date })
    expect(issues).toMatchObject([{ code: 'misnamed', expected: 'validFrom' }])
    guesses.mockClear()
    validate({ ...others, ...unknown(1000) })
    expect(guesses.mock.calls.length).toBeLessThanOrEqual(MOST)
  })
})

it('the guesses of all credentials inside are paid from the account of the call', async () => {
  const verifiableCredential = Array.from({ length: 50 }, () => badge(unknown(MOST)))
  const presentation = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential }
  const { embedded } = await verify(presentation)
  expect(embedded).toHaveLength(50)
  expect(guesses.mock.calls.length).toBeGreaterThan(1000)
  expect(guesses.mock.calls.length).toBeLessThan(4000)
})

describe('in a closed scope', () => {
  it('names are compared for the issues that are listed', () => {
    const { issues } = validate(badge({ ...unknown(1000), nmae: 'n' }))
    expect(issues).toHaveLength(MOST)
    expect(guesses).toHaveBeenCalledTimes(MOST)
    expect(validate(badge({ evidense: [] })).issues).toMatchObject([
      { code: 'undefined_term', hint: 'write "evidence"' },
    ])
  })

  it('so are the values of enumerations', () => {
    const identifier = Array.from({ length: 1000 }, () => ({
      type: 'IdentityObject',
      hashed: false,
      identityHash: 'a',
      identityType: 'emailAdress',
    }))
    const credentialSubject = {
      ...(badge({}) as { credentialSubject: object }).credentialSubject,
      identifier,
    }
    const { issues } = validate(badge({ credentialSubject }))
    expect(issues[0]).toMatchObject({ code: 'unknown_value', hint: expect.stringContaining('emailAddress') })
    expect(guesses.mock.calls.length).toBeLessThanOrEqual(MOST)
  })
})
