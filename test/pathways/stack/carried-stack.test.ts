/** The larger credential of a record is found in one pass over the entries of all parts. */
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/encoding/json.js'
import { carriedStack } from '../../../src/pathways/stack/carried-stack.js'
import { partDigest } from '../../../src/pathways/stack/part-bytes.js'
import { itemsSearched } from '../../search-work.js'

const LIMITS = { input: 1_000_000, parts: 256 }

const part = (id: string, named: readonly JsonObject[] = []): JsonObject => ({
  id,
  type: ['VerifiableCredential'],
  relatedResource: named.map((each) => ({
    id: each['id'] as string,
    mediaType: 'application/vc',
    digestMultibase: partDigest(each),
  })),
})
const recordOf = (...parts: readonly Json[]): JsonObject => ({
  id: 'urn:record',
  credentialSubject: { verifiableCredential: parts },
})

const stackIn = async (...parts: readonly Json[]): Promise<string | undefined> =>
  (await carriedStack(recordOf(...parts), LIMITS))?.stack.id

it('is the one that no other names', async () => {
  const [one, two] = [part('urn:1'), part('urn:2')]
  const inner = part('urn:inner', [one])
  const outer = part('urn:outer', [inner, two])
  expect(await stackIn(one, two)).toBeUndefined()
  expect(await stackIn(inner, one)).toBe('urn:inner')
  expect(await stackIn(one, inner, two, outer)).toBe('urn:outer')
  expect(await stackIn(outer, inner)).toBe('urn:outer')
  expect(await stackIn(inner, part('urn:beside', [two]))).toBeUndefined()
  const found = await carriedStack(recordOf(one, inner, outer), LIMITS)
  expect(found?.others.map(({ id }) => id)).toEqual(['urn:1', 'urn:inner'])
})

it('is none where it stands there twice', async () => {
  const outer = part('urn:outer', [part('urn:1')])
  expect(await stackIn(outer, outer)).toBeUndefined()
})

it('is found by reading each entry once', async () => {
  const known = Array.from({ length: 20 }, (_, i) => part(`urn:${i}`))
  const searched = (count: number): Promise<number> => {
    const record = recordOf(...Array.from({ length: count }, (_, i) => part(`urn:stack:${i}`, known)))
    return itemsSearched(() => carriedStack(record, LIMITS))
  }
  await searched(1)
  expect(await searched(40)).toBeLessThan(2.5 * (await searched(20)))
})
