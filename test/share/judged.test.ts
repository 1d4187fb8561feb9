/** A page shows what its report judged, and nothing else: another document is refused, whoever hands it in. */
import { bake, issueJwt, parse, present } from 'laurel'
import { badgeImage, certificate, credentialPage, summarise } from 'laurel/share'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report, VerifiedCredentialReport } from '../../src/verify/report/report.js'
import { verify } from '../../src/verify/verify.js'
import { signGraph } from '../verify/shared-ids.js'
import { type Change, clone, makeWorld, VC2, type World } from '../verify/world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const expired: Change = (b) => {
  b.validUntil = '2026-04-01T00:00:00Z'
}
/** Each kind of verdict of a credential whose signature holds, and one whose signature does not. */
const VERDICTS: readonly (readonly [string, Change, (world: World) => VerifyOptions])[] = [
  ['verified', () => undefined, ({ options }) => options],
  ['expired', expired, ({ options }) => options],
  ['of an issuer who is not trusted', () => undefined, ({ options }) => ({ ...options, issuers: [] })],
]

async function refusal(document: object, report: Report): Promise<string | undefined> {
  try {
    await credentialPage(document, report)
  } catch (error) {
    if (isOpenBadgeError(error, 'report_mismatch')) return error.details.hint
    throw error
  }
  return undefined
}

const copiesOf = (report: Report): readonly Report[] => [
  JSON.parse(JSON.stringify(report)) as Report,
  structuredClone({ ...report }),
  { ...report },
]
describe('a page without a document', () => {
  it('shows the document of the report: with a mark, or as a claim', async () => {
    const signed = await world.sign(world.badge(expired))
    const text = JSON.stringify(signed)
    const baked = bake(badgeImage({ title: 'Rust' }), signed)
    for (const upload of [
      signed,
      text,
      baked,
      { ...signed, name: 'Doctor of Rust' },
      text.replace('2026', '2027'),
    ]) {
      const report = await verify(upload, world.options)
      const given =
        upload === baked || upload === text
          ? signed
          : typeof upload === 'string'
            ? JSON.parse(upload)
            : upload
      expect(await credentialPage(undefined, report)).toBe(await credentialPage(given, report))
    }
  })
  it('shows the verdict alone of a file without a credential', async () => {
    for (const upload of ['no badge', '{}', badgeImage({ title: 'Rust' })]) {
      const page = await credentialPage(undefined, await verify(upload))
      expect(page).toContain('Not verified')
      expect(page).not.toContain('class="claims"')
    }
  })

  it('shows the verdict alone of a copy of a report that is not verified', async () => {
    const report = await verify(await world.sign(world.badge(expired)), world.options)
    for (const copy of copiesOf(report)) {
      const page = await credentialPage(undefined, copy)
      expect(page).not.toContain('class="claims"')
      expect(page).not.toContain('Rust')
    }
  })

  it('is refused without a report', async () => {
    await expect(credentialPage(undefined, undefined)).rejects.toThrow(TypeError)
  })
})

const ANOTHER = expect.stringContaining('Pass the document that verify() judged')

/** What a forger makes of a document. */
const FORGERIES: readonly (readonly [string, Change])[] = [
  ['another name', (b) => (b.credentialSubject.achievement.name = 'Doctor of Rust')],
  ['another name of the credential', (b) => (b.name = 'Doctor of Rust')],
  ['a member more', (b) => (b.evidence = [{ id: 'https://evil.example', type: ['Evidence'] }])],
  ['a member less', (b) => delete b.credentialSubject.achievement.description],
  ['an item more', (b) => b.type.push('https://evil.example/type')],
  ['a list of one for its item', (b) => (b.credentialSubject = [b.credentialSubject])],
  ['an object for a list', (b) => (b.type = { ...b.type })],
  ['the name of an inherited member', (b) => (b.toString = 'Doctor of Rust')],
  ['nothing', (b) => void Object.keys(b).map((name) => Reflect.deleteProperty(b, name))],
]

