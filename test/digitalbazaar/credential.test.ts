/** Credentials that are no badges, as laurel signs them, read by @digitalbazaar/vc and by jose. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { compactVerify, importJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { documentLoader } from '../../src/digitalbazaar/index.js'
import {
  bundled,
  credential,
  documents,
  exportPublicKey,
  firstOf,
  generateSigner,
  issue,
  issueJwt,
  issueMany,
  verify,
} from '../../src/index.js'

const signer = await generateSigner()
const VOCABULARY = 'https://example.edu/contexts/v1'
const own = {
  '@context': {
    '@protected': true,
    MembershipCredential: 'https://example.edu/vocab#MembershipCredential',
    memberOf: 'https://example.edu/vocab#memberOf',
    since: { '@id': 'https://example.edu/vocab#since', '@type': 'http://www.w3.org/2001/XMLSchema#integer' },
  },
}
const load = firstOf(bundled, documents({ [VOCABULARY]: own }))
const theirs = documentLoader()
const loader = async (url: string) =>
  url === VOCABULARY ? { contextUrl: null, documentUrl: url, document: own } : theirs(url)

const subject = { id: 'did:example:ada', memberOf: 'Chess Club', since: 1843 }
const terms = { issuer: signer.controller, type: 'MembershipCredential', context: VOCABULARY }
const made = {
  'a bare credential': credential({
    issuer: signer.controller,
    credentialSubject: { id: 'did:example:ada' },
  }),
  'one with types and terms of its own': credential({ ...terms, credentialSubject: subject }),
  'one about two subjects, in two languages': credential({
    ...terms,
    name: [
      { '@value': 'Membership', '@language': 'en' },
      { '@value': 'Mitgliedschaft', '@language': 'de' },
    ],
    credentialSubject: [subject, { ...subject, id: 'did:example:charles' }],
  }),
  'one of VCDM 1.1': credential({ ...terms, credentialSubject: subject }, { dataModel: '1.1' }),
  'one with services': credential({
    ...terms,
    credentialSubject: subject,
    termsOfUse: { type: 'https://example.edu/terms#Policy' },
    evidence: [{ type: 'https://example.edu/evidence#Register', id: 'https://example.edu/register/7' }],
    relatedResource: { id: 'https://example.edu/x', digestSRI: `sha384-${'A'.repeat(64)}` },
  }),
} as const

describe.each(Object.entries(made))('%s', (name, unsigned) => {
  it('verifies in @digitalbazaar/vc, and no more after a change', async () => {
    const signed = JSON.parse(JSON.stringify(await issue(unsigned, { signer, load }))) as Record<
      string,
      unknown
    >
    const judge = (each: object) =>
      vc.verifyCredential({
        credential: each,
        suite: new DataIntegrityProof({ cryptosuite }),
        documentLoader: loader,
      })
    const answer = await judge(structuredClone(signed))
    expect(answer.error).toBeUndefined()
    expect(answer.verified).toBe(true)
    expect(
      (await judge({ ...structuredClone(signed), id: 'urn:uuid:0b5a9a3c-3c9e-4a57-8d9e-0b0b51f3a9d2' }))
        .verified,
    ).toBe(false)
    expect((await verify(signed, { load })).verified).toBe(true)
  })

  it('verifies in jose, in both profiles', async () => {
    const key = await importJWK(exportPublicKey(signer, 'jwk'), 'EdDSA')
    // VC-JOSE-COSE is for version 2.0 of the data model.
    const profiles = (['open-badges', 'vc-jose'] as const).slice(0, name === 'one of VCDM 1.1' ? 1 : 2)
    for (const profile of profiles) {
      const token = await issueJwt(unsigned, { signer, load, profile })
      const { payload, protectedHeader } = await compactVerify(token, key)
      expect(protectedHeader.alg).toBe('EdDSA')
      expect(new TextDecoder().decode(payload)).toContain('did:example:ada')
      await expect(compactVerify(`${token.slice(0, -4)}AAAA`, key)).rejects.toThrow()
    }
  })
})

describe('a batch of such credentials', () => {
  it('verifies in @digitalbazaar/vc, one by one', async () => {
    const rows = ['ada', 'bob', 'eve'].map((name) => ({
      ...made['one with types and terms of its own'],
      credentialSubject: { ...subject, id: `did:example:${name}` },
    }))
    for await (const row of issueMany(rows, { signer, load })) {
      if (row.outcome !== 'issued') throw row.error
      const { verified } = await vc.verifyCredential({
        credential: JSON.parse(JSON.stringify(row.credential)) as object,
        suite: new DataIntegrityProof({ cryptosuite }),
        documentLoader: loader,
      })
      expect(verified).toBe(true)
    }
  })
})
