import { bake, prepareImage } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { chunk, png, svg } from '../bake/images.js'
import { verify } from './checked.js'
import { CLR } from './record-of.js'
import { makeWorld, NOW, OB, trouble, type World } from './world.js'

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(world.badge())
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect/></svg>')
const latinSvg = (inside: string): Uint8Array =>
  Buffer.concat([Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>'), svg(inside)])
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const OB2 = {
  '@context': 'https://w3id.org/openbadges/v2',
  id: 'https://example.org/a',
  type: 'Assertion',
  verification: { type: 'hosted' },
}

describe('images', () => {
  it.each([
    ['PNG', PNG, 'png'],
    ['SVG', SVG, 'svg'],
  ] as const)('%s: baked, verified', async (_, image, format) => {
    const baked = bake(image, signed)
    expect(await verify(baked, { now: NOW })).toMatchObject({ verified: true, kind: 'open-badge', format })
    const tampered = Buffer.from(Buffer.from(baked).toString('latin1').replace('Rust I', 'Rust J'), 'latin1')
    expect((await verify(tampered, { now: NOW })).verified).toBe(false)
  })
  it('SVG as text', async () => {
    expect(await verify(Buffer.from(bake(SVG, signed)).toString(), { now: NOW })).toMatchObject({
      verified: true,
    })
  })
  it.each([
    ['PNG', (size: number) => png(chunk('teXt', new Uint8Array(size)))],
    ['SVG', (size: number) => svg(`<desc>${'x'.repeat(size)}</desc>`)],
  ] as const)('%s: as large as verify reads, and one byte more', async (_, picture) => {
    const bytes = 2_097_152 - bake(picture(0), signed).length
    const baked = bake(picture(bytes), signed)
    expect(baked).toHaveLength(2_097_152)
    expect(await verify(baked, { now: NOW })).toMatchObject({ verified: true })
    expect(() => bake(picture(bytes + 1), signed)).toThrow(
      expect.objectContaining({
        code: 'limit_exceeded',
        details: { limit: 'bakedBytes', maximum: 2_097_152, found: 2_097_153 },
        message: expect.stringMatching(/has 2097153 bytes.*2097152.*use a smaller image$/),
      }),
    )
  })
  it.each([
    ['PNG', (size: number) => png(chunk('teXt', new Uint8Array(size)))],
    ['SVG', (size: number) => svg(`<desc>${'x'.repeat(size)}</desc>`)],
  ] as const)('%s, prepared: has room for the largest badge', async (_, picture) => {
    const least = prepareImage(picture(0))
    const room = 2_097_152 - 262_144 * 3
    const bytes = room - least.head.length - least.tail.length
    const prepared = prepareImage(picture(bytes))
    const badge = world.badge((made) => {
      made['description'] = '€'.repeat(258_000)
    })
    const large = bake(prepared, await world.sign(badge))
    expect(large.length).toBeGreaterThan(2_080_000)
    expect(await verify(large, { now: NOW })).toMatchObject({ verified: true })
    expect(() => prepareImage(picture(bytes + 1))).toThrow(
      expect.objectContaining({
        code: 'limit_exceeded',
        details: { limit: 'bakedBytes', maximum: room, found: room + 1 },
      }),
    )
  })
  it('SVG in ASCII: no text that is too long once it is escaped', async () => {
    const long = async (length: number): Promise<JsonObject> =>
      world.sign(
        world.badge((made) => {
          made['description'] = '€'.repeat(length)
        }),
      )
    expect(await verify(bake(latinSvg(''), await long(43_000)), { now: NOW })).toMatchObject({
      verified: true,
    })
    const longer = await long(44_000)
    expect(() => bake(latinSvg(''), longer)).toThrow(
      expect.objectContaining({
        code: 'limit_exceeded',
        details: expect.objectContaining({ limit: 'credentialBytes' }),
      }),
    )
    expect(await verify(bake(SVG, longer), { now: NOW })).toMatchObject({ verified: true })
  })
  it('SVG with a byte order mark, before and after baking', async () => {
    const marked = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from('\uFEFF'), bytes])
    const baked = bake(marked(SVG), signed)
    expect(baked).toEqual(bake(SVG, signed))
    const other = marked(baked)
    const spaced = marked(Buffer.concat([Buffer.from('\r\n'), baked]))
    for (const input of [other, other.toString(), spaced]) {
      expect(await verify(input, { now: NOW })).toMatchObject({ verified: true, format: 'svg', warnings: [] })
    }
  })
  it.each<[string, Uint8Array, string, string]>([
    ['two byte order marks', Buffer.from(`\uFEFF\uFEFF${SVG}`), 'unknown', 'structure fail byte_order_mark'],
    ['a picture without a badge', PNG, 'image', 'structure fail image_empty'],
    ['a drawing without a badge', SVG, 'image', 'structure fail image_empty'],
    ['half a picture', PNG.subarray(0, 40), 'image', 'structure fail image_invalid'],
    ['markup of another kind', Buffer.from('<note/>'), 'unknown', 'structure fail unrecognised'],
  ])('%s', async (_, bytes, kind, expected) => {
    const report = await verify(bytes)
    expect(report.kind).toBe(kind)
    expect(trouble(report)).toBe(expected)
  })
  it('keep their bytes from changing under the checks', async () => {
    const bytes = Uint8Array.from(bake(PNG, signed))
    const pending = verify(bytes, { now: NOW })
    bytes.fill(0)
    expect((await pending).verified).toBe(true)
  })
})

