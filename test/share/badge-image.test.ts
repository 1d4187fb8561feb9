import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bake } from '../../src/bake/bake.js'
import { scanXml } from '../../src/bake/svg/xml-scan.js'
import type { XmlElement } from '../../src/bake/svg/xml-tag.js'
import { unbake } from '../../src/bake/unbake.js'
import { contrast, mix, readableOn } from '../../src/share/art/colour.js'
import { cutText, isRightToLeft, textWidth, wrapText } from '../../src/share/art/wrap-text.js'
import { type BadgeDesign, badgeImage } from '../../src/share/index.js'
import { anyCharacter } from '../any-character.js'
import { bySuite } from '../by-suite.js'

const svgOf = (design: BadgeDesign): string => Buffer.from(badgeImage(design)).toString('utf8')

/** Elements and texts, read by an XML parser: throws where the drawing is not well-formed. */
function read(design: BadgeDesign): { elements: XmlElement[]; texts: Map<string, string[]> } {
  const elements: XmlElement[] = []
  const texts = new Map<string, string[]>()
  scanXml(
    svgOf(design),
    { depth: 10, elements: 2000 },
    {
      open: (element) => void elements.push(element),
      text: (text, { local }) => void texts.set(local, [...(texts.get(local) ?? []), text]),
    },
  )
  return { elements, texts }
}

const TITLES = [
  'Rust I',
  'Introduction to Machine Learning and Applied Statistics for Engineers',
  '機械学習入門と応用統計',
  'مقدمة في تعلم الآلة',
  'לימוד מכונה',
  'हिन्दी कार्यशाला',
  'การเรียนรู้ของเครื่อง',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  '👩🏽‍🚀🦊👨‍👩‍👧‍👦',
  'A & B <script>alert(1)</script> "quoted" ]]>',
  'x'.repeat(5000),
  'word '.repeat(500),
]

