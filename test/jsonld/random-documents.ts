/** Random documents for the differential tests: Open Badges over all terms, documents over random contexts, and mutations of both. */
import { bundledContext } from '../../src/documents/bundled.js'
import type { Random } from './random.js'

type Plain = Record<string, unknown>

const OB = 'https://purl.imsglobal.org/spec/ob/v3p0'
const VC2 = 'https://www.w3.org/ns/credentials/v2'

/** Pairs that real documents begin with, and odd ones. */
const CONTEXTS: readonly unknown[] = [
  [VC2, `${OB}/context-3.0.3.json`],
  [VC2, `${OB}/context-3.0.3.json`, `${OB}/extensions.json`],
  [VC2, `${OB}/context-3.0.2.json`],
  [VC2, `${OB}/context-3.0.1.json`],
  ['https://www.w3.org/2018/credentials/v1', `${OB}/context.json`],
  [
    'https://www.w3.org/2018/credentials/v1',
    `${OB}/context.json`,
    'https://w3id.org/security/data-integrity/v2',
  ],
  [VC2],
  VC2,
  ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  [VC2, 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
  [VC2, `${OB}/context-3.0.3.json`, 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
  [`${OB}/context-3.0.3.json`, VC2],
  [VC2, VC2, `${OB}/context-3.0.3.json`, VC2],
]

interface Vocabulary {
  /** Types with a context of their own, and the terms in it. */
  readonly scoped: ReadonlyMap<string, readonly string[]>
  readonly terms: readonly string[]
}

const VOCABULARY: Vocabulary = readVocabulary([VC2, `${OB}/context-3.0.3.json`, `${OB}/extensions.json`])

function readVocabulary(urls: readonly string[]): Vocabulary {
  const scoped = new Map<string, string[]>()
  const terms: string[] = []
  for (const url of urls) {
    for (const [term, value] of Object.entries(bundledContext(url)!['@context'] as Plain)) {
      if (/^(?:@.*|id|type)$/.test(term)) continue
      const inner = (value as Plain | null)?.['@context']
      if (typeof inner === 'object' && inner !== null) {
        scoped.set(
          term,
          Object.keys(inner).filter((name) => !/^(?:@.*|id|type)$/.test(name)),
        )
      } else terms.push(term)
    }
  }
  return { scoped, terms }
}

const URLS = [
  'https://example.org/1',
  'https://example.org/2',
  'urn:uuid:9c1d3a5e-0000-4000-8000-000000000001',
  'did:key:z6MkExample',
  'mailto:ada@example.org',
  '_:b0',
  '_:c14n7',
  '_:x',
]
const ODD_STRINGS = [
  '',
  'relative',
  'a b:c',
  'http://sp ace/',
  'http://example.org/{a}"<>',
  'xsd:date',
  'schema:name',
  '@id',
  '@type',
  '@json',
  '@foo',
  '@none',
  'null',
  'x"y\\z\n\t\b\u0001\u007f',
  'ünï 😀 \uffff',
  'https://example.org/#é',
  'constructor',
  'toString',
  '2024-02-29T00:00:00Z',
  '1.50',
  '-INF',
  '5',
  'true',
]
const NUMBERS = [
  0, -0, 1, -1, 1.5, 1e21, 1e-7, 1.5e-7, 123456789012345680000, 0.1, 5e-324, 1.7976931348623157e308, 100,
]

export function randomScalar(random: Random): unknown {
  switch (random.below(8)) {
    case 0:
      return random.pick(NUMBERS)
    case 1:
      return random.chance(0.5)
    case 2:
      return random.pick(random.wild ? ODD_STRINGS : ODD_STRINGS.slice(2, 5))
    case 3:
    case 4:
      return random.pick(URLS)
    case 5:
      return null
    default:
      return random.pick(['Rust I', 'a', 'b', '2024-01-01T00:00:00Z', 'https://example.org/a'])
  }
}

/** A badge, endorsement, profile … with members from all that the contexts define, rightly or wrongly placed. */
export function randomBadge(random: Random): Plain {
  const document: Plain = { '@context': random.pick(random.chance(0.7) ? CONTEXTS.slice(0, 2) : CONTEXTS) }
  Object.assign(document, randomObject(random, 'OpenBadgeCredential', 0))
  if (random.chance(0.8)) document['type'] = ['VerifiableCredential', 'OpenBadgeCredential']
  if (random.chance(0.3)) document['proof'] = randomProof(random)
  return document
}

function randomProof(random: Random): unknown {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2024-01-01T00:00:00Z',
    verificationMethod: random.pick(URLS.slice(0, 4)),
    proofPurpose: 'assertionMethod',
    proofValue: 'z58DAdFfa9SkqZMVPxAQp',
  }
  return random.chance(0.3) ? [proof, { ...proof, id: 'urn:uuid:1' }] : proof
}

function randomObject(random: Random, type: string, depth: number): Plain {
  const object: Plain = {}
  if (random.chance(0.7)) object['id'] = random.pick(URLS)
  if (!random.odd(0.15)) {
    object['type'] = random.chance(0.6) ? type : [type, ...random.some([...VOCABULARY.scoped.keys()], 1)]
  }
  const own = VOCABULARY.scoped.get(type) ?? VOCABULARY.terms
  for (let i = random.below(6); i > 0; i--) {
    const name = random.pick(random.odd(0.03) ? VOCABULARY.terms : own)
    object[name] = randomValue(random, name, depth)
  }
  return object
}

function randomValue(random: Random, name: string, depth: number): unknown {
  if (random.chance(0.2)) {
    return Array.from({ length: random.below(4) }, () => randomValue(random, name, depth + 1))
  }
  if (depth < 4 && random.chance(0.35)) {
    return randomObject(random, random.pick([...VOCABULARY.scoped.keys()]), depth + 1)
  }
  if (random.chance(0.08)) return randomValueObject(random)
  if (/type|alignment$|achievedLevel/i.test(name) && random.chance(0.3)) {
    return random.pick([...VOCABULARY.scoped.keys(), 'CFItem', 'LetterGrade'])
  }
  return random.odd(0.2)
    ? randomScalar(random)
    : random.pick([...URLS, 'https://example.org/text', 3, 4.5, true])
}

function randomValueObject(random: Random): Plain {
  const object: Plain = {
    '@value': !random.odd(0.2)
      ? random.pick(random.wild ? ['a', 'b', 1, true] : ['a', 'b'])
      : randomScalar(random),
  }
  if (random.chance(0.5))
    object['@language'] = random.pick(['en', 'EN-us', 'de', null, ...(random.wild ? ['not a tag'] : [])])
  if (random.chance(0.3))
    object['@direction'] = random.pick(['ltr', 'rtl', 'ltr', 'rtl', ...(random.wild ? ['up'] : [])])
  if (Object.keys(object).length === 1 || random.odd(0.1)) {
    object['@type'] = random.pick([
      'http://www.w3.org/2001/XMLSchema#integer',
      'http://www.w3.org/2001/XMLSchema#string',
      'http://www.w3.org/2001/XMLSchema#double',
      '@json',
    ])
  }
  return object
}

/** A document with contexts of its own making. */
export function randomCustom(random: Random): Plain {
  const names = ['a', 'b', 'c', 'd', 'name', 'T', 'U', 'ex']
  const own = randomContext(random, names, 0)
  const document = customNode(random, names, own, 0)
  document['@context'] = random.chance(0.25)
    ? [random.pick([VC2, `${OB}/context-3.0.3.json`]), own]
    : random.chance(0.2)
      ? [own, randomContext(random, names, 0)]
      : own
  return document
}

export function randomContext(random: Random, names: readonly string[], depth: number): Plain {
  const context: Plain = {}
  if (random.chance(0.15)) context['@version'] = 1.1
  if (random.chance(0.3))
    context['@vocab'] = random.pick([
      'https://vocab.example/',
      'https://vocab.example/',
      null,
      ...(random.wild ? ['ex:', ''] : []),
    ])
  if (random.chance(0.15))
    context['@language'] = random.pick(['en', 'DE', null, ...(random.wild ? ['bad tag'] : [])])
  if (random.chance(0.1)) context['@direction'] = random.pick(['ltr', 'rtl', null])
  if (random.chance(0.02 + 0.1 * random.wild))
    context['@protected'] = random.pick([true, ...(random.wild ? [false] : [])])
  if (random.chance(0.08)) context['@propagate'] = random.pick([true, false])
  if (random.odd(0.1)) context['@base'] = random.pick([null, 'https://base.example/', 'sub/'])
  if (!random.odd(0.4)) context['ex'] = 'https://ex.example/ns#'
  for (const name of names)
    if (random.chance(0.65) && (name !== 'ex' || random.wild))
      context[name] = randomTerm(random, name, names, depth)
  return context
}

function randomTerm(random: Random, name: string, names: readonly string[], depth: number): unknown {
  const id = random.pick<unknown>(
    [
      `https://ex.example/${name}`,
      `https://ex.example/${name}`,
      `ex:${name}`,
      'https://ex.example/same',
      random.pick([
        '@id',
        '@type',
        '@value',
        '@language',
        '@graph',
        '@list',
        '@set',
        '@index',
        '@nest',
        '@none',
        '@included',
        '@reverse',
        '@direction',
      ]),
      null,
      'relative',
      '@foo',
      '_:p',
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
    ].slice(0, random.odd(0.2) ? 10 : random.chance(0.9) ? 4 : 6),
  )
  if (random.chance(0.35)) return id
  const term: Plain = {}
  if (!random.odd(0.15)) term['@id'] = id
  if (random.chance(0.5)) {
    term['@type'] = random.pick(
      [
        '@id',
        '@vocab',
        '@json',
        '@none',
        'http://www.w3.org/2001/XMLSchema#date',
        'http://www.w3.org/2001/XMLSchema#string',
        'http://www.w3.org/2001/XMLSchema#double',
        'http://www.w3.org/2001/XMLSchema#integer',
        'ex:type',
        'relative',
      ].slice(0, random.odd(0.1) ? 10 : 8),
    )
  }
  if (random.chance(0.35)) {
    term['@container'] = random.pick<unknown>(
      [
        '@set',
        '@list',
        '@language',
        '@graph',
        ['@set'],
        ['@language', '@set'],
        ['@graph', '@set'],
        '@index',
        '@id',
        '@type',
        ['@list', '@set'],
      ].slice(0, random.odd(0.2) ? 11 : 7),
    )
  }
  if (random.chance(0.12))
    term['@language'] = random.pick(['fr', null, 'FR-be', ...(random.wild ? [''] : [])])
  if (random.chance(0.1)) term['@direction'] = random.pick(['ltr', 'rtl', null])
  if (random.odd(0.1)) term['@protected'] = random.pick([true, false])
  if (random.odd(0.1)) term['@prefix'] = random.pick([true, false])
  if (random.odd(0.06)) term['@reverse'] = 'https://ex.example/reverse'
  if (random.odd(0.04)) term['@index'] = 'ex:index'
  if (depth < 2 && random.chance(0.25)) {
    term['@context'] = random.pick<() => unknown>([
      () => randomContext(random, names, depth + 1),
      () => randomContext(random, names, depth + 1),
      () => [randomContext(random, names, depth + 1)],
      () => null,
      () => [],
      () => VC2,
    ])()
  }
  return term
}

const CUSTOM_KEYS = [
  '@id',
  '@type',
  '@value',
  '@language',
  '@direction',
  '@graph',
  '@list',
  '@set',
  '@index',
  '@included',
  '@reverse',
  '@nest',
  '@none',
  '@json',
  '@version',
  '@foo',
  'ex:q',
  'https://ex.example/z',
  '_:q',
  'undefined',
  'toString',
  'constructor',
  'hasOwnProperty',
]

function customNode(random: Random, names: readonly string[], context: Plain, depth: number): Plain {
  const node: Plain = {}
  if (Object.keys(context).every((name) => !names.includes(name))) return { '@id': 'https://example.org/' }
  if (random.chance(0.4)) node['@id'] = random.odd(0.1) ? randomScalar(random) : random.pick(URLS)
  if (random.chance(0.4))
    node['@type'] = random.chance(0.6)
      ? random.pick(['T', 'U', 'ex:T', 'name'])
      : random.some(['T', 'U', 'https://ex.example/T', '_:t', ...(random.wild ? ['ex:T', '@json'] : [])], 3)
  for (let i = random.below(5); i > 0; i--) {
    const name = random.odd(0.08)
      ? random.pick(CUSTOM_KEYS)
      : random.pick(
          Object.keys(context)
            .filter((name) => names.includes(name))
            .concat(random.wild ? names : []),
        )
    node[name] = customValue(random, names, context, depth)
  }
  if (random.chance(0.06)) node['@context'] = random.chance(0.3) ? null : randomContext(random, names, 2)
  return node
}

function customValue(random: Random, names: readonly string[], context: Plain, depth: number): unknown {
  const choice = random.below(12)
  if (choice < 2 && depth < 4)
    return Array.from({ length: random.below(4) }, () => customValue(random, names, context, depth + 1))
  if (choice < 5 && depth < 4) return customNode(random, names, context, depth + 1)
  if (choice === 5) return randomValueObject(random)
  if (choice === 6 && random.chance(0.5)) {
    return Object.fromEntries(
      random
        .some(['en', 'de', 'EN', '@none', ...(random.wild ? ['no tag', 'a'] : [])], 3)
        .map((tag) => [
          tag,
          random.pick<unknown>(['hi', ['x', 'y'], null, 'x', ...(random.wild ? [5] : [])]),
        ]),
    )
  }
  return randomScalar(random)
}

/** Changes one thing, somewhere. */
export function mutate(random: Random, document: Plain): Plain {
  const copy = structuredClone(document)
  const places: (Plain | unknown[])[] = []
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    places.push(value as Plain)
    for (const [name, item] of Object.entries(value))
      if (name !== '@context' || random.chance(0.2)) collect(item)
  }
  collect(copy)
  const place = random.pick(places)
  if (Array.isArray(place)) {
    const i = random.below(place.length + 1)
    const item = random.pick<() => unknown>([
      () => null,
      () => [],
      () => ({}),
      () => structuredClone(place[0] ?? null),
      () => [structuredClone(place[0] ?? null)],
      () => randomScalar(random),
    ])()
    if (random.chance(0.5)) place.splice(i, random.below(2), item)
    else place[i] = item
    return copy
  }
  const names = Object.keys(place)
  const name =
    random.chance(0.6) && names.length > 0
      ? random.pick(names)
      : random.pick([...CUSTOM_KEYS, 'id', 'type', 'name', 'proof'])
  const value = Object.hasOwn(place, name) ? place[name] : undefined
  switch (random.below(9)) {
    case 0:
      delete place[name]
      break
    case 1:
      place[name] = [value ?? null]
      break
    case 2:
      place[name] = [value ?? null, structuredClone(value ?? null)]
      break
    case 3:
      place[name] = randomValueObject(random)
      break
    case 4:
      place[name] = { '@id': random.pick(URLS) }
      break
    case 5:
      place[random.pick([...CUSTOM_KEYS, 'id', '@context'])] = value ?? randomScalar(random)
      break
    case 6:
      place[name] = random.pick<unknown>([
        [],
        {},
        null,
        [[]],
        [{}],
        { '@set': [value ?? 1] },
        { '@list': [value ?? 1] },
      ])
      break
    default:
      place[name] = randomScalar(random)
  }
  return copy
}

/** Half of them keep to what is well-formed; the others try everything. */
export function randomDocument(random: Random): Plain {
  random.wild = random.chance(0.5) ? 1 : 0
  let document = random.chance(0.5) ? randomBadge(random) : randomCustom(random)
  while (random.chance(random.wild * 0.35 + 0.05)) document = mutate(random, document)
  return document
}
