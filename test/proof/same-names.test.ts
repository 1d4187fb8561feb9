/** A key set may give thousands of keys one name: each token finds its own without reading all of them again. */
import { expect, it } from 'vitest'
import { keepFrozen } from '../../src/encoding/json.js'
import { findJwtKey } from '../../src/proof/jwt/jwt-key.js'

const ISSUER = 'https://host.example/tenants/1'
const SET = 'https://host.example/.well-known/jwks.json'

/** A key whose issuer is read often where a token reads all keys. */
function counted(key: object, reads: { count: number }): object {
  return new Proxy(key, {
    get: (target, name) => {
      if (name === 'iss') reads.count++
      return Reflect.get(target, name)
    },
  })
}

it.each([
  ['by its name', {}],
  ['by its value', { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik' } }],
])('the keys of a set are read once for all tokens that find one %s', async (_, more) => {
  const reads = { count: 0 }
  const keys = Array.from({ length: 500 }, () => counted({ kid: 'a' }, reads))
  const set = keepFrozen({ keys } as never)
  const load = async (url: string): Promise<unknown> => (url === SET ? set : { id: ISSUER })
  const pay = (count: number): void => {
    if (count > 100) throw new RangeError('too dear')
  }
  for (let i = 0; i < 20; i++) {
    const found = findJwtKey(
      { alg: 'EdDSA', kid: 'a', ...more },
      { issuer: ISSUER, algorithm: 'Ed25519', typed: true },
      { load, now: new Date(), relationship: 'assertionMethod', pay },
    )
    await expect(found).rejects.toThrow()
  }
  expect(reads.count).toBe(keys.length)
})
