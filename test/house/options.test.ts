/** A misspelt option never passes in silence: each public function that takes options is called with one that nobody knows. */
import { describe, expect, it } from 'vitest'
import { openBadgeSchemas } from '../../src/ajv/index.js'
import { auditBatch, changeStatus, csvSource, issueBatch } from '../../src/bulk/index.js'
import { documentLoader, fromSuiteSigner } from '../../src/digitalbazaar/index.js'
import * as laurel from '../../src/index.js'
import { memoryCache, remote } from '../../src/net/index.js'
import { evaluate, explain, fromCtdl, verifyStack } from '../../src/pathways/index.js'
import {
  auditOnQueue,
  issueOnQueue,
  memoryQueue,
  queueWorker,
  redisQueue,
  verifyQueue,
  verifyWorker,
} from '../../src/queue/index.js'
import {
  badgeImage,
  certificate,
  credentialPage,
  linkedInAddToProfile,
  pageMetadata,
  pathwayImage,
  schemaOrgCredential,
  shareLinks,
} from '../../src/share/index.js'

type Call = (options: never) => unknown

const signer = await laurel.generateSigner()
const badge = laurel.openBadge({
  bearer: true,
  issuer: laurel.profile({ id: signer.controller, name: 'Example University' }),
  achievement: laurel.achievement({
    id: 'urn:example:a',
    name: 'Rust I',
    description: 'Rust.',
    criteria: 'Passed.',
  }),
})
const signed = await laurel.issue(badge, { signer })
const report = (await laurel.verify(signed)) as never
const secret = new Uint8Array(32)
const queue = memoryQueue()

