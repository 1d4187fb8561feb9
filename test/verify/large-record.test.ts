/** Transcripts: as many badges in one signed record as a degree has courses. */
import { VERIFY_LIMITS } from 'laurel'
import { expect, it } from 'vitest'
import { Account } from '../../src/account.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { signerFromSeed } from '../../src/keys/signers/signer.js'
import type { Load } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { goodBadge, makeWorld, OB, trouble, VC2 } from './world.js'

const RECORDS = 'https://collector.example/records'
const VOCABULARY = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const TERMS = {
  ClrCredential: `${VOCABULARY}ClrCredential`,
  ClrSubject: {
    '@id': `${VOCABULARY}ClrSubject`,
    '@context': {
      verifiableCredential: {
        '@id': `${VOCABULARY}verifiableCredential`,
        '@type': 'https://www.w3.org/2018/credentials#verifiableCredential',
        '@container': '@set',
      },
    },
  },
}

it('a record of 40 badges by 4 issuers verifies', async () => {
  const world = await makeWorld()
  const load: Load = async (url, purpose, signal) =>
    url === RECORDS ? { '@context': TERMS } : world.load(url, purpose, signal)
  const issuers = await Promise.all([1, 2, 3, 4].map((seed) => signerFromSeed(new Uint8Array(32).fill(seed))))
  const created = new Date('2026-01-01T00:00:00Z')
  const parts: JsonObject[] = []
  for (let i = 0; i < 40; i++) {
    const issuer = issuers[i % issuers.length]!
    const badge = { ...(goodBadge(issuer.controller) as unknown as JsonObject), id: `urn:x:badge:${i}` }
    parts.push(await addProof(badge, issuer, { created }))
  }
  const record = await addProof(
    {
      '@context': [VC2, RECORDS, OB],
      id: 'urn:x:record',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Transcript',
      issuer: { id: world.stranger.controller, type: ['Profile'], name: 'Collector' },
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:ada', type: ['ClrSubject'], verifiableCredential: parts },
    } as unknown as JsonObject,
    world.stranger,
    { load, created },
  )
  const report = await verify(JSON.stringify(record), { ...world.options, load })
  expect(trouble(report)).toBe('')
  expect(report.embedded).toHaveLength(40)
})

it('a record of 40 parts is within the account of the general processor too', async () => {
  const world = await makeWorld()
  const part = await world.sign(world.endorsement(), world.stranger)
  const record = world.badge((made) => {
    made.endorsement = Array.from({ length: 40 }, (_, i) => ({ ...part, id: `urn:x:part:${i}` }))
    made.evidence = { '@set': [{ id: 'urn:x:evidence', type: ['Evidence'] }] }
  })
  const work = new Account({ ...newWork().limits, ...VERIFY_LIMITS })
  const text = await toCanonical(record, { work })
  expect(text).toContain('<urn:x:part:39>')
  expect(work.remaining('generalObjects')).toBeLessThan(VERIFY_LIMITS.generalObjects)
})
