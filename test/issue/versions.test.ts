/** From the builder through issuing to the verifier, in every version that the builder writes. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import { issue } from '../../src/issue/issue.js'
import { issueJwt } from '../../src/issue/issue-jwt.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import type { VersionOptions } from '../../src/model/assembly/versions.js'
import { endorsement } from '../../src/model/builders/endorsement.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { statusEntry } from '../../src/status/status-entry.js'
import { verify } from '../../src/verify/verify.js'

const NOW = new Date('2026-05-01T12:34:56Z')
const now = (): Date => NOW
const achievement = { id: 'https://example.edu/a/rust', name: 'Rust I', description: 'd', criteria: 'Pass.' }
const recipient = { id: 'did:example:ada' }
const contexts = ['3.0.0', '3.0.1', '3.0.2', '3.0.3'] as const

describe('every version', () => {
  test.each([
    ...contexts.map((openBadgesContext): VersionOptions => ({ dataModel: '1.1', openBadgesContext })),
    ...contexts.slice(2).map((openBadgesContext): VersionOptions => ({ openBadgesContext })),
  ])('%j is signed and verified, with an endorsement inside', async (options) => {
    const signer = await generateSigner()
    const issuer = { id: signer.controller, name: 'Example University' }
    const newest = options as { readonly openBadgesContext: '3.0.3' }
    const praise = await issue(
      endorsement({ name: 'Praise', issuer, endorses: achievement.id, comment: 'Sound.' }, newest),
      { signer, now },
    )
    const badge = openBadge({ name: 'Rust I', issuer, recipient, achievement, endorsement: praise }, newest)
    const trust = { issuers: [signer.controller], now }
    const embedded = await verify(JSON.stringify(await issue(badge, { signer, now })), trust)
    expect(embedded).toMatchObject({ verified: true })
    expect(embedded.embedded).toMatchObject([{ report: { verified: true } }])
    const token = await issueJwt(badge, { signer, now })
    expect(await verify(token, trust)).toMatchObject({ verified: true })
  })
})

describe('VCDM 1.1', () => {
  test('has its start filled in, by its own name', async () => {
    const signer = await generateSigner()
    const badge = openBadge(
      { name: 'Rust I', issuer: { id: signer.controller }, recipient, achievement },
      { dataModel: '1.1' },
    )
    const signed = await issue(badge, { signer, now })
    expectTypeOf(signed.issuanceDate).toEqualTypeOf<string>()
    expectTypeOf(signed).not.toHaveProperty('validFrom')
    expect(signed.issuanceDate).toBe('2026-05-01T12:34:56Z')
    expect(signed).not.toHaveProperty('validFrom')
    expect(signed['@context']).toEqual([
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
      'https://w3id.org/security/data-integrity/v2',
    ])
  })

  test('ends when it says so', async () => {
    const signer = await generateSigner()
    const badge = openBadge(
      {
        name: 'Rust I',
        issuer: { id: signer.controller },
        recipient,
        achievement,
        issuanceDate: '2025-01-01T00:00:00Z',
        expirationDate: '2026-01-01T00:00:00Z',
      },
      { dataModel: '1.1' },
    )
    const signed = await issue(badge, { signer, now })
    const report = await verify(signed, { issuers: [signer.controller], now })
    expect(report.verified).toBe(false)
    expect(report.checks.find(({ id }) => id === 'validity')).toMatchObject({ outcome: 'fail' })
  })

  test('can be revoked', async () => {
    const signer = await generateSigner()
    const credentialStatus = statusEntry({ statusListCredential: 'https://example.edu/status/1', index: 7 })
    const badge = openBadge(
      { name: 'Rust I', issuer: { id: signer.controller }, recipient, achievement, credentialStatus },
      { dataModel: '1.1' },
    )
    const signed = await issue(badge, { signer, now })
    const report = await verify(signed, { issuers: [signer.controller], now })
    // The list is out of reach here: nothing else stands in the way.
    expect(report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skipped')).toMatchObject([
      { id: 'status', outcome: 'unknown' },
    ])
  })
})
