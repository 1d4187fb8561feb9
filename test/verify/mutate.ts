/** Mutants of credentials in every form that they come in; the same seed gives the same mutants. */
import { crc32, gunzipSync, gzipSync } from 'node:zlib'

export type Random = (below: number) => number

/** mulberry32 */
export function random(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

type Node = { [name: string]: unknown } | unknown[]

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  1.5,
  1e308,
  9007199254740991,
  '',
  ' ',
  'x',
  '\u0000',
  '\ufeff',
  'ü',
  '\u202e',
  'https://example.org/',
  'did:key:z6Mk',
  'did:web:evil.example',
  'http://127.0.0.1/',
  'urn:x',
  '@id',
  '@type',
  '_:b0',
  '#',
  '/',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'z',
  'u',
  'a.b.c',
  [],
  {},
  [[]],
  [null],
  [{}],
  { '@value': 'x' },
  { '@id': 'urn:x' },
  { '@list': [1] },
  { '@set': [] },
  { '@graph': [] },
  { id: 'urn:x' },
  { type: 'X' },
  { '@context': { name: null } },
  'A'.repeat(5000),
  'a'.repeat(300),
]
const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '@id',
  '@type',
  '@graph',
  '@context',
  '@included',
  '@reverse',
  '@value',
  '@nest',
  'id',
  'type',
  'name',
  'proof',
  'issuer',
  'credentialSubject',
  'validUntil',
  'validFrom',
  'credentialStatus',
  'credentialSchema',
  'refreshService',
  'endorsement',
  'endorsementJwt',
  'evidence',
  'image',
  'verifiableCredential',
  'proofValue',
  'verificationMethod',
  'cryptosuite',
  'previousProof',
  'expires',
  'domain',
  'challenge',
  'grade',
  '',
  ' ',
  'vc',
  'iss',
  'sub',
  'exp',
]
const CONTEXTS: readonly unknown[] = [
  'https://www.w3.org/2018/credentials/v1',
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  'https://evil.example/context',
  { '@vocab': 'https://evil.example/' },
  { name: 'https://evil.example/name' },
  { grade: '@nest' },
  { '@base': 'https://evil.example/' },
  { '@language': 'de' },
  { '@version': 1.1, '@protected': true },
  { '@propagate': false },
  null,
  {},
  { grade: { '@id': 'https://evil.example/g', '@context': { name: null } } },
  { id: '@id', identifier: '@id' },
  { proof: null },
]

export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const out = Buffer.from(bytes)
  const at = random(Math.max(1, out.length))
  const length = 1 + random(16)
  switch (random(8)) {
    case 0:
      out[at]! ^= 1 << random(8)
      return out
    case 1:
      out[at] = random(256)
      return out
    case 2:
      return Buffer.concat([out.subarray(0, at), out.subarray(at + length)])
    case 3:
      return Buffer.concat([
        out.subarray(0, at),
        Buffer.from(Array.from({ length }, () => random(256))),
        out.subarray(at),
      ])
    case 4:
      return Buffer.concat([out.subarray(0, at + length), out.subarray(at)])
    case 5:
      return out.subarray(0, at)
    case 6: {
      const other = random(out.length)
      const part = Buffer.from(out.subarray(other, other + length))
      part.copy(out, Math.min(at, Math.max(0, out.length - part.length)))
      return out
    }
    default:
      return Buffer.concat([out, out.subarray(at, at + length)])
  }
}

/** A change of structure: JSON in, JSON out. Text that an earlier change broke is changed as text. */
export function mutateJson(text: string, random: Random): string {
  const root = parsed(text) as Node | undefined
  if (root === undefined) return mutateText(text, random)
  for (let i = 1 + random(2); i > 0; i--) mutateNode(root, random)
  const out = JSON.stringify(root)
  // A __proto__ member cannot be assigned, so it is written into the text.
  return random(40) === 0 ? out.replace('{', `{"__proto__":${JSON.stringify(pick(VALUES, random))},`) : out
}