describe.each(VERDICTS)('the page of a credential that is %s', (_, change, options) => {
  let signed: JsonObject
  let report: Report
  beforeAll(async () => {
    signed = await world.sign(world.badge(change))
    report = await verify(signed, options(world))
  })

  it.each(FORGERIES)('is not made of a document with %s', async (_what, forge) => {
    const forged = clone(signed)
    forge(forged)
    expect(await refusal(forged, report)).toEqual(ANOTHER)
  })

  it('is not made of another badge of the issuer, nor of one that contains it', async () => {
    const other = await world.sign(
      world.badge((b) => (b.id = 'urn:uuid:00000000-0000-4000-8000-00000000000f')),
    )
    const shown = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: [signed] }
    for (const document of [other, shown]) expect(await refusal(document, report)).toEqual(ANOTHER)
  })

  it('is made of the document itself, however it is written', async () => {
    const { proof, ...unsigned } = signed
    const reversed = Object.fromEntries(Object.entries(signed).reverse())
    const absent = { ...signed, name2: undefined, proof: undefined }
    const documents = [signed, JSON.parse(JSON.stringify(signed)), reversed, unsigned, absent]
    const pages = await Promise.all(documents.map((each) => credentialPage(each, report)))
    expect(new Set(pages).size).toBe(1)
    expect(proof).toBeDefined()
  })

  it('has only what a copy of the report holds: of one that is not verified the verdict and the rows', async () => {
    const forged = clone(signed)
    FORGERIES[0]![1](forged)
    const whole = await credentialPage(signed, report)
    const { verified, source } = report
    for (const copy of copiesOf(report)) {
      if (verified) expect(await refusal(forged, copy)).toEqual(ANOTHER)
      if (verified) expect(await credentialPage(signed, copy)).toBe(whole)
      if (verified) continue
      for (const given of [signed, forged]) {
        const page = await credentialPage(given, copy)
        expect(page).not.toContain('Rust')
        expect(page).toContain(summarise(report, 'en').title)
      }
    }
    expect(source === undefined).toBe(!verified)
  })

  it('is not made of a report whose verdict, or document, somebody changed', async () => {
    const forged = clone(signed)
    FORGERIES[0]![1](forged)
    const added = { ...report, source: forged } as unknown as Report
    expect(await credentialPage(forged, added).catch(() => 'refused')).not.toContain('Doctor of Rust')
    if (report.verified) return
    const turned = { ...report, verified: true, credential: forged, source: forged } as unknown as Report
    expect(await refusal(forged, turned)).toMatch(/as verify\(\) returned it/)
    expect(() => summarise(turned, 'en')).toThrow(expect.objectContaining({ code: 'report_mismatch' }))
    expect(() => certificate(turned as VerifiedCredentialReport)).toThrow(
      expect.objectContaining({ code: 'report_unverified' }),
    )
  })

  it('ends for endless documents, and shows nothing of one that changes while it is read', async () => {
    const endless: Record<string, unknown> = { ...signed }
    endless['credentialSubject'] = endless
    expect(await refusal(endless, report)).toEqual(ANOTHER)
    for (let honest = 0; honest < 6; honest++) {
      let reads = 0
      const changing = {
        ...signed,
        get credentialSubject() {
          const { credentialSubject: subject } = signed as { credentialSubject: JsonObject }
          return reads++ < honest ? subject : { ...subject, achievement: { name: 'Doctor of Rust' } }
        },
      }
      const page = await credentialPage(changing, report).catch(() => 'refused')
      expect(page).not.toContain('Doctor of Rust')
    }
  })
})

