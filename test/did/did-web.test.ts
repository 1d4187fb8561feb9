/** did:web: from DID to URL and back. */
import { describe, expect, test } from 'vitest'
import { didWeb, didWebUrl } from '../../src/did/methods/did-web.js'
import { isOpenBadgeError } from '../../src/errors.js'

describe('didWebUrl', () => {
  test.each([
    ['did:web:example.com', 'https://example.com/.well-known/did.json'],
    ['did:web:EXAMPLE.com', 'https://example.com/.well-known/did.json'],
    ['did:web:example.com:a', 'https://example.com/a/did.json'],
    [
      'did:web:www.credly.com:api:v1:obi:v3:issuers:1b-2',
      'https://www.credly.com/api/v1/obi/v3/issuers/1b-2/did.json',
    ],
    ['did:web:registrar%3A3000:d:x', 'https://registrar:3000/d/x/did.json'],
    ['did:web:registrar%3a3000:d:x', 'https://registrar:3000/d/x/did.json'],
    ['did:web:example.com:Caf%C3%A9', 'https://example.com/Caf%C3%A9/did.json'],
    ['did:web:xn--bcher-kva.example', 'https://xn--bcher-kva.example/.well-known/did.json'],
  ])('%s', (did, url) => {
    expect(didWebUrl(did)).toBe(url)
    expect(new URL(url).href).toBe(url)
  })

  test.each([
    ['did:web:127.0.0.1', 'hostIsAddress'],
    ['did:web:2130706433', 'hostIsAddress'],
    ['did:web:0x7f000001', 'hostIsAddress'],
    ['did:web:127.0.0.0x1', 'hostIsAddress'],
    ['did:web:0177.1', 'hostIsAddress'],
    ['did:web:169.254.169.254%3A80', 'hostIsAddress'],
    ['did:web:%5B::1%5D', 'hostIsAddress'],
    ['did:web:localhost', 'hostIsLocal'],
    ['did:web:a.LOCALHOST%3A8080', 'hostIsLocal'],
    ['did:web:printer.local', 'hostIsLocal'],
    ['did:web:example.com:..:etc', 'didMalformed'],
    ['did:web:example.com:%2e%2E:etc', 'didMalformed'],
    ['did:web:example.com:.', 'didMalformed'],
    ['did:web:example.com::a', 'didMalformed'],
    ['did:web:example.com:', 'didMalformed'],
    ['did:web:example.com:a%2Fb', 'didMalformed'],
    ['did:web:example.com:a%5cb', 'didMalformed'],
    ['did:web:example.com%2Fpath', 'didMalformed'],
    ['did:web:user%40example.com', 'didMalformed'],
    ['did:web:example.com%3A0', 'didMalformed'],
    ['did:web:example.com%3A99999', 'didMalformed'],
    ['did:web:example.com%3A3000%3A1', 'didMalformed'],
    ['did:web:example.com%3F', 'didMalformed'],
    ['did:web:-a.example', 'didMalformed'],
    ['did:web:a..example', 'didMalformed'],
    ['did:web:example.com/path', 'didMalformed'],
    ['did:web:example.com#key', 'didMalformed'],
    ['did:web:', 'didMalformed'],
    ['web:example.com', 'didMalformed'],
    [`did:web:${'a'.repeat(300)}.example`, 'didMalformed'],
    [`did:web:${'a-'.repeat(50_000)}`, 'didMalformed'],
  ])('refused: %.60s', (did, fault) => {
    expect(faultOf(() => didWebUrl(did))).toEqual(['invalidDid', fault])
  })

  test('another method', () => {
    expect(faultOf(() => didWebUrl('did:key:z6Mk'))[0]).toBe('methodNotSupported')
  })
})

describe('didWeb', () => {
  test.each([
    ['https://example.edu', 'did:web:example.edu', '/.well-known/did.json'],
    ['https://example.edu/', 'did:web:example.edu', '/.well-known/did.json'],
    ['https://example.edu/.well-known/did.json', 'did:web:example.edu', '/.well-known/did.json'],
    [
      'https://Example.edu:8443/departments/maths/',
      'did:web:example.edu%3A8443:departments:maths',
      '/departments/maths/did.json',
    ],
    ['https://example.edu/a:b', 'did:web:example.edu:a%3Ab', '/a%3Ab/did.json'],
    ['https://example.edu/a/did.json', 'did:web:example.edu:a', '/a/did.json'],
    ['https://bücher.example/é', 'did:web:xn--bcher-kva.example:%C3%A9', '/%C3%A9/did.json'],
  ])('%s', (place, did, path) => {
    const found = didWeb(place)
    expect(found).toMatchObject({ did, path })
    expect(didWebUrl(found.did)).toBe(found.url)
  })

  test.each([
    'http://example.edu',
    'example.edu',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'https://u:p@example.edu/',
    'https://example.edu/?a=1',
    'https://example.edu/#a',
    'https://example.edu/a~b',
    '',
  ])('TypeError: %s', (place) => {
    expect(() => didWeb(place)).toThrow(TypeError)
  })
})

function faultOf(run: () => unknown): readonly (string | undefined)[] {
  try {
    run()
  } catch (error) {
    if (isOpenBadgeError(error, 'controller_invalid')) return [error.details.reason, error.details.fault]
    throw error
  }
  return []
}