/** Each with what the options must hold besides. */
const CALLS: readonly (readonly [name: string, call: Call, more?: object])[] = [
  ['openBadge', (options) => laurel.openBadge(badge as never, options)],
  ['credential', (options) => laurel.credential({} as never, options)],
  ['clr', (options) => laurel.clr({} as never, options)],
  ['parse', (options) => laurel.parse(signed, options)],
  [
    'defineExtension',
    (options) => laurel.defineExtension(options),
    { context: 'https://e.org', members: {} },
  ],
  ['microcredentialExtension', (options) => laurel.microcredentialExtension('https://e.org/m', options)],
  ['validate', (options) => laurel.validate(signed, options)],
  ['issue', (options) => laurel.issue(badge, options), { signer }],
  ['issueJwt', (options) => laurel.issueJwt(badge, options), { signer }],
  ['issueMany', (options) => laurel.issueMany([badge], options).next(), { signer }],
  ['present', (options) => laurel.present(options), { credentials: signed, signer, challenge: 'c' }],
  ['presentJwt', (options) => laurel.presentJwt(options), { credentials: signed, signer, challenge: 'c' }],
  ['verify', (options) => laurel.verify(signed, options)],
  ['verifyMany', (options) => laurel.verifyMany([signed], options).next()],
  ['verifyCache', (options) => laurel.verifyCache(options)],
  ['memoryChallenges', (options) => laurel.memoryChallenges(options)],
  ['canonize', (options) => laurel.canonize(signed, options)],
  ['bake', (options) => laurel.bake(badgeImage({ title: 'Rust I', issuer: 'E' }), signed, options)],
  ['prepareImage', (options) => laurel.prepareImage(badgeImage({ title: 'R', issuer: 'E' }), options)],
  ['unbake', (options) => laurel.unbake(badgeImage({ title: 'R', issuer: 'E' }), options)],
  ['statusList', (options) => laurel.statusList(options)],
  [
    'statusEntry',
    (options) => laurel.statusEntry(options),
    { statusListCredential: 'https://e.org/s', index: 1 },
  ],
  ['statusListCredential', (options) => laurel.statusListCredential(options), { id: 'https://e.org/s' }],
  ['revocationList', (options) => laurel.revocationList(options), { id: 'https://e.org/r', revoked: [] }],
  ['generateSigner', (options) => laurel.generateSigner(options)],
  ['signerFromSeed', (options) => laurel.signerFromSeed(new Uint8Array(32), options)],
  [
    'remoteSigner',
    (options) =>
      laurel.remoteSigner({ verificationMethod: 'did:key:z#z', sign: () => new Uint8Array(64) }, options),
  ],
  ['didDocument', (options) => laurel.didDocument(signer, options)],
  ['remote', (options) => remote(options)],
  ['memoryCache', (options) => memoryCache(options)],
  ['documentLoader', (options) => documentLoader(options)],
  [
    'fromSuiteSigner',
    (options) =>
      fromSuiteSigner(
        { id: 'did:key:z#z', algorithm: 'Ed25519', sign: async () => new Uint8Array(64) },
        options,
      ),
  ],
  [
    'evaluate',
    (options) => evaluate({} as never, [], options),
    { holder: { id: 'did:key:z' }, at: new Date(0) },
  ],
  ['explain', (options) => explain({} as never, options)],
  ['fromCtdl', (options) => fromCtdl({}, options)],
  ['verifyStack', (options) => verifyStack(signed, [], options)],
  ['badgeImage', (design) => badgeImage(design), { title: 'Rust I', issuer: 'E' }],
  ['shareLinks', (options) => shareLinks('https://e.org/b', options)],
  ['linkedInAddToProfile', (options) => linkedInAddToProfile(signed, options)],
  ['schemaOrgCredential', (options) => schemaOrgCredential(signed, options)],
  ['pageMetadata', (options) => pageMetadata(signed, options)],
  ['credentialPage', (options) => credentialPage(signed, undefined, options)],
  ['certificate', (options) => certificate(report, options)],
  ['pathwayImage', (options) => pathwayImage({} as never, options)],
  ['openBadgeSchemas', (options) => openBadgeSchemas({ formats: {}, opts: {} } as never, options)],
  ['csvSource', (options) => csvSource('table.csv', options)],
  ['issueBatch', (options) => issueBatch(options)],
  ['auditBatch', (options) => auditBatch(options), { out: 'out' }],
  ['changeStatus', (options) => changeStatus(options), { all: true }],
  ['issueOnQueue', (options) => issueOnQueue(options), { queue }],
  ['auditOnQueue', (options) => auditOnQueue(options), { queue, secret, out: 'out' }],
  ['queueWorker', (options) => queueWorker(options), { queue, signer }],
  ['queueWorker, allow', (allow) => queueWorker({ queue, signer, allow })],
  ['verifyWorker', (options) => verifyWorker(options), { queue, secret }],
  ['verifyQueue', (options) => verifyQueue(options), { queue, secret }],
  ['redisQueue', (options) => redisQueue('redis://127.0.0.1:1', options)],
]

/** Names that mean the same to a caller, with the name that the function has. */
const SYNONYMS: readonly (readonly [call: (options: object) => unknown, written: string, name: string])[] = [
  [(options) => laurel.verify(signed, options), 'holder', 'recipient'],
  [(options) => laurel.verify(signed, options), 'documentLoader', 'load'],
  [(options) => laurel.verify(signed, options), 'date', 'now'],
  [(options) => laurel.verify(signed, options), 'as', 'form'],
  [(options) => issueBatch(options as never), 'map', 'mapping'],
  [(options) => issueBatch(options as never), 'rows', 'source'],
  [(options) => evaluate({} as never, [], options as never), 'recipient', 'holder'],
  [(options) => evaluate({} as never, [], options as never), 'now', 'at'],
  [(options) => laurel.issue(badge, options as never), 'key', 'signer'],
  [(options) => laurel.verify(signed, options), 'trustedIssuers', 'issuers'],
  // A name that is almost an option means that option.
  [(options) => changeStatus(options as never), 'key', 'keys'],
]

describe('an unknown option that has a synonym', () => {
  it.each(SYNONYMS.map(([call, written, name]) => ({ call, written, name })))(
    '$written is answered with $name',
    async ({ call, written, name }) => {
      const called = Promise.resolve().then(() => call({ [written]: 'x' }))
      await expect(called).rejects.toThrow(`unknown option "${written}"; write "${name}"`)
    },
  )
})

