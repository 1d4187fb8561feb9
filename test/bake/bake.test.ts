import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bake } from '../../src/bake/bake.js'
import { crc32, crc32ByTable } from '../../src/bake/png/crc32.js'
import { prepareImage } from '../../src/bake/prepare-image.js'
import { unbake } from '../../src/bake/unbake.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { chunk, IDAT, IEND, IHDR, itxt, join, OB3, png, SIGNATURE, svg, text, utf8 } from './images.js'

const badge = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:1',
  name: 'Łódź 🦊 ]]> é',
  proof: { type: 'DataIntegrityProof' },
}
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6MX0.c2ln'
const images: [string, Uint8Array][] = [
  ['PNG', png()],
  ['SVG', svg()],
]

describe.each(images)('%s', (format, image) => {
  test('carries JSON', async () => {
    const found = await unbake(bake(image, badge))
    expect(JSON.parse(found.credential!)).toEqual(badge)
    expect(found).toMatchObject({
      format: format.toLowerCase(),
      kind: 'json',
      standard: 'open-badges-3',
      warnings: [],
    })
  })

  test('carries a compact JWS exactly', async () => {
    expect(await unbake(bake(image, jws))).toMatchObject({ kind: 'jws', credential: jws, warnings: [] })
  })

  test('carries JSON text exactly', async () => {
    const exact = '{ "b" : 1.50,\n\t"a":"\\u00e9é", "proof": [{}] }'
    expect(await unbake(bake(image, exact))).toMatchObject({ kind: 'json', credential: exact })
  })

  test('holds one credential only', async () => {
    const baked = bake(image, badge)
    expect(() => bake(baked, jws)).toThrow(expect.objectContaining({ code: 'image_invalid' }))
    const again = bake(baked, jws, { existing: 'replace' })
    expect((await unbake(again)).credential).toBe(jws)
    expect(again).toEqual(bake(image, jws))
  })

  test('without credential says so', async () => {
    expect(await unbake(image)).toEqual({
      format: format.toLowerCase(),
      credential: undefined,
      kind: undefined,
      standard: undefined,
      warnings: [],
    })
  })

  test('prepared once, bakes the same bytes', () => {
    const source = image.slice()
    const prepared = prepareImage(source)
    source.fill(0)
    expect(bake(prepared, badge)).toEqual(bake(image, badge))
    expect(bake(structuredClone(prepared), jws)).toEqual(bake(image, jws))
    expect(() => bake(prepared, badge, { existing: 'replace' })).toThrow(TypeError)
  })

  test('does not change its arguments and returns its own bytes', () => {
    const before = image.slice()
    const baked = bake(image, badge)
    expect(image).toEqual(before)
    expect(baked.buffer).not.toBe(image.buffer)
    expect(baked.byteLength).toBe(baked.buffer.byteLength)
    class Bytes extends Uint8Array {}
    expect(Object.getPrototypeOf(bake(new Bytes(image), badge))).toBe(Uint8Array.prototype)
  })

  test('refuses a value that is not a credential', () => {
    const codes: [unknown, string][] = [
      ['', 'jwt_invalid'],
      ['a.b', 'jwt_invalid'],
      ['https://example.org/assertion', 'jwt_invalid'],
      ['{"a":1,"a":2}', 'json_invalid'],
      ['{', 'json_invalid'],
      [{ a: 'x'.repeat(2_000_000) }, 'limit_exceeded'],
      [`{"a":"${'x'.repeat(2_000_000)}"}`, 'limit_exceeded'],
      [{ a: new Date(0) }, 'json_invalid'],
      [{ a: '\ud800' }, 'json_invalid'],
    ]
    for (const [credential, code] of codes) {
      expect(() => bake(image, credential as JsonObject)).toThrow(expect.objectContaining({ code }))
    }
    for (const wrong of [undefined, null, 5, []]) {
      expect(() => bake(image, wrong as unknown as JsonObject)).toThrow(TypeError)
    }
  })

  test('refuses unknown options', () => {
    expect(() => bake(image, badge, { overwrite: true } as object)).toThrow(TypeError)
    expect(() => bake(image, badge, { existing: 'keep' } as object)).toThrow(TypeError)
    expect(() => bake(image, badge, { limits: { bytes: 1 } } as object)).toThrow(TypeError)
    expect(() => unbake(image, { existing: 'replace' } as object)).toThrow(TypeError)
    for (const wrong of ['image', new Uint16Array(8), new ArrayBuffer(8), [1], null]) {
      expect(() => bake(wrong as unknown as Uint8Array, badge)).toThrow(TypeError)
      expect(() => unbake(wrong as unknown as Uint8Array)).toThrow(TypeError)
    }
  })
})

