import { credentialId, uuidV5 } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'
import { uuidBytes } from '../../src/bulk/ids/credential-id.js'

describe('uuidV5', () => {
  it('gives the example of RFC 9562, appendix A.4', () => {
    const dns = uuidBytes('6ba7b810-9dad-11d1-80b4-00c04fd430c8')!
    expect(uuidV5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })
})

describe('credentialId', () => {
  const name = { issuer: 'did:web:a.example', achievement: 'https://a.example/x', batch: '2026', key: '1' }

  it('is the same for the same words, and another for any other', () => {
    const id = credentialId(name)
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(credentialId({ ...name })).toBe(id)
    for (const member of Object.keys(name)) expect(credentialId({ ...name, [member]: 'other' })).not.toBe(id)
  })

  it('keeps the borders of the words apart', () => {
    expect(credentialId({ ...name, issuer: 'ab', batch: 'c' })).not.toBe(
      credentialId({ ...name, issuer: 'a', batch: 'bc' }),
    )
  })
})
