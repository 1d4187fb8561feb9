/** The memo of configuration hashes: never another's hash, never one that a loader had a say in. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Load } from '../../src/ports.js'
import { configurationHash } from '../../src/proof/suites/configuration-hash.js'
import { digest } from '../../src/proof/suites/hash-data.js'
import type { Suite } from '../../src/proof/suites/suite.js'
import { findSuite } from '../../src/proof/suites/suites.js'
import { bySuite } from '../by-suite.js'
import { V2 } from '../forgery/world.js'

const rdfc = findSuite('DataIntegrityProof', 'eddsa-rdfc-2022') as Suite
const jcsSuite = findSuite('DataIntegrityProof', 'eddsa-jcs-2022') as Suite

const configuration = (more: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-01-01T00:00:00Z',
  verificationMethod: 'did:web:example.edu#key',
  proofPurpose: 'assertionMethod',
  ...more,
})
const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

describe('hash of a proof configuration', () => {
  test('is the hash of its canonical text, first and again', async () => {
    const text = await rdfc.canonicalisation.transform(configuration(), 'SHA-256', {})
    for (let i = 0; i < 3; i++) {
      expect(hex(await configurationHash(rdfc, configuration(), 'SHA-256', {}))).toBe(
        hex(digest(text, 'SHA-256')),
      )
    }
    const other = await configurationHash(
      rdfc,
      configuration({ created: '2026-01-01T00:00:01Z' }),
      'SHA-256',
      {},
    )
    expect(hex(other)).not.toBe(hex(digest(text, 'SHA-256')))
  })

  test('is never that of another configuration', async () => {
    const text = fc.oneof(fc.constantFrom('', '1:', ',1:a1:b', '@', '@1', 'a', 'b'), fc.string())
    const member = fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.constant(null))
    const config = fc.dictionary(text, member, { maxKeys: 4 })
    const contexts = fc.constantFrom<JsonObject>(
      {},
      { '@context': [] },
      { '@context': [V2] },
      { '@context': V2 },
    )
    const any = fc.tuple(contexts, config).map(([context, rest]) => ({ ...context, ...rest }) as JsonObject)
    await fc.assert(
      fc.asyncProperty(any, async (value) => {
        const expected = digest(await jcsSuite.canonicalisation.transform(value, 'SHA-256', {}), 'SHA-256')
        expect(hex(await configurationHash(jcsSuite, value, 'SHA-256', {}))).toBe(hex(expected))
      }),
      { numRuns: bySuite(80, 500) },
    )
  })

  test.each([
    ['in a list', ['https://example.edu/context']],
    ['alone', 'https://example.edu/context'],
    ['inline', [V2, { nonce: 'https://example.edu/a' }]],
  ])('a context of the loader’s, %s, is asked for each time', async (_, context) => {
    const answering =
      (iri: string): Load =>
      async (url, purpose, signal) =>
        url === 'https://example.edu/context'
          ? { '@context': { type: '@type', nonce: iri } }
          : bundled(url, purpose, signal)
    const value = (iri: string): JsonObject =>
      Array.isArray(context) && context.length === 2
        ? { '@context': [V2, { note: iri }], note: 'x', type: 'DataIntegrityProof' }
        : { '@context': context as string, nonce: 'x' }
    const [one, two] = await Promise.all(
      ['https://example.edu/a', 'https://example.edu/b'].map((iri) =>
        configurationHash(rdfc, value(iri), 'SHA-256', { load: answering(iri) }),
      ),
    )
    expect(hex(one!)).not.toBe(hex(two!))
  })
})
