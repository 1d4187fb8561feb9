/** Versions other than the certified ones: what they look like, and that JSON-LD takes each as the builders write it. */
import { describe, expect, it } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import {
  type ContextVersion,
  OPEN_BADGES_CONTEXTS,
  VCDM_1,
  VCDM_2,
} from '../../src/documents/context-urls.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { canonize } from '../../src/jsonld/canonize.js'
import type { VersionOptions } from '../../src/model/assembly/versions.js'
import { achievement } from '../../src/model/builders/achievement.js'
import { defineExtension } from '../../src/model/builders/define-extension.js'
import { endorsement } from '../../src/model/builders/endorsement.js'
import { type OpenBadgeInput, openBadge } from '../../src/model/builders/open-badge.js'
import { parse } from '../../src/model/reading/parse.js'
import { ENDORSEMENT_JWT, isStandardTerm } from '../../src/schema/contexts/context-versions.js'
import { validate } from '../../src/schema/validate.js'
import { statusEntry } from '../../src/status/status-entry.js'
import { bySuite } from '../by-suite.js'
import { issuesOf } from './issues-of.js'

const found = (build: () => unknown): readonly string[] =>
  issuesOf(build).map(({ code, pointer }) => `${code} ${pointer}`)

const issuer = { id: 'did:web:example.edu', name: 'Example University' }
const rust = achievement({
  id: 'https://example.edu/a/rust',
  name: 'Rust I',
  description: 'd',
  criteria: 'c',
})
const base = { name: 'Rust I', issuer, achievement: rust, recipient: { id: 'did:example:ada' } } as const

type Options = VersionOptions
/** Every word of the newest contexts that is one. */
const TERMS = await (async (): Promise<readonly string[]> => {
  const documents = await Promise.all(
    [VCDM_2, OPEN_BADGES_CONTEXTS['3.0.3'].url].map((url) => bundled(url, 'context')),
  )
  const words = documents.flatMap((one) => Object.keys((one as { '@context': object })['@context']))
  return [...new Set(words)].filter((word) => isStandardTerm(word))
})()
const VERSIONS: readonly Options[] = [
  { openBadgesContext: '3.0.3' },
  { openBadgesContext: '3.0.2' },
  { dataModel: '1.1', openBadgesContext: '3.0.3' },
  { dataModel: '1.1', openBadgesContext: '3.0.2' },
  { dataModel: '1.1', openBadgesContext: '3.0.1' },
  { dataModel: '1.1', openBadgesContext: '3.0.0' },
]
const named = VERSIONS.map(
  (options) => [`VCDM ${options.dataModel ?? '2.0'}, context ${options.openBadgesContext}`, options] as const,
)
/** The builders without their types, for what varies by version. */
const build = openBadge as unknown as (input: object, options?: Options) => JsonObject
/** As `issue` would have it, without the work of signing. */
const signedLike = (endorsed: JsonObject): JsonObject => ({
  ...endorsed,
  '@context': [
    ...(endorsed['@context'] as readonly string[]),
    ...('issuanceDate' in endorsed ? ['https://w3id.org/security/data-integrity/v2'] : []),
  ],
  proof: [
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-01-31T12:00:00Z',
      verificationMethod: 'did:web:example.edu#key-0',
      proofPurpose: 'assertionMethod',
      proofValue: 'z58DAdFfa9SkqZMVPxAQpic7',
    },
  ],
})
const endorse = endorsement as unknown as (input: object, options?: Options) => JsonObject

const LATER: readonly { readonly name: string; readonly since: readonly ContextVersion[] }[] = [
  { name: 'awardedDate', since: ['3.0.1', '3.0.3'] },
  { name: 'endorsementJwt', since: ['3.0.3'] },
  { name: 'inLanguage', since: ['3.0.3'] },
]

