/** A controller document may have many ids and a long URL: it is not repeated for each of them. */
import { describe, expect, it } from 'vitest'
import { controllerDocument } from '../../src/did/controller/controller-document.js'
import { retrieveListedMethods, retrieveVerificationMethod } from '../../src/did/verification-method.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'

const PAGE = `https://uni.example/${'a'.repeat(7500)}/`
const DID = `did:web:uni.example:${'a'.repeat(7500)}`
const MULTIKEY = 'z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP'
const COUNT = 45_000

const ids = (before: string): readonly string[] => Array.from({ length: COUNT }, (_, i) => `${before}${i}`)

/** The characters of all names that an opened document keeps. */
function kept(json: JsonObject): number {
  const { methods, listed } = controllerDocument(json, String(json['id']))
  const names = [methods.keys(), ...Object.values(listed)].flatMap((each) => [...each])
  return names.reduce((sum, name) => sum + name.length, 0)
}

async function limitOf(run: () => unknown): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    return isOpenBadgeError(error, 'limit_exceeded') ? error.details.limit : error
  }
}

describe.each([
  ['an https URL', PAGE],
  ['a did:web', DID],
])('a document of %s', (_, id) => {
  it('keeps fragments as they are', () => {
    expect(kept({ id, assertionMethod: ids('#') })).toBeLessThan(2_000_000)
    const verificationMethod = ids('#').map((each) => ({ id: each }))
    expect(kept({ id, verificationMethod: verificationMethod.slice(0, 40_000) })).toBeLessThan(2_000_000)
  })

  it('gives the methods that it lists, by absolute id and by fragment', async () => {
    const method = (fragment: string): JsonObject => ({
      id: fragment,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase: MULTIKEY,
    })
    const document = {
      id,
      verificationMethod: [method('#a'), method(`${id}#b`)],
      assertionMethod: [`${id}#a`, '#b'],
    }
    const options = { relationship: 'assertionMethod', load: async () => document } as const
    for (const name of ['a', 'b']) {
      expect(await retrieveVerificationMethod(`${id}#${name}`, options)).toMatchObject({ controller: id })
    }
    expect(await retrieveListedMethods(id, options)).toHaveLength(2)
  })
})

it('resolves some relative ids of a document, and refuses very many of a long URL', async () => {
  const id = 'https://uni.example/issuer'
  expect(
    controllerDocument({ id, assertionMethod: ['keys/1', '/keys/2'] }, id).listed.assertionMethod,
  ).toEqual(new Set(['https://uni.example/keys/1', 'https://uni.example/keys/2']))
  expect(controllerDocument({ id, assertionMethod: ['issuer#k'] }, id).listed.assertionMethod).toEqual(
    new Set(['#k']),
  )
  expect(await limitOf(() => kept({ id: PAGE, assertionMethod: ids('') }))).toBe('length')
  expect(
    await limitOf(() => kept({ id: PAGE, verificationMethod: ids('').map((each) => ({ id: each })) })),
  ).toBe('length')
  expect(await limitOf(() => kept({ id: DID, assertionMethod: ids('') }))).toBe(0)
})
