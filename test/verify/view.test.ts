/** The views in a report: what people read of a badge that holds, without a cast and without an unsigned word. */
import type { ReportedBadge } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from './checked.js'
import { type Change, makeWorld, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const plain: Change = (badge) => {
  badge.type = ['VerifiableCredential']
  badge['@context'] = badge['@context'].slice(0, 1)
  badge.issuer = { id: badge.issuer.id, name: 'Example University' }
  badge.credentialSubject = { id: 'did:example:ada' }
  badge.description = 'Bachelor of Arts'
}

const warned = async (change: Change, endorse?: (badge: JsonObject) => Promise<Change>): Promise<boolean> => {
  const badge = world.badge(change)
  if (endorse !== undefined) (await endorse(badge))(badge)
  const report = await verify(await world.sign(badge), world.options)
  expect(trouble(report)).toBe('')
  return report.warnings.some(({ code }) => code === 'creator_other')
}
const creator =
  (value: unknown): Change =>
  (badge) => {
    badge.credentialSubject.achievement.creator = value
  }
const guild = () => ({ id: world.stranger.controller, type: ['Profile'], name: 'Rust Guild' })

describe('an achievement of somebody else', () => {
  it('is worth a remark', async () => {
    expect(await warned(creator(guild()))).toBe(true)
    expect(await warned(creator({ id: 'https://guild.example', type: ['Profile'] }))).toBe(true)
  })

  it('is none where nobody or the issuer created it', async () => {
    expect(await warned(() => undefined)).toBe(false)
    const own = { id: world.signer.controller, type: ['Profile'], name: 'Example University' }
    expect(await warned(creator(own))).toBe(false)
  })

  it('is none where its creator endorsed it, in force and genuine', async () => {
    const endorse =
      (change?: Change, by = world.stranger) =>
      async (): Promise<Change> => {
        const inner = await world.sign(world.endorsement(change), by)
        return (badge) => (badge.endorsement = [inner])
      }
    expect(await warned(creator(guild()), endorse())).toBe(false)
    // One that ran out, and one of another endorser, say nothing of that.
    expect(
      await warned(
        creator(guild()),
        endorse((e) => (e.validUntil = '2026-02-01T00:00:00Z')),
      ),
    ).toBe(true)
    const other = endorse((e) => (e.issuer.id = world.web.controller), world.web)
    expect(await warned(creator(guild()), other)).toBe(true)
  })
})

describe('a view in a report', () => {
  it('shows an endorsement that counts, and of another only where it stands', async () => {
    const good = await world.sign(world.endorsement(), world.stranger)
    const late = await world.sign(
      world.endorsement((e) => {
        e.id = 'urn:uuid:00000000-0000-4000-8000-00000000e002'
        e.validUntil = '2026-02-01T00:00:00Z'
        e.credentialSubject.endorsementComment = 'No longer'
      }),
      world.stranger,
    )
    const report = await verify(
      await world.sign(
        world.badge((badge) => {
          badge.credentialSubject.achievement.endorsement = [good, late]
        }),
      ),
      world.options,
    )
    const [badge] = report.badges
    if (badge?.verified !== true) throw new Error('not verified')
    expect(badge.endorsements).toEqual([
      {
        pointer: '/credentialSubject/achievement/endorsement/0',
        about: 'achievement',
        verified: true,
        issuer: { id: world.stranger.controller, name: 'Rust Guild' },
        comment: 'A fine course',
        validFrom: '2026-01-01T00:00:00.000Z',
      },
      { pointer: '/credentialSubject/achievement/endorsement/1', about: 'achievement', verified: false },
    ])
    expect(JSON.stringify(report.badges)).not.toContain('No longer')
  })

  it('names the issuer as the registry does that vouches for it', async () => {
    const url = 'https://registry.example/names.json'
    world.documents.set(url, {
      registry: { [world.signer.controller]: { name: 'University of Example (accredited)' } },
    })
    const issuers = { registries: [{ name: 'Registry of States', type: 'issuer-list' as const, url }] }
    const report = await verify(await world.sign(world.badge()), { ...world.options, issuers })
    expect(report.badges[0]).toMatchObject({
      issuer: {
        id: world.signer.controller,
        name: 'University of Example (accredited)',
        ownName: 'Example University',
        vouchedBy: 'Registry of States',
      },
    })
  })

  it('is made once, holds as JSON, and lists what is not well made', async () => {
    const signed = await world.sign(
      world.badge((badge) => {
        badge.validUntil = '2027-01-01'
      }),
    )
    const report = await verify(signed, world.options)
    expect(report.badges).toBe(report.badges)
    expect(report.badges[0]).toMatchObject({
      verified: true,
      issues: [{ pointer: '/validUntil', code: 'invalid_date' }],
    })
    expect(JSON.parse(JSON.stringify(report)).badges).toEqual(JSON.parse(JSON.stringify(report.badges)))
    expect(structuredClone({ ...report }).badges[0]?.verified).toBe(true)
  })

  it('is in the language that was asked for, where there are several', async () => {
    const signed = await world.sign(
      // Open Badges have one text; other credentials have one in each language (VCDM 2.0 section 11.1).
      world.badge((badge) => {
        plain(badge)
        badge.name = [
          { '@value': 'Rust', '@language': 'en' },
          { '@value': 'Rost', '@language': 'de' },
        ]
      }),
    )
    const names = await Promise.all(
      (['en', 'de', 'fr'] as const).map(async (language) => {
        const [badge] = (await verify(signed, { ...world.options, language })).badges
        return badge?.verified === true ? badge.name : undefined
      }),
    )
    expect(names).toEqual(['Rust', 'Rost', 'Rust'])
  })
})

/** A user interface in twenty lines: everything that a view can say, and no cast. */
function page(badges: readonly ReportedBadge[]): string {
  return badges.map(card).join('\n\n')
}
function card(badge: ReportedBadge): string {
  if (!badge.verified) return `${badge.pointer || 'It'} is not verified.`
  const { issuer, recipient, image, evidence, endorsements, issues } = badge
  const lines = [
    `# ${badge.name}`,
    badge.description,
    image && `![${image.caption ?? ''}](${image.url})`,
    `by ${issuer.name ?? issuer.id}${issuer.vouchedBy ? `, known to ${issuer.vouchedBy}` : ''} ${issuer.url ?? ''}`,
    `for ${recipient.name ?? recipient.id ?? recipient.identifiers.map(({ type }) => type).join() ?? 'its holder'}`,
    `${badge.awarded} – ${badge.validUntil ?? 'always'} ${badge.languages.join()} ${badge.selection ? 'in part' : ''}`,
    ...(badge.kind === 'open-badge' ? achieved(badge) : []),
    ...evidence.map(
      ({ name, url, description, narrative }) => `- ${name} ${url} ${description} ${narrative}`,
    ),
    ...endorsements.map(({ verified, issuer: by, comment }) =>
      verified ? `> ${comment} (${by?.name})` : '> ?',
    ),
    ...issues.map(({ pointer, message }) => `! ${pointer}: ${message}`),
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}
function achieved({
  achievement,
  results,
  ...more
}: ReportedBadge & { verified: true; kind: 'open-badge' }): string[] {
  const { criteria, creator, skills, tags, credits, type, version, related } = achievement
  return [
    `${type} ${achievement.name} ${version} ${criteria.narrative ?? criteria.url} ${creator?.name} ${tags.join()} ${credits}`,
    ...results.map(
      (r) => `${r.name}: ${r.value ?? r.level ?? r.status} of ${r.maximum}, at least ${r.required}`,
    ),
    ...skills.map(({ name, url, framework }) => `* ${name} (${framework}) ${url}`),
    ...related.map(({ id, language }) => `~ ${id} (${language})`),
    `${more.creditsEarned} ${more.role} ${more.term} ${more.licenseNumber} ${more.narrative} ${more.activity?.start}`,
  ]
}

const ACHIEVEMENT = 'credentialSubject.achievement'
/** Set members by path, as issuers in the field have them. */
const having =
  (members: Readonly<Record<string, unknown>>): Change =>
  (badge) => {
    for (const [path, value] of Object.entries(members)) {
      const steps = path.split('.')
      const last = steps.pop()!
      const owner = steps.reduce((at, step) => at[step], badge)
      if (value === undefined) delete owner[last]
      else owner[last] = value
    }
  }

/** Ten shapes that the field has, rebuilt with our own data, and what the page must say of each. */
const SHAPES: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    'a plain badge',
    having({}),
    ['# Rust I', 'Ownership and borrowing', 'by Example University', 'Passed the exam'],
  ],
  [
    'a picture as text',
    having({ 'issuer.image': 'https://uni.example/l.png', image: 'https://uni.example/b.png' }),
    ['![](https://uni.example/b.png)', '! /issuer/image:'],
  ],
  [
    'a creator as text',
    having({ [`${ACHIEVEMENT}.creator`]: 'did:web:guild.example' }),
    ['! /credentialSubject/achievement/creator:'],
  ],
  [
    'no criteria',
    having({ [`${ACHIEVEMENT}.criteria`]: undefined }),
    ['! /credentialSubject/achievement/criteria:'],
  ],
  [
    'a day without time',
    having({ validFrom: '2026-01-01' }),
    ['2026-01-01T00:00:00.000Z – 2027', '! /validFrom:'],
  ],
  [
    'a hashed recipient with a name',
    having({
      'credentialSubject.id': undefined,
      'credentialSubject.identifier': [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${'0'.repeat(64)}`,
          identityType: 'emailAddress',
          salt: 's',
        },
        { type: 'IdentityObject', hashed: false, identityHash: 'Ada Lovelace', identityType: 'name' },
      ],
    }),
    ['for Ada Lovelace'],
  ],
  [
    'results with a pass mark and a rubric',
    having({
      [`${ACHIEVEMENT}.resultDescription`]: [
        {
          id: 'urn:x:score',
          type: ['ResultDescription'],
          name: 'Score',
          resultType: 'Percent',
          valueMin: '0',
          valueMax: '100',
          requiredValue: '60',
        },
        {
          id: 'urn:x:style',
          type: ['ResultDescription'],
          name: 'Style',
          resultType: 'RubricCriterionLevel',
          requiredLevel: 'urn:x:good',
          rubricCriterionLevel: [{ id: 'urn:x:good', type: ['RubricCriterionLevel'], name: 'Good' }],
        },
      ],
      'credentialSubject.result': [
        { type: ['Result'], resultDescription: 'urn:x:score', value: '93' },
        { type: ['Result'], resultDescription: 'urn:x:style', achievedLevel: 'urn:x:good' },
      ],
    }),
    ['Score: 93 of 100, at least 60', 'Style: Good of undefined, at least Good'],
  ],
  [
    'skills, tags, credits and translations',
    having({
      [`${ACHIEVEMENT}.alignment`]: [
        {
          type: ['Alignment'],
          targetName: 'Ownership',
          targetUrl: 'https://f.example/1',
          targetFramework: 'Systems',
        },
      ],
      [`${ACHIEVEMENT}.tag`]: ['rust', 'systems'],
      [`${ACHIEVEMENT}.creditsAvailable`]: 5,
      [`${ACHIEVEMENT}.related`]: [
        { type: ['Related'], id: 'https://uni.example/achievements/rust-de', inLanguage: 'de' },
      ],
      'credentialSubject.creditsEarned': 5,
      'credentialSubject.role': 'Student',
    }),
    [
      '* Ownership (Systems) https://f.example/1',
      'rust,systems 5',
      '~ https://uni.example/achievements/rust-de (de)',
      '5 Student',
    ],
  ],
  [
    'evidence and no end',
    having({
      validUntil: undefined,
      evidence: [
        {
          id: 'https://uni.example/e/1',
          type: ['Evidence'],
          name: 'Parser',
          description: 'Her work',
          narrative: 'By hand',
        },
      ],
    }),
    ['– always', '- Parser https://uni.example/e/1 Her work By hand'],
  ],
  ['a credential that is no badge', plain, ['# Rust I', 'Bachelor of Arts', 'for did:example:ada']],
]

describe('a user interface of twenty lines', () => {
  it.each(SHAPES)('shows every field of %s', async (_, change, wanted) => {
    const report = await verify(await world.sign(world.badge(change)), world.options)
    expect(trouble(report)).toBe('')
    const shown = page(report.badges)
    for (const text of wanted) expect(shown).toContain(text)
    expect(shown).not.toContain('[object')
  })

  it('says of one that does not hold nothing but that', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify({ ...signed, name: 'Doctor' }, world.options)
    expect(page(report.badges)).toBe('It is not verified.')
  })
})
