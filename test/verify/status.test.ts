import { issueJwt } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { statusList } from '../../src/status/bitstring.js'
import { verifyCache } from '../../src/verify/cache/verify-cache.js'
import type { CheckResult } from '../../src/verify/report/report.js'
import { verify } from './checked.js'
import {
  type Change,
  clone,
  didDocument,
  LIST,
  makeWorld,
  NOW,
  SUSPENSIONS,
  trouble,
  type World,
} from './world.js'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const entry = (index: string, list = LIST, purpose = 'revocation'): JsonObject => ({
  id: `${list}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: index,
  statusListCredential: list,
})
const withStatus =
  (...entries: readonly JsonObject[]): Change =>
  (badge) => {
    badge.credentialStatus = entries.length === 1 ? entries[0] : entries
  }

async function status(
  change: Change,
  options: object = {},
): Promise<CheckResult & { readonly verified: boolean }> {
  const signed = await world.sign(world.badge(change))
  const report = await verify(signed, { ...world.options, ...options })
  return { ...report.checks.find(({ id }) => id === 'status')!, verified: report.verified }
}

describe('six distinct outcomes', () => {
  it('for valid, revoked, suspended, expired, not yet valid, tampered', async () => {
    await world.publishList([7])
    await world.publishList([8], { url: SUSPENSIONS, purpose: 'suspension' })
    const entries = (index: string): Change =>
      withStatus(entry(index), entry(index, SUSPENSIONS, 'suspension'))
    const outcome = async (change: Change, after: Change = () => undefined): Promise<string> => {
      const signed = clone(await world.sign(world.badge(change)))
      after(signed)
      const report = await verify(signed, world.options)
      expect(report.verified).toBe(trouble(report) === '')
      return report.verified ? 'verified' : trouble(report)
    }
    expect([
      await outcome(entries('6')),
      await outcome(entries('7')),
      await outcome(entries('8')),
      await outcome((b) => (b.validUntil = '2026-03-01T00:00:00Z')),
      await outcome((b) => (b.validFrom = '2026-07-01T00:00:00Z')),
      await outcome(entries('6'), (b) => (b.name = 'Rust II')),
    ]).toEqual([
      'verified',
      'status fail revoked /credentialStatus/0',
      'status fail suspended /credentialStatus/1',
      'validity fail expired /validUntil',
      'validity fail not_yet_valid /validFrom',
      'proof fail signature_invalid /proof',
    ])
  })
})

describe('a list out of reach is unknown, never a pass', () => {
  const refusal = new OpenBadgeError('document_refused', 'no', {
    url: LIST,
    purpose: 'status',
    reason: 'address',
  })
  it.each<[string, unknown, string, string]>([
    ['is not there', undefined, 'status_unavailable', 'STATUS_RETRIEVAL_ERROR'],
    ['is refused', refusal, 'status_unavailable', 'STATUS_RETRIEVAL_ERROR'],
    ['fails in an odd way', new TypeError('fetch failed'), 'status_unavailable', 'STATUS_RETRIEVAL_ERROR'],
    ['is empty', '', 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is null', null, 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is a number', 5, 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is an empty object', {}, 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is a list', [], 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is a web page', '<html></html>', 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is no JWS', 'a.b.c', 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
    ['is an undefined', new Map(), 'status_list_invalid', 'STATUS_VERIFICATION_ERROR'],
  ])('%s', async (_, document, code, reason) => {
    if (document !== undefined) world.documents.set(LIST, document)
    expect(await status(withStatus(entry('7')))).toMatchObject({
      outcome: 'unknown',
      code,
      details: { reason },
      verified: false,
    })
  })

  it('with the default loader, which asks nobody', async () => {
    await world.publishList([])
    const signed = await world.sign(world.badge(withStatus(entry('7'))))
    const report = await verify(signed, { now: NOW })
    expect(trouble(report)).toBe('status unknown status_unavailable /credentialStatus')
  })
})

describe('the list itself is verified', () => {
  it.each<[string, Change, string]>([
    ['changed after signing', (l) => (l.credentialSubject.encodedList += 'A'), 'signature_invalid'],
    ['without proof', (l) => delete l.proof, 'proof_missing'],
    ['of another type after signing', (l) => (l.type = ['VerifiableCredential']), 'signature_invalid'],
  ])('%s', async (_, change, cause) => {
    const list = clone(await world.publishList([]))
    change(list)
    world.documents.set(LIST, list)
    expect(await status(withStatus(entry('7')))).toMatchObject({
      outcome: 'unknown',
      code: 'status_list_invalid',
      details: { cause },
    })
  })

  it.each<[string, Change, object]>([
    ['run out', (l) => (l.validUntil = '2026-02-01T00:00:00Z'), { cause: 'expired' }],
    ['not yet valid', (l) => (l.validFrom = '2030-02-01T00:00:00Z'), { cause: 'not_yet_valid' }],
    ['with the id of another list', (l) => (l.id = 'https://uni.example/other'), { cause: 'id' }],
    [
      'of another purpose',
      (l) => (l.credentialSubject.statusPurpose = 'suspension'),
      { reason: 'STATUS_VERIFICATION_ERROR' },
    ],
    ['of no list type', (l) => (l.type = ['VerifiableCredential']), { reason: 'STATUS_VERIFICATION_ERROR' }],
    [
      'with broken bits',
      (l) => (l.credentialSubject.encodedList = 'uAAAA'),
      { reason: 'MALFORMED_VALUE_ERROR' },
    ],
    [
      'too short',
      (l) => (l.credentialSubject.encodedList = 'uH4sIAAAAAAAC_2NgGAWjYBSMVAAALq-17wAEAAA'),
      { reason: 'STATUS_LIST_LENGTH_ERROR' },
    ],
  ])('%s', async (_, change, details) => {
    await world.publishList([], { change })
    expect(await status(withStatus(entry('7')))).toMatchObject({
      outcome: 'unknown',
      code: 'status_list_invalid',
      details,
    })
  })

  it("by the credential's own issuer, or by one whom the caller names", async () => {
    await world.publishList([], { signer: world.stranger })
    expect(await status(withStatus(entry('7')))).toMatchObject({
      outcome: 'unknown',
      code: 'status_list_untrusted',
    })
    const statusIssuers = [world.stranger.controller]
    expect(await status(withStatus(entry('7')), { statusIssuers })).toMatchObject({ outcome: 'pass' })
  })

  it('even when it comes from the cache, its dates at every use', async () => {
    await world.publishList([7], { change: (l) => (l.validUntil = '2026-05-01T12:01:00Z') })
    const cache = verifyCache()
    const at = (now: string): object => ({ cache, now: new Date(now), clockSkewSeconds: 0 })
    expect(await status(withStatus(entry('6')), at('2026-05-01T12:00:00Z'))).toMatchObject({
      outcome: 'pass',
    })
    expect(await status(withStatus(entry('7')), at('2026-05-01T12:00:30Z'))).toMatchObject({
      code: 'revoked',
    })
    expect(await status(withStatus(entry('6')), at('2026-05-01T12:02:00Z'))).toMatchObject({
      outcome: 'unknown',
    })
  })

  it('anew when another policy asks', async () => {
    await world.publishList([])
    const cache = verifyCache()
    const plain = await status(withStatus(entry('7')), { cache })
    expect(plain).toMatchObject({ outcome: 'pass' })
    // The badge is accepted, being a JWT; its list, signed otherwise, is not.
    const jwt = await issueJwt(world.badge(withStatus(entry('7'))) as never, { signer: world.signer })
    const strict = await verify(jwt, { ...world.options, cache, accept: ['JWT EdDSA'] })
    expect(trouble(strict)).toBe('status unknown status_list_invalid /credentialStatus')
  })

  it('and its own status is not followed', async () => {
    await world.publishList([], { change: (l) => (l.credentialStatus = entry('9', SUSPENSIONS)) })
    world.asked.length = 0
    expect(await status(withStatus(entry('7')))).toMatchObject({ outcome: 'pass' })
    expect(world.asked.map(({ url }) => url)).toEqual([LIST])
  })
})

describe('entries', () => {
  it.each<[string, Change, string]>([
    ['an index outside the list', withStatus(entry('131072')), 'RANGE_ERROR'],
    ['an index beyond all numbers', withStatus(entry('9007199254740993')), 'RANGE_ERROR'],
    ['a negative index', withStatus(entry('-1')), 'MALFORMED_VALUE_ERROR'],
    ['no purpose', withStatus({ ...entry('7'), statusPurpose: '' }), 'MALFORMED_VALUE_ERROR'],
    [
      'no list',
      withStatus({
        id: 'urn:x',
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '7',
      }),
      'MALFORMED_VALUE_ERROR',
    ],
  ])('%s is a fault of the credential', async (_, change, reason) => {
    await world.publishList([])
    expect(await status(change)).toMatchObject({
      outcome: 'fail',
      code: 'status_entry_invalid',
      details: { reason },
    })
  })

  it('several: every one counts, and the worst decides', async () => {
    await world.publishList([7])
    expect(await status(withStatus(entry('6'), entry('7')))).toMatchObject({
      outcome: 'fail',
      code: 'revoked',
    })
    expect(await status(withStatus(entry('6'), entry('6', SUSPENSIONS, 'suspension')))).toMatchObject({
      outcome: 'unknown',
      code: 'status_unavailable',
    })
    expect(await status(withStatus(entry('7'), entry('6', SUSPENSIONS, 'suspension')))).toMatchObject({
      code: 'revoked',
    })
  })

  it('of several bits, with messages', async () => {
    const list = statusList({ purpose: 'message', statusSize: 2 })
    list.set(3, 2)
    await world.publishList([], { list })
    const messages = ['fine', 'pending', 'under review', 'closed'].map((message, i) => ({
      status: `0x${i}`,
      message,
    }))
    const signed = await world.sign(
      world.badge(withStatus({ ...entry('3', LIST, 'message'), statusSize: 2, statusMessage: messages })),
    )
    const report = await verify(signed, world.options)
    expect(report.verified).toBe(true)
    expect(report.warnings).toMatchObject([
      { code: 'status_message', details: { status: 2, message: 'under review' } },
    ])
  })

  it('of the purpose refresh, or another, only give notice', async () => {
    await world.publishList([3], { purpose: 'refresh' })
    const signed = await world.sign(world.badge(withStatus(entry('3', LIST, 'refresh'))))
    const report = await verify(signed, world.options)
    expect(report.verified).toBe(true)
    expect(report.warnings.map(({ code }) => code)).toEqual(['status_refresh'])
  })

  it.each([['refresh'], ['message'], ['revoke']])(
    'of the purpose %s say nothing about withdrawal',
    async (purpose) => {
      for (const set of [[], [7]]) {
        const signed = await world.sign(world.badge(withStatus(entry('7', LIST, purpose))))
        await world.publishList(set, {
          change: (list) => (list['credentialSubject'].statusPurpose = purpose),
        })
        const report = await verify(signed, world.options)
        expect(report.verified).toBe(true)
        expect(report.check.status).toMatchObject({
          outcome: 'skipped',
          code: 'no_withdrawal_status',
          details: { purpose, entries: [{ outcome: 'skipped', purpose }] },
        })
        const required = await verify(signed, { ...world.options, require: ['status'] })
        expect(required.verified).toBe(false)
      }
    },
  )

  it('beside others: only an entry for revocation or suspension answers', async () => {
    await world.publishList([7], { url: SUSPENSIONS, purpose: 'refresh' })
    await world.publishList([8])
    const both = (index: string): Change => withStatus(entry('7', SUSPENSIONS, 'refresh'), entry(index))
    expect(await status(both('7'))).toMatchObject({ outcome: 'pass', code: 'not_revoked', verified: true })
    expect(await status(both('8'))).toMatchObject({ outcome: 'fail', code: 'revoked', verified: false })
  })

  it('are required where the caller says so', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify(signed, { ...world.options, require: ['status'] })
    expect(report.verified).toBe(false)
    expect(report.warnings.map(({ code }) => code)).toContain('required_skipped')
  })

  it('are not named for another row that the caller requires', async () => {
    const signed = await world.sign(world.badge())
    const { issuers: _, ...asked } = { ...world.options, require: ['trust'] as const }
    const report = await verify(signed, asked)
    expect(report.badges).toEqual([
      {
        verified: false,
        outcome: 'unknown',
        check: 'trust',
        code: 'trust_not_asked',
        kind: 'open-badge',
        pointer: '',
      },
    ])
  })
})

describe('other kinds of list', () => {
  const REVOKED = 'https://uni.example/revoked'
  const OWN = { id: REVOKED }
  const badge: Change = (b) => {
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b.credentialStatus = { id: REVOKED, type: '1EdTechRevocationList' }
  }
  it.each<[string, (id: string) => unknown, string, string]>([
    [
      'names it',
      (id) => ({ ...OWN, revokedCredential: [{ id, revoked: true, revocationReason: 'mistake' }] }),
      'fail',
      'revoked',
    ],
    ['names it without a word', (id) => ({ ...OWN, revokedCredential: [{ id }] }), 'fail', 'revoked'],
    [
      'names it as the specification does in its text',
      (id) => ({ ...OWN, revokedCredentials: [{ id, revoked: 'true' }] }),
      'fail',
      'revoked',
    ],
    [
      'names it as not revoked',
      (id) => ({ ...OWN, revokedCredential: [{ id, revoked: false }] }),
      'pass',
      'not_revoked',
    ],
    ['names others', () => ({ ...OWN, revokedCredential: [{ id: 'urn:other' }] }), 'pass', 'not_revoked'],
    ['is empty', () => ({ ...OWN, revokedCredential: [] }), 'pass', 'not_revoked'],
    [
      'names the issuer',
      () => ({ ...OWN, issuer: world.signer.controller, revokedCredential: [] }),
      'pass',
      'not_revoked',
    ],
    [
      'names the issuer by a profile',
      () => ({ ...OWN, issuer: { id: world.signer.controller }, revokedCredential: [] }),
      'pass',
      'not_revoked',
    ],
    [
      'names another issuer',
      () => ({ ...OWN, issuer: world.stranger.controller, revokedCredential: [] }),
      'unknown',
      'status_list_untrusted',
    ],
    [
      'is of another place',
      () => ({ id: `${REVOKED}/2`, revokedCredential: [] }),
      'unknown',
      'status_list_invalid',
    ],
    ['says nothing', () => ({}), 'unknown', 'status_list_invalid'],
    ['is an error', () => ({ error: 'not found', status: 404 }), 'unknown', 'status_list_invalid'],
    ['is malformed', () => ({ ...OWN, revokedCredential: ['urn:x'] }), 'unknown', 'status_list_invalid'],
    ['is no object', () => 'none', 'unknown', 'status_list_invalid'],
    ['is not there', () => undefined, 'unknown', 'status_unavailable'],
  ])('a 1EdTech list that %s', async (_, list, outcome, code) => {
    const document = list(world.badge()['id'] as string)
    if (document !== undefined) world.documents.set(REVOKED, document)
    expect(await status(badge)).toMatchObject({ outcome, code, verified: outcome === 'pass' })
  })

  it('a StatusList2021 of a VCDM 1.1 credential', async () => {
    const modern = clone(await world.publishList([7]))
    const subject = modern['credentialSubject'] as Record<string, string>
    const list = await world.sign({
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://w3id.org/vc/status-list/2021/v1',
        'https://w3id.org/security/data-integrity/v2',
      ],
      id: LIST,
      type: ['VerifiableCredential', 'StatusList2021Credential'],
      issuer: world.signer.controller,
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: {
        id: `${LIST}#list`,
        type: 'StatusList2021',
        statusPurpose: 'revocation',
        encodedList: subject['encodedList']!.slice(1),
      },
    })
    world.documents.set(LIST, list)
    const older: Change = (b) => {
      b['@context'] = [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
        'https://w3id.org/vc/status-list/2021/v1',
        'https://w3id.org/security/data-integrity/v2',
      ]
      b.issuanceDate = b.validFrom
      b.expirationDate = b.validUntil
      delete b.validFrom
      delete b.validUntil
      b.credentialStatus = { ...entry('7'), type: 'StatusList2021Entry' }
    }
    expect(await status(older)).toMatchObject({ outcome: 'fail', code: 'revoked' })
    expect(
      await status((b) => {
        older(b)
        b.credentialStatus.statusListIndex = '6'
        b.credentialStatus.id = `${LIST}#6`
      }),
    ).toMatchObject({ outcome: 'pass', verified: true })
  })
})

