import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bake } from '../../src/bake/bake.js'
import { prepareImage } from '../../src/bake/prepare-image.js'
import { unbake } from '../../src/bake/unbake.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { anyCharacter } from '../any-character.js'
import { chunk, png, svg, text, utf8 } from './images.js'

/** Strings of any script, with what is awkward in XML, JSON and PNG strewn in. */
const awkward = fc.constantFrom(
  ']]>', '<![CDATA[', '</openbadges:credential>', '&amp;', '&', '<', '"', '\\', '\\]]>', '\0', '\u007f', '\u0085',
  '\u2028', '\ufeff', '\ufffe', '\uffff', '\r\n', 'é', 'e\u0301', '漢字', 'العربية', 'עברית', 'हिन्दी', '🦊', '👩🏽‍🚀', '𐍈', '\ud83d\ude00',
) // biome-ignore format: one table
const name = fc
  .array(fc.oneof(awkward, fc.string({ unit: anyCharacter, maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((whole) => text(utf8(whole)) === whole)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    name,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(name, tie('any'), { maxKeys: 4 }),
})).any
const credential = fc
  .record({
    '@context': fc.constant(['https://www.w3.org/ns/credentials/v2']),
    id: fc.uuid().map((id) => `urn:uuid:${id}`),
    name,
    credentialSubject: fc.dictionary(name, value, { maxKeys: 5 }),
    proof: fc.constant({ type: 'DataIntegrityProof' }),
  })
  .map((badge) => badge as unknown as JsonObject)
const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
const jws = fc.tuple(base64url, base64url, base64url).map((parts) => parts.join('.'))

const ancillary = fc.array(
  fc.tuple(
    fc.constantFrom('gAMA', 'tEXt', 'iTXt', 'zTXt', 'acTL', 'fdAT', 'prVt'),
    fc.uint8Array({ maxLength: 40 }),
  ),
  { maxLength: 5 },
)

describe('unbake after bake is the identity', () => {
  test('1,000 credentials in PNG, every other byte unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(ancillary, fc.oneof(credential, jws), async (extra, badge) => {
        const image = png(...extra.map(([type, data]) => chunk(type, data)))
        const baked = bake(image, badge)
        const found = (await unbake(baked)).credential!
        expect(typeof badge === 'string' ? found : JSON.parse(found)).toEqual(badge)
        const added = baked.length - image.length
        expect(baked.subarray(0, image.length - 12)).toEqual(image.subarray(0, image.length - 12))
        expect(baked.subarray(image.length - 12 + added)).toEqual(image.subarray(image.length - 12))
        expect(bake(baked, badge, { existing: 'replace' })).toEqual(baked)
      }),
      { numRuns: 1000 },
    )
  })

  test('1,000 credentials in SVG, every other byte unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(name, fc.oneof(credential, jws), async (title, badge) => {
        const inside = `<title>${title.replace(/[^ -~\u00a0-\ud7ff\ue000-\ufffd]|[<&>]/g, '')}</title>`
        const image = svg(inside)
        const baked = bake(image, badge)
        const found = (await unbake(baked)).credential!
        expect(typeof badge === 'string' ? found : JSON.parse(found)).toEqual(badge)
        const { head, tail } = prepareImage(image)
        expect(baked.subarray(0, head.length)).toEqual(head)
        expect(baked.subarray(baked.length - tail.length)).toEqual(tail)
        expect(text(head).replace(/ xmlns:openbadges="[^"]*"/, '') + text(tail)).toBe(text(image))
        expect(bake(baked, badge, { existing: 'replace' })).toEqual(baked)
      }),
      { numRuns: 1000 },
    )
  })
})

test('arbitrary bytes and spoilt images end in typed errors', async () => {
  const images = [
    bake(png(), { id: 'urn:x:1', proof: {} }),
    bake(svg('<g id="a">&amp;</g>'), { id: 'urn:x:1', proof: {} }),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...images),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.uint8Array({ maxLength: 4 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (image, edits) => {
        let bytes = Array.from(image)
        for (const [at, remove, insert] of edits) {
          const place = at % bytes.length
          bytes = [...bytes.slice(0, place), ...insert, ...bytes.slice(place + remove)]
        }
        await expectTyped(Uint8Array.from(bytes))
      },
    ),
    { numRuns: 2000 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: anyCharacter }), async (rest) => {
      await expectTyped(utf8(`<svg xmlns="http://www.w3.org/2000/svg">${rest}`))
    }),
  )
})

async function expectTyped(bytes: Uint8Array): Promise<void> {
  try {
    await unbake(bytes)
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
  }
}
