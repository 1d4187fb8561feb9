/** Selective disclosure: what a holder leaves out is not known, and a base proof is not for showing. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as sd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeMultikey } from '../../src/keys/formats/multikey.js'
import { verify } from './checked.js'
import { type Change, clone, LIST, makeWorld, NOW, trouble, type World } from './world.js'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x, y } = publicKey.export({ format: 'jwk' })
const compressed = Buffer.from([2 + (Buffer.from(y!, 'base64url')[31]! & 1), ...Buffer.from(x!, 'base64url')])
const publicKeyMultibase = encodeMultikey('P-256', compressed)
const controller = `did:key:${publicKeyMultibase}`
const KEY = {
  '@context': 'https://w3id.org/security/multikey/v1',
  type: 'Multikey',
  controller,
  id: `${controller}#${publicKeyMultibase}`,
  publicKeyMultibase,
}
const signer = {
  id: KEY.id,
  algorithm: 'P-256',
  sign: async ({ data }: { readonly data: Uint8Array }) =>
    sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
}
const purpose = {
  term: 'assertionMethod',
  match: async () => true,
  update: async (proof: object) => ({ ...proof, proofPurpose: 'assertionMethod' }),
}
const documentLoader = async (url: string): Promise<object> => ({
  contextUrl: null,
  documentUrl: url,
  document: url === KEY.id ? KEY : await bundled(url, 'context'),
})

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([])
})

const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListCredential: LIST }

async function base(
  mandatoryPointers: readonly string[],
  change: Change = () => undefined,
): Promise<JsonObject> {
  const badge = world.badge((b) => {
    b.issuer.id = KEY.controller
    b.credentialStatus = { id: `${LIST}#7`, ...entry, statusListIndex: '7' }
    change(b)
  })
  const document = clone(badge) as JsonObject
  const cryptosuite = sd.createSignCryptosuite({ mandatoryPointers })
  const suite = new DataIntegrityProof({ signer, cryptosuite, date: '2026-01-01T00:00:00Z' })
  return { ...document, proof: await suite.createProof({ document, purpose, documentLoader }) }
}

async function derive(
  { proof, ...document }: JsonObject,
  selectivePointers: readonly string[],
): Promise<JsonObject> {
  const suite = new DataIntegrityProof({ cryptosuite: sd.createDiscloseCryptosuite({ selectivePointers }) })
  return suite.derive({ document: clone(document), purpose, proofSet: [clone(proof)], documentLoader })
}

const ALL = ['/issuer', '/validFrom', '/name', '/credentialSubject']
const options = (): object => ({ ...world.options, statusIssuers: [world.signer.controller] })

describe('a derived proof', () => {
  it.each<[string, readonly string[], readonly string[], string]>([
    ['with everything', ['/credentialStatus'], [...ALL, '/validUntil'], ''],
    ['without its end', ['/credentialStatus'], ALL, 'validity unknown parts_withheld'],
    ['without its status', [], [...ALL, '/validUntil'], 'status unknown parts_withheld'],
    [
      'with a status that its issuer did not make mandatory',
      [],
      [...ALL, '/validUntil', '/credentialStatus'],
      'status unknown parts_withheld',
    ],
    ['without end or status', [], ALL, 'validity unknown parts_withheld; status unknown parts_withheld'],
  ])('%s', async (_, mandatory, shown, expected) => {
    const report = await verify(await derive(await base(mandatory), shown), options())
    expect(trouble(report)).toBe(expected)
    expect(report.check.proof).toMatchObject({ outcome: 'pass', code: 'signature_partial' })
    expect(report.check.endorsements.code).toBe('parts_withheld')
    if (expected === '') {
      expect(report).toMatchObject({ verified: true, selection: true, badges: [{ selection: true }] })
    } else expect(report.badges).toEqual([{ verified: false, kind: 'open-badge', pointer: '' }])
  })

  it('does not hide an end that has passed, nor a withdrawal', async () => {
    const shown = [...ALL, '/validUntil', '/credentialStatus']
    const late = { ...options(), now: new Date('2027-06-01') }
    expect(trouble(await verify(await derive(await base(['/credentialStatus']), shown), late))).toContain(
      'validity fail expired',
    )
    await world.publishList([7])
    const revoked = await verify(await derive(await base([]), shown), options())
    expect(trouble(revoked)).toContain('status fail revoked')
    await world.publishList([])
  })

  it('whose list of statuses is cut is not known', async () => {
    const two: Change = (b) => {
      b.credentialStatus = [
        { id: `${LIST}#8`, ...entry, statusListIndex: '8' },
        { id: `${LIST}#9`, ...entry, statusPurpose: 'suspension', statusListIndex: '9' },
      ]
    }
    const cut = await derive(await base([], two), [...ALL, '/validUntil', '/credentialStatus/0'])
    expect(trouble(await verify(cut, options()))).toBe('status unknown parts_withheld')
  })
})

describe('a base proof', () => {
  it('is for the holder, and no accusation', async () => {
    const report = await verify(await base([]), { now: NOW })
    expect(trouble(report)).toBe('proof unknown proof_base /proof')
    expect(report.verified).toBe(false)
  })
})

describe('a whole proof', () => {
  it('is no selection', async () => {
    const report = await verify(await world.sign(world.badge()), world.options)
    expect(report.check.proof.code).toBe('signature_valid')
    expect('selection' in report).toBe(false)
  })
})