async function isSafe(document: object): Promise<boolean> {
  try {
    await canonize(document as JsonObject)
    return true
  } catch (error) {
    if (isOpenBadgeError(error, 'jsonld_unsafe') || isOpenBadgeError(error, 'jsonld_invalid')) return false
    throw error
  }
}

const complete = (document: JsonObject): JsonObject => ({
  id: 'urn:uuid:1',
  [document['@context'] !== undefined && (document['@context'] as readonly string[])[0] === VCDM_1
    ? 'issuanceDate'
    : 'validFrom']: '2026-01-31T12:00:00Z',
  ...document,
})

describe('the versions of a badge', () => {
  it('are the certified ones without options', () => {
    for (const badge of [openBadge(base), openBadge(base, {}), openBadge(base, { dataModel: '2.0' })]) {
      expect(badge['@context']).toEqual([VCDM_2, OPEN_BADGES_CONTEXTS['3.0.3'].url])
    }
  })

  it('are VCDM 1.1 when asked for, with its names of dates', () => {
    const badge = openBadge(
      { ...base, issuanceDate: new Date('2026-01-31T12:00:00Z'), expirationDate: '2030-01-31T12:00:00Z' },
      { dataModel: '1.1' },
    )
    expect(badge).toMatchObject({
      '@context': [VCDM_1, OPEN_BADGES_CONTEXTS['3.0.1'].url],
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuanceDate: '2026-01-31T12:00:00Z',
      expirationDate: '2030-01-31T12:00:00Z',
    })
    expect(Object.keys(badge).slice(-3)).toEqual(['issuanceDate', 'expirationDate', 'credentialSubject'])
    expect(parse({ id: 'urn:uuid:1', ...badge })).toMatchObject({
      version: '1.1',
      validFrom: '2026-01-31T12:00:00.000Z',
      validUntil: '2030-01-31T12:00:00.000Z',
    })
  })

  it('name the type as the caller does', () => {
    const older = { ...base, type: 'AchievementCredential' }
    expect(openBadge(older, { dataModel: '1.1' }).type).toEqual([
      'VerifiableCredential',
      'AchievementCredential',
    ])
    expect(openBadge({ ...base, type: ['OpenBadgeCredential', 'AchievementCredential'] }).type).toEqual([
      'VerifiableCredential',
      'OpenBadgeCredential',
      'AchievementCredential',
    ])
  })

  it.each(named)('%s: every context is bundled, and a full badge loses nothing', async (_, options) => {
    const newer = new Set(
      LATER.filter(({ since }) => since.includes(options.openBadgesContext!)).map(({ name }) => name),
    )
    const praise = signedLike(
      complete(endorse({ name: 'Praise', issuer, endorses: rust.id, comment: 'Sound.' }, options)),
    )
    const badge = build(
      {
        ...base,
        achievement: {
          ...rust,
          tag: 'rust',
          alignment: { targetName: 'n', targetUrl: 'https://framework.example/1' },
          endorsement: praise,
          ...(newer.has('inLanguage') ? { inLanguage: 'en' } : {}),
        },
        endorsement: praise,
        evidence: { id: 'https://example.edu/e', name: 'Parser' },
        result: { value: 'A' },
        ...(newer.has('awardedDate') ? { awardedDate: '2026-01-30T12:00:00Z' } : {}),
        ...(newer.has('endorsementJwt') ? { endorsementJwt: 'a.b.c' } : {}),
        credentialSchema: { id: 'https://example.edu/s.json', type: '1EdTechJsonSchemaValidator2019' },
        credentialStatus: statusEntry({ statusListCredential: 'https://example.edu/status/1', index: 7 }),
        refreshService: { id: 'https://example.edu/f', type: '1EdTechCredentialRefresh' },
      },
      options,
    )
    const named = (badge['@context'] as readonly Json[]).filter((context) => typeof context === 'string')
    for (const context of named) expect(await bundled(context, 'context')).toHaveProperty('@context')
    expect(validate(complete(badge), { form: 'strict' })).toEqual({ valid: true, issues: [] })
    expect(await isSafe(complete(badge))).toBe(true)
  })

  it.each(named)('%s: a member that the context does not know is refused', (_, options) => {
    for (const { name, since } of LATER) {
      const value = { awardedDate: '2026-01-30T12:00:00Z', endorsementJwt: 'a.b.c', inLanguage: 'en' }[name]
      const input =
        name === 'inLanguage'
          ? { ...base, achievement: { ...rust, [name]: value } }
          : { ...base, [name]: value }
      const place = name === 'inLanguage' ? '/credentialSubject/achievement/inLanguage' : `/${name}`
      expect(found(() => build(input, options))).toEqual(
        since.includes(options.openBadgesContext!) ? [] : [`undefined_term ${place}`],
      )
    }
  })

  it('carry the status contexts that they need', async () => {
    const entry = statusEntry({ statusListCredential: 'https://example.edu/status/1', index: 7 })
    const older = { ...entry, type: 'StatusList2021Entry' }
    for (const [, options] of named) {
      const bitstring = build({ ...base, credentialStatus: entry }, options)
      const contexts = options.dataModel === '1.1' ? ['https://www.w3.org/ns/credentials/status/v1'] : []
      expect((bitstring['@context'] as readonly string[]).slice(2)).toEqual(contexts)
      const list = build({ ...base, credentialStatus: older }, options)
      expect((list['@context'] as readonly string[]).slice(2)).toEqual([
        'https://w3id.org/vc/status-list/2021/v1',
      ])
      expect(await isSafe(complete(bitstring))).toBe(true)
      expect(await isSafe(complete(list))).toBe(true)
      const { '@context': _, ...rest } = complete(list)
      const bare = { ...rest, '@context': (list['@context'] as readonly string[]).slice(0, 2) }
      expect(validate(bare, { form: 'strict' }).issues.map(({ code }) => code)).toEqual(['undefined_type'])
      expect(await isSafe(bare)).toBe(false)
    }
    const { id: _, ...anonymous } = entry
    expect(found(() => build({ ...base, credentialStatus: anonymous }, { dataModel: '1.1' }))).toEqual([
      'missing /credentialStatus/id',
    ])
  })

  it('say which version a date belongs to', () => {
    const [older] = issuesOf(() => openBadge({ ...base, issuanceDate: '2026-01-31T12:00:00Z' } as never))
    expect(older).toMatchObject({ code: 'undefined_term', pointer: '/issuanceDate', expected: 'validFrom' })
    expect(older!.hint).toContain("dataModel: '1.1'")
    const [newer] = issuesOf(() =>
      build({ ...base, validUntil: '2030-01-31T12:00:00Z' }, { dataModel: '1.1' }),
    )
    expect(newer).toMatchObject({
      code: 'undefined_term',
      pointer: '/validUntil',
      expected: 'expirationDate',
    })
    expect(newer!.hint).toContain('VCDM 2.0')
    const { name: _, ...nameless } = base
    expect(found(() => build(nameless, { dataModel: '1.1' }))).toEqual(['missing /name'])
    expect(found(() => endorse({ issuer, endorses: 'urn:a:1' }, { dataModel: '1.1' }))).toEqual([
      'missing /name',
    ])
    const reversed = { issuanceDate: '2026-01-31T12:00:00Z', expirationDate: '2025-01-31T12:00:00Z' }
    expect(found(() => build({ ...base, ...reversed }, { dataModel: '1.1' }))).toEqual([
      'dates_reversed /expirationDate',
    ])
  })

  it('are options, and wrong ones are mistakes of the program', () => {
    for (const options of [
      { dataModel: '1.0' },
      { dataModel: 1.1 },
      { openBadgesContext: '3.0.4' },
      { openBadgesContext: '3.0.1' },
      { dataModel: '2.0', openBadgesContext: '3.0.0' },
      { dataModel: '1.1', openBadgesContext: 'toString' },
      { openBadgesContext: ['3.0.3'] },
      { version: '1.1' },
      null,
      '1.1',
    ]) {
      expect(() => openBadge(base, options as never)).toThrow(TypeError)
      expect(() => endorsement({ name: 'n', issuer, endorses: 'urn:a:1' }, options as never)).toThrow(
        TypeError,
      )
    }
  })

  it('cannot be changed by a further context', () => {
    const contexts = [VCDM_1, OPEN_BADGES_CONTEXTS['3.0.2'].url, 'https://example.org/c.json', VCDM_2]
    expect(issuesOf(() => openBadge({ ...base, context: contexts }))).toMatchObject([
      { code: 'context_clash', pointer: '/context/0', hint: expect.stringContaining('dataModel') as string },
      {
        code: 'context_clash',
        pointer: '/context/1',
        hint: expect.stringContaining('openBadgesContext') as string,
      },
    ])
    expect(openBadge({ ...base, context: [VCDM_2, 'https://example.org/c.json'] })['@context']).toHaveLength(
      3,
    )
  })

  it('are the same for what stands inside, wherever JSON-LD demands it', async () => {
    const some = bySuite([named[0]!, named.at(-1)!], named)
    for (const [, outer] of some) {
      for (const [, inner] of some) {
        const praise = signedLike(complete(endorse({ name: 'Praise', issuer, endorses: 'urn:a:1' }, inner)))
        const places = {
          '/endorsement/0/@context': { endorsement: praise },
          '/credentialSubject/achievement/endorsement/0/@context': {
            achievement: achievement({ ...rust, endorsement: praise as never }),
          },
          '/issuer/endorsement/0/@context': { issuer: { ...issuer, endorsement: praise } },
        }
        for (const [pointer, more] of Object.entries(places)) {
          const issues = found(() => build({ ...base, ...more }, outer))
          const plain = complete(build(base, outer))
          const safe = await isSafe({ ...plain, endorsement: [praise] })
          expect(issues).toEqual(safe ? [] : [`context_clash ${pointer}`])
        }
      }
    }
  })

  it('give VCDM 2.0 the terms that it reserves for every credential', async () => {
    const relatedResource = {
      id: 'https://example.edu/transcript.pdf',
      digestSRI: 'sha384-A5ZN6LcRiWCq4HTc+tSsGqqLqi3pVGRCFJ3wfjNP3vqFxsAIuPb7ZFXKCbNWtgIE',
      mediaType: 'application/pdf',
    }
    const badge = openBadge({ ...base, relatedResource } satisfies OpenBadgeInput)
    expect(badge.relatedResource).toEqual(relatedResource)
    expect(validate(complete(badge as never), { form: 'strict' })).toEqual({ valid: true, issues: [] })
    expect(await isSafe(complete(badge as never))).toBe(true)
    expect(found(() => build({ ...base, relatedResource }, { dataModel: '1.1' }))).toEqual([
      'undefined_term /relatedResource',
    ])
  })
})

