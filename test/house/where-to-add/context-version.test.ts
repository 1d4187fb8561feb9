/** "A version of the Open Badges context" of src/README.md: one row; its document is a bundled context, or comes from `load`. */
import { expect, test } from 'vitest'
import { bundledContext } from '../../../src/documents/bundled.js'
import { OPEN_BADGES, OPEN_BADGES_CONTEXTS, VCDM_2 } from '../../../src/documents/context-urls.js'

const url = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.9.json'
Object.assign(OPEN_BADGES_CONTEXTS, {
  '3.0.9': { url, dataModel: '2.0', defines: ['endorsementJwt', 'inLanguage', 'jti'] },
})
const { bundled, documents, firstOf, generateSigner, issue, openBadge, validate, verify } = await import(
  'laurel'
)
const { sampleBadge } = await import('./sample-badge.js')

test('A badge is built, issued, found well-formed and verified under another version of the context', async () => {
  const signer = await generateSigner()
  const { issuer, credentialSubject } = sampleBadge(signer.controller)
  const { achievement } = credentialSubject as { achievement: object }
  const badge = openBadge(
    {
      issuer: issuer as never,
      recipient: { email: 'ada@example.org' },
      achievement: { ...achievement, inLanguage: 'nl' } as never,
    },
    { openBadgesContext: '3.0.9' as never },
  )
  expect(badge['@context']).toEqual([VCDM_2, url])
  const load = firstOf(bundled, documents({ [url]: bundledContext(OPEN_BADGES) }))
  const signed = await issue(badge, { signer, load })
  expect(validate(signed)).toMatchObject({ valid: true })
  expect(await verify(signed, { load })).toMatchObject({ verified: true, conforms: true, issues: [] })
})

test('A term that this version lacks is a fault under it', async () => {
  const signer = await generateSigner()
  const signed = await issue(sampleBadge(signer.controller), { signer })
  const badge = { ...signed, '@context': [VCDM_2, url], awardedDate: '2026-01-01T00:00:00Z' }
  expect(validate(badge).issues).toMatchObject([{ code: 'undefined_term', pointer: '/awardedDate' }])
})
