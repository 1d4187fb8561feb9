/** A record of ours is one to others, and so are the badges in it. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as theirs } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { achievement, clr, issue, openBadge, profile, signerFromSeed } from 'laurel'
import { describe, expect, it } from 'vitest'
import { documentLoader } from '../../src/digitalbazaar/index.js'

const NOW = new Date('2026-05-01T00:00:00Z')

const theirVerdict = async (credential: object): Promise<boolean> => {
  const answer = await vc.verifyCredential({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ cryptosuite: theirs }),
    documentLoader: documentLoader(),
    now: NOW,
  })
  return answer.verified
}

describe('a record', () => {
  it('verifies in @digitalbazaar/vc, with each of its badges', async () => {
    const [one, two, collector] = await Promise.all(
      [1, 2, 3].map((seed) => signerFromSeed(new Uint8Array(32).fill(seed))),
    )
    const badge = (n: number, signer = n === 1 ? one! : two!): Promise<object> =>
      issue(
        openBadge({
          id: `urn:x:badge:${n}`,
          issuer: profile({ id: signer.controller, name: `University ${n}` }),
          recipient: { id: 'did:example:ada' },
          validFrom: '2026-01-01T00:00:00Z',
          result: [{ value: 'A' }],
          creditsEarned: 2.5,
          achievement: achievement({
            id: `https://uni.example/a/${n}`,
            name: `Course ${n}`,
            description: 'A course.',
            criteria: 'Passed.',
          }),
        }),
        { signer, created: NOW },
      )
    const record = clr({
      name: 'Transcript',
      issuer: profile({ id: collector!.controller, name: 'Registry' }),
      recipient: { id: 'did:example:ada', email: 'ada@example.org' },
      validFrom: '2026-02-01T00:00:00Z',
      credentials: [await badge(1), await badge(2)],
      achievement: achievement({
        id: 'https://uni.example/a/all',
        name: 'Programme',
        description: 'Both courses.',
        criteria: 'Both.',
      }),
      association: [1, 2].map((n) => ({
        associationType: 'isPartOf',
        sourceId: `https://uni.example/a/${n}`,
        targetId: 'https://uni.example/a/all',
      })),
    })
    const signed = await issue(record, { signer: collector!, created: NOW })
    expect(await theirVerdict(signed)).toBe(true)
    for (const part of signed.credentialSubject.verifiableCredential)
      expect(await theirVerdict(part)).toBe(true)
    expect(await theirVerdict({ ...signed, name: 'Diploma' })).toBe(false)
    expect(await theirVerdict({ ...signed, partial: false })).toBe(false)
  })
})
