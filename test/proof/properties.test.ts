/** Properties: what is signed verifies, any change does not, and nothing that is thrown at it makes it throw. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import { readDateTimeStamp, writeDateTimeStamp } from '../../src/encoding/forms/date-time-stamp.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { type LocalSigner, signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { signJwt } from '../../src/proof/jwt/jwt.js'
import { bySuite } from '../by-suite.js'
import { badge, NOW, signed } from '../forgery/world.js'
import { verifyJwt, verifyProofs } from './verify-alone.js'

const options = { load: bundled, now: NOW }

let signer: LocalSigner
let made: Awaited<ReturnType<typeof signed>>
let token: string
beforeAll(async () => {
  signer = await signerFromSeed(new Uint8Array(32).fill(4))
  made = await signed(badge(signer.controller), signer)
  token = await signJwt(badge(signer.controller), signer)
})

/** Paths to every string of the document but its contexts, whose change is a change of loading. */
function strings(
  value: Json,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '@context' ? [] : strings(member as Json, [...path, name]),
  )
}

function changed(
  value: Json,
  [step, ...rest]: readonly (string | number)[],
  change: (text: string) => string,
): Json {
  if (step === undefined) return change(value as string)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as Record<
    string | number,
    Json
  >
  copy[step] = changed(copy[step]!, rest, change)
  return copy as Json
}

describe('Data Integrity', () => {
  test('any text that is signed verifies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (name) => {
        const document = await signed(badge(signer.controller, { name }), signer)
        expect((await verifyProofs(document, options)).verified).toBe(true)
      }),
      { numRuns: bySuite(12, 60) },
    )
  })

  test('any character changed anywhere does not', async () => {
    const paths = strings(made)
    expect(paths.length).toBeGreaterThan(20)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 33, max: 126 }),
        async (path, at, code) => {
          const document = changed(made, path, (text) => {
            const place = at % (text.length + 1)
            const character = String.fromCharCode(code)
            return text.slice(0, place) + (text[place] === character ? '' : character) + text.slice(place + 1)
          }) as JsonObject
          expect((await verifyProofs(document, options)).verified).toBe(false)
        },
      ),
      { numRuns: bySuite(50, 300) },
    )
  })

  test('any member added anywhere does not', async () => {
    const objects = [
      [],
      ['issuer'],
      ['credentialSubject'],
      ['credentialSubject', 'achievement'],
      ['proof', 0],
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...objects),
        fc.string({ minLength: 1 }),
        fc.jsonValue(),
        async (path, name, value) => {
          const add = (at: Json, [step, ...rest]: readonly (string | number)[]): Json => {
            if (step !== undefined) return changedMember(at, step, (inner) => add(inner, rest))
            return Object.hasOwn(at as object, name)
              ? { ...(at as JsonObject), [`${name}x`]: true }
              : { ...(at as JsonObject), [name]: value as Json }
          }
          const document = add(made, path) as JsonObject
          // An empty list says nothing, in JSON-LD or to a reader.
          if (Array.isArray(value) && (value as Json[]).flat(9).length === 0) return
          expect((await verifyProofs(document, options)).verified).toBe(false)
        },
      ),
      { numRuns: bySuite(40, 200) },
    )
  })

  test('nothing makes it throw', async () => {
    const anything = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
    // The `webUrl` of fast-check first makes tables, for a second.
    const url = fc
      .tuple(fc.constantFrom('http', 'https'), fc.string(), fc.string())
      .map(
        ([scheme, path, rest]) =>
          `${scheme}://uni.example/${encodeURIComponent(path)}#${encodeURIComponent(rest)}`,
      )
    const proof = fc.record(
      {
        id: anything,
        type: fc.oneof(
          fc.constantFrom('DataIntegrityProof', 'Ed25519Signature2020', '__proto__', 'constructor'),
          anything,
        ),
        cryptosuite: fc.oneof(
          fc.constantFrom('eddsa-rdfc-2022', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023'),
          anything,
        ),
        created: fc.oneof(
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
          anything,
        ),
        expires: anything,
        verificationMethod: fc.oneof(fc.constant(signer.verificationMethod), url, anything),
        proofPurpose: fc.oneof(fc.constant('assertionMethod'), anything),
        previousProof: anything,
        proofValue: fc.oneof(fc.constant(made.proof[0]!['proofValue']!), anything),
        '@context': anything,
      },
      { requiredKeys: [] },
    ) as unknown as fc.Arbitrary<JsonObject>
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(proof, fc.array(proof, { maxLength: 3 }), anything),
        fc.oneof(fc.constant(badge(signer.controller)), anything),
        async (proofs, document) => {
          const whole = { ...(document as JsonObject), proof: proofs as Json }
          const result = await verifyProofs(whole, options)
          expect(result.verified).toBe(false)
          expect(result.proofs.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: bySuite(50, 300) },
    )
  })
})

