/** Work on the members of a document that no account counts must be linear: twice as many members, at most twice the work. */
import { expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from '../../src/verify/verify.js'
import { itemsSearched } from '../search-work.js'
import { NOW, OB, VC2 } from './world.js'

const signer = await signerFromSeed(new Uint8Array(32).fill(7))

const badge = (members: object): JsonObject =>
  ({
    '@context': [VC2, OB],
    id: 'urn:x:1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'n',
    issuer: { id: signer.controller, type: ['Profile'] },
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
  }) as unknown as JsonObject

const repeat = <T>(count: number, item: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => item(i))
const subject = (achievement: object, members: object = {}): object => ({
  credentialSubject: {
    id: 'urn:s',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:a',
      type: ['Achievement'],
      name: 'a',
      description: 'a',
      criteria: { narrative: 'a' },
      ...achievement,
    },
    ...members,
  },
})

/** What a document has so often, and with which members. */
const CASES: readonly (readonly [what: string, members: (count: number) => object])[] = [
  ['credentials inside that are none', (count) => ({ verifiableCredential: Array(count).fill(0) })],
  [
    'contexts, and endorsements with contexts of their own',
    (count) => ({
      '@context': [VC2, OB, ...Array(count).fill({})],
      ...subject({ endorsement: Array(count).fill({ '@context': [] }) }),
    }),
  ],
  [
    'contexts, and endorsements with standard contexts',
    (count) => ({
      '@context': [VC2, OB, ...Array(count).fill({})],
      ...subject({ endorsement: Array(count).fill({ '@context': [VC2, OB] }) }),
    }),
  ],
  [
    'achievements, and subjects of an endorsement',
    (count) => ({
      credentialSubject: { id: 'urn:s', achievement: repeat(count, (i) => `urn:a:${i}`) },
      endorsement: [
        {
          '@context': [VC2, OB],
          type: ['VerifiableCredential', 'EndorsementCredential'],
          credentialSubject: Array(count).fill({ id: `urn:a:${count - 1}` }),
        },
      ],
    }),
  ],
]

it.each(CASES)('%s', async (_, members) => {
  const searched = async (count: number): Promise<number> => {
    const signed = await addProof(badge(members(count)), signer, {
      created: NOW,
      cryptosuite: 'eddsa-jcs-2022',
    })
    const text = JSON.stringify(signed)
    return itemsSearched(() => verify(text, { now: NOW }))
  }
  await searched(1)
  const [some, twice] = [await searched(1000), await searched(2000)]
  expect(twice).toBeLessThan(2.5 * some + 100)
})