describe('PNG, to the letter', () => {
  test('one uncompressed iTXt chunk before IEND, all else byte for byte', () => {
    const ancillary = [
      chunk('gAMA', '\0\0\0\x01'),
      chunk('acTL', '\0\0\0\x01\0\0\0\0'),
      chunk('tEXt', 'Comment\0hi'),
    ]
    const image = png(...ancillary)
    const expected = join(SIGNATURE, IHDR, ...ancillary, IDAT, itxt('openbadgecredential', jws), IEND)
    expect(bake(image, jws)).toEqual(expected)
  })

  test('replaces wherever the old one lies, and keeps a legacy badge', async () => {
    const legacy = itxt('openbadges', '{"@context":"https://w3id.org/openbadges/v2"}')
    const image = png(itxt('openbadgecredential', '{"old":1}'), legacy)
    const baked = bake(image, jws, { existing: 'replace' })
    expect(baked).toEqual(join(SIGNATURE, IHDR, legacy, IDAT, itxt('openbadgecredential', jws), IEND))
    const found = await unbake(baked)
    expect(found.credential).toBe(jws)
    expect(found.warnings.map(({ code }) => code)).toEqual(['several_containers'])
  })

  test('keeps trailing data by option only', async () => {
    const image = join(png(), utf8('more'))
    expect(() => bake(image, jws)).toThrow(expect.objectContaining({ code: 'image_invalid' }))
    const baked = bake(image, jws, { trailing: 'keep' })
    expect(text(baked.slice(-4))).toBe('more')
    expect((await unbake(baked)).warnings.map(({ code }) => code)).toEqual(['trailing_data'])
  })

  test('checksums agree with a bitwise reference', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
        const whole = chunk('tEXt', data)
        const view = new DataView(whole.buffer)
        const checksum = view.getUint32(whole.length - 4)
        expect(crc32(whole.subarray(4, -4))).toBe(checksum)
        expect(crc32ByTable(whole.subarray(4, -4))).toBe(checksum)
      }),
    )
  })
})

describe('SVG, to the letter', () => {
  test('declares the prefix on the root and puts the element right behind it', () => {
    expect(text(bake(svg('<g/>'), jws))).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" xmlns:openbadges="${OB3}">` +
        `<openbadges:credential verify="${jws}"></openbadges:credential><g/><circle r="4"/></svg>\n`,
    )
  })

  test('JSON goes into CDATA that it cannot end', async () => {
    const baked = bake(svg(), { a: ']]>', '<b>': '&amp;\ufffe\u2028', proof: {} })
    expect(text(baked)).toContain('<![CDATA[{"a":"]]\\u003e","<b>":"&amp;\\ufffe\\u2028","proof":{}}]]>')
    expect(JSON.parse((await unbake(baked)).credential!)).toEqual({
      a: ']]>',
      '<b>': '&amp;\ufffe\u2028',
      proof: {},
    })
  })

  test('an empty root element is opened', async () => {
    const baked = bake(utf8('<s:svg xmlns:s="http://www.w3.org/2000/svg" />'), jws)
    expect(text(baked)).toMatch(/^<s:svg [^>]*[^/]><openbadges:credential .*<\/s:svg>$/)
    expect((await unbake(baked)).credential).toBe(jws)
  })

  test('a prefix that is taken is bound anew on the element', async () => {
    const image = svg(
      '<openbadges:assertion verify="https://example.org/1"/>',
      ' xmlns:openbadges="http://openbadges.org"',
    )
    const baked = bake(image, jws)
    expect(text(baked)).toContain(`<openbadges:credential xmlns:openbadges="${OB3}" verify="${jws}">`)
    expect(await unbake(baked)).toMatchObject({ credential: jws, standard: 'open-badges-3' })
    expect(await unbake(image)).toMatchObject({
      credential: 'https://example.org/1',
      kind: 'url',
      standard: 'open-badges-2',
    })
  })

  test('reads any prefix, and refuses a prefix alone', async () => {
    expect(await unbake(svg(`<x:credential xmlns:x="${OB3}" verify="${jws}"/>`))).toMatchObject({
      credential: jws,
    })
    expect(await unbake(svg(`<credential xmlns="${OB3}" verify="${jws}"/>`))).toMatchObject({
      credential: jws,
    })
    expect(await unbake(svg('<credential/>', ` xmlns:openbadges="${OB3}"`))).toMatchObject({
      credential: undefined,
    })
    const other = svg(`<openbadges:credential verify="${jws}"/>`, ' xmlns:openbadges="https://example.org/"')
    expect(await unbake(other)).toMatchObject({ credential: undefined })
  })

  test('comments, DOCTYPE and line ends stay, and a byte order mark is left out', async () => {
    const source =
      '<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- drawn -->\r\n' +
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\r\n' +
      '<svg xmlns="http://www.w3.org/2000/svg">\r\n<!-- ü --></svg><!-- end -->\r\n'
    const baked = bake(utf8(`\ufeff${source}`), badge)
    const element = /<openbadges:credential>.*<\/openbadges:credential>/s
    expect(text(baked).replace(element, '').replace(` xmlns:openbadges="${OB3}"`, '')).toBe(source)
    expect(JSON.parse((await unbake(baked)).credential!)).toEqual(badge)
  })

  test('an old Latin-1 declaration gets ASCII only', async () => {
    const source = utf8(
      '<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    )
    const baked = bake(source, badge)
    expect(baked.every((byte) => byte < 0x80)).toBe(true)
    expect(JSON.parse((await unbake(baked)).credential!)).toEqual(badge)
  })

  test('script is reported and untouched', () => {
    const image = svg('<script>alert(1)</script><image href="https://example.org/x.png"/>')
    expect(prepareImage(image).warnings.map(({ code }) => code)).toEqual([
      'active_content',
      'external_reference',
    ])
    expect(text(bake(image, jws))).toContain('<script>alert(1)</script>')
  })
})

