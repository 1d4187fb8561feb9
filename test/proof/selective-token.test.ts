/** SD-JWT (RFC 9901; VC-JOSE-COSE section 3.2): what is shown is read, and what is not shown hides no end and no list. */
import { describe, expect, it, vi } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { type Report, verify } from '../../src/verify/index.js'
import { WorkAccount } from '../../src/work-account.js'
import { badge, makeWorld, NOW, rawToken, UNIVERSITY } from '../forgery/world.js'
import { digestOf, disclosureOf, type Hidden, hide, selectiveToken } from './selective-token.js'

const { university, load } = await makeWorld()
const HEADER = { alg: 'EdDSA', typ: 'vc+sd-jwt', kid: university.verificationMethod }
const own = badge(UNIVERSITY, { evidence: [{ id: 'urn:x:1', type: ['Evidence'] }] })
const whole = (change: JsonObject = {}): Hidden => ({
  payload: { ...own, _sd_alg: 'sha-256', iss: UNIVERSITY, ...change },
  disclosures: [],
})
const SUBJECT = ['credentialSubject', 'id'] as const
const NAME = ['credentialSubject', 'achievement', 'name'] as const

const report = async (text: unknown, options: object = {}): Promise<Report> =>
  verify(text, { load, now: NOW, ...options })
const show = async (
  hidden: Hidden,
  shown: readonly string[] = hidden.disclosures,
  header: JsonObject = HEADER,
): Promise<Report> => report(await selectiveToken(hidden, shown, header, university))
const trouble = ({ checks }: Report): string =>
  checks
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    .map(({ id, outcome, code }) => `${id} ${outcome} ${code}`)
    .join()

describe('an SD-JWT of which all is shown', () => {
  it('is paid by the characters of its disclosures, before they are read', async () => {
    const hidden = hide(hide(whole(), NAME), SUBJECT)
    const spend = vi.spyOn(WorkAccount.prototype, 'spend')
    await show(hidden)
    const characters = hidden.disclosures.reduce((sum, { length }) => sum + length, 0)
    expect(spend.mock.calls).toContainEqual(['bytes', characters])
    spend.mockRestore()
  })

  it.each([
    ['a member', [SUBJECT]],
    ['an item of a list', [['evidence', 0]]],
    ['a member inside a member', [NAME, ['credentialSubject', 'achievement']]],
    ['the end', [['validUntil']]],
    ['nothing hidden', []],
  ] as const)('is the credential: %s', async (_, places) => {
    const until = { validUntil: '2027-01-01T00:00:00Z' }
    const hidden = places.reduce((made: Hidden, place) => hide(made, place), whole(until))
    const found = await show(hidden)
    expect(trouble(found)).toBe('')
    expect(found.verified && found.credential).toEqual({ ...own, ...until })
    expect(found).not.toHaveProperty('selection')
    expect(found.check.proof.code).toBe('signature_valid')
  })
  it.each([
    ['JWT', { ...HEADER, typ: 'JWT' }],
    ['of SD-JWT VC', { ...HEADER, typ: 'dc+sd-jwt' }],
    ['of a draft', { ...HEADER, typ: 'vc+ld+json+sd-jwt' }],
    ['no type', { alg: 'EdDSA', kid: university.verificationMethod }],
  ])('is found under the type %s, too', async (_, header) => {
    expect(trouble(await show(hide(whole(), SUBJECT), undefined, header))).toBe('')
  })
  it('may stand in the claim vc', async () => {
    const { validFrom, ...rest } = own as Record<string, Json>
    const vc = {
      ...rest,
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      issuanceDate: validFrom!,
    }
    const hidden = hide({ payload: { iss: UNIVERSITY, vc } as JsonObject, disclosures: [] }, [
      'vc',
      ...SUBJECT,
    ])
    expect(trouble(await show(hidden, undefined, { ...HEADER, typ: 'JWT' }))).toBe('')
  })
  it.each(['vc+sd-jwt', 'vc+ld+json+sd-jwt', 'vc+ld+sd-jwt', 'dc+sd-jwt'])(
    'stands in an envelope of a presentation under the type %s',
    async (typ) => {
      const text = await selectiveToken(
        hide(whole(), SUBJECT),
        hide(whole(), SUBJECT).disclosures,
        { ...HEADER, typ },
        university,
      )
      const media = typ.startsWith('dc') ? 'vc+sd-jwt' : typ
      const context = 'https://www.w3.org/ns/credentials/v2'
      const enveloped = {
        '@context': context,
        type: 'EnvelopedVerifiableCredential',
        id: `data:application/${media},${text}`,
      }
      const presentation = {
        '@context': [context],
        type: ['VerifiablePresentation'],
        verifiableCredential: [enveloped],
      }
      const found = await report(presentation)
      expect(found.embedded?.map((each) => each.report.verified)).toEqual([true])
      const named = found.embedded?.[0]?.report.issues.map(({ code }) => code)
      expect(named?.includes('jwt_type' as never)).toBe(typ !== 'vc+sd-jwt')
    },
  )
  it('may end without the last tilde', async () => {
    const hidden = hide(hide(whole(), SUBJECT), ['evidence', 0])
    const text = await selectiveToken(hidden, hidden.disclosures, HEADER, university)
    const found = await report(text.slice(0, -1))
    expect(trouble(found)).toBe('')
    expect(found).not.toHaveProperty('selection')
  })
  it('is not proven by what shows who holds it, nor harmed', async () => {
    const text = await selectiveToken(
      hide(whole(), SUBJECT),
      hide(whole(), SUBJECT).disclosures,
      HEADER,
      university,
    )
    const bound = `${text}eyJhbGciOiJFUzI1NiIsInR5cCI6ImtiK2p3dCJ9.eyJub25jZSI6ImMtMSJ9.AAAA`
    const found = await report(bound)
    expect(trouble(found)).toBe('')
    expect(found.warnings).toMatchObject([
      { code: 'presentation_unchallenged', details: { warning: 'key_binding_unchecked' } },
    ])
    expect((await report(text)).warnings).toEqual([])
    for (const input of [text, bound]) {
      const asked = await report(input, { challenge: 'c-1' })
      expect(asked.check.proof).toMatchObject({ outcome: 'fail', code: 'challenge_missing' })
    }
  })
})

