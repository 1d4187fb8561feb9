/** Right calls of functions with several arguments or options, so that each can be spoilt in one place alone. */
import { exportSecretKey, generateSigner, statusList } from 'laurel'
import { parseKey } from 'laurel/bulk'
import { stack } from 'laurel/pathways'
import { pageMetadata } from 'laurel/share'
import * as values from './example-values.js'

const { signer, issuer, rust, badge, signed, report, received, picture, path, done } = values

const email = 'ada@example.org'
const recipient = { email }
const at = new Date('2026-05-01T12:00:00Z')
const load = async (): Promise<never> => {
  throw new Error('nothing is loaded')
}
const now = (): Date => at
const { signal } = new AbortController()
const secret = new Uint8Array(32)
const extractable = await generateSigner({ extractable: true })
const key = parseKey(JSON.stringify(exportSecretKey(extractable, 'jwk')))
const language = 'en'
const metadata = pageMetadata(received)
const diploma = stack(path, done, { issuer, recipient })
/** A queue that does nothing, and fails where a wrong value would lead to work. */
const fail = async (): Promise<never> => {
  throw new Error('the queue was asked')
}
const queue = {
  leaseSeconds: 30,
  add: fail,
  has: fail,
  drop: fail,
  take: fail,
  post: fail,
  collect: fail,
  close: fail,
}

/** What other functions returned, and nobody makes by hand: it is replaced as a whole only. */
export const RESULTS: ReadonlySet<unknown> = new Set([
  ...Object.values(values).filter((value) => value !== rust && value !== issuer),
  ...[metadata, diploma, values.batch.source],
])