describe('the number of documents', () => {
  it('is limited for each verification', async () => {
    await world.publishList([], { signer: world.web })
    const signed = await world.sign(
      world.badge((b) => {
        b.issuer.id = world.web.controller
        b.credentialStatus = entry('6')
      }),
      world.web,
    )
    const judge = async (loads: number): Promise<string> =>
      trouble(await verify(signed, { ...world.options, limits: { loads } }))
    expect(await judge(3)).toBe('')
    expect(await judge(1)).toBe('status unknown status_unavailable /credentialStatus')
    expect(await judge(0)).toBe('proof unknown document_refused /proof')
  })
})

describe('a cache', () => {
  it('makes a thousand verifications of one issuer ask for each document as often as the loader likes, and open it once', async () => {
    const controller = 'did:web:many.example'
    const signer = await generateSigner({ controller })
    world.documents.set('https://many.example/.well-known/did.json', didDocument(controller, signer))
    await world.publishList([7], { signer })
    const signed = await world.sign(
      world.badge((b) => {
        b.issuer.id = controller
        b.credentialStatus = entry('6')
      }),
      signer,
    )
    const cache = verifyCache()
    for (let i = 0; i < 50; i++) {
      expect((await verify(signed, { ...world.options, cache })).verified).toBe(true)
    }
    expect(cache.keys.size).toBe(1)
  })

  it('keeps no more status lists than its bytes allow', async () => {
    const cache = verifyCache({ maximumBytes: 100_000 })
    for (let i = 0; i < 8; i++) {
      const url = `${LIST}/${i}`
      await world.publishList([7], { url })
      const good = await status(withStatus(entry('6', url)), { cache })
      const bad = await status(withStatus(entry('7', url)), { cache })
      expect([good.verified, bad.code]).toEqual([true, 'revoked'])
      expect(cache.lists?.bytes).toBeGreaterThan(16_384)
      expect(cache.lists?.bytes).toBeLessThanOrEqual(100_000)
    }
    const small = verifyCache({ maximumBytes: 100 })
    expect((await status(withStatus(entry('7', `${LIST}/1`)), { cache: small })).code).toBe('revoked')
    expect(small.lists?.bytes).toBe(0)
  })

  it('keeps no more status lists than its maximum', async () => {
    const cache = verifyCache({ maximum: 1 })
    await world.publishList([7])
    await status(withStatus(entry('6')), { cache })
    const one = cache.lists?.bytes
    await world.publishList([7], { url: SUSPENSIONS })
    await status(withStatus(entry('6', SUSPENSIONS)), { cache })
    expect(one).toBeGreaterThan(0)
    expect(cache.lists!.bytes).toBeLessThan(1.5 * one!)
  })

  it('does not know a list again that was changed in place', async () => {
    const cache = verifyCache()
    const published = await world.publishList([])
    expect((await status(withStatus(entry('7')), { cache })).code).toBe('not_revoked')
    const later = await world.publishList([7])
    world.documents.set(LIST, Object.assign(published, later))
    expect((await status(withStatus(entry('7')), { cache })).code).toBe('revoked')
  })

  it('does not know a key again whose document was changed in place, and knows one that says the same', async () => {
    const controller = 'did:web:many.example'
    const signer = await generateSigner({ controller })
    const published = didDocument(controller, signer) as { verificationMethod: JsonObject[] }
    const signed = await world.sign(
      world.badge((b) => (b.issuer.id = controller)),
      signer,
    )
    const cache = verifyCache()
    const outcome = async (document: unknown): Promise<string> => {
      world.documents.set('https://many.example/.well-known/did.json', document)
      return trouble(await verify(signed, { ...world.options, cache }))
    }
    expect(await outcome(published)).toBe('')
    const [known] = cache.keys.values()
    expect(await outcome(clone(published as unknown as JsonObject))).toBe('')
    expect([...cache.keys.values()]).toEqual([known])
    published.verificationMethod[0] = { ...published.verificationMethod[0], revoked: '2026-01-02T00:00:00Z' }
    expect(await outcome(published)).toMatch(/^proof fail/)
    expect(await outcome(1n)).toMatch(/^proof (?:fail|unknown)/)
    expect(await outcome({ ...clone(published as unknown as JsonObject), more: 'x'.repeat(20_000) })).toMatch(
      /^proof fail/,
    )
  })
})

