/** One row for each hostile or odd image: what it is, and exactly how it ends. */
import { describe, expect, test } from 'vitest'
import { bake } from '../../src/bake/bake.js'
import { unbake } from '../../src/bake/unbake.js'
import { isOpenBadgeError, OpenBadgeError } from '../../src/errors.js'
import { bySuite } from '../by-suite.js'
import {
  chunk,
  deflate,
  IDAT,
  IEND,
  IHDR,
  itxt,
  join,
  OB3,
  png,
  SIGNATURE,
  svg,
  utf8,
  utf16,
} from './images.js'

const jws = 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6MX0.c2ln'
const json = '{"id":"urn:uuid:1"}'
const KEY = 'openbadgecredential'

/** `'none'`: no credential; a row of warning codes: read, with these; `code reason`: refused so. */
type Outcome = 'none' | readonly string[] | `image_invalid: ${string}` | `limit_exceeded: ${string}`
type Row = readonly [what: string, image: () => Uint8Array | Promise<Uint8Array>, outcome: Outcome]

const oversized = (length: number): Uint8Array => {
  const whole = chunk('iTXt', `${KEY}\0\0\0\0\0${json}`)
  new DataView(whole.buffer).setUint32(0, length)
  return whole
}
/** One after the other, in one piece: a million arguments would be too many for some engines. */
const repeat = (bytes: Uint8Array, count: number): Uint8Array => {
  const whole = new Uint8Array(bytes.length * count)
  for (let i = 0; i < count; i++) whole.set(bytes, i * bytes.length)
  return whole
}
const compressedItxt = (body: Uint8Array): Uint8Array => chunk('iTXt', join(utf8(`${KEY}\0\x01\0\0\0`), body))
const bomb = (): Promise<Uint8Array> => deflate(new Uint8Array(50_000_000).fill(0x7b))
const element = (body: string, attributes = ''): string =>
  `<o:credential xmlns:o="${OB3}"${attributes}>${body}</o:credential>`