describe('what people upload', () => {
  it.each<[string, unknown, string, string]>([
    ['a hosted Open Badge 2.0', OB2, 'open-badge-2-hosted', 'structure unknown open_badge_2'],
    [
      'a signed Open Badge 2.0',
      `${base64url({ alg: 'RS256' })}.${base64url({ ...OB2, verification: { type: 'signed' } })}.AAAA`,
      'open-badge-2-signed',
      'structure unknown open_badge_2',
    ],
    [
      'an Open Badge 1',
      { '@context': 'https://w3id.org/openbadges/v1', uid: '1' },
      'open-badge-1',
      'structure unknown open_badge_1',
    ],
    [
      'a very old assertion',
      { uid: '1', badge: 'https://x.example/b', verify: { type: 'hosted' } },
      'open-badge-1',
      'structure unknown open_badge_1',
    ],
    [
      'a European credential',
      {
        '@context': [
          'https://www.w3.org/2018/credentials/v1',
          'http://data.europa.eu/snb/model/context/edc-ap',
        ],
        type: ['VerifiableCredential', 'EuropeanDigitalCredential'],
      },
      'european-learning-model',
      'structure unknown european_learning_model',
    ],
    [
      'a Blockcert',
      {
        '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/blockcerts/v3.2'],
        type: ['VerifiableCredential'],
      },
      'blockcerts',
      'structure unknown blockcerts',
    ],
    [
      'a Blockcert by its proof',
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        proof: { type: 'MerkleProof2019' },
      },
      'blockcerts',
      'structure unknown blockcerts',
    ],
    ['an SD-JWT', 'eyJhbGciOiJFUzI1NiJ9.eyJfc2QiOltdfQ.AAAA~WyJhIl0~', 'sd-jwt', 'structure unknown sd_jwt'],
    ['a web address', 'https://example.org/badges/1', 'web-address', 'structure fail web_address'],
    ['a web page', '<!DOCTYPE html><html><body>My badge</body></html>', 'html', 'structure fail html_page'],
    ['other JSON', { a: 1 }, 'json', 'structure fail json_unrecognised'],
    ['a list', [], 'json', 'structure fail json_unrecognised'],
    ['a number', 5, 'json', 'structure fail json_unrecognised'],
    ['null', null, 'json', 'structure fail json_unrecognised'],
    ['an empty text', '', 'unknown', 'structure fail unrecognised'],
    ['prose', 'I passed the exam!', 'unknown', 'structure fail unrecognised'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'unknown', 'structure fail file_type_other'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image', 'structure fail file_type_other'],
    ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'image', 'structure fail file_type_other'],
    ['a gzip file', Buffer.from([0x1f, 0x8b, 8]), 'unknown', 'structure fail file_type_other'],
    ['a ZIP', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 'unknown', 'structure fail file_type_other'],
    ['UTF-16', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'unknown', 'structure fail encoding_invalid'],
    [
      'Latin-1',
      Buffer.from('{"name":"Universität"}', 'latin1'),
      'unknown',
      'structure fail encoding_invalid',
    ],
    ['no bytes', new Uint8Array(), 'unknown', 'structure fail unrecognised'],
  ])('%s', async (_, input, kind, expected) => {
    const report = await verify(input)
    expect(report.kind).toBe(kind)
    expect(trouble(report)).toContain(expected)
    expect(report.checks.slice(1).every(({ outcome }) => outcome === 'skipped')).toBe(true)
  })

  it.each<[string, () => unknown, string]>([
    ['three megabytes of text', () => 'x'.repeat(3_000_000), 'input_too_large'],
    ['three megabytes of bytes', () => new Uint8Array(3_000_000), 'input_too_large'],
    ['a long document', () => JSON.stringify({ a: 'x'.repeat(300_000) }), 'limit_exceeded'],
    ['a deep document', () => `${'['.repeat(100)}${']'.repeat(100)}`, 'limit_exceeded'],
    ['a very deep document', () => '['.repeat(1_000_000), 'limit_exceeded'],
    ['a deep object', () => Array.from({ length: 100 }).reduce((inner) => ({ inner }), {}), 'limit_exceeded'],
    ['many values', () => JSON.stringify(Array(60_000).fill(1)), 'limit_exceeded'],
    [
      'a circle',
      () => {
        const a: Record<string, unknown> = {}
        a['a'] = a
        return a
      },
      'limit_exceeded',
    ],
    [
      'a getter',
      () => ({
        get type() {
          throw new Error('gotcha')
        },
      }),
      'json_invalid',
    ],
    [
      'a proxy',
      () =>
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('gotcha')
            },
          },
        ),
      'json_invalid',
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return proxy
      },
      'json_invalid',
    ],
    ['a date', () => new Date(), 'json_invalid'],
    ['a map', () => new Map([['type', 'x']]), 'json_invalid'],
    ['a bigint', () => 5n, 'json_invalid'],
    ['a symbol', () => Symbol('x'), 'json_invalid'],
    [
      'memory that was handed on',
      () => {
        const bytes = new Uint8Array(8)
        structuredClone(bytes, { transfer: [bytes.buffer] })
        return bytes
      },
      'json_invalid',
    ],
    [
      'a view of memory that was handed on',
      () => {
        const view = new DataView(new ArrayBuffer(8))
        structuredClone(view, { transfer: [view.buffer] })
        return view
      },
      'json_invalid',
    ],
    ['an object with toJSON', () => ({ toJSON: () => ({ type: 'VerifiableCredential' }) }), 'json_invalid'],
  ])('%s', async (_, input, code) => {
    const report = await verify(input())
    expect(report.checks[0]).toMatchObject({ outcome: 'fail', code })
  })

  it('is found in the wrapper of an interface', async () => {
    for (const name of ['credential', 'verifiableCredential', 'vc', 'data']) {
      const report = await verify({ status: 'ok', [name]: signed }, { now: NOW })
      expect(report).toMatchObject({ verified: true, warnings: [{ code: 'unwrapped' }] })
      expect(report.verified && report.credential).toEqual(signed)
    }
    expect((await verify({ vc: { ...signed, name: 'x' } }, { now: NOW })).verified).toBe(false)
    expect((await verify({ vc: { vc: { a: 1 } } }, { now: NOW })).kind).toBe('json')
  })

  const association = {
    type: 'Association',
    associationType: 'isChildOf',
    sourceId: 'urn:a',
    targetId: 'urn:b',
  }
  it.each<[string, unknown, readonly string[]]>([
    ['one', association, []],
    ['a list of one', [association], []],
    ['none', [], []],
    ['an object with a member named entries', { entries: 1 }, ['/credentialSubject/association/sourceId']],
    ['an object with a method of lists', { entries: {} }, ['/credentialSubject/association/targetId']],
    ['a number', 5, ['/credentialSubject/association']],
    ['a text', 'x', ['/credentialSubject/association']],
    ['a list of null', [null], ['/credentialSubject/association/0']],
  ])('may be a record with %s for its associations', async (_, associations, expected) => {
    const record = {
      '@context': ['https://www.w3.org/ns/credentials/v2', CLR, OB],
      id: 'urn:x:1',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Record',
      issuer: { id: 'did:example:1', type: ['Profile'] },
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { type: ['ClrSubject'], verifiableCredential: [signed], association: associations },
    }
    const { checks, issues } = await verify(record, { conformance: 'required' })
    expect(checks[0]!.outcome).toBe(expected.length === 0 ? 'pass' : 'fail')
    expect(issues.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining([...expected]))
    // Associations join definitions: no verdict rests on them.
    expect((await verify(record)).checks[0]!.outcome).toBe('pass')
  })

  it('is told in the reader’s language', async () => {
    const de = await verify('I passed!', { language: 'de' })
    expect(de.checks[0]!.message).toContain('Nachweis')
    const fr = await verify({ ...signed, name: 'x' }, { now: NOW, language: 'fr' })
    expect(fr.checks[1]!.message).toContain('signature')
  })

  it('stays out of the report: no content, no addresses', async () => {
    const secret = 'ada.lovelace@example.org'
    for (const input of [
      { ...signed, name: secret },
      `{"x":"${secret}"}`,
      secret,
      { ...signed, id: secret },
    ]) {
      expect(JSON.stringify(await verify(input, { now: NOW }))).not.toContain(secret)
    }
  })
})