describe('the bytes of all lists together', () => {
  it('are bounded for one verification', async () => {
    const list = await world.publishList([7])
    await world.publishList([7], { url: SUSPENSIONS, purpose: 'suspension' })
    const { encodedList } = list['credentialSubject'] as { encodedList: string }
    const price = 16_384 + 8 * Buffer.from(encodedList.slice(1), 'base64url').length
    const outcome = async (statusBytes: number, index: string): Promise<string> => {
      const { code, details, pointer } = await status(
        withStatus(entry(index), entry(index, SUSPENSIONS, 'suspension')),
        { limits: { statusBytes } },
      )
      return [code, details?.['reason'], pointer].join(' ')
    }
    expect(await outcome(2 * price, '6')).toBe('not_revoked  ')
    expect(await outcome(2 * price - 1, '6')).toBe('status_list_invalid limit_exceeded /credentialStatus/1')
    expect(await outcome(price - 1, '6')).toBe('status_list_invalid limit_exceeded /credentialStatus/0')
    expect(await outcome(0, '6')).toBe('status_list_invalid limit_exceeded /credentialStatus/0')
    expect(await outcome(price, '7')).toMatch(/^revoked/)
  })

  it('include those that turned out to be broken', async () => {
    await world.publishList([], { change: (list) => (list.credentialSubject.encodedList = 'uAAAA') })
    await world.publishList([], { url: SUSPENSIONS })
    const { details } = await status(withStatus(entry('6'), entry('6', SUSPENSIONS)), {
      limits: { statusBytes: 16_777_216 },
    })
    expect((details!['entries'] as JsonObject[]).map(({ reason }) => reason)).toEqual([
      'MALFORMED_VALUE_ERROR',
      'limit_exceeded',
    ])
  })
})

describe('the subject of a list', () => {
  const outcome = async (change: Change): Promise<unknown[]> => {
    await world.publishList([7], { change })
    const { details } = await status(withStatus(entry('6'), entry('7')))
    return (details!['entries'] as JsonObject[]).map(({ code }) => code)
  }
  it('may be in a list of one, which says the same', async () => {
    expect(await outcome((l) => (l.credentialSubject = [l.credentialSubject]))).toEqual([
      'not_revoked',
      'revoked',
    ])
  })

  it('has no other subject beside it', async () => {
    const form: Change = (l) => (l.credentialSubject = [l.credentialSubject, { id: 'urn:x:other' }])
    expect(await outcome(form)).toEqual(['status_list_invalid', 'status_list_invalid'])
  })
})