describe('terms that the standard’s own contexts define', () => {
  it('are those of the contexts', async () => {
    const terms = async (url: string): Promise<readonly string[]> => {
      const document = (await bundled(url, 'context')) as JsonObject
      return [document['@context']].flat().flatMap((one) => Object.keys(one as unknown as JsonObject))
    }
    for (const [, options] of named) {
      const [vcdm, openBadges] = build(base, options)['@context'] as readonly [string, string]
      const defined = new Set([...(await terms(vcdm)), ...(await terms(openBadges))])
      for (const term of TERMS)
        expect([term, isStandardTerm(term, [vcdm, openBadges])]).toEqual([term, defined.has(term)])
      expect(TERMS.length).toBe(14)
      // Terms of JWT claims, keys and proofs belong to none of our classes.
      const others = [...defined].filter((term) => /^[a-z]/.test(term) && !TERMS.includes(term))
      const claims = 'aud cnf exp iat id iss jku kid nbf proof sub type x5u xsd'.split(' ')
      expect(claims).toEqual(expect.arrayContaining(others))
    }
  })

  it.each(named)('%s: what is said of them is what JSON-LD says', async (_, options) => {
    for (const term of TERMS) {
      const value = ['alignment', 'endorsement', 'image'].includes(term)
        ? { id: 'urn:x:1' }
        : term === 'url' || term === 'jti'
          ? 'https://example.org/'
          : '2026-01-31T12:00:00Z'
      const { '@context': contexts, ...rest } = complete(build(base, options))
      const subject = {
        ...(rest['credentialSubject'] as JsonObject),
        id: 'urn:s:1',
        role: 'r',
        [term]: value,
      }
      const document = { '@context': contexts!, ...rest, credentialSubject: subject }
      const codes = validate(document, { form: 'strict' }).issues.map(({ code }) => code)
      const known = ['image', 'narrative'].includes(term)
      if (!known) expect(codes).toEqual([(await isSafe(document)) ? 'foreign_term' : 'undefined_term'])
    }
  })

  it.each(named)('%s: an extension without a context carries them', async (_, options) => {
    const terms = TERMS.filter((term) => term !== 'image' && term !== 'narrative')
    for (const term of terms) {
      const object = term === 'alignment' || term === 'endorsement'
      const extension = defineExtension({
        members: { AchievementSubject: { [term]: object ? 'object' : 'string' } },
      } as never)
      const value = object
        ? { id: 'urn:x:1' }
        : term === 'url' || term === 'jti'
          ? 'https://example.org/'
          : '2026-01-31T12:00:00Z'
      const make = (): JsonObject =>
        (extension.openBadge as unknown as typeof build)({ ...base, subject: { [term]: value } }, options)
      const contexts = openBadgeContexts(options)
      if (!isStandardTerm(term, contexts)) {
        expect(found(make)).toEqual(['undefined_term /@context'])
        continue
      }
      const badge = make()
      const again = term === 'endorsementJwt' ? [ENDORSEMENT_JWT] : []
      expect(badge['@context']).toEqual([...contexts, ...again])
      expect(badge['credentialSubject']).toMatchObject({ [term]: value })
      expect(await isSafe(complete(badge))).toBe(true)
    }
  })

  it('are refused where nobody says that they are meant, and the hint says how to', () => {
    const [issue] = issuesOf(() => openBadge({ ...base, subject: { name: 'Ada' } as never }))
    expect(issue).toMatchObject({ code: 'foreign_term', pointer: '/credentialSubject/name' })
    expect(issue!.hint).toContain("identityType: 'name'")
    expect(issue!.hint).toContain('defineExtension')
  })

  it('travel with the parts that hold them, and stay checked', () => {
    const sealed = defineExtension({ members: { Evidence: { digestSRI: 'string' } } })
    const evidence = sealed.evidence({ id: 'https://example.edu/e', digestSRI: 'sha384-A' })
    expect(openBadge({ ...base, evidence }).evidence).toEqual([evidence])
    expect(found(() => build({ ...base, evidence }, { dataModel: '1.1' }))).toEqual([
      'undefined_term /@context',
    ])
    // Declared, yet not used: nothing is in the way.
    const bare = sealed.evidence({ id: 'https://example.edu/e' })
    expect(found(() => build({ ...base, evidence: bare }, { dataModel: '1.1' }))).toEqual([])
    expect(found(() => sealed.evidence({ digestSRI: 7 } as never))).toEqual(['wrong_type /digestSRI'])
    expect(found(() => openBadge({ ...base, evidence: { ...evidence } as never }))).toEqual([
      'foreign_term /evidence/0/digestSRI',
    ])
  })
})

const openBadgeContexts = (options: Options): readonly string[] => [
  options.dataModel === '1.1' ? VCDM_1 : VCDM_2,
  OPEN_BADGES_CONTEXTS[options.openBadgesContext!].url,
]
