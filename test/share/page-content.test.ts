/** What pages and certificates show of a badge, made and verified by the library itself. */
import { Resvg } from '@resvg/resvg-js'
import {
  achievement,
  bake,
  type EndorsementSource,
  endorsement,
  evidence,
  generateSigner,
  issue,
  type OpenBadgeInput,
  openBadge,
  profile,
  resultDescription,
  rubricLevel,
  unbake,
  verify,
} from 'laurel'
import { badgeImage, badgePng, certificate, credentialPage } from 'laurel/share'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'

const url = 'https://badges.example.edu/c/42'
const signer = await generateSigner()
const praiser = await generateSigner()
const logo = badgeImage({ title: 'EU' })
const exam = 'urn:uuid:0a5b1a66-5f0f-4f6b-8f5e-6f6a3b1f7e01'
const craft = 'urn:uuid:0a5b1a66-5f0f-4f6b-8f5e-6f6a3b1f7e02'
const expert = 'urn:uuid:0a5b1a66-5f0f-4f6b-8f5e-6f6a3b1f7e03'
const novice = 'urn:uuid:0a5b1a66-5f0f-4f6b-8f5e-6f6a3b1f7e04'
const rust = achievement({
  id: 'https://example.edu/a/rust',
  name: 'Rust I',
  description: 'Writes safe systems code.',
  criteria: '- explains **ownership**\n- passes the exam',
  creditsAvailable: 5,
  tag: ['systems', 'safety'],
  resultDescription: [
    resultDescription({
      id: exam,
      name: 'Exam',
      resultType: 'Percent',
      valueMin: '0',
      valueMax: '100',
      requiredValue: '60',
    }),
    resultDescription({
      id: craft,
      name: 'Craft',
      resultType: 'RubricCriterionLevel',
      requiredLevel: novice,
      rubricCriterionLevel: [
        rubricLevel({ id: novice, name: 'Novice' }),
        rubricLevel({ id: expert, name: 'Expert' }),
      ],
    }),
  ],
})

const praise = async (comment: string, endorses = rust.id): Promise<EndorsementSource> =>
  (await issue(
    endorsement({
      name: 'Praise',
      issuer: profile({ id: praiser.controller, name: 'Guild of Rust' }),
      endorses,
      comment,
    }),
    { signer: praiser },
  )) as EndorsementSource

type Sign = (unsigned: object) => Promise<object>
const signed: Sign = (unsigned) => issue(unsigned as never, { signer })
/** Without the checks of `issue`. */
const signedAnyway: Sign = async (unsigned) => {
  const { '@context': context, ...rest } = unsigned as { readonly '@context': Json }
  return addProof({ '@context': context, id: 'urn:x:1', validFrom: '2026-01-01T00:00:00Z', ...rest }, signer)
}

async function badge(more: object = {}, sign: Sign = signed): Promise<object> {
  const input = {
    issuer: profile({ id: signer.controller, name: 'Example University', image: logo }),
    recipient: { email: 'ada@example.org', name: 'Ada Lovelace' },
    achievement: rust,
    narrative: 'She wrote a *parser*.',
    creditsEarned: 5,
    result: [
      { resultDescription: exam, value: '92', status: 'Completed' },
      { resultDescription: craft, achievedLevel: expert },
    ],
    evidence: [
      evidence({ id: 'https://example.edu/work/42', name: 'Her parser', narrative: '1. read\n2. **write**' }),
    ],
    ...more,
  } as OpenBadgeInput
  return sign(openBadge(input))
}

async function page(credential: object, options = {}): Promise<string> {
  return credentialPage(credential, await verify(credential), { url, ...options })
}

