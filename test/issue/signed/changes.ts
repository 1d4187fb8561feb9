/** Changes of unsigned documents, aimed at what `verify` has rules about: each may leave a good document or a bad one. */
import { pick, type Random } from '../../verify/mutate.js'
import { clone } from '../../verify/world.js'
import { GOOD_SHA } from './bases.js'

type Node = Record<string, unknown>

/** A change of a document, in place. */
export type Change = (document: Node, random: Random, parts: readonly unknown[]) => void

const DATES = [
  '2026-01-01T00:00:00+14:01',
  '2026-01-01T00:00:00-23:59',
  '2026-01-01T00:00:00+14:00',
  '2026-01-01T00:00:00.123456789012345678901234567890Z',
  '2026-01-01T24:00:00Z',
  '2026-06-30T23:59:60Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  '9999-12-31T23:59:59Z',
  '12026-01-01T00:00:00Z',
  '-0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2026-01-01t00:00:00z',
  `2026-01-01T00:00:00.${'1'.repeat(60)}Z`,
  '',
]
const DATE_NAMES = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'awardedDate']
const INDICES = ['7', 7, -1, 1.5, '-1', '1.5', '007', '', '99999999999999999999', null, ['7'], 1e21]
const SIZES = [1, 2, 0, 9, 1.5, '2', null]
const LISTS = [
  'https://uni.example/status/1',
  '',
  'not a url',
  null,
  undefined,
  5,
  'https://uni.example/status/1#7',
]
const NUMBERS = [0, -0, 1.5, -1, 1e21, 1e-7, 2 ** 53, 2 ** 53 - 1, 2 ** 53 + 2, -(2 ** 53) - 2, 1e300, 5e-324]
const TYPES = [
  'VerifiablePresentation',
  'EnvelopedVerifiablePresentation',
  'EnvelopedVerifiableCredential',
  'ClrCredential',
  'OpenBadgeCredential',
  'AchievementCredential',
  'EndorsementCredential',
  'BitstringStatusListCredential',
  'StatusList2021Credential',
  'EuropeanDigitalCredential',
  'Assertion',
  'ClrSubject',
  'EndorsementSubject',
  'JsonSchemaCredential',
]
const CONTEXTS = [
  'https://w3id.org/blockcerts/v3',
  'https://w3id.org/openbadges/v2',
  'https://w3id.org/openbadges/v1',
  'http://data.europa.eu/snb/model/context/edc-ap',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  'https://www.w3.org/ns/credentials/status/v1',
  'https://w3id.org/vc/status-list/2021/v1',
  { '@vocab': 'https://uni.example/terms#' },
  {
    vc: 'https://uni.example/terms#vc',
    exp: 'https://uni.example/terms#exp',
    iss: 'https://uni.example/terms#iss',
  },
  {
    verification: 'https://uni.example/terms#v',
    verify: 'https://uni.example/terms#w',
    badge: 'https://uni.example/b',
  },
  { issuanceDate: 'https://uni.example/terms#i', expirationDate: 'https://uni.example/terms#e' },
]
const REGISTERED = [
  'vc',
  'vp',
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'cnf',
  'status',
  'nonce',
  '_sd',
  '_sd_alg',
]
const RESOURCES = [
  { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: GOOD_SHA },
  { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: `sha256-${'A'.repeat(43)}=` },
  { id: 'https://www.w3.org/ns/credentials/v2', digestMultibase: 'uEiBZlVztZpfWHgPyslVv6-Ugyd0kJg' },
  { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: 'sha1-AAAA' },
  {
    id: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    digestMultibase: 'zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n',
  },
  { id: 'https://uni.example/x', digestSRI: [GOOD_SHA, GOOD_SHA] },
  { id: 5, digestSRI: GOOD_SHA },
  { digestSRI: GOOD_SHA },
  'https://www.w3.org/ns/credentials/v2',
]
const IDS = [
  'data:application/vc+jwt,a.b.c',
  'data:text/plain,x',
  'did:key:z6Mk',
  'urn:x',
  'https://a.example/ü',
  'http:',
  'a:b',
  '_:b0',
  'URN:UUID:1',
]
const COUNTS = [0, 1, 2, 7, 8, 9, 17, 64, 65, 256, 257]