function changedMember(at: Json, step: string | number, change: (inner: Json) => Json): Json {
  const copy = (Array.isArray(at) ? [...at] : { ...(at as JsonObject) }) as Record<string | number, Json>
  copy[step] = change(copy[step]!)
  return copy as Json
}

describe('JWT', () => {
  test('any character changed anywhere does not verify', async () => {
    expect((await verifyJwt(token, options)).verified).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_.=é'), async (at, character) => {
        fc.pre(token[at] !== character)
        const other = token.slice(0, at) + character + token.slice(at + 1)
        expect((await verifyJwt(other, options)).verified).toBe(false)
      }),
      { numRuns: bySuite(50, 300) },
    )
  })

  test('nothing makes it throw', async () => {
    const encode = (value: unknown): string =>
      btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    const part = fc.oneof(fc.jsonValue({ maxDepth: 3 }).map(encode), fc.string())
    const header = fc
      .record(
        { alg: fc.constantFrom('EdDSA', 'RS256', 'none', 5), kid: fc.jsonValue(), jwk: fc.jsonValue() },
        { requiredKeys: ['alg'] },
      )
      .map(encode)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.oneof(header, part), fc.oneof(part, fc.constant(token.split('.')[1]!)), part)
            .map((p) => p.join('.')),
        ),
        async (text) => {
          for (const profile of ['open-badges', 'vc-jose'] as const) {
            expect((await verifyJwt(text, { ...options, profile })).verified).toBe(false)
          }
        },
      ),
      { numRuns: bySuite(40, 200) },
    )
  })
})

describe('dates', () => {
  test('the usual form is read as its longer spellings are', () => {
    const digits = (length: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
    const small = fc.oneof(
      digits(2),
      fc.integer({ min: 0, max: 35 }).map((n) => String(n).padStart(2, '0')),
    )
    fc.assert(
      fc.property(digits(4), small, small, small, small, small, (year, month, day, hour, minute, second) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`
        expect(readDateTimeStamp(`${text}Z`)).toBe(readDateTimeStamp(`${text}+00:00`))
      }),
      { numRuns: bySuite(300, 2000) },
    )
  })

  test('the days are those of the calendar', () => {
    const wrong: string[] = []
    // Every 53rd day of the years 100 to 9999, at a time that moves on.
    for (let time = Date.UTC(100, 0, 1); time < Date.UTC(10_000, 0, 1); time += 53 * 86_400_000 + 7919_000) {
      const text = `${new Date(time).toISOString().slice(0, 19)}Z`
      if (readDateTimeStamp(text) !== time) wrong.push(text)
    }
    expect(wrong).toEqual([])
  })

  test('what is written is read', () => {
    const within = fc.date({
      noInvalidDate: true,
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
    })
    fc.assert(
      fc.property(within, (date) => {
        expect(readDateTimeStamp(writeDateTimeStamp(date))).toBe(Math.floor(date.getTime() / 1000) * 1000)
      }),
    )
  })

  test.each([
    ['2026-02-28T24:00:00Z', Date.UTC(2026, 2, 1)],
    ['2026-01-01T00:00:00.123456Z', Date.UTC(2026, 0, 1) + 123],
    ['2026-01-01T00:00:00+14:00', Date.UTC(2025, 11, 31, 10)],
    ['2026-01-01T00:00:00-05:30', Date.UTC(2026, 0, 1, 5, 30)],
    // The first and the last time of Date, and times beyond them.
    ['275760-09-13T14:00:00+14:00', 8.64e15],
    ['275760-09-13T00:00:00-00:01', undefined],
    ['-271821-04-20T00:00:00Z', -8.64e15],
    ['-271821-04-20T00:00:00+00:01', undefined],
    ['2026-01-01T00:00:00', Date.UTC(2026, 0, 1)],
    ['12026-01-01T00:00:00Z', Date.UTC(12026, 0, 1)],
  ])('%s', (text, time) => expect(readDateTimeStamp(text)).toBe(time))

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T23:60:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00:00+15:00',
    ' 2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    '999999999-01-01T00:00:00Z',
    `2026-01-01T00:00:00.${'1'.repeat(100_000)}Z`,
    '',
  ])('no date: %j', (text) => expect(readDateTimeStamp(text)).toBeUndefined())
})