/** @param file a path that is no folder, so that nothing can be written below it */
export function goodCalls(file: string): Readonly<Record<string, readonly (readonly unknown[])[]>> {
  const below = `${file}/out`
  const batch = {
    ...values.batch,
    out: below,
    journal: `${below}.journal`,
    batch: 'b',
    form: 'json',
    dryRun: true,
  }
  const status = { url: 'https://example.edu/status/', purposes: ['revocation'] } as const
  const entry = {
    statusListCredential: 'https://example.edu/status/1',
    index: 1,
    statusPurpose: 'revocation',
  }
  const list = {
    id: 'https://example.edu/status/1',
    issuer: signer.controller,
    list: statusList(),
    validFrom: at,
  }
  const columns = { email: { type: 'email', required: true } }
  const keyOf = { id: signer.verificationMethod }
  return {
    openBadge: [[{ issuer, recipient, achievement: rust }, { onWarning: () => undefined }]],
    achievement: [[rust]],
    profile: [
      [{ id: signer.controller, name: 'E', url: 'https://example.edu', image: 'https://example.edu/i' }],
    ],
    credential: [[{ issuer: signer.controller, type: 'X', credentialSubject: { id: 'did:example:a' } }, {}]],
    clr: [[{ issuer, recipient, name: 'R', credentials: [received] }, {}]],
    endorsement: [[{ issuer, name: 'E', subject: { id: rust.id, endorsementComment: 'Good' } }, {}]],
    identity: [[{ email, salt: 's' }], [{ identityType: 'name', value: 'Ada' }]],
    hashIdentity: [[email, 'salt']],
    translations: [[{ ...rust }, { en: { id: 'urn:x:en' }, de: { id: 'urn:x:de' } }]],
    defineExtension: [[{ context: 'https://example.org/c', members: { hours: 'number' } }]],
    microcredentialExtension: [['https://example.org/m', {}]],
    lintMicrocredential: [[received, 'eu']],
    matchIdentity: [[received, { email, id: 'did:example:a' }]],
    parse: [[received, { language, report }]],
    sameCredential: [[received, received]],
    newerCredential: [[received, received]],
    relatedResource: [[{ id: 'https://example.org/r', bytes: secret }]],
    validate: [[received, { form: 'strict' }]],
    canonize: [[received, { signal, limits: { quads: 500 } }]],
    issue: [[badge, { signer, cryptosuite: 'eddsa-rdfc-2022', created: at, now, load, signal }]],
    issueJwt: [[badge, { signer, profile: 'open-badges', now, load, signal }]],
    issueMany: [[[badge], { signer, created: at, now, concurrency: 2, signal }]],
    present: [
      [{ credentials: [signed], signer, challenge: 'c', domain: 'd', id: 'urn:x:p', created: at, now }],
    ],
    presentJwt: [[{ credentials: [signed], signer, challenge: 'c', domain: 'd', id: 'urn:x:p' }]],
    verify: [
      [
        received,
        {
          load,
          now,
          issuers: [signer.controller],
          recipient,
          kinds: ['open-badge'],
          require: ['trust'],
          language,
        },
      ],
    ],
    verifyMany: [[[received], { now, issuers: [signer.controller], concurrency: 2 }]],
    verifyCache: [[{}]],
    memoryChallenges: [[{}]],
    problemDetails: [[report]],
    sentence: [['expired', language, { date: '2026' }]],
    bake: [[picture, signed, { replace: true }]],
    prepareImage: [[picture, {}]],
    unbake: [[picture, {}]],
    cached: [[load, new Map()]],
    firstOf: [[load, load]],
    bundled: [['https://www.w3.org/ns/credentials/v2', 'context', signal]],
    documents: [[{ 'https://example.org/d': {} }]],
    statusList: [[{ length: 131_072, purpose: 'revocation' }]],
    decodeStatusList: [['uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA', {}]],
    statusEntry: [[entry]],
    statusListCredential: [[list]],
    revocationList: [[{ id: 'https://example.edu/r', issuer: signer.controller, revoked: [] }]],
    statusIndex: [['seed', 1, 131_072]],
    statusIndices: [['seed', 131_072, 0]],
    statusPlace: [['seed', 1, 131_072]],
    generateSigner: [[{ controller: 'did:web:example.edu', extractable: true }]],
    signerFromSeed: [[new Uint8Array(32).fill(1), { controller: 'did:web:example.edu' }]],
    signerFromJwk: [[exportSecretKey(extractable, 'jwk'), { controller: 'did:web:example.edu' }]],
    signerFromMultikey: [[exportSecretKey(extractable, 'multikey'), { controller: 'did:web:example.edu' }]],
    signerFromPem: [[exportSecretKey(extractable, 'pem'), { controller: 'did:web:example.edu' }]],
    remoteSigner: [
      [{ verificationMethod: 'did:key:z#z', algorithm: 'Ed25519', sign: fail }, { attempts: 1 }],
    ],
    exportPublicKey: [[signer, 'jwk']],
    exportSecretKey: [[extractable, 'jwk']],
    checkPublishedKey: [[signer, { load, signal }]],
    didDocument: [
      [signer, {}],
      [[signer, signer], {}],
    ],
    rotateKey: [[{ id: signer.controller, verificationMethod: [keyOf] }, signer]],
    revokeKey: [[{ id: signer.controller, verificationMethod: [keyOf] }, signer.verificationMethod, at]],
    writeFile: [[below, 'text', { exclusive: true }]],
    writeIfChanged: [[below, 'text', {}]],
    uuidV5: [['name', new Uint8Array(16)]],
    credentialId: [[{ issuer: signer.controller, achievement: rust.id, batch: 'b', key: 'k' }]],
    issueBatch: [[batch], [{ ...batch, status }]],
    issueRecords: [[{ ...batch, mapping: { ...values.batch.mapping, record: { name: 'R' } } }]],
    parseMapping: [[{ recipient: { email: '{email}' }, columns, credential: {}, key: '{email}' }, ['email']]],
    parseKey: [['z6Mk', 'did:web:example.edu']],
    signerOf: [[key]],
    changeStatus: [
      [
        {
          journal: below,
          out: below,
          issuer,
          signer,
          action: 'revoke',
          keys: ['k'],
          ids: ['i'],
          reason: 'r',
          at,
        },
      ],
    ],
    statusLog: [[below]],
    auditBatch: [
      [{ out: below, journal: below, issuer: signer.controller, documents: {}, verify: true, workers: 0 }],
    ],
    readCell: [[{ type: 'number', minimum: 1 }, '7']],
    readCsv: [[new TextEncoder().encode('email\na'), { delimiter: ',', encoding: 'utf-8' }]],
    readNdjson: [[new TextEncoder().encode('{}')]],
    readTable: [[new TextEncoder().encode('email\na'), { columns, delimiter: ',' }]],
    csvSource: [[below, { delimiter: ',' }]],
    rowsFrom: [[() => []]],
    badgeImage: [[{ title: 'T', issuer: 'E', shape: 'circle', colour: '#123456' }]],
    badgePng: [[{ title: 'T', issuer: 'E' }, async () => new Uint8Array(3)]],
    qrCode: [['https://example.edu', 'label']],
    linkedInAddToProfile: [[received, { url: 'https://example.edu', organizationName: 'E' }]],
    pageMetadata: [
      [received, { url: 'https://example.edu', imageUrl: 'https://example.edu/i', noindex: true }],
    ],
    isOpenBadgeError: [[new Error('x'), 'key_invalid']],
    summarise: [[report, language, { reader: 'visitor' }]],
    dayInWords: [['2026-05-01T00:00:00Z', language]],
    waiverId: [[path, 'core']],
    pageMetadataHtml: [[metadata]],
    schemaOrgCredential: [[received, { url: 'https://example.edu' }]],
    shareLinks: [['https://example.edu', { text: 'T' }]],
    certificate: [[report, { language, url: 'https://example.edu' }]],
    credentialPage: [
      [
        received,
        report,
        {
          language,
          url: 'https://example.edu',
          image: picture,
          checkedAt: at,
          downloadUrl: 'x.svg',
          linkedIn: true,
          share: ['x'],
        },
      ],
    ],
    pathwayImage: [[done, { language, title: 'T' }]],
    evaluate: [[path, [{ report }], { holder: recipient, at, limits: {} }]],
    explain: [[done, { language }]],
    pathway: [[{ ...path, root: { badge: rust.id } }]],
    fromCtdl: [[{ '@graph': [] }, {}]],
    qualification: [['degree', { id: 'urn:x:q', name: 'Q' }]],
    stack: [[path, done, { issuer, recipient, parts: [received] }]],
    stackRecord: [[path, done, diploma, { issuer, recipient, parts: [received] }]],
    sealParts: [[[received], secret]],
    verifyStack: [[received, [received], { now, language }]],
    remote: [[{ allow: [], timeoutMilliseconds: 10 }]],
    memoryCache: [[{}]],
    documentLoader: [[{ load }]],
    proofSuite: [[{ name: 'x', createVerifyData: fail }]],
    fromSuiteSigner: [[{ id: 'did:key:z#z', algorithm: 'Ed25519', sign: fail }, {}]],
    toSuiteSigner: [[signer]],
    openBadgeSchemas: [[{ addSchema: () => undefined, formats: {}, opts: {} }, { form: 'compact' }]],
    redisQueue: [['localhost', { prefix: 'p', leaseSeconds: 1, patienceSeconds: 1, redis: {} }]],
    issueOnQueue: [[{ ...batch, queue, inFlight: 1 }]],
    auditOnQueue: [[{ out: below, queue, secret, inFlight: 1 }]],
    queueWorker: [[{ queue, key, allow: {}, folder: below, inlineMaximum: 9 }]],
    verifyWorker: [[{ queue, secret, load, atOnce: 1 }]],
    verifyQueue: [[{ queue, secret, options: {} }]],
  }
}
