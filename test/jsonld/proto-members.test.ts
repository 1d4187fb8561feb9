/** A member `__proto__` is refused wherever it is, because other processors drop it and everybody can add it. */
import { describe, expect, it } from 'vitest'
import { type Json, type JsonObject, parseJson, pointerToken } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { canonize } from '../../src/jsonld/canonize.js'

const BADGE = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: {
    id: 'https://example.edu/1',
    type: 'Profile',
    address: { type: 'Address', geo: { type: 'GeoCoordinates', latitude: 1, longitude: 2 } },
  },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    type: 'AchievementSubject',
    identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'a', identityType: 'name' }],
    achievement: {
      id: 'urn:uuid:2',
      type: 'Achievement',
      name: 'Rust',
      description: 'x',
      criteria: { narrative: 'y' },
    },
  },
}

/** Every form of a value that the compiled walk reads. */
const FORMS = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    {
      ex: 'https://ex.example/',
      json: { '@id': 'ex:json', '@type': '@json' },
      words: { '@id': 'ex:words', '@container': '@language' },
      list: { '@id': 'ex:list', '@container': '@list' },
      graph: { '@id': 'ex:graph', '@container': '@graph' },
      scoped: { '@id': 'ex:scoped', '@context': { inner: 'ex:inner' } },
      Typed: { '@id': 'ex:Typed', '@context': { typed: 'ex:typed' } },
    },
  ],
  id: 'urn:x:1',
  type: ['VerifiableCredential', 'Typed'],
  json: { a: [{ b: null }, { c: {} }] },
  words: { en: ['word', null], de: 'Wort' },
  list: ['a', { id: 'urn:x:2', 'ex:a': 1 }, { '@value': 'x', '@language': 'en' }],
  graph: [{ id: 'urn:x:3', 'ex:a': { '@value': { deep: [{ d: 1 }] }, '@type': '@json' } }],
  scoped: { id: 'urn:x:4', inner: [{ inner: 'deep' }, [], null] },
  typed: { '@context': { own: 'https://own.example/' }, own: { 'ex:a': { '@value': 1 } } },
  'ex:a': [{ 'ex:b': { '@id': 'urn:x:5' } }, { 'ex:b': { '@value': 'x', '@type': 'ex:datatype' } }],
}

/** What jsonld.js reads instead of the compiled walk. */
const GENERAL = {
  '@context': [
    {
      ex: 'https://ex.example/',
      by: { '@id': 'ex:by', '@container': '@index' },
      of: { '@reverse': 'ex:of' },
    },
  ],
  '@id': 'urn:x:1',
  by: { first: { 'ex:a': 1 }, second: [{ 'ex:a': { 'ex:b': 2 } }] },
  of: { '@id': 'urn:x:2', 'ex:a': 'x' },
}

/** The pointers of all objects. */
function objectsOf(value: Json, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value) ? [] : [pointer]
  const parts = Object.entries(value).flatMap(([name, part]) =>
    objectsOf(part as Json, pointer + pointerToken(name)),
  )
  return [...own, ...parts]
}

/** The document as text, with one more member in the object at a pointer. */
function withMember(document: Json, pointer: string, member: string, at = ''): string {
  if (typeof document !== 'object' || document === null) return JSON.stringify(document)
  const parts = Object.entries(document).map(([name, part]) => {
    const text = withMember(part as Json, pointer, member, at + pointerToken(name))
    return Array.isArray(document) ? text : `${JSON.stringify(name)}:${text}`
  })
  if (Array.isArray(document)) return `[${parts.join()}]`
  return `{${(at === pointer ? [...parts, member] : parts).join()}}`
}

async function issuesOf(text: string): Promise<unknown> {
  const error = await canonize(parseJson(text)).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isOpenBadgeError(error, 'jsonld_unsafe')
    ? error.details.issues.map(({ code, pointer }) => [code, pointer])
    : error
}

describe('canonize', () => {
  for (const [name, document] of Object.entries({ BADGE, FORMS, GENERAL })) {
    it(`takes the document ${name} as it is`, async () => {
      expect(await canonize(document)).not.toBe('')
    })

    for (const value of ['null', '1', '"text"', '{}', '[]', '{"id":"urn:x:9"}']) {
      it(`refuses __proto__ with the value ${value} in each object of ${name}, and tells only that`, async () => {
        const pointers = objectsOf(document as JsonObject)
        expect(pointers.length).toBeGreaterThan(4)
        for (const pointer of pointers) {
          const text = withMember(document as JsonObject, pointer, `"__proto__":${value}`)
          expect(await issuesOf(text), text).toEqual([['forbidden_member', `${pointer}/__proto__`]])
        }
      })
    }
  }

  it('tells of __proto__ before all other faults, also inside a member that is not defined', async () => {
    const text =
      '{"@context":{"ex":"https://ex.example/"},"ex:a":1,"unknown":{"b":{"__proto__":1}},"other":2}'
    expect(await issuesOf(text)).toEqual([['forbidden_member', '/unknown/b/__proto__']])
  })
})