/** The object or array that the text is, if it is one. */
function parsed(text: string): object | undefined {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function mutateNode(root: Node, random: Random): void {
  const places: { holder: Node; key: string | number }[] = []
  walk(root, places)
  // An earlier change may have emptied the root.
  if (places.length === 0) places.push({ holder: root, key: 'x' })
  const { holder, key } = places[random(places.length)]!
  const target = holder as Record<string | number, unknown>
  const value = target[key]
  switch (random(18)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(key as number, 1)
      else delete target[key]
      return
    case 1:
    case 2:
      put(holder, key, structuredClone(pick(VALUES, random)))
      return
    case 3:
      put(holder, key, [value])
      return
    case 4:
      if (Array.isArray(holder)) holder.push(structuredClone(value))
      else put(holder, pick(NAMES, random), structuredClone(value))
      return
    case 5: {
      const other = places[random(places.length)]!
      const swap = (other.holder as Record<string | number, unknown>)[other.key]
      // A value inside itself would be a circle.
      put(holder, key, structuredClone(swap))
      return
    }
    case 6:
      if (!Array.isArray(holder)) {
        put(holder, pick(NAMES, random), value)
        delete target[key]
      }
      return
    case 7:
    case 8:
      if (typeof value === 'string') put(holder, key, mutateText(value, random))
      else if (typeof value === 'number') put(holder, key, value + random(3) - 1)
      return
    case 9:
      put(holder, pick(NAMES, random), structuredClone(pick(VALUES, random)))
      return
    case 10: {
      const context = (root as Record<string, unknown>)['@context']
      if (Array.isArray(context))
        context.splice(random(context.length + 1), random(2), structuredClone(pick(CONTEXTS, random)))
      return
    }
    case 11:
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        ;(value as Record<string, unknown>)['@context'] = structuredClone(pick(CONTEXTS, random))
      }
      return
    case 12:
      if (Array.isArray(value)) value.reverse()
      return
    case 13:
      if (!Array.isArray(holder)) rename(root, holder, String(key), random)
      return
    case 14:
      // To another object, which may bear the id of this one.
      if (!Array.isArray(holder)) {
        const other = places[random(places.length)]!.holder as Record<string, unknown>
        if (!Array.isArray(other)) put(other, key, structuredClone(value))
        if (random(2) === 0) put(other, 'id', structuredClone((holder as Record<string, unknown>)['id']))
        delete target[key]
      }
      return
    case 15:
      split(holder, key, value, random)
      return
    case 16:
      // A collection that says nothing, and sends the document to the general processor.
      put(holder, key, { '@set': Array.isArray(value) ? value : [value] })
      if (random(2) === 0) spellTypes(root, random)
      return
    default:
      if (typeof value === 'object' && value !== null) {
        for (let i = 0, depth = random(80); i < depth; i++) put(holder, key, { x: target[key] })
      } else put(holder, key, random(2) === 0 ? String(value) : Number(value) || 0)
  }
}

/** One object as two with its id, or with one label: the same node of the graph. */
function split(holder: Node, key: string | number, value: unknown, random: Random): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const { id = '_:split', type, ...rest } = value as Record<string, unknown>
  const halves: Record<string, unknown>[] = [
    { id, type },
    { id, type },
  ]
  for (const [name, member] of Object.entries(rest)) put(halves[random(2)]!, name, member)
  if (Array.isArray(holder)) holder.splice(key as number, 1, ...halves)
  else put(holder, key, halves)
}

/** Types by their IRIs. */
function spellTypes(root: Node, random: Random): void {
  const { type } = root as Record<string, unknown>
  if (!Array.isArray(type) || type.length === 0) return
  const at = random(type.length)
  type[at] = pick(VOCABULARIES, random) + String(type[at])
}

const VOCABULARIES = [
  'https://www.w3.org/2018/credentials#',
  'https://purl.imsglobal.org/spec/vc/ob/vocab.html#',
  'https://schema.org/',
  'https://w3id.org/security#',
]

/** The same IRI by another name, where the vocabulary is the right one. */
function rename(root: Node, holder: Record<string, unknown>, name: string, random: Random): void {
  const iri = pick(VOCABULARIES, random) + name
  const value = holder[name]
  const date =
    typeof value === 'string' && /^\d{4}-/.test(value)
      ? 'http://www.w3.org/2001/XMLSchema#dateTime'
      : undefined
  const context = (root as Record<string, unknown>)['@context']
  delete holder[name]
  switch (random(3)) {
    case 0:
      put(holder, iri, date === undefined ? value : { '@value': value, '@type': date })
      return
    case 1:
      put(holder, '@nest', { [name]: value })
      return
    default:
      if (Array.isArray(context))
        context.push({ hidden: { '@id': iri, '@type': date ?? pick(['@id', '@none'], random) } })
      put(holder, 'hidden', value)
  }
}

/** Even a member named __proto__ becomes a member of its own. */
function put(holder: Node, key: string | number, value: unknown): void {
  // A list has no members by name: JSON would not show them, and one named `constructor` would break it.
  if (Array.isArray(holder) && typeof key === 'string') return
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function walk(node: Node, places: { holder: Node; key: string | number }[]): void {
  for (const key of Array.isArray(node) ? node.keys() : Object.keys(node)) {
    places.push({ holder: node, key })
    const value = (node as Record<string | number, unknown>)[key]
    if (typeof value === 'object' && value !== null) walk(value as Node, places)
  }
}

export function mutateText(text: string, random: Random): string {
  const at = random(text.length + 1)
  switch (random(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + String.fromCharCode(random(0x3000)) + text.slice(at)
    case 2:
      return (
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << random(7))) + text.slice(at + 1)
      )
    case 3:
      return text.toUpperCase()
    case 4:
      return `${text}${pick([' ', '#', '/', '?', '%20', '\u0000', '.'], random)}`
    default:
      return text.slice(0, at)
  }
}

