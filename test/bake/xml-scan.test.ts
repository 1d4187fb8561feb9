/** The XML reader beside saxes, a conforming parser: same verdict, same elements, same text. */
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { IMAGE_LIMITS } from '../../src/bake/image/image-limits.js'
import { scanXml } from '../../src/bake/svg/xml-scan.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { bySuite } from '../by-suite.js'

type Event = readonly [kind: 'open' | 'close' | 'text', ...rest: unknown[]]

function ours(xml: string): Event[] | undefined {
  const events: Event[] = []
  try {
    scanXml(xml, IMAGE_LIMITS, {
      open({ name, namespace, attributes, depth, start, end }) {
        expect(xml.slice(start, start + name.length + 1)).toBe(`<${name}`)
        expect(xml[end - 1]).toBe('>')
        const sorted = attributes.map(({ name, namespace, value }) => [name, namespace, value])
        events.push(['open', name, namespace, depth, sorted])
      },
      close: ({ name }, end) => {
        expect(xml[end - 1]).toBe('>')
        events.push(['close', name])
      },
      text: (text) => void events.push(['text', text]),
    })
    return merged(events)
  } catch (error) {
    if (!isOpenBadgeError(error, 'image_invalid')) throw error
    return undefined
  }
}

function theirs(xml: string): Event[] | undefined {
  const events: Event[] = []
  let depth = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, uri, attributes }) => {
    depth++
    events.push([
      'open',
      name,
      uri,
      depth,
      Object.values(attributes).map(({ name, uri, value }) => [name, uri, value]),
    ])
  })
  parser.on('closetag', ({ name }) => {
    depth--
    events.push(['close', name])
  })
  const text = (part: string): void => {
    if (depth > 0) events.push(['text', part])
  }
  parser.on('text', text)
  parser.on('cdata', text)
  try {
    parser.write(xml).close()
    return merged(events)
  } catch {
    return undefined
  }
}

/** Neighbouring texts are one text; empty ones are none. Namespace of xmlns attributes is told differently. */
function merged(events: readonly Event[]): Event[] {
  const out: Event[] = []
  for (const event of events) {
    const last = out.at(-1)
    if (event[0] === 'text' && event[1] === '') continue
    if (event[0] === 'text' && last?.[0] === 'text') out[out.length - 1] = ['text', `${last[1]}${event[1]}`]
    else if (event[0] === 'open') {
      const attributes = (event[4] as string[][]).filter(([name]) => !name!.startsWith('xmlns'))
      out.push(['open', event[1], event[2], event[3], attributes])
    } else out.push(event)
  }
  return out
}

// Saxes takes any name on Object.prototype for an entity, so no such name is generated.
const fragment = fc.constantFrom(
  '<a>', '</a>', '<a/>', '<b x="1">', '</b>', '<p:a xmlns:p="u:p">', '</p:a>', '<p:b/>', '<a xmlns="u:d">', '<a xmlns="">',
  '<a x="1" y=\'2\' />', '<a x="1" x="2"/>', '<a p:x="1" xmlns:p="u:p"/>', '<a xmlns:xml="u:x"/>', '<a xmlns:p=""/>', '<a\n x\t=\r\n"a\r\nb&#10;c"/>',
  '<a x="<"/>', '<a x=">"/>', '<a x="&lt;&amp;&#65;&#x42;&quot;&apos;"/>', '<a x="&none;"/>', '<a x=1/>', '<a x/>', '<a x="1"y="2"/>',
  '<!-- c -->', '<!-- -- -->', '<!---->', '<!--->', '<![CDATA[<x>&amp;]]>', '<![CDATA[]]]]><![CDATA[>]]>', ']]>', '<?pi data?>', '<?pi?>', '<?xml version="1.0"?>',
  '<?p:i x?>', 'text', ' ', '\n', '\r', '\r\n', '&lt;', '&#13;', '&#0;', '&#xD800;', '&', '&nope;', '>', '<', '<é:ü xmlns:é="u:e"/>', '漢', '🦊',
  '\u0001', '\ufffe', '<1/>', '<a:b:c/>', '<:a/>', '<a:/>', '</ a>', '</a >', '< a/>', '<!DOCTYPE a>', '<!ELEMENT a>',
) // biome-ignore format: one table

test('agrees with saxes on documents of fragments', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 7 }), fc.boolean(), (parts, wrapped) => {
      const xml = wrapped ? `<r>${parts.join('')}</r>` : parts.join('')
      const mine = ours(xml)
      expect(mine).toEqual(theirs(xml))
      if (mine !== undefined) accepted++
    }),
    { numRuns: bySuite(500, 5000) },
  )
  expect(accepted).toBeGreaterThan(bySuite(10, 100))
})

test.each([
  ['<?xml version="1.0" encoding="UTF-8" standalone="no"?><a/>', true],
  ["<?xml version='1.0'?>\n<a/>", true],
  [' <?xml version="1.0"?><a/>', false],
  ['<?xml encoding="UTF-8"?><a/>', false],
  ['<?XML version="1.0"?><a/>', false],
  ['<!DOCTYPE a><a/>', true],
  ['<!DOCTYPE a SYSTEM "x"><a/>', true],
  ["<!DOCTYPE a PUBLIC 'x' 'y' ><a/>", true],
  ['<a/><!DOCTYPE a>', false],
  ['<!DOCTYPE a><!DOCTYPE a><a/>', false],
  ['', false],
  ['<!-- only -->', false],
])('%s', (xml, accepted) => {
  expect(ours(xml) !== undefined).toBe(accepted)
})

test.each([
  '<r xmlns:p="u:1"><a xmlns:p="u:2"><p:b p:x=""/></a><p:c p:x=""/></r>',
  '<r xmlns="u:1"><a xmlns="u:2"><b/></a><c/><d xmlns=""><e/></d><f/></r>',
  '<r><a xmlns:p="u:1"/><p:b/></r>',
  '<r><a xmlns:p="u:1"></a><b p:x=""/></r>',
  '<r><a xmlns:p="u:1"><p:b xmlns:p="u:2"/><p:c/></a></r>',
  '<r xmlns:p="u:1" xmlns:q="u:1" p:x="" q:x=""/>',
  '<r xmlns:p="u:1" xmlns:q="u:2" p:x="" q:x="" x=""/>',
])('binds prefixes as far as their element reaches: %s', (xml) => {
  expect(ours(xml)).toEqual(theirs(xml))
})

test('reads a long namespace once, not once for each attribute', () => {
  const attributes = Array.from({ length: 5000 }, (_, i) => `p:a${i}=""`).join(' ')
  const events = ours(`<r xmlns:p="${'u'.repeat(1_000_000)}" ${attributes}/>`)!
  expect((events[0] as readonly unknown[])[4]).toHaveLength(5000)
})