describe('a presentation as an SD-JWT', () => {
  const payload: JsonObject = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    holder: UNIVERSITY,
    verifiableCredential: [],
  }
  const shown = (nonce: object): Promise<string> =>
    selectiveToken(
      { payload: { ...payload, ...nonce }, disclosures: [] },
      [],
      { ...HEADER, typ: 'vp+sd-jwt' },
      university,
    )
  const asked = { challenge: 'c-1', kinds: ['presentation'] }
  const binding = 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImtiK2p3dCJ9.eyJub25jZSI6ImMtMSJ9.AAAA'

  it('answers a challenge in what its holder signed, and not in a key binding JWT', async () => {
    expect(trouble(await report(await shown({ nonce: 'c-1' }), asked))).toBe('')
    expect(trouble(await report(`${await shown({})}${binding}`, asked))).toBe('proof fail challenge_missing')
    expect(trouble(await report(`${await shown({ nonce: 'c-2' })}${binding}`, asked))).toBe(
      'proof fail challenge_mismatch',
    )
  })
})

describe('an SD-JWT of which something is withheld', () => {
  it('is verified as a selection where that can be no end and no list', async () => {
    const found = await show(hide(whole(), NAME), [])
    expect(found).toMatchObject({ verified: false, check: { structure: { outcome: 'fail' } } })
    const selection = await show(hide(whole(), ['evidence', 0]), [])
    expect(selection).toMatchObject({ verified: true, selection: true })
    expect(selection.check.proof.code).toBe('signature_partial')
    expect(selection.verified && selection.credential).toMatchObject({ evidence: [] })
  })
  const expired = hide(whole({ validUntil: '2026-02-01T00:00:00Z' }), ['validUntil'])
  const claimed = hide(whole({ exp: 1_767_300_000 }), ['exp'])
  const status = {
    id: 'urn:x:entry',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://university.example/status/1',
  }
  const OPEN = 'validity unknown parts_withheld,status unknown parts_withheld'
  it.each([
    ['the end', expired, OPEN],
    ['the end as a claim', claimed, OPEN],
    ['the list', hide(whole({ credentialStatus: status }), ['credentialStatus']), OPEN],
    [
      'one of two lists',
      hide(whole({ credentialStatus: [status, { ...status, id: 'urn:x:other' }] }), ['credentialStatus', 0]),
      'validity unknown parts_withheld,status unknown status_unavailable',
    ],
    ['a digest that may stand for nothing', whole({ _sd: [digestOf('decoy')] }), OPEN],
  ])('leaves open what may be hidden: %s', async (_, hidden, expected) => {
    const header = { ...HEADER, typ: 'JWT' }
    expect(trouble(await show(hidden, [], header))).toBe(expected)
    // The same without a sign that it ever was one: the forger has cut off what follows the signature.
    expect(trouble(await report(await rawToken(header, hidden.payload, university)))).toBe(expected)
  })
  it('fails where the end that is shown is over', async () => {
    expect(trouble(await show(expired))).toContain('validity fail expired')
  })
})