/** Header, payload and signature are changed before they are encoded again, or the encoding itself is. */
export function mutateJwt(jwt: string, random: Random): string {
  const parts = jwt.split('.')
  const i = random(parts.length)
  const bytes = Buffer.from(parts[i]!, 'base64url')
  switch (random(6)) {
    case 0:
    case 1:
      if (i === 2) break
      parts[i] = Buffer.from(mutateJson(bytes.toString(), random)).toString('base64url')
      return parts.join('.')
    case 2:
      parts[i] = Buffer.from(mutateBytes(bytes, random)).toString('base64url')
      return parts.join('.')
    case 3: {
      const header = (parsed(Buffer.from(parts[0]!, 'base64url').toString()) ?? {}) as Record<string, unknown>
      header[pick(['alg', 'typ', 'kid', 'jwk', 'crit', 'b64', 'x5c', 'jku'], random)] = pick(
        [
          'none',
          'HS256',
          'ES256',
          'RS256',
          'EdDSA',
          'JWT',
          'vc+jwt',
          ['b64'],
          false,
          null,
          {},
          'https://evil.example/k',
        ] as const,
        random,
      )
      parts[0] = Buffer.from(JSON.stringify(header)).toString('base64url')
      return parts.join('.')
    }
    case 4:
      parts.splice(i, random(2), pick(['', 'e30', 'W10', 'AAAA'], random))
      return parts.join('.')
  }
  return mutateText(jwt, random)
}

/** Chunks are lost, doubled, exchanged, or changed with their checksums put right again. */
export function mutatePng(png: Uint8Array, random: Random): Uint8Array {
  if (random(3) === 0) return mutateBytes(png, random)
  const bytes = Buffer.from(png)
  const chunks: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    chunks.push(Buffer.from(bytes.subarray(at, end)))
    at = end
  }
  const i = random(chunks.length)
  const chunk = chunks[i]!
  switch (random(6)) {
    case 0:
      chunks.splice(i, 1)
      break
    case 1:
      chunks.splice(random(chunks.length), 0, chunk)
      break
    case 2:
      chunks.reverse()
      break
    case 3:
      chunk.writeUInt32BE(pick([0, 1, 0x7fffffff, 0xffffffff, chunk.length], random))
      break
    default: {
      const data = mutateBytes(chunk.subarray(4, -4), random)
      const made = Buffer.alloc(data.length + 8)
      made.writeUInt32BE(Math.max(0, data.length - 4))
      made.set(data, 4)
      made.writeUInt32BE(crc32(data), data.length + 4)
      chunks[i] = made
    }
  }
  return Buffer.concat([bytes.subarray(0, 8), ...chunks])
}

const MARKUP = [
  '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
  '&b;',
  '<script>alert(1)</script>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.0" encoding="latin1"?>',
  '<svg>',
  '</svg>',
  '<a xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"/>',
  '<openbadges:credential/>',
  '<openbadges:credential verify="a.b.c"/>',
  '<g>',
  '</g>',
  '&#0;',
  '&#x110000;',
  '"',
  "'",
  '\u0000',
] as const

export function mutateSvg(svg: string, random: Random): string {
  if (random(3) === 0) return Buffer.from(mutateBytes(Buffer.from(svg), random)).toString('latin1')
  const at = random(svg.length)
  if (random(2) === 0) return svg.slice(0, at) + pick(MARKUP, random) + svg.slice(at + random(2) * random(30))
  const json = svg.indexOf('{')
  const end = svg.lastIndexOf('}') + 1
  return json < 0
    ? mutateText(svg, random)
    : svg.slice(0, json) + mutateJson(svg.slice(json, end), random) + svg.slice(end)
}

/** A status list whose bits, compression or encoding is changed. */
export function mutateList(text: string, random: Random): string {
  if (random(3) > 0) return random(2) === 0 ? mutateJson(text, random) : mutateText(text, random)
  const list = JSON.parse(text) as { credentialSubject: { encodedList: string } }
  const packed = Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url')
  const changed =
    random(2) === 0 ? mutateBytes(packed, random) : gzipSync(mutateBytes(gunzipSync(packed), random))
  list.credentialSubject.encodedList = `u${Buffer.from(changed).toString('base64url')}`
  return JSON.stringify(list)
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)]!
}
