/** What a caller is told who made a usual mistake in plain JSON. */
import { canonize, generateSigner, isOpenBadgeError, issue, validate } from 'laurel'
import { describe, expect, it } from 'vitest'
import { badge, rust, signer } from '../house/example-values.js'

async function hintsOf(call: () => Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await call().catch((thrown: unknown) => thrown)
  if (!isOpenBadgeError(error)) throw error
  const { issues = [] } = error.details as { readonly issues?: readonly { readonly hint?: string }[] }
  return issues.map(({ hint }) => hint ?? '')
}

describe('a misspelt member', () => {
  it.each([
    ['validuntil', 'validUntil'],
    ['Name', 'name'],
    ['evidences', 'evidence'],
  ])('%s is answered with %s, in issue and in canonize', async (written, meant) => {
    const wrong = { ...badge, [written]: 'x' }
    for (const call of [() => issue(wrong as never, { signer }), () => canonize(wrong)])
      expect((await hintsOf(call)).join()).toContain(`did you mean "${meant}"?`)
  })
})

it('An achievement is answered with the builder of badges', async () => {
  const hints = await hintsOf(() => issue(rust as never, { signer }))
  expect(hints).toEqual(['write openBadge({ issuer, recipient, achievement })'])
})

it('An end in the past without a start is answered with the start', async () => {
  const { validFrom: _, ...ended } = { ...badge, validFrom: '', validUntil: '2020-01-01T00:00:00Z' }
  expect(await hintsOf(() => issue(ended as never, { signer }))).toEqual([
    'write "validFrom", or a later end',
  ])
})

describe('a date that does not exist', () => {
  it.each(['2027-02-30T00:00:00Z', '2027-13-01T00:00:00Z', '2027-01-01T25:00:00Z'])('%s', (validUntil) => {
    const { issues } = validate({ ...badge, validUntil })
    expect(issues.find(({ pointer }) => pointer === '/validUntil')?.hint).toContain('correct the day')
  })
})

describe('the algorithm of a signer', () => {
  it.each([[undefined], ['EdDSA']])('%s is answered with what to write', async (algorithm) => {
    const { verificationMethod, sign } = signer
    const own = { verificationMethod, sign, algorithm } as never
    await expect(issue(badge, { signer: own })).rejects.toThrow(
      /write (?:algorithm: 'Ed25519'|one of Ed25519)/,
    )
  })
})

it('A key is not named by a DID without a fragment', async () => {
  const own = { ...(await generateSigner()), verificationMethod: 'did:web:example.edu' }
  await expect(issue(badge, { signer: own })).rejects.toThrow(/URL of its key/)
})