/** All objects of the document, with those in lists. */
function objects(value: unknown, found: Node[] = []): Node[] {
  if (Array.isArray(value)) for (const item of value) objects(item, found)
  else if (typeof value === 'object' && value !== null) {
    found.push(value as Node)
    for (const [name, member] of Object.entries(value)) if (name !== '@context') objects(member, found)
  }
  return found
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const oneOrList = (items: unknown[], random: Random): unknown =>
  items.length === 1 && random(2) === 0 ? items[0] : items

function entry(random: Random, i: number): Node {
  const made: Node = {
    id: `https://uni.example/status/1#${i}`,
    type: pick(
      [
        'BitstringStatusListEntry',
        'BitstringStatusListEntry',
        'StatusList2021Entry',
        '1EdTechRevocationList',
        'Other',
        ['BitstringStatusListEntry'],
      ],
      random,
    ),
    statusPurpose: pick(['revocation', 'revocation', 'suspension', 'message', '', 5, undefined], random),
    statusListIndex: random(2) === 0 ? String(i) : pick(INDICES, random),
    statusListCredential: random(2) === 0 ? 'https://uni.example/status/1' : pick(LISTS, random),
  }
  if (random(4) === 0) made['statusSize'] = pick(SIZES, random)
  if (random(6) === 0) made['statusMessage'] = times(random(4), (j) => ({ status: `0x${j}`, message: 'm' }))
  if (random(6) === 0) made['statusReference'] = pick(['https://uni.example/why', 'why', 5], random)
  if (random(8) === 0) made['id'] = pick([made['statusListCredential'], undefined, 'x'], random)
  return made
}

/** One part of those at hand, as it is or damaged: a good signature over a changed document. */
export function damaged(part: unknown, random: Random): unknown {
  const copy = clone(part)
  if (random(3) > 0) return copy
  if (typeof copy === 'string') {
    const at = random(copy.length)
    return copy.slice(0, at) + pick(['A', 'b', '_', '.'], random) + copy.slice(at + 1)
  }
  const all = objects(copy)
  const one = pick(all, random)
  const names = Object.keys(one)
  const name = pick(names, random)
  if (random(2) === 0) delete one[name]
  else one[name] = pick(['x', 'urn:x', 5, [], { id: 'urn:y' }, null] as const, random)
  return copy
}

export const CHANGES: readonly Change[] = [
  (d, r) => (d[pick(DATE_NAMES, r)] = pick(DATES, r)),
  (d, r) => (d[pick(DATE_NAMES, r)] = pick(DATES, r)),
  (d, r) =>
    (d['credentialStatus'] = oneOrList(
      times(pick([0, 1, 1, 1, 2, 8, 9], r), (i) => entry(r, i)),
      r,
    )),
  (d, r) =>
    (d['credentialStatus'] = oneOrList(
      times(pick([0, 1, 1, 1, 2, 8, 9], r), (i) => entry(r, i)),
      r,
    )),
  (d, r) =>
    (d['relatedResource'] = oneOrList(
      times(1 + r(3), () => clone(pick(RESOURCES, r))),
      r,
    )),
  (d, r) =>
    (d['relatedResource'] = times(pick(COUNTS, r), (i) => ({
      id: `https://uni.example/${i}`,
      digestSRI: GOOD_SHA,
    }))),
  (d, r) =>
    (d['credentialSchema'] = times(pick(COUNTS, r), (i) => ({
      id: `https://uni.example/schema/${i}`,
      type: pick(['JsonSchema', '1EdTechJsonSchemaValidator2019', 'Other'], r),
    }))),
  (d, r) => (d['type'] = [...list(d['type']), pick(TYPES, r)]),
  (d, r) => {
    const one = pick(objects(d), r)
    one['type'] = [...list(one['type']), pick(TYPES, r)]
  },
  (d, r) => (d['@context'] = [...list(d['@context']), clone(pick(CONTEXTS, r))]),
  (d, r) => (d['@context'] = [...list(d['@context']), clone(pick(CONTEXTS, r))]),
  (d, r) => {
    d['@context'] = [...list(d['@context']), { '@vocab': 'https://uni.example/terms#' }]
    const value = pick([{}, 'x', 5, d['id'], d['issuer'], 1.7e9, null], r)
    pick(r(2) === 0 ? [d] : objects(d), r)[pick(REGISTERED, r)] = clone(value ?? null)
  },
  (d, r) => {
    d['@context'] = [...list(d['@context']), { '@vocab': 'https://uni.example/terms#' }]
    pick(objects(d), r)['number'] = pick(NUMBERS, r)
  },
  (d, r) => {
    const subject = list(d['credentialSubject'])[0] as Node | undefined
    if (subject !== undefined) subject['creditsEarned'] = pick(NUMBERS, r)
  },
  (d, r, parts) => {
    const one = pick(objects(d), r)
    one['endorsement'] = times(1 + r(2), () =>
      damaged(
        pick(
          parts.filter((part) => typeof part === 'object'),
          r,
        ),
        r,
      ),
    )
  },
  (d, r, parts) => {
    const one = pick(objects(d), r)
    one['endorsementJwt'] = times(1 + r(2), () =>
      damaged(
        pick(
          parts.filter((part) => typeof part === 'string'),
          r,
        ),
        r,
      ),
    )
  },
  (d, r, parts) => {
    const subject = list(d['credentialSubject'])[0] as Node | undefined
    if (subject !== undefined)
      subject['verifiableCredential'] = times(1 + r(3), () => damaged(pick(parts, r), r))
  },
  (d, r, parts) => {
    const part = pick(parts, r)
    d[typeof part === 'string' ? 'endorsementJwt' : 'endorsement'] = times(pick(COUNTS, r), () => part)
  },
  (d, r) => {
    const id = pick(['https://uni.example/e/1', undefined], r)
    d['evidence'] = times(pick([...COUNTS, 600], r), (i) => ({
      ...(id === undefined ? {} : { id }),
      type: ['Evidence'],
      name: r(4) === 0 ? `Thesis ${i}` : 'Thesis',
    }))
  },
  (d, r) => {
    const all = objects(d)
    pick(all, r)['id'] = pick(r(2) === 0 ? IDS : all.map(({ id }) => id), r)
  },
  (d, r) => (d['credentialSubject'] = times(r(4), () => clone(d['credentialSubject']))),
  (d, r) => delete d[pick(['id', 'validFrom', 'issuanceDate', '@context', 'name'], r)],
  (d, r) =>
    (d['issuer'] = typeof d['issuer'] === 'string' || r(2) === 0 ? d['issuer'] : (d['issuer'] as Node)['id']),
  (d, r) => {
    const one = pick(objects(d), r)
    const name = pick(Object.keys(one), r)
    one[name] = [one[name], clone(one[name])]
  },
  (d, r) => {
    const one = pick(objects(d), r)
    for (const [name, value] of Object.entries(one))
      if (typeof value === 'string' && r(3) === 0) one[name] = { '@value': value }
  },
  (d, r) =>
    (pick(objects(d), r)['@context'] = clone(pick([...CONTEXTS, 'https://www.w3.org/ns/credentials/v2'], r))),
  (d, r) =>
    (pick(objects(d), r)['image'] = pick(
      ['https://uni.example/i.png', 'data:text/html,x', { id: 'data:image/png;base64,AAAA', type: 'Image' }],
      r,
    )),
]
