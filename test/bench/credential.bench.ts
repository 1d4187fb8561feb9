/** Issuing and checking a credential that is no badge, beside a badge, in the same run. */
import { bundled } from '../../src/documents/bundled.js'
import { documents, firstOf } from '../../src/documents/loaders.js'
import { issue } from '../../src/issue/issue.js'
import { issueMany } from '../../src/issue/issue-many.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { credential } from '../../src/model/credential/credential.js'
import { checkCredential } from '../../src/schema/validate.js'
import { verify } from '../../src/verify/verify.js'
import { compare, row } from './ratio.js'

export async function bench(): Promise<void> {
  const signer = await generateSigner()
  const badge = openBadge({
    id: 'urn:uuid:7d3c1d0c-60d2-45ab-8b7f-1f1c7f6d1a11',
    issuer: { id: signer.controller, name: 'Example University' },
    recipient: { id: 'did:example:ada' },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Rust I',
    achievement: {
      id: 'https://example.edu/achievements/rust-1',
      name: 'Rust I',
      description: 'Ownership, borrowing and lifetimes; traits and generics; error handling.',
      criteria: 'Passed the written exam and handed in all six exercises.',
    },
  })
  const content = {
    id: 'urn:uuid:7d3c1d0c-60d2-45ab-8b7f-1f1c7f6d1a12',
    name: 'Rust I',
    issuer: { id: signer.controller, name: 'Example University' },
    validFrom: '2026-01-01T00:00:00Z',
  }
  const description = 'Ownership, borrowing and lifetimes; traits and generics; error handling.'
  // In the terms of VCDM alone, and with a context of one's own that a loader answers.
  const plain = credential({
    ...content,
    credentialSubject: { id: 'did:example:ada', name: 'Rust I', description },
  })
  const word = (name: string): string => `https://example.edu/vocab#${name}`
  const VOCABULARY = 'https://example.edu/contexts/v1'
  const load = firstOf(
    bundled,
    documents({
      [VOCABULARY]: {
        '@context': {
          '@protected': true,
          Course: word('Course'),
          course: { '@id': word('course'), '@type': '@id' },
          criteria: word('criteria'),
        },
      },
    }),
  )
  const own = credential({
    ...content,
    context: VOCABULARY,
    credentialSubject: {
      id: 'did:example:ada',
      course: {
        id: 'https://example.edu/achievements/rust-1',
        type: 'Course',
        name: 'Rust I',
        description,
        criteria: 'Passed the written exam and handed in all six exercises.',
      },
    },
  })
  const signedBadge = await issue(badge, { signer })
  const signedPlain = await issue(plain, { signer })
  for (let i = 0; i < 5000; i++) {
    await issue(badge, { signer })
    await issue(plain, { signer })
    await issue(own, { signer, load })
  }
  const many = async (made: object): Promise<void> => {
    for await (const each of issueMany(Array<object>(20).fill(made), { signer, load })) {
      if (each.outcome !== 'issued') throw each.error
    }
  }
  const times = await compare({
    'issue: a badge': () => issue(badge, { signer }),
    'issue: a plain credential': () => issue(plain, { signer }),
    'issue: one with a context of its own': () => issue(own, { signer, load }),
    'issueMany of 20: badges': () => many(badge),
    'issueMany of 20: plain credentials': () => many(plain),
    'issueMany of 20: with a context of their own': () => many(own),
    'check by the model: a badge': () => checkCredential(badge as never, 'compact'),
    'check by the model: a plain credential': () => checkCredential(plain as never, 'compact'),
    'verify: a badge': () => verify(signedBadge),
    'verify: a plain credential': () => verify(signedPlain),
  })
  for (const [label, { microseconds }] of Object.entries(times)) row(label, microseconds, 'µs')
  const ratio = times['issue: a badge']!.microseconds / times['issue: a plain credential']!.microseconds
  console.log(`a plain credential is issued ${ratio.toFixed(2)} times as fast as a badge`)
}