describe('badge art', () => {
  test.each(TITLES)('%.40s', (title) => {
    const { elements, texts } = read({ title, subtitle: title, issuer: title })
    const whole = title.replace(/\s+/g, ' ').trim()
    expect(texts.get('title')).toEqual([whole])
    const lines = texts.get('text')!
    expect(lines.length).toBeLessThanOrEqual(8)
    const shown = lines.join('').replace(/\s/g, '')
    expect(
      whole.length > 200 ? shown.includes('…') : shown.includes(whole.replace(/\s/g, '').slice(0, 3)),
    ).toBe(true)
    const allowed = ['svg', 'title', 'desc', 'defs', 'linearGradient', 'stop', 'path', 'circle', 'text']
    expect(elements.filter(({ local }) => !allowed.includes(local))).toEqual([])
    for (const { attributes } of elements) {
      expect(attributes.filter(({ name }) => /^on|href/.test(name))).toEqual([])
    }
  })

  test.each<[string, string]>([
    ['direction marks', '\u200E'.repeat(80_000)],
    ['a letter under 80,000 accents', `a${'\u0301'.repeat(80_000)}`],
    ['blanks without width', '\u200B '.repeat(40_000)],
    ['ideographs and marks', '字\u200F'.repeat(40_000)],
    ['emoji joined without end', '👩\u200D'.repeat(27_000)],
  ])('draws no more than a few lines of %s, in title, subtitle and issuer', (_, text) => {
    const drawn = read({ title: `Rust${text}`, subtitle: text, issuer: text }).texts.get('text')!
    expect(drawn.length).toBeLessThanOrEqual(8)
    for (const line of drawn) expect(line.length).toBeLessThanOrEqual(1501)
  })

  test('lines stay within the medal', () => {
    for (const title of TITLES) {
      for (const { local, attributes } of read({ title, issuer: title }).elements) {
        if (local !== 'text') continue
        const value = (name: string): number =>
          Number(attributes.find((attribute) => attribute.name === name)!.value)
        expect(value('font-size')).toBeGreaterThanOrEqual(16)
        expect(value('y')).toBeGreaterThan(100)
        expect(value('y')).toBeLessThan(500)
      }
    }
  })

  test('has a name and a description for screen readers', () => {
    const { elements, texts } = read({ title: 'Rust I', subtitle: '2026', issuer: 'Example', language: 'en' })
    const root = elements[0]!
    const value = (name: string): string | undefined =>
      root.attributes.find((attribute) => attribute.name === name)?.value
    expect(value('role')).toBe('img')
    const ids = elements
      .filter(({ local }) => local === 'title' || local === 'desc')
      .map(({ attributes }) => attributes[0]!.value)
    expect(value('aria-labelledby')).toBe(ids.join(' '))
    expect(texts.get('desc')).toEqual(['Rust I. 2026. Example'])
  })

  test('the same design gives the same bytes; another gives other ids', () => {
    expect(badgeImage({ title: 'a' })).toEqual(badgeImage({ title: 'a' }))
    expect(svgOf({ title: 'a' }).match(/id="\w+"/)![0]).not.toBe(svgOf({ title: 'b' }).match(/id="\w+"/)![0])
  })

  test('colours are hexadecimal, or the programmer is told', () => {
    expect(svgOf({ title: 'a', colours: { main: '#ABC' } })).toContain('<svg')
    for (const colour of ['red', 'url(https://x.example/)', '#12', '"><script>', 5]) {
      expect(() => badgeImage({ title: 'a', colours: { main: colour as string } })).toThrow(TypeError)
    }
    expect(() => badgeImage({ title: ' ' })).toThrow(TypeError)
    expect(() => badgeImage({ title: 'a', colors: {} } as unknown as BadgeDesign)).toThrow(TypeError)
  })

  test('text is readable on any paper', () => {
    const hex = fc
      .integer({ min: 0, max: 0xffffff })
      .map((n) => `#${n.toString(16).padStart(6, '0')}` as const)
    fc.assert(
      fc.property(hex, hex, (paper, main) => {
        expect(contrast(readableOn(paper, mix(main, '#000000', 0.55)), paper)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('is baked, as SVG and, through a rasteriser, as PNG', async () => {
    const svg = badgeImage({ title: 'Rust I', issuer: 'Example University' })
    const png = new Resvg(Buffer.from(svg), { fitTo: { mode: 'width', value: 300 } }).render().asPng()
    for (const image of [svg, png]) {
      const { credential } = await unbake(bake(image, { id: 'urn:uuid:1', proof: {} }))
      expect(JSON.parse(credential!)).toEqual({ id: 'urn:uuid:1', proof: {} })
    }
  })

  test('arbitrary texts give well-formed drawings', () => {
    const any = fc.string({ unit: anyCharacter, maxLength: 60 })
    fc.assert(
      fc.property(any, any, any, (title, subtitle, issuer) => {
        if (title.trim() !== '') read({ title, subtitle, issuer, description: issuer })
      }),
      { numRuns: bySuite(30, 200) },
    )
  })
})

describe('wrapping', () => {
  test('keeps every character, breaks no word without need, and never a grapheme', () => {
    const graphemes = (text: string): string[] =>
      Array.from(new Intl.Segmenter().segment(text.replace(/\s/g, '')), ({ segment }) => segment)
    for (const title of TITLES.slice(0, 9)) {
      const lines = wrapText(title, 40, () => 8, true)!
      expect(graphemes(lines.join(''))).toEqual(graphemes(title))
    }
    expect(wrapText('one two three', 3, () => 4)).toEqual(['one two', 'three'])
    // Thai and its neighbours write no spaces, and no line begins with a vowel sign that belongs to the letter before.
    for (const text of [
      'การเขียนโปรแกรมระบบอย่างปลอดภัยขั้นพื้นฐานสำหรับผู้เริ่มต้น',
      'ຍິນດີຕ້ອນຮັບທ່ານທັງຫລາຍ',
      'សូមស្វាគមន៍មកកាន់',
    ])
      for (let width = 5; width < 9; width += 0.5) {
        const lines = wrapText(text, 12, () => width, true)!
        expect(lines.join('')).toBe(text)
        for (const line of lines) expect(line).not.toMatch(/^[ะาำๅະາຳ]/)
      }
    expect(wrapText('การเขียนโปรแกรมระบบ', 3, () => 6)?.length).toBeGreaterThan(1)
    expect(wrapText('Donaudampfschiff', 9, () => 3)).toBeUndefined()
  })

  test('cuts to width', () => {
    expect(cutText('short', 10)).toBe('short')
    const cut = cutText('x'.repeat(1_000_000), 10)
    expect(cut.endsWith('…')).toBe(true)
    expect(textWidth(cut)).toBeLessThanOrEqual(10)
    expect(cutText('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2.2)).toBe('👨‍👩‍👧‍👦…')
  })

  test('knows the direction by the first letter', () => {
    expect([isRightToLeft('123 عربي'), isRightToLeft('abc عربي'), isRightToLeft('123')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