const hosted = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: 'https://example.org/assertions/1',
  verification: { type: 'HostedBadge' },
}
const token = (claims: object): string =>
  ['{"alg":"RS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

describe.each(images)('what is baked into a %s', (_, image) => {
  test.each<[string, object | string]>([
    ['an object without proof', { '@context': ['https://www.w3.org/ns/credentials/v2'], id: 'urn:x:1' }],
    ['text without proof', '{"id":"urn:x:1"}'],
    ['an empty list of proofs', { id: 'urn:x:1', proof: [] }],
    ['a proof that is no object', { id: 'urn:x:1', proof: 'yes' }],
    ['a record without proof', { type: ['VerifiableCredential', 'ClrCredential'] }],
  ])('is signed: not %s', (_, credential) => {
    expect(() => bake(image, credential)).toThrow(
      expect.objectContaining({
        code: 'model_invalid',
        details: {
          issues: [
            expect.objectContaining({ pointer: '/proof', hint: expect.stringMatching(/sign it first/) }),
          ],
        },
      }),
    )
  })

  test.each<[string, object | string, string]>([
    ['a hosted badge of 2.0', hosted, 'open-badges-2'],
    ['its text', JSON.stringify(hosted), 'open-badges-2'],
    ['a signed badge of 2.0', token({ ...hosted, verification: { type: 'SignedBadge' } }), 'open-badges-2'],
    ['a badge of 1.1', { '@context': 'https://w3id.org/openbadges/v1', id: 'urn:x:1' }, 'open-badges-2'],
    [
      'a badge of 1.0',
      token({ uid: '1', badge: 'https://a.example', verify: { type: 'signed' } }),
      'open-badges-2',
    ],
    ['a record', { type: ['VerifiableCredential', 'ClrCredential'], proof: {} }, 'clr-2'],
    ['a record as a JWT', token({ vc: { type: ['VerifiableCredential', 'ClrCredential'] } }), 'clr-2'],
    ['a badge of 3.0', badge, 'open-badges-3'],
    ['a badge of 3.0 as a JWT', token({ vc: badge }), 'open-badges-3'],
    [
      'a credential in an envelope',
      { type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${jws}` },
      'open-badges-3',
    ],
  ])('lies where its standard says: %s', async (_, credential, standard) => {
    for (const found of [
      await unbake(bake(image, credential)),
      await unbake(bake(prepareImage(image), credential)),
    ]) {
      expect(found.standard).toBe(standard)
      expect(typeof credential === 'string' ? found.credential : JSON.parse(found.credential!)).toEqual(
        credential,
      )
      expect(found.warnings.map(({ code }) => code)).toEqual(
        standard === 'open-badges-2' ? ['legacy_container'] : [],
      )
    }
  })

  test('is what readers find, even if an older credential is in the image', async () => {
    const newer = bake(image, badge)
    const refused = expect.objectContaining({ code: 'image_invalid' })
    expect(() => bake(newer, hosted)).toThrow(refused)
    expect(() => bake(prepareImage(bake(image, hosted)), hosted)).toThrow(refused)
    expect((await unbake(bake(newer, hosted, { existing: 'replace' }))).standard).toBe('open-badges-2')
    // Both may lie in one image, and readers of the newer standard find the newer badge.
    const both = bake(bake(image, hosted), badge)
    expect((await unbake(both)).standard).toBe('open-badges-3')
    const again = bake(both, hosted, { existing: 'replace' })
    expect(JSON.parse((await unbake(again)).credential!)).toEqual(hosted)
    expect((await unbake(again)).warnings.map(({ code }) => code)).toEqual(['legacy_container'])
  })
})

test('the address of a hosted badge stands beside it in an SVG, unless XML would read it otherwise', () => {
  expect(text(bake(svg(), hosted))).toContain(
    `<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="${hosted.id}"><![CDATA[{`,
  )
  expect(text(bake(svg(), { ...hosted, id: 'https://example.org/?a=1&b="' }))).toContain(
    '<openbadges:assertion xmlns:openbadges="http://openbadges.org"><![CDATA[{',
  )
})