const PNG_ROWS: readonly Row[] = [
  ['no bytes', () => new Uint8Array(), 'image_invalid: format'],
  ['JPEG', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image_invalid: format'],
  ['GIF', () => utf8('GIF89a'), 'image_invalid: format'],
  [
    'PNG signature with text-mode line ends',
    () => join(Uint8Array.of(0x89), utf8('PNG\n\x1a\n')),
    'image_invalid: format',
  ],
  ['signature only', () => SIGNATURE, 'image_invalid: truncated'],
  ['no IHDR', () => join(SIGNATURE, IDAT, IEND), 'image_invalid: chunk order'],
  ['two IHDR', () => png(IHDR), 'image_invalid: chunk order'],
  [
    'iOS CgBI before IHDR',
    () => join(SIGNATURE, chunk('CgBI', '\0\0\0\0'), IHDR, IDAT, IEND),
    'image_invalid: chunk order',
  ],
  [
    'IHDR of 12 bytes',
    () => join(SIGNATURE, chunk('IHDR', '\0'.repeat(12)), IDAT, IEND),
    'image_invalid: header',
  ],
  ['no IDAT', () => join(SIGNATURE, IHDR, itxt(KEY, jws), IEND), 'image_invalid: no pixels'],
  ['no IEND', () => join(SIGNATURE, IHDR, itxt(KEY, jws), IDAT), 'image_invalid: truncated'],
  ['IEND with data', () => join(SIGNATURE, IHDR, IDAT, chunk('IEND', 'x')), 'image_invalid: trailer'],
  ['chunk type with a digit', () => png(chunk('tE1t', 'x')), 'image_invalid: chunk type'],
  ['chunk type of zeros', () => png(chunk('\0\0\0\0')), 'image_invalid: chunk type'],
  [
    'wrong checksum on the credential',
    () => png(chunk('iTXt', `${KEY}\0\0\0\0\0${jws}`, 1)),
    'image_invalid: checksum',
  ],
  [
    'wrong checksum on an unrelated chunk',
    () => png(chunk('gAMA', '\0\0\0\x01', 1)),
    'image_invalid: checksum',
  ],
  ['length of 2^31', () => png(oversized(0x8000_0000)), 'image_invalid: chunk length'],
  ['length of 2^32 - 1', () => png(oversized(0xffff_ffff)), 'image_invalid: chunk length'],
  ['length of 2^31 - 1', () => png(oversized(0x7fff_ffff)), 'image_invalid: truncated'],
  ['length one too long', () => png(oversized(KEY.length + 5 + json.length + 1)), 'image_invalid: checksum'],
  ['chunk bomb: 200,000 empty chunks', () => png(repeat(chunk('tEXt'), 200_000)), 'limit_exceeded: chunks'],
  ['60,000 text chunks with our keyword', () => png(repeat(itxt(KEY, jws), 60_000)), ['repeated_container']],
  ['two credentials', () => png(itxt(KEY, jws), itxt(KEY, json)), 'image_invalid: several credentials'],
  ['the same credential twice', () => png(itxt(KEY, jws), itxt(KEY, jws)), ['repeated_container']],
  [
    'one as iTXt, one as tEXt',
    () => png(itxt(KEY, jws), chunk('tEXt', `${KEY}\0${jws}`)),
    'image_invalid: several credentials',
  ],
  ['credential in tEXt', () => png(chunk('tEXt', `${KEY}\0${jws}`)), ['misplaced_container']],
  ['compressed iTXt', async () => png(compressedItxt(await deflate(json))), ['compressed_container']],
  ['compressed iTXt bomb', async () => png(compressedItxt(await bomb())), 'limit_exceeded: credentialBytes'],
  [
    'zTXt bomb',
    async () => png(chunk('zTXt', join(utf8('openbadges\0\0'), await bomb()))),
    'limit_exceeded: credentialBytes',
  ],
  ['compressed iTXt of garbage', () => png(compressedItxt(utf8('garbage'))), 'image_invalid: compression'],
  [
    'compressed iTXt cut short',
    async () => png(compressedItxt((await deflate(json)).subarray(0, -6))),
    'image_invalid: compression',
  ],
  [
    'compressed iTXt with bytes behind it',
    async () => png(compressedItxt(join(await deflate(json), utf8('x')))),
    'image_invalid: compression',
  ],
  ['compression flag 2', () => png(chunk('iTXt', `${KEY}\0\x02\0\0\0${json}`)), 'image_invalid: text chunk'],
  [
    'compression method 1',
    () => png(chunk('iTXt', `${KEY}\0\0\x01\0\0${json}`)),
    'image_invalid: text chunk',
  ],
  ['keyword and nothing else', () => png(chunk('iTXt', `${KEY}\0`)), 'image_invalid: text chunk'],
  ['no translated keyword', () => png(chunk('iTXt', `${KEY}\0\0\0en`)), 'image_invalid: text chunk'],
  ['keyword without its end', () => png(chunk('iTXt', KEY)), 'none'],
  ['keyword of 100 letters', () => png(chunk('iTXt', `${'k'.repeat(100)}\0\0\0\0\0${json}`)), 'none'],
  ['keyword in capitals', () => png(itxt('OpenBadgeCredential', json)), 'none'],
  ['keyword with a blank', () => png(itxt(`${KEY} `, json)), 'none'],
  ['language tag and translated keyword', () => png(chunk('iTXt', `${KEY}\0\0\0en\0badge\0${json}`)), []],
  ['empty text', () => png(itxt(KEY, '')), 'image_invalid: content'],
  ['text that is neither', () => png(itxt(KEY, 'hello')), 'image_invalid: content'],
  [
    'address in an Open Badges 3.0 container',
    () => png(itxt(KEY, 'https://127.0.0.1/')),
    'image_invalid: content',
  ],
  ['byte order mark before the JSON', () => png(itxt(KEY, `\ufeff${json}`)), 'image_invalid: content'],
  [
    'ill-formed UTF-8',
    () => png(itxt(KEY, Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d))),
    'image_invalid: not UTF-8',
  ],
  ['overlong UTF-8', () => png(itxt(KEY, Uint8Array.of(0x7b, 0xc0, 0xaf, 0x7d))), 'image_invalid: not UTF-8'],
  ['UTF-16 text', () => png(itxt(KEY, utf16(json))), 'image_invalid: content'],
  ['UTF-8 encoded twice', () => png(itxt(KEY, '{"name":"SAFeÂ®"}')), ['doubly_encoded']],
  [
    '2 MB of text',
    () => png(itxt(KEY, `{"a":"${'x'.repeat(2_000_000)}"}`)),
    'limit_exceeded: credentialBytes',
  ],
  ['credential behind IEND', () => join(png(), itxt(KEY, jws)), 'none'],
  [
    'credential, and a second one behind IEND',
    () => join(png(itxt(KEY, jws)), itxt(KEY, json)),
    ['trailing_data'],
  ],
  ['ZIP archive behind IEND', () => join(png(itxt(KEY, jws)), utf8('PK\x03\x04')), ['trailing_data']],
  [
    'animated PNG',
    () => png(chunk('acTL', '\0\0\0\x01\0\0\0\0'), chunk('fcTL', '\0'.repeat(26)), itxt(KEY, jws)),
    [],
  ],
  [
    'legacy iTXt',
    () => png(itxt('openbadges', '{"@context":"https://w3id.org/openbadges/v2"}')),
    ['legacy_container'],
  ],
  [
    'legacy tEXt with an address',
    () => png(chunk('tEXt', 'openbadges\0https://example.org/a/1')),
    ['legacy_container'],
  ],
  [
    'legacy tEXt in Latin-1',
    () => png(chunk('tEXt', 'openbadges\0{"name":"Caf\xe9"}')),
    ['legacy_container'],
  ],
  [
    'legacy zTXt',
    async () => png(chunk('zTXt', join(utf8('openbadges\0\0'), await deflate(json)))),
    ['legacy_container', 'compressed_container'],
  ],
  [
    'legacy zTXt with unknown method',
    () => png(chunk('zTXt', 'openbadges\0\x05x')),
    'image_invalid: text chunk',
  ],
  [
    'legacy script address',
    () => png(chunk('tEXt', 'openbadges\0javascript:alert(1)')),
    'image_invalid: content',
  ],
  ['CLR 2.0', () => png(itxt('clrcredential', json)), []],
  ['OB 3.0 beside OB 2.0', () => png(itxt('openbadges', json), itxt(KEY, jws)), ['several_containers']],
  ['100 MB of junk', () => new Uint8Array(100_000_000), 'limit_exceeded: imageBytes'],
  [
    '20 MB of junk behind a signature',
    () => join(SIGNATURE, new Uint8Array(20_000_000).fill(0x41)),
    'image_invalid: truncated',
  ],
]