describe('the page of a badge', () => {
  let shown = ''
  beforeAll(async () => {
    shown = await page(await badge({ endorsement: [await praise('Taught **well**.')] }))
  })

  it('shows the narratives as Markdown', () => {
    expect(shown).toContain('<li>explains <strong>ownership</strong></li>')
    expect(shown).toContain('<em>parser</em>')
    expect(shown).toContain('<strong>write</strong>')
    expect(shown).not.toContain('**')
  })

  it('shows results with what was needed', () => {
    const rows = Array.from(
      shown.matchAll(/<tr role="row"><th role="rowheader" scope="row" dir="auto">(.*?)<\/tr>/g),
      ([, row]) => row!.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|'),
    )
    expect(rows).toEqual(['|Exam|92| of |100| · Completed|Needed: |60|', '|Craft|Expert|Needed: |Novice|'])
  })

  it('shows credits, tags, and the picture of the issuer that the badge carries', () => {
    expect(shown).toContain('<dt>Credits</dt><dd>5 of 5</dd>')
    expect(shown).toContain('<li><bdi>systems</bdi></li><li><bdi>safety</bdi></li>')
    expect(shown).toContain(`<img class="logo" src="data:image/svg+xml;base64,`)
    expect(shown).toContain('<dd><bdi>Ada Lovelace</bdi></dd>')
  })

  it('shows what others say, where it was verified', () => {
    expect(shown).toContain('What others say')
    expect(shown).toContain('Taught <strong>well</strong>.')
    expect(shown).toContain('<bdi>Guild of Rust</bdi>, since ')
  })

  it('keeps a visitor from what only a verifier asks', () => {
    expect(shown).not.toMatch(/\byou\b|\byour\b/i)
    expect(shown).not.toContain('>Trust<')
    expect(shown).not.toContain('>Recipient<')
  })

  it('loads no picture of the issuer from elsewhere', async () => {
    const issuer = {
      id: signer.controller,
      name: 'Example University',
      image: 'https://tracker.example/x.png',
    }
    expect(await page(await badge({ issuer }))).not.toMatch(/src="https|class="logo"/)
  })

  it.each(['en', 'de', 'fr'] as const)(
    'speaks to visitors in %s of trust and recipients',
    async (language) => {
      const credential = await badge()
      const asked = await verify(credential, {
        issuers: ['did:web:other.example'],
        recipient: { email: 'eve@example.org' },
      })
      const text = await credentialPage(credential, asked, { language })
      const rows = Array.from(text.matchAll(/<td role="cell">(.*?)<\/td>/g), ([, sentence]) => sentence)
      expect(rows.join(' ')).not.toMatch(/\byou|\bSie haben\b|\bvous\b|\bIhrer\b|\bvotre\b/i)
    },
  )
})

describe('an endorsement that does not hold', () => {
  it.each<[string, () => Promise<EndorsementSource>]>([
    [
      'was altered',
      async () => JSON.parse(JSON.stringify(await praise('FORGED')).replace('FORGED', 'FORGED praise')),
    ],
    ['is about something else', () => praise('FORGED', 'https://example.edu/a/cobol')],
  ])('and %s is not shown', async (_, make) => {
    const credential = await badge({ endorsement: [await make()] }, signedAnyway)
    const text = await page(credential)
    expect(text).not.toContain('FORGED')
    expect(text).not.toContain('What others say')
  })
})

describe('what a learner does with a page', () => {
  it('needs no script: the address can be copied, and LinkedIn gets the badge', async () => {
    const text = await page(await badge(), { linkedIn: { organizationId: 1234 } })
    expect(text).toContain(`<input readonly dir="ltr" value="${url}">`)
    expect(text).toContain('Add to LinkedIn profile')
    const [, address] = /href="(https:\/\/www\.linkedin\.com\/profile\/add[^"]*)"/.exec(text)!
    const query = new URL(address!.replaceAll('&amp;', '&')).searchParams
    expect([query.get('name'), query.get('organizationId'), query.get('certUrl')]).toEqual([
      'Rust I',
      '1234',
      url,
    ])
    expect(text).not.toMatch(/<script(?! type="application\/ld\+json")/)
  })

  it('is offered only where the caller asks for it, and only of what holds', async () => {
    const good = await badge()
    expect(await page(good)).not.toContain('linkedin')
    const forged = JSON.parse(JSON.stringify(good).replace('Rust I', 'Rust V'))
    expect(await page(forged, { linkedIn: true })).not.toContain('linkedin')
    await expect(credentialPage(good, undefined, { linkedIn: true })).rejects.toThrow(TypeError)
  })
})

describe('the certificate of a badge', () => {
  it('prints results, credits, the name that the badge gives, and when it was checked', async () => {
    const report = await verify(await badge())
    if (report.credential === undefined) throw new Error('not verified')
    const text = certificate(report, { url, checkedAt: new Date('2026-07-01T00:00:00Z') })
    expect(text).toContain('<bdi>Exam</bdi>: <bdi>92</bdi> of <bdi>100</bdi> · Completed')
    expect(text).toContain('<bdi>Craft</bdi>: <bdi>Expert</bdi>')
    expect(text).toContain('Credits: 5')
    expect(text).toContain('<p class="name" dir="auto">Ada Lovelace</p>')
    expect(text).toContain('Checked on 1 July 2026')
    expect(text).toContain('<img class="logo"')
  })
})

describe('a drawn badge as PNG', () => {
  const render = (svg: string): Uint8Array =>
    new Resvg(svg, { fitTo: { mode: 'width', value: 300 } }).render().asPng()

  it('comes from the renderer that the caller hands in, and can be baked', async () => {
    const signed = await badge()
    const png = await badgePng({ title: 'Rust I' }, render)
    const baked = await unbake(bake(png, signed))
    expect(JSON.parse(baked.credential!)).toEqual(JSON.parse(JSON.stringify(signed)))
  })

  it.each([
    ['no function', 'resvg' as never],
    ['the SVG itself', (svg: string) => new TextEncoder().encode(svg)],
    ['nothing', (() => undefined) as never],
  ])('is refused from %s', async (_, renderer) => {
    await expect(badgePng({ title: 'Rust I' }, renderer)).rejects.toThrow(TypeError)
  })
})

it('names the language of narratives, because some scripts share characters', async () => {
  const input = { ...rust, inLanguage: 'ja', criteria: { narrative: '所有権を**説明**する' } }
  const shown = await page(await badge({ achievement: input, result: [], narrative: '骨' }))
  expect(shown).toContain('<div lang="ja"><div class="markdown"><p dir="auto">所有権を')
  expect(shown).toContain('<div lang="ja"><div class="markdown"><p dir="auto">骨')
  expect(await page(await badge())).not.toContain('<div lang=')
})
