/** Keys that a host lists for all of its issuers together: good to verify with, and told apart from an issuer's own. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from '../../src/verify/verify.js'
import { badge, makeWorld, NOW, rawToken } from '../forgery/world.js'

const HOST = 'https://college.example'
const TENANT = `${HOST}/tenants/2`
const world = await makeWorld()
const jwk = world.college.publicKey.jwk as JsonObject
const header = { alg: 'EdDSA', typ: 'vc+jwt', kid: 'college-1' }

async function judge(issuer: string, keys: readonly object[], more: object, head: JsonObject = header) {
  const load: typeof world.load = async (url, purpose, signal) => {
    if (url === `${HOST}/.well-known/jwks.json`) return { keys }
    if (url === issuer) return { id: issuer, verificationMethod: [], assertionMethod: [] }
    return world.load(url, purpose, signal)
  }
  const report = await verify(await rawToken(head, badge(issuer), world.college), { load, now: NOW, ...more })
  return {
    verified: report.verified,
    proof: report.check.proof.code,
    warned: report.warnings.some(({ code }) => code === 'key_shared'),
  }
}

const UNNAMED = { ...jwk, kid: 'college-1' }
const good = (warned: boolean): object => ({ verified: true, proof: 'signature_valid', warned })
const SHARED = { verified: false, proof: 'key_shared', warned: false }

describe('a key in the set of a host', () => {
  it.each<[string, string, readonly object[], boolean]>([
    ['that names no issuer is reported', TENANT, [UNNAMED], true],
    ['that names the issuer is its own', TENANT, [{ ...UNNAMED, iss: TENANT }], false],
    [
      'that stands there with and without a name is the issuer’s own',
      TENANT,
      [UNNAMED, { ...UNNAMED, iss: TENANT }],
      false,
    ],
    ['is the host’s own where the host is the issuer', HOST, [UNNAMED], false],
    ['is so with a slash, too', `${HOST}/`, [UNNAMED], false],
  ])('%s', async (_, issuer, keys, shared) => {
    for (const head of [header, { ...header, jwk }]) {
      expect(await judge(issuer, keys, {}, head)).toEqual(good(shared))
      expect(await judge(issuer, keys, { sharedKeys: 'reported' }, head)).toEqual(good(shared))
      expect(await judge(issuer, keys, { sharedKeys: 'refused' }, head)).toEqual(
        shared ? SHARED : good(false),
      )
    }
  })

  it('is refused or reported by no other word', async () => {
    await expect(verify('x', { sharedKeys: 'ignored' as never })).rejects.toThrow(TypeError)
  })
})
