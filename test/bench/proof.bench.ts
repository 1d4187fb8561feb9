/** Issuing a typical badge, validation included, against raw signing and against @digitalbazaar/vc, with and without laurel's parts. */
import * as crypto from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as theirs } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { documentLoader, cryptosuite as ours, toSuiteSigner } from '../../src/digitalbazaar/index.js'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { issue } from '../../src/issue/issue.js'
import { issueJwt } from '../../src/issue/issue-jwt.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { achievement } from '../../src/model/builders/achievement.js'
import { alignment } from '../../src/model/builders/alignment.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { profile } from '../../src/model/builders/profile.js'
import { verifyProofs } from '../proof/verify-alone.js'
import { compare, row } from './ratio.js'

export async function bench(): Promise<void> {
  const signer = await generateSigner()
  const badge = openBadge({
    issuer: profile({
      id: signer.controller,
      name: 'Example University',
      url: 'https://example.edu/',
      description: 'A university for examples',
    }),
    recipient: { email: 'ada@example.org' },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Rust I',
    achievement: achievement({
      id: 'https://example.edu/achievements/rust-1',
      name: 'Rust I',
      description: 'Ownership, borrowing and lifetimes; traits and generics; error handling.',
      criteria: 'Passed the written exam and handed in all six exercises.',
      achievementType: 'Course',
      tag: ['rust', 'programming'],
      alignment: [
        alignment({
          targetName: 'Systems programming',
          targetUrl: 'https://example.org/framework/systems',
          targetFramework: 'Example framework',
        }),
      ],
    }),
  })
  const signed = await issue(badge, { signer })
  const document = JSON.parse(JSON.stringify(signed)) as JsonObject
  const { proof: _, ...unsigned } = document
  const text = await canonize(unsigned)
  const data = crypto.randomBytes(64)
  const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519')
  const signature = crypto.sign(null, data, privateKey)
  // As their documentation writes one; laurel's own loader also tells jsonld.js what it may keep.
  const own = documentLoader()
  const usual = async (url: string): Promise<unknown> => {
    const { document } = await own(url)
    return { contextUrl: null, documentUrl: url, document }
  }
  const loaderFor = (cryptosuite: unknown) => (cryptosuite === ours ? own : usual)
  const now = new Date()
  const suite = (cryptosuite: unknown): DataIntegrityProof =>
    new DataIntegrityProof({ signer: toSuiteSigner(signer), cryptosuite })
  const theirIssue = (cryptosuite: unknown) => () =>
    vc.issue({
      credential: { ...unsigned },
      suite: suite(cryptosuite),
      documentLoader: loaderFor(cryptosuite),
    })
  const theirVerify = (cryptosuite: unknown) => async () => {
    const { verified } = await vc.verifyCredential({
      credential: document,
      suite: suite(cryptosuite),
      documentLoader: loaderFor(cryptosuite),
    })
    if (!verified) throw new Error('the comparison does not verify')
  }

  // A busy machine compiles late: what is compared should be warm.
  for (let i = 0; i < 5000; i++) await issue(badge, { signer })
  for (let i = 0; i < 2000; i++) await verifyProofs(document, { load: bundled, now })
  for (let i = 0; i < 200; i++) await theirIssue(ours)()

  const times = await compare({
    rawSign: () => crypto.sign(null, data, privateKey),
    issue: () => issue(badge, { signer }),
    issueJwt: () => issueJwt(badge, { signer }),
    theirs: theirIssue(theirs),
    theirsWithOurs: theirIssue(ours),
    rawVerify: () => crypto.verify(null, data, publicKey, signature),
    verifyProofs: () => verifyProofs(document, { load: bundled, now }),
    theirVerify: theirVerify(theirs),
    theirVerifyWithOurs: theirVerify(ours),
  })

  const quads = text.split('\n').length - 1
  console.log(
    `a badge of ${JSON.stringify(signed).length} characters, ${quads} quads, ${text.length} of N-Quads`,
  )
  const percent = (raw: number, whole: number): string => `${((raw / whole) * 100).toFixed(0)} % of raw`
  const fold = (slow: number, fast: number): string => `${(slow / fast).toFixed(1)} times`
  row('crypto.sign of 64 bytes', times.rawSign.microseconds, 'µs')
  row(
    'issue, checked against the schema',
    times.issue.microseconds,
    'µs',
    percent(times.rawSign.microseconds, times.issue.microseconds),
  )
  row(
    'issueJwt (EdDSA)',
    times.issueJwt.microseconds,
    'µs',
    percent(times.rawSign.microseconds, times.issueJwt.microseconds),
  )
  row(
    '@digitalbazaar/vc issue',
    times.theirs.microseconds,
    'µs',
    `issue is ${fold(times.theirs.microseconds, times.issue.microseconds)} as fast`,
  )
  row(
    '@digitalbazaar/vc issue with laurel’s cryptosuite',
    times.theirsWithOurs.microseconds,
    'µs',
    `${fold(times.theirs.microseconds, times.theirsWithOurs.microseconds)} as fast as without`,
  )
  row('crypto.verify of 64 bytes', times.rawVerify.microseconds, 'µs')
  row(
    'verifyProofs',
    times.verifyProofs.microseconds,
    'µs',
    percent(times.rawVerify.microseconds, times.verifyProofs.microseconds),
  )
  row(
    '@digitalbazaar/vc verifyCredential',
    times.theirVerify.microseconds,
    'µs',
    `verifyProofs is ${fold(times.theirVerify.microseconds, times.verifyProofs.microseconds)} as fast`,
  )
  row(
    '@digitalbazaar/vc verifyCredential with laurel’s cryptosuite',
    times.theirVerifyWithOurs.microseconds,
    'µs',
    `${fold(times.theirVerify.microseconds, times.theirVerifyWithOurs.microseconds)} as fast as without`,
  )
}
