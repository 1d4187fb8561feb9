/** URLs of others: parsed as the platform does, but no text whose host is too long. */
import { describe, expect, it } from 'vitest'
import { normalForm } from '../../src/encoding/forms/normal-form.js'
import { parseUrl } from '../../src/encoding/forms/parse-url.js'

const LONG = 'a'.repeat(301)
const BASE = 'https://example.edu/a/b'

describe('parseUrl', () => {
  it.each([
    ['https://example.edu/x?y#z', undefined],
    [' \thttps://EXAMPLE.edu', undefined],
    [`https://${'a'.repeat(300)}/`, undefined],
    [`https://example.edu/${LONG}`, undefined],
    [`https://example.edu?${LONG}`, undefined],
    [`https://example.edu#${LONG}`, undefined],
    [`https://example.edu\\${LONG}`, undefined],
    [`did:jwk:${LONG}`, undefined],
    [`data:image/png;base64,${LONG}`, undefined],
    [`urn:${LONG}`, undefined],
    ['c', BASE],
    [LONG, BASE],
    [`/${LONG}`, BASE],
    ['//example.com', BASE],
    ['', BASE],
  ])('reads %j as the platform does', (text, base) => {
    expect(parseUrl(text, base)?.href).toBe(new URL(text, base).href)
  })

  it.each(['', 'a', 'https://', 'https://[', 'https://a:b', '//example.edu'])(
    'knows that %j is none',
    (text) => {
      expect(parseUrl(text)).toBeUndefined()
    },
  )

  it.each([
    `https://${LONG}`,
    `https:${LONG}`,
    `HTTP:///${LONG}.example`,
    `wss:\\\\${LONG}`,
    `file://${LONG}/x`,
    `https://user:${LONG}@example.edu/`,
    `\0 https://${LONG}`,
    `ht\ttps:/\n/${LONG}`,
    `https://${'a\t'.repeat(301)}`,
  ])('refuses the long host of %j', (text) => {
    expect(URL.canParse(text)).toBe(true)
    expect(parseUrl(text)).toBeUndefined()
  })

  it.each([`//${LONG}`, `/\\${LONG}`, ` \n/\t/${LONG}`, `///${LONG}`])('and of the relative %j', (text) => {
    expect(URL.canParse(text, BASE)).toBe(true)
    expect(parseUrl(text, BASE)).toBeUndefined()
  })
})

describe('normalForm', () => {
  it.each(['NFC', 'NFD', 'NFKD'] as const)('is that of the platform for real text: %s', (form) => {
    for (const text of ['Ada', 'Ame\u0301lie ﬁ', `a${'\u0301\u0323'.repeat(100)}`, `${'é'.repeat(1000)}`])
      expect(normalForm(text, form)).toBe(text.normalize(form))
  })

  it('leaves a text with hundreds of marks in a row as it is', () => {
    const text = `a${'\u0301\u0323'.repeat(5000)}`
    expect(normalForm(text, 'NFC')).toBe(text)
  })
})
