/** The picture of a pathway: read by an XML parser, drawn by a rasteriser. */
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { type Evaluation, evaluate, type Pathway, pathway } from '../../../src/pathways/index.js'
import { type PathwayImageOptions, pathwayImage } from '../../../src/share/index.js'
import { ADA, data, evaluated, PARTS, THEN } from '../../pathways/stack/world.js'
import { drawingOf } from './drawing-of.js'

const svgOf = (evaluation: Evaluation, options: PathwayImageOptions = {}): string =>
  Buffer.from(pathwayImage(evaluation, options)).toString('utf8')
const nothing = (p: Pathway): Evaluation => evaluate(p, [], { holder: { id: ADA }, at: THEN })

const NAMES = [
  '机器学习入门与应用统计学基础课程',
  'مقدمة في تعلم الآلة',
  'हिन्दी कार्यशाला',
  'Donaudampfschifffahrtsgesellschaftskapitänspatent',
  'A & B </text><script>alert(1)</script> "quoted" \u0000 \u202e ]]>',
  '👩🏽‍🚀'.repeat(40),
  'x'.repeat(900),
]
const hostile = pathway({
  id: 'urn:p:hostile',
  name: NAMES[4]!,
  issuers: 'any',
  root: { all: NAMES.map((name, i) => ({ badge: `urn:a:${i}`, name })) },
})

/** `all` within `all`, so many levels. */
const deep = (levels: number): Pathway => {
  let root: Pathway['root'] = { badge: 'urn:a:last' }
  for (let i = 1; i < levels; i++) root = { all: [root] }
  return pathway({ id: 'urn:p:deep', name: 'Deep', issuers: 'any', root })
}
const wide = pathway({
  id: 'urn:p:wide',
  name: 'Wide',
  issuers: 'any',
  root: {
    all: Array.from({ length: 30 }, (_, i) => ({
      name: `G${i}`,
      any: [1, 2, 3].map((n) => ({ badge: `urn:a:${i}-${n}` })),
    })),
  },
})

describe('pathwayImage', () => {
  it('shows what is done, what is missing and what is not needed, each with its own shape', async () => {
    const some = drawingOf(svgOf(await evaluated(PARTS.slice(0, 1)), { pathway: data }))
    expect(some.texts).toEqual([
      'Data assistant',
      'Not complete yet · 0 of 2',
      '2 of these',
      '1 of 2',
      'python',
      'statistics',
      'ethics',
      'first-aid',
    ])
    expect(some.marks).toEqual(['missing', 'done', 'missing', 'missing', 'missing'])
    expect(some.description).toBe(
      'Data assistant: Not complete yet. Done: python. Missing: statistics, ethics, first-aid.',
    )
    const all = drawingOf(svgOf(await evaluated(), { pathway: data, language: 'de' }))
    expect(all.marks).toEqual(['done', 'done', 'done', 'spare', 'done'])
    expect(all.texts).toContain('Vollständig · 2 von 2')
  })

  it('shows open requirements apart from missing ones', async () => {
    const { root, ...rest } = await evaluated()
    const children = root.children!.map((child) => ({ ...child, outcome: 'unknown' as const }))
    const open: Evaluation = { ...rest, outcome: 'unknown', root: { ...root, outcome: 'unknown', children } }
    const drawn = drawingOf(svgOf(open, { pathway: data }))
    expect(drawn.marks.filter((mark) => mark === 'open')).toHaveLength(2)
    expect(drawn.texts[1]).toMatch(/^Not certain yet/)
  })

  it.each(NAMES.map((name, i) => [i, name.slice(0, 20)] as const))('draws name %i: %s', (i) => {
    const svg = svgOf(nothing(hostile), { pathway: hostile, title: NAMES[i]! })
    const { elements, texts } = drawingOf(svg)
    const allowed = ['svg', 'title', 'desc', 'rect', 'path', 'circle', 'text']
    expect(elements.filter(({ name }) => !allowed.includes(name))).toEqual([])
    const attributes = elements.flatMap((element) => Object.keys(element.attributes))
    expect(attributes.filter((name) => /^on|href/.test(name))).toEqual([])
    expect(texts.every((text) => text.length <= 300)).toBe(true)
    expect(svg.length).toBeLessThan(20_000)
    expect(svg).not.toContain('\u202e')
  })

  it('is legible at 400 pixels: no type under 12, nothing outside of the picture', () => {
    const { elements } = drawingOf(svgOf(nothing(hostile), { pathway: hostile }))
    const [root] = elements
    expect(root!.attributes['viewBox']).toBe(`0 0 400 ${root!.attributes['height']}`)
    for (const { name, attributes } of elements) {
      if (name !== 'text') continue
      expect(Number(attributes['font-size'])).toBeGreaterThanOrEqual(12)
      expect(Number(attributes['x'])).toBeLessThanOrEqual(384)
      expect(Number(attributes['y'])).toBeLessThan(Number(root!.attributes['height']))
    }
  })

  it('is bounded, however wide or deep the pathway is', () => {
    const drawn = drawingOf(svgOf(nothing(wide), { pathway: wide }))
    expect(drawn.marks).toHaveLength(60)
    expect(drawn.texts).toContain('and 6 more')
    const deepest = drawingOf(svgOf(nothing(deep(16))))
    const places = deepest.elements.map(({ attributes }) => Number(attributes['x'] ?? 0))
    expect(Math.max(...places)).toBeLessThanOrEqual(384)
  })

  it('has a title and a description for screen readers, and the same bytes each time', async () => {
    const done = await evaluated()
    const [root, title, description] = drawingOf(svgOf(done, { pathway: data })).elements
    expect(root!.attributes).toMatchObject({
      role: 'img',
      'aria-labelledby': `${title!.attributes['id']} ${description!.attributes['id']}`,
    })
    expect(svgOf(done, { pathway: data })).toBe(svgOf(done, { pathway: data }))
    expect(svgOf(done)).not.toBe(svgOf(done, { pathway: data }))
  })

  it('can be drawn by a rasteriser', async () => {
    const image = new Resvg(svgOf(await evaluated(), { pathway: data })).render()
    expect([image.width, image.height > 100]).toEqual([400, true])
    const { pixels } = image
    let coloured = 0
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i] !== pixels[i + 1]) coloured++
    expect(coloured).toBeGreaterThan(1000)
  })

  it('refuses options that it does not know', async () => {
    const done = await evaluated()
    for (const options of [{ pathwya: data }, { language: 'xx' }, { colour: 'red"/>' }]) {
      expect(() => pathwayImage(done, options as never)).toThrow(TypeError)
    }
  })
})