describe('a wrong option of remote', () => {
  it.each<[string, object | string, string]>([
    ['a URL', 'https://example.edu', 'write remote()'],
    ['hosts with a scheme', { hosts: ['https://example.edu'] }, 'write a list of host names'],
    ['authorities that are no PEM', { authorities: 'abc' }, 'write the text of a PEM certificate'],
    ['ttl', { ttl: 1 }, 'write "ttlMilliseconds"'],
    ['timeout', { timeout: 1 }, 'write "timeoutMilliseconds"'],
  ])('says what to write: %s', (_, options, words) => {
    expect(() => remote(options as never)).toThrow(words)
  })

  it('and a Map is no cache of verify', async () => {
    await expect(laurel.verify(signed, { cache: new Map() as never })).rejects.toThrow('write verifyCache()')
  })
})

describe('the option online', () => {
  it('is answered with the loader', async () => {
    await expect(laurel.verify(signed, { online: true } as never)).rejects.toThrow(
      'verify: unknown option "online"; write load: remote(), of laurel/net',
    )
  })
})

describe('a credential in the place of the options', () => {
  const text = JSON.stringify(signed)
  const wrong = (value: unknown): never => value as never
  it.each<[string, () => unknown]>([
    ['issue', () => laurel.issue(wrong({ signer }), wrong(badge))],
    ['issueJwt', () => laurel.issueJwt(wrong({ signer }), wrong(badge))],
    ['issueMany', () => laurel.issueMany(wrong({ signer }), wrong(badge)).next()],
    ['verify', () => laurel.verify({ issuers: [] }, wrong(signed))],
    ['verify', () => laurel.verify({ issuers: [] }, wrong(text))],
    ['verify', () => laurel.verify({ issuers: [] }, wrong('eyJhbGciOiJFZERTQSJ9.e30.AA'))],
    ['verify', () => laurel.verify({ issuers: [] }, wrong(new TextEncoder().encode(text)))],
    ['validate', () => laurel.validate({ form: 'strict' }, wrong(signed))],
  ])('is named by %s', async (name, call) => {
    await expect(Promise.resolve().then(call)).rejects.toThrow(
      `${name}: the options are a credential; pass the credential first`,
    )
  })
})

/** Objects inside options, and other arguments whose members have names. */
const INSIDE: readonly (readonly [name: string, call: () => unknown])[] = [
  ['verify, recipient', () => laurel.verify(signed, { recipient: { mispelt: 'x' } as never })],
  ['verify, limits', () => laurel.verify(signed, { limits: { mispelt: 1 } as never })],
  ['matchIdentity', () => laurel.matchIdentity(signed, { mispelt: 'x' } as never)],
  [
    'evaluate, holder',
    () => evaluate({} as never, [], { holder: { mispelt: 'x' }, at: new Date(0) } as never),
  ],
  [
    'evaluate, limits',
    () =>
      evaluate({} as never, [], {
        holder: { id: 'did:key:z' },
        at: new Date(0),
        limits: { mispelt: 1 },
      } as never),
  ],
  ['verifyStack, stackLimits', () => verifyStack(signed, [], { stackLimits: { mispelt: 1 } } as never)],
]

describe('an unknown name inside the options', () => {
  it.each(INSIDE)('is refused by %s', async (_, call) => {
    await expect(Promise.resolve().then(call)).rejects.toThrow('unknown option "mispelt"')
  })
})

describe('an unknown option', () => {
  it.each(CALLS.map(([name, call, more]) => ({ name, call, more })))('is refused by $name', async (row) => {
    const called = Promise.resolve().then(() => row.call({ ...row.more, mispelt: true } as never))
    await expect(called).rejects.toThrow(TypeError)
    await expect(called).rejects.toThrow('unknown option "mispelt"')
  })
})
