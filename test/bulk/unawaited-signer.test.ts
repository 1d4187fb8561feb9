/** Each function that takes a signer says of a Promise that it must be awaited. */
import { describe, expect, it } from 'vitest'
import { changeStatus, issueBatch, issueRecords, rowsFrom, signerOf } from '../../src/bulk/index.js'
import { fromSuiteSigner, toSuiteSigner } from '../../src/digitalbazaar/index.js'
import {
  achievement,
  bundled,
  checkPublishedKey,
  didDocument,
  exportPublicKey,
  exportSecretKey,
  generateSigner,
  issue,
  issueJwt,
  issueMany,
  openBadge,
  present,
  presentJwt,
  profile,
  remoteSigner,
  rotateKey,
  statusList,
  statusListCredential,
} from '../../src/index.js'
import { issueOnQueue, memoryQueue, queueWorker } from '../../src/queue/index.js'

const signer = await generateSigner()
const issuer = profile({ id: signer.controller, name: 'Example University' })
const rust = achievement({ id: 'urn:example:rust', name: 'Rust', description: 'Rust.', criteria: 'Passed.' })
const badge = openBadge({ issuer, achievement: rust, bearer: true })
const unawaited = generateSigner() as never

const batch = {
  source: rowsFrom(() => [{ email: 'ada@example.org' }]),
  mapping: { recipient: { email: '{email}' } },
  issuer,
  achievement: rust,
  out: 'out/never-written',
}
const records = { ...batch, mapping: { ...batch.mapping, record: { name: 'Transcript' } } }
const presented = { credentials: [], challenge: 'c', signer: unawaited }
const change = { journal: 'none', out: 'none', issuer, action: 'revoke', all: true } as const

const CALLS: Readonly<Record<string, () => unknown>> = {
  issue: () => issue(badge, { signer: unawaited }),
  issueJwt: () => issueJwt(badge, { signer: unawaited }),
  issueMany: () => issueMany([badge], { signer: unawaited }).next(),
  present: () => present(presented),
  presentJwt: () => presentJwt(presented),
  remoteSigner: () => remoteSigner(unawaited),
  exportPublicKey: () => exportPublicKey(unawaited, 'jwk'),
  exportSecretKey: () => exportSecretKey(unawaited, 'jwk'),
  didDocument: () => didDocument(unawaited),
  'didDocument of several': () => didDocument([signer, unawaited]),
  rotateKey: () => rotateKey(didDocument(signer), unawaited),
  checkPublishedKey: () => checkPublishedKey(unawaited, { load: bundled }),
  issueBatch: () => issueBatch({ ...batch, signer: unawaited }),
  'issueBatch with a key': () => issueBatch({ ...batch, key: unawaited }),
  issueRecords: () => issueRecords({ ...records, signer: unawaited }),
  changeStatus: () => changeStatus({ ...change, signer: unawaited }),
  signerOf: () => signerOf(unawaited),
  issueOnQueue: () => issueOnQueue({ ...batch, queue: memoryQueue(), signer: unawaited }),
  queueWorker: () => queueWorker({ queue: memoryQueue(), signer: unawaited }),
  'queueWorker with a key': () => queueWorker({ queue: memoryQueue(), key: unawaited }),
  toSuiteSigner: () => toSuiteSigner(unawaited),
  fromSuiteSigner: () => fromSuiteSigner(unawaited),
}

describe('a signer that was not awaited', () => {
  it.each(Object.entries(CALLS))('is named by %s, with what to write', async (_, run) => {
    await expect(async () => run()).rejects.toThrow(/^\w+: .*is a Promise(?:: await it| \(await it first\))/)
  })
})

/** These take no signer; what is written there is a signer's controller, which a Promise does not have. */
const WITHOUT: Readonly<Record<string, readonly [run: () => unknown, says: RegExp]>> = {
  profile: [() => profile({ id: (unawaited as { id: string }).id }), /"id" is missing/],
  'statusListCredential by a Promise': [
    () => statusListCredential({ id: 'https://example.edu/s/1', issuer: unawaited, list: statusList() }),
    /issuer must be signer\.controller/,
  ],
  'statusListCredential of nobody': [
    () =>
      statusListCredential({
        id: 'https://example.edu/s/1',
        issuer: undefined as never,
        list: statusList(),
      }),
    /issuer must be signer\.controller/,
  ],
  'statusListCredential with a signer': [
    () => statusListCredential({ issuer, signer: unawaited } as never),
    /unknown option "signer"/,
  ],
}

describe('a function without a signer', () => {
  it.each(Object.entries(WITHOUT))('says so: %s', async (_, [run, says]) => {
    await expect(async () => run()).rejects.toThrow(says)
  })

  it('says of an issuer without id that its signer must be awaited', async () => {
    const error = await (async () => profile({ id: (unawaited as { id: string }).id }))().catch(
      (cause) => cause,
    )
    expect(error.details.issues[0].hint).toContain('await generateSigner()')
  })
})

describe('a key of a batch', () => {
  it.each(Object.entries({ signer, text: 'z3u2', nothing: null, object: { form: 'PEM', key: '' } }))(
    'is what parseKey returns, and no %s',
    async (_, key) => {
      await expect(signerOf(key as never)).rejects.toThrow('pass what parseKey(text) returns')
    },
  )
})