const SVG_ROWS: readonly Row[] = [
  [
    'billion laughs',
    () =>
      utf8(
        `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg">&c;</svg>`,
      ),
    'image_invalid: entities',
  ],
  [
    'external entity',
    () =>
      utf8(
        `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">${element('&x;')}</svg>`,
      ),
    'image_invalid: entities',
  ],
  [
    'parameter entity',
    () => utf8('<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]><svg/>'),
    'image_invalid: entities',
  ],
  [
    'plain DOCTYPE with an external identifier',
    () =>
      utf8(
        `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1/x.dtd"><svg xmlns="http://www.w3.org/2000/svg">${element('', ` verify="${jws}"`)}</svg>`,
      ),
    [],
  ],
  ['DOCTYPE within the root', () => svg('<!DOCTYPE svg>'), 'image_invalid: not well-formed'],
  ['undefined entity', () => svg('&nbsp;'), 'image_invalid: entities'],
  [
    'entity named like an object member',
    () => svg(element('{"a":"&constructor;"}')),
    'image_invalid: entities',
  ],
  ['bare ampersand', () => svg('a & b'), 'image_invalid: entities'],
  ['reference to a forbidden character', () => svg('&#0;'), 'image_invalid: characters'],
  ['reference beyond Unicode', () => svg('&#x110000;'), 'image_invalid: characters'],
  ['reference to a surrogate', () => svg('&#xD800;'), 'image_invalid: characters'],
  ['NUL byte', () => svg('\0'), 'image_invalid: characters'],
  [
    'UTF-16 with a byte order mark',
    () => utf16('\ufeff<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image_invalid: format',
  ],
  [
    'UTF-16 without one',
    () => utf16('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image_invalid: characters',
  ],
  [
    'declared UTF-16',
    () => utf8('<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image_invalid: encoding',
  ],
  [
    'declared UTF-7',
    () => utf8('<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image_invalid: encoding',
  ],
  [
    'declared Latin-1, but beyond ASCII',
    () => utf8('<?xml version="1.0" encoding="iso-8859-1"?><svg xmlns="http://www.w3.org/2000/svg">é</svg>'),
    'image_invalid: encoding',
  ],
  [
    'ill-formed UTF-8',
    () => join(utf8('<svg xmlns="http://www.w3.org/2000/svg">'), Uint8Array.of(0xff), utf8('</svg>')),
    'image_invalid: not UTF-8',
  ],
  [
    'HTML',
    () => utf8('<!DOCTYPE html><html><svg xmlns="http://www.w3.org/2000/svg"/></html>'),
    'image_invalid: root',
  ],
  ['svg without namespace', () => utf8('<svg/>'), 'image_invalid: root'],
  ['svg of another namespace', () => utf8('<svg xmlns="https://example.org/svg"/>'), 'image_invalid: root'],
  ['text only', () => utf8('< svg'), 'image_invalid: not well-formed'],
  ['two roots', () => join(svg(), svg()), 'image_invalid: not well-formed'],
  ['cut off between elements', () => svg(element(json)).slice(0, -7), 'image_invalid: truncated'],
  ['tags crossed', () => svg('<a><b></a></b>'), 'image_invalid: not well-formed'],
  ['attribute without quotes', () => svg('<g a=1/>'), 'image_invalid: not well-formed'],
  ['attribute twice', () => svg('<g a="1" a="2"/>'), 'image_invalid: not well-formed'],
  [
    'verify twice',
    () => svg(element('', ` verify="${jws}" verify="x.y.z"`)),
    'image_invalid: not well-formed',
  ],
  [
    'verify twice, by two prefixes',
    () => svg(`<g xmlns:a="u:1" xmlns:b="u:1" a:x="1" b:x="2"/>`),
    'image_invalid: not well-formed',
  ],
  ['verify in a namespace', () => svg(element('', ` o:verify="${jws}"`)), 'image_invalid: content'],
  ['prefix bound to nothing', () => svg('<x:g/>'), 'image_invalid: namespace'],
  ['prefix xmlns bound', () => svg('<g xmlns:xmlns="u:1"/>'), 'image_invalid: namespace'],
  [
    'wrong namespace',
    () => svg(`<credential xmlns="https://purl.imsglobal.org/ob/v3p0/" verify="${jws}"/>`),
    'none',
  ],
  ['wrong element', () => svg(`<assertion xmlns="${OB3}" verify="${jws}"/>`), 'none'],
  ['credential in a comment', () => svg(`<!-- ${element(json)} -->`), 'none'],
  ['credential in CDATA', () => svg(`<![CDATA[${element(json)}]]>`), 'none'],
  ['the same credential twice', () => svg(element(json) + element(json)), ['repeated_container']],
  [
    'two credentials',
    () => svg(element(json) + element(json.replace('{', '{ '))),
    'image_invalid: several credentials',
  ],
  [
    'attribute and text at once',
    () => svg(element(json, ` verify="${jws}"`)),
    'image_invalid: several credentials',
  ],
  ['credential within a credential', () => svg(element(element(json))), 'image_invalid: credential element'],
  ['markup within the credential', () => svg(element(`<b>${json}</b>`)), 'image_invalid: credential element'],
  ['empty credential', () => svg(element('')), 'image_invalid: content'],
  ['CDATA split in the middle of its end', () => svg(element('<![CDATA[{"a":"]]]]><![CDATA[>"}]]>')), []],
  ['CDATA never closed', () => svg('<![CDATA[ x'), 'image_invalid: not well-formed'],
  ['end of CDATA in text', () => svg(']]>'), 'image_invalid: not well-formed'],
  ['JSON as escaped text', () => svg(element('{&quot;id&quot;:&#x22;1&#34;}')), []],
  ['comment within the JSON', () => svg(element('{"a":<!-- x -->1}')), []],
  ['credential deep inside', () => svg(`<g><g>${element(json)}</g></g>`), ['misplaced_container']],
  [
    'script and event handlers',
    () => svg(`<script>alert(1)</script><g onload="x()"/>${element(json)}`),
    ['active_content'],
  ],
  ['script address', () => svg(`<a href=" javascript:alert(1)"/>${element(json)}`), ['active_content']],
  [
    'external image, style sheet and font',
    () => svg(`<image href="https://127.0.0.1/"/><style>@import "//127.0.0.1/"</style>${element(json)}`),
    ['external_reference'],
  ],
  [
    'style sheet instruction',
    () => join(utf8('<?xml-stylesheet href="http://127.0.0.1/"?>'), svg(element(json))),
    ['external_reference'],
  ],
  [
    'local references',
    () => svg(`<use href="#a"/><g fill="url( '#b' )"/><a href="https://example.org/"/>${element(json)}`),
    [],
  ],
  ['100,000 levels of elements', () => svg('<g>'.repeat(100_000)), 'limit_exceeded: depth'],
  [
    '100,000 attributes',
    () => svg(`<g ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>${element(json)}`),
    [],
  ],
  ['half a million elements', () => svg('<g/>'.repeat(500_001)), 'limit_exceeded: elements'],
  ['a million blanks in a tag', () => svg(`<g ${' '.repeat(1_000_000)}`), 'image_invalid: not well-formed'],
  ['a million ampersands', () => svg('&'.repeat(1_000_000)), 'image_invalid: entities'],
  ['a million half-open comments', () => svg('<!--'.repeat(250_000)), 'image_invalid: not well-formed'],
  [
    'a million url( in an attribute',
    () => svg(`<g style="${'url( '.repeat(200_000)}"/>${element(json)}`),
    ['external_reference'],
  ],
  [
    '30,000 legacy assertions',
    () => svg('<assertion xmlns="http://openbadges.org"/>'.repeat(30_000)),
    'image_invalid: content',
  ],
  [
    '2 MB of credential',
    () => svg(element(`<![CDATA[{"a":"${'x'.repeat(2_000_000)}"}]]>`)),
    'limit_exceeded: credentialBytes',
  ],
  [
    'legacy signed assertion',
    () => svg(`<assertion xmlns="http://openbadges.org" verify="${jws}"><![CDATA[${json}]]></assertion>`),
    ['legacy_container'],
  ],
  [
    'legacy hosted assertion',
    () =>
      svg(
        `<assertion xmlns="http://openbadges.org" verify="https://example.org/1"><![CDATA[${json}]]></assertion>`,
      ),
    ['legacy_container'],
  ],
  ['CLR 2.0', () => svg(`<credential xmlns="https://purl.imsglobal.org/clr/v2p0" verify="${jws}"/>`), []],
]

async function outcomeOf(image: Uint8Array): Promise<Outcome> {
  try {
    const { credential, warnings } = await unbake(image)
    if (credential === undefined) return 'none'
    return warnings.map(({ code }) => code)
  } catch (error) {
    if (isOpenBadgeError(error, 'image_invalid')) return `image_invalid: ${error.details.reason}`
    if (isOpenBadgeError(error, 'limit_exceeded')) return `limit_exceeded: ${error.details.limit}`
    throw error
  }
}

describe.each([
  ['PNG', PNG_ROWS],
  ['SVG', SVG_ROWS],
] as const)('hostile %s', (_format, rows) => {
  test.each(rows)('%s', async (_what, image, outcome) => {
    expect(await outcomeOf(await image())).toEqual(outcome)
  })
})

/** Whatever unbake refuses to read, bake refuses to write into, or makes good by replacing. */
const ROWS = [...PNG_ROWS, ...SVG_ROWS]
test.each(ROWS.filter((_, i) => i % bySuite(4, 1) === 0))('baking: %s', async (_what, make, outcome) => {
  const image = await make()
  let baked: Uint8Array
  try {
    baked = bake(image, jws, { existing: 'replace', trailing: 'keep' })
  } catch (error) {
    expect(error).toBeInstanceOf(OpenBadgeError)
    expect(typeof outcome).toBe('string')
    return
  }
  const found = await unbake(baked)
  expect(found.credential).toBe(jws)
})

test('a PNG cut at every byte', async () => {
  const image = png(itxt(KEY, jws), chunk('tEXt', 'a\0b'))
  for (let end = 0; end < image.length; end++) {
    const outcome = await outcomeOf(image.subarray(0, end))
    expect(outcome).toBe(end < 8 ? 'image_invalid: format' : 'image_invalid: truncated')
  }
})

test('an SVG cut at every byte', async () => {
  const image = svg(element(`<![CDATA[${json}]]>`))
  for (let end = 0; end < image.length - 1; end++) {
    expect(await outcomeOf(image.subarray(0, end))).toMatch(/^image_invalid/)
  }
})

test('every single flipped bit of a PNG is noticed or harmless', async () => {
  const image = png(itxt(KEY, jws))
  for (let bit = 0; bit < image.length * 8; bit++) {
    const spoilt = image.slice()
    spoilt[bit >> 3]! ^= 1 << (bit & 7)
    expect(await outcomeOf(spoilt)).toMatch(/^image_invalid/)
  }
})

test.each([Number.POSITIVE_INFINITY, 1e300, 1000.5])(
  'a bound of %s bytes is one like any other',
  async (credentialBytes) => {
    const image = png(compressedItxt(await deflate(utf8(json))))
    expect((await unbake(image, { limits: { credentialBytes } })).credential).toBe(json)
  },
)
