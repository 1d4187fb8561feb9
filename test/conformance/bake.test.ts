/** The official baked samples say what their JSON and JWS twins say. */
import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bake } from '../../src/bake/bake.js'
import { unbake } from '../../src/bake/unbake.js'
import { hasVectors, vectors } from '../vectors.js'

const samples = join(vectors, 'ob3/samples')
const images = hasVectors
  ? readdirSync(samples, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(png|svg)$/.test(file))
      .sort()
  : []

/**
 * What each baked sample holds and its twin; every image that is not named here must hold nothing. The JSON was
 * signed anew for the images, and the JWS differ in when they were signed; all else must be equal.
 */
const TWINS: Readonly<
  Record<string, { kind: string; standard: string; twin?: string; warnings?: string[] }>
> = {
  'ob30/simple-json.png': { kind: 'json', standard: 'open-badges-3', twin: 'ob30/simple.json' },
  'ob30/simple-json.svg': { kind: 'json', standard: 'open-badges-3', twin: 'ob30/simple.json' },
  'ob30/simple-jwt.png': { kind: 'jws', standard: 'open-badges-3', twin: 'ob30/simple-jwt.svg' },
  'ob30/simple-jwt.svg': { kind: 'jws', standard: 'open-badges-3', twin: 'ob30/simple-jwt.png' },
  'ob30/simple-jwt_v1.png': { kind: 'jws', standard: 'open-badges-3', twin: 'ob30/simple-jwt_v1.svg' },
  'ob30/simple-jwt_v1.svg': { kind: 'jws', standard: 'open-badges-3', twin: 'ob30/simple-jwt_v1.png' },
  'ob20/simple-badge.png': { kind: 'json', standard: 'open-badges-2', warnings: ['legacy_container'] },
}

const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(samples, file)))
let passed = 0

describe.skipIf(!hasVectors)('baked samples', () => {
  test.each(images)('%s', async (file) => {
    const { credential, kind, standard, warnings } = await unbake(read(file))
    const expected = TWINS[file]
    if (expected === undefined) {
      expect(basename(file)).toMatch(/^(beths-robot-badge|robotics-badge)\.png$/)
      expect(credential).toBeUndefined()
    } else {
      expect({ kind, standard }).toEqual({ kind: expected.kind, standard: expected.standard })
      expect(warnings.map(({ code }) => code)).toEqual(expected.warnings ?? [])
      if (expected.twin !== undefined) expect(said(credential!)).toEqual(said(await textOf(expected.twin)))
      if (kind === 'jws') expect(signatureHolds(credential!)).toBe(true)
      if (standard === 'open-badges-3') {
        const again = bake(read(file), credential!, { existing: 'replace' })
        expect((await unbake(again)).credential).toBe(credential)
        if (file.endsWith('.png')) expect(Buffer.from(again)).toEqual(Buffer.from(read(file)))
      } else expect(JSON.parse(credential!)).toHaveProperty('@context', 'https://w3id.org/openbadges/v2')
    }
    passed++
  })
})

afterAll(() => {
  console.log(
    hasVectors
      ? `conformance: baked samples ${passed}/${images.length}`
      : 'conformance: baked samples absent, skipped',
  )
})

async function textOf(file: string): Promise<string> {
  if (/\.(png|svg)$/.test(file)) return (await unbake(read(file))).credential!
  return Buffer.from(read(file)).toString('utf8')
}

/** The credential without proof and without the moment of signing. */
function said(text: string): unknown {
  const json = text.trimStart().startsWith('{')
    ? text
    : Buffer.from(text.split('.')[1]!, 'base64url').toString('utf8')
  const { proof: _proof, iat: _iat, ...rest } = JSON.parse(json)
  return rest
}

/** RS256 over the exact text, with the key that these samples carry: shows that no byte was lost. */
function signatureHolds(jws: string): boolean {
  const [header, claims, signature] = jws.split('.') as [string, string, string]
  const { jwk } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))
}
