import { describe, expect, it } from 'vitest'
import {
  bundled,
  documents,
  firstOf,
  generateSigner,
  issue,
  openBadge,
  revocationList,
  verify,
} from '../../src/index.js'

const signer = await generateSigner()
const URL_OF_LIST = 'https://example.edu/revocations.json'
const badge = openBadge({
  id: 'urn:uuid:0b5a9a3c-3c9e-4a57-8d9e-0b0b51f3a9d2',
  issuer: { id: signer.controller, name: 'Example University' },
  recipient: { email: 'ada@example.org' },
  achievement: { id: 'https://example.edu/a', name: 'A', description: 'D', criteria: 'C' },
  credentialStatus: { id: URL_OF_LIST, type: '1EdTechRevocationList' },
})
const list = (revoked: Parameters<typeof revocationList>[0]['revoked']) =>
  revocationList({ id: URL_OF_LIST, issuer: signer.controller, revoked })

describe('revocationList', () => {
  it('has the members of the 1EdTech list', () => {
    expect(list([{ id: badge.id!, reason: 'Mistake' }, 'urn:x:y'])).toEqual({
      id: URL_OF_LIST,
      issuer: signer.controller,
      revokedCredential: [
        { id: badge.id, revoked: true, revocationReason: 'Mistake' },
        { id: 'urn:x:y', revoked: true },
      ],
    })
  })

  it('withdraws a badge that names it, and no other', async () => {
    const signed = await issue(badge, { signer })
    const statusOf = async (revoked: Parameters<typeof list>[0]) => {
      const load = firstOf(bundled, documents({ [URL_OF_LIST]: list(revoked) }))
      const { verified, checks } = await verify(signed, { load })
      return [verified, checks.find(({ id }) => id === 'status')!.code]
    }
    expect(await statusOf([badge.id!])).toEqual([false, 'revoked'])
    expect(await statusOf(['urn:x:other'])).toEqual([true, 'not_revoked'])
    expect(await statusOf([])).toEqual([true, 'not_revoked'])
  })

  it('refuses ids that name nothing, or twice', () => {
    expect(() => list(['42'])).toThrow(expect.objectContaining({ code: 'status_invalid' }))
    expect(() => list(['urn:a', { id: 'urn:a' }])).toThrow(
      expect.objectContaining({ code: 'status_invalid' }),
    )
    expect(() => revocationList({ id: 'http://example.edu/x', issuer: 'urn:a', revoked: [] })).toThrow(
      TypeError,
    )
    expect(() => revocationList({ id: URL_OF_LIST, issuer: 'x', revoked: [] })).toThrow(TypeError)
    expect(() => revocationList({ more: 1 } as never)).toThrow(TypeError)
  })
})