describe('the page of a credential whose signature does not hold', () => {
  it('shows the claims of the document that was judged', async () => {
    const forged = { ...(await world.sign(world.badge())), name: 'Doctor of Rust' }
    const report = await verify(forged, world.options)
    expect(report.check.proof.outcome).toBe('fail')
    expect(await credentialPage(forged, report)).toContain('class="claims"')
    expect(await refusal({ ...forged, name: 'Professor of Rust' }, report)).toEqual(ANOTHER)
  })

  it('shows no claims with a copy of the report, which could be about a genuine badge', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify({ ...signed, name: 'Doctor of Rust' }, world.options)
    for (const copy of copiesOf(report)) {
      expect(await credentialPage(signed, copy)).not.toContain('class="claims"')
    }
  })

  it('shows no claims of what is no credential of ours, which the report does not hold', async () => {
    const old = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: 'urn:x:1',
      name: 'Old',
    }
    const report = await verify(old, world.options)
    expect(report.kind).toMatch(/^open-badge-2/)
    expect(await credentialPage(old, report)).not.toContain('class="claims"')
  })
})

describe('the page of an expired credential', () => {
  it('says the same wherever a forger puts the members of one id', async () => {
    const url = 'https://uni.example/about'
    const creator = (b: Parameters<Change>[0]): Record<string, unknown> => {
      b.credentialSubject.achievement.creator = { id: b.issuer.id, type: ['Profile'] }
      return b.credentialSubject.achievement.creator
    }
    const one = await signGraph(
      world.badge((b) => {
        expired(b)
        creator(b)['url'] = url
      }),
      world.signer,
    )
    const two = clone(one) as Parameters<Change>[0]
    creator(two)
    two.issuer.url = url
    const pages = await Promise.all(
      [one, two].map(async (each) => {
        const report = await verify(each, world.options)
        expect(report.check.validity.code).toBe('expired')
        return credentialPage(each, report)
      }),
    )
    expect(pages[0]).toContain(`href="${url}"`)
    expect(pages[0]).toBe(pages[1])
  })

  it('takes the payload of a token, with or without its claims', async () => {
    const jws = await issueJwt(world.badge(expired) as never, { signer: world.signer })
    const report = await verify(jws, world.options)
    const payload = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as JsonObject
    const { iss: _, nbf: __, exp: ___, jti: ____, sub: _____, ...badge } = payload
    for (const each of [payload, badge]) expect(await credentialPage(each, report)).toContain('<article')
    expect(await refusal({ ...badge, id: 'urn:x:other' }, report)).toEqual(ANOTHER)
  })
})

describe('the page of an envelope', () => {
  it('shows no credential that was put into it after the verification', async () => {
    const signed = await world.sign(world.badge(expired))
    const other = await world.sign(world.badge((b) => (b.credentialSubject.achievement.name = 'Rust II')))
    const shown = await present({
      credentials: [signed] as never,
      signer: world.stranger,
      challenge: 'c',
    })
    const report = await verify(shown, { ...world.options, challenge: 'c' })
    expect(await refusal({ ...(shown as object), verifiableCredential: [signed, other] }, report)).toEqual(
      ANOTHER,
    )
    expect(await refusal(shown, report)).toBeUndefined()
  })
})

describe('a refreshed credential', () => {
  const NEWER = 'https://uni.example/new'
  const refreshable: Change = (b) => {
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b.refreshService = { id: NEWER, type: '1EdTechCredentialRefresh' }
  }

  it('is shown as its refresh service sent it', async () => {
    const newer = world.badge((b) => {
      refreshable(b)
      b.validFrom = '2026-02-01T00:00:00Z'
      b.name = b.credentialSubject.achievement.name = 'Rust I, 2nd'
    })
    world.documents.set(NEWER, await world.sign(newer))
    const older = await world.sign(world.badge(refreshable))
    const report = await verify(older, { ...world.options, refresh: true })
    expect(report.warnings.map(({ code }) => code)).toContain('refreshed')
    if (report.credential === undefined) throw new Error('not verified')
    expect(certificate(report)).toContain('Rust I, 2nd')
    expect(await credentialPage(older, report)).toContain('Rust I, 2nd')
    expect(parse(older).name).not.toContain('2nd')
  })
})