describe('an SD-JWT that somebody has changed', () => {
  const hidden = hide(whole(), SUBJECT)
  const [disclosure] = hidden.disclosures as [string]
  const nested = hide(hide(whole(), NAME), ['credentialSubject', 'achievement'])
  const other = disclosureOf('id', 'did:example:eve')
  /** A payload in which the issuer's own words name a disclosure. */
  const naming = (text: string, change: JsonObject = {}): Hidden => ({
    payload: { ...own, _sd: [digestOf(text)], ...change },
    disclosures: [text],
  })
  const item = disclosureOf('did:example:eve')
  const deep = Array.from({ length: 70 }).reduce((made: string[]) => {
    const inner = made.at(-1)
    return [...made, disclosureOf('deep', inner === undefined ? 1 : ({ _sd: [digestOf(inner)] } as Json))]
  }, [])
  it.each<[string, Hidden, readonly string[]]>([
    ['another value', hidden, [other]],
    ['one member more', hidden, [disclosure, other]],
    ['the same member twice', hidden, [disclosure, disclosure]],
    ['an inner member without the outer', nested, [nested.disclosures[0]!]],
    ['something that is no JSON', hidden, ['AAAA']],
    ['nothing', hidden, ['']],
    ['a member over another', naming(disclosureOf('name', 'Doctor of Medicine')), []],
    ['a member under the name of digests', naming(disclosureOf('_sd', [])), []],
    ['a member under the name of an item', naming(disclosureOf('...', 'x')), []],
    ['an item as a member', naming(item), []],
    [
      'a member as an item',
      { payload: { ...own, evidence: [{ '...': digestOf(other) }] }, disclosures: [other] },
      [],
    ],
    [
      'an item with more beside it',
      { payload: { ...own, evidence: [{ '...': digestOf(item), id: 'x' }] }, disclosures: [item] },
      [],
    ],
    [
      'an item where no list is',
      { payload: { ...own, evidence: { '...': digestOf(item) } }, disclosures: [item] },
      [],
    ],
    ['one digest in two places', naming(other, { evidence: [{ _sd: [digestOf(other)] }] }), []],
    ['digests that are no list', { payload: { ...own, _sd: 'x' }, disclosures: [] }, []],
    ['a digest that is no text', { payload: { ...own, _sd: [7] }, disclosures: [] }, []],
    [
      'members as deep as a well',
      { payload: { ...own, _sd: [digestOf(deep.at(-1)!)] }, disclosures: deep },
      [],
    ],
    ['a thousand and one members', hidden, Array.from({ length: 1001 }, (_, i) => disclosureOf(`m${i}`, i))],
  ])('is refused: %s', async (_, made, shown) => {
    const found = await show(made, shown.length > 0 ? shown : made.disclosures)
    expect(found.verified).toBe(false)
    expect(found.check.proof).toMatchObject({ outcome: 'fail', code: 'jwt_malformed' })
  })
  it('is refused with a name that objects inherit', async () => {
    const found = await show(naming(disclosureOf('__proto__', { admin: true })))
    expect(found.verified).toBe(false)
  })
  it('is refused with another signature, whatever it shows', async () => {
    const text = await selectiveToken(hidden, hidden.disclosures, HEADER, university)
    const found = await report(text.replace(/\.[\w-]{8}([\w-]+)~/, '.AAAAAAAA$1~'))
    expect(found.check.proof).toMatchObject({ outcome: 'fail', code: 'signature_invalid' })
  })
  it('is unknown with digests of another kind', async () => {
    const found = await show(hide(whole({ _sd_alg: 'sha-512' }), SUBJECT))
    expect(found.check.proof).toMatchObject({ outcome: 'unknown', code: 'jwt_unsupported' })
  })
})
