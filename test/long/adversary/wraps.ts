/** What a credential comes in: images in which a reader has to look for it, and tokens with much around it. */
import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import { chunk, itxt, join, png, utf8 } from '../../bake/images.js'

/** Markup around a credential, in which a reader has to look for it. */
export function svg(credential: string, turn: number): string {
  const attribute = (i: number): string => ` a${i}="&lt;&amp;"`
  const noise = [
    '<g>'.repeat(2000) + '</g>'.repeat(2000),
    `<g${Array.from({ length: 5000 }, (_, i) => attribute(i)).join('')}/>`,
    '<!--'.concat('- '.repeat(40_000), '-->'),
    '<![CDATA[]]>'.repeat(8000),
    '&amp;'.repeat(20_000),
    `<openbadges:credential>${' '.repeat(50_000)}</openbadges:credential>`,
  ][turn % 6]
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential><![CDATA[${credential}]]></openbadges:credential>${noise}</svg>`
}

const KEYWORD = 'openbadgecredential'

/** Chunks around a credential: many, empty, with its keyword, compressed, with wrong checksums. */
export function hostilePng(credential: string, turn: number): Uint8Array {
  const many = (count: number, make: (i: number) => Uint8Array): Uint8Array[] =>
    Array.from({ length: count }, (_, i) => make(i))
  const bomb = (characters: number): Uint8Array =>
    chunk('iTXt', join(utf8(`${KEYWORD}\0\x01\0\0\0`), deflateSync(Buffer.alloc(characters, ' '))))
  const noise = [
    () => many(15_000, () => chunk('tEXt')),
    () => many(4000, (i) => itxt(`k${i}`, '')),
    () => many(3000, () => itxt(KEYWORD, '')),
    () => [bomb(2_000_000)],
    () => many(40, () => bomb(250_000)),
    () => many(8000, () => chunk('tEXt', 'x', 0)),
    () => [chunk('zTXt', join(utf8(`${KEYWORD}\0\0`), deflateSync(Buffer.alloc(2_000_000, 'x'))))],
  ][turn % 7]!
  return png(...(turn % 2 === 0 ? [itxt(KEYWORD, credential)] : []), ...noise())
}

/** Tokens of which the header, the claims or the signature are made to be dear. */
export function token(document: object, turn: number): string {
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = 1_767_225_600
  const headers = [
    { alg: 'EdDSA', typ: 'vc+jwt', kid: 'x'.repeat(20_000) },
    { alg: 'RS256', typ: 'JWT', jwk: { kty: 'RSA', e: 'AQAB', n: 'z'.repeat(20_000) } },
    { alg: 'ES256', crit: Array.from({ length: 4000 }, (_, i) => `${i}`) },
    { alg: 'EdDSA', typ: 'JWT' },
  ]
  const vc = turn % 3 === 0 ? { vc: document } : document
  return [
    encoded(headers[turn % 4]),
    encoded({ iss: 'did:example:a', nbf: now, jti: 'urn:x:1', ...vc }),
    'AA',
  ].join('.')
}
