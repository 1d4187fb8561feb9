/** What hostile documents are made of: each kind spends the bytes that it is given in its own way, turned by two dials. */
import { chain, dial, iri, OB, object, type Part, TERMS, text, times, tree, URLS } from './parts.js'
import { PUBLISHED } from './published.js'

const CLASSES =
  'Achievement Profile Image Address Alignment Criteria Evidence Result Related IdentityObject'.split(' ')

export const GENES: Readonly<Record<string, (bytes: number, a: number, b: number) => Part>> = {
  'terms with a prefix': (n, a) => ({
    context: [{ p: iri(n * a), ...object(times((n * (1 - a)) / 14, (i) => [`t${i}`, 'p:x'])) }],
  }),
  'terms of a vocabulary': (n, a) => ({
    context: [
      { '@vocab': iri(n * a) },
      object(times((n * (1 - a)) / 22, (i) => [`t${i}`, { '@type': '@id' }])),
    ],
  }),
  'terms that name a long term': (n, a) => ({
    context: [{ q: iri(n * a), ...object(times((n * (1 - a)) / 11, (i) => [`t${i}`, 'q'])) }],
  }),
  'terms with colons': (n) => ({
    context: [{ a: 'b:', ...object(times(n / 15, (i) => [`a:${i}`, `b:${i}`])) }],
  }),
  'terms with contexts': (n, a, b) => {
    const inner = dial(a, 200)
    const scoped = object(times(inner, (i) => [`s${i}`, TERMS.x]))
    return {
      context: [
        object(
          times(n / 2 / (30 + inner * 30), (i) => [`c${i}`, { '@id': `${TERMS.x}${i}`, '@context': scoped }]),
        ),
        TERMS,
      ],
      members: object(times((n / 2 / 20) * b, (i) => [`c${i}`, 'v'])),
    }
  },
  'terms with contexts in contexts': (n, a) => {
    let inner: unknown = object(times(n / 40, (i) => [`s${i}`, `${TERMS.x}${i}`]))
    for (let i = 0; i < dial(a, 30); i++) inner = { c: { '@id': TERMS.x, '@context': inner } }
    return { context: [inner], members: { c: { c: { c: 'x' } } } }
  },
  'types with contexts': (n, a) => ({
    context: [
      object(
        times(n / 3 / 80, (i) => [
          `T${i}`,
          { '@id': `https://a.example/T${i}`, '@context': { x: `https://a.example/x${i}` } },
        ]),
      ),
    ],
    members: {
      evidence: times(n / 2 / 60, (i) => ({
        type: times(dial(a, 20), (j) => `T${(i * 7 + j * 3) % Math.max(1, Math.floor(n / 240))}`),
        x: 'v',
      })),
    },
  }),
  'references with a prefix': (n, a) => ({
    context: [{ p: iri(n * a), ...TERMS }],
    members: { y: times((n * (1 - a)) / 9, (i) => `p:${i}`) },
  }),
  'references to one thing': (n, a) => ({
    context: [TERMS],
    members: { y: times((n * (1 - a)) / 10, () => 'u:x'), x: { id: `urn:${text(n * a)}` } },
  }),
  'types with a prefix': (n, a) => ({
    context: [{ p: iri(n * a) }],
    types: times((n * (1 - a)) / 9, (i) => `p:${i}`),
  }),
  'members with a prefix': (n, a) => ({
    context: [{ p: iri(n * a) }],
    members: object(times((n * (1 - a)) / 14, (i) => [`p:${i}`, 'v'])),
  }),
  'a long id with many values': (n, a) => ({
    context: [TERMS],
    members: { evidence: { id: `urn:${text(n * a)}`, x: times((n * (1 - a)) / 7, (i) => `${i}`) } },
  }),
  'a long id with many nodes': (n, a) => ({
    context: [TERMS],
    members: { evidence: { id: `urn:${text(n * a)}`, x: times((n * (1 - a)) / 12, (i) => ({ x: `${i}` })) } },
  }),
  'a long predicate with many nodes': (n, a) => ({
    context: [{ ...TERMS, w: iri(n * a) }],
    members: { w: times((n * (1 - a)) / 12, (i) => ({ x: `${i % 3}` })) },
  }),
  'equal nodes': (n, a, b) => {
    const width = 1 + dial(a, 100)
    const deepest = Math.floor(Math.log(Math.max(2, n / 8)) / Math.log(width))
    return { context: [TERMS], members: { x: tree(width, Math.min(deepest, dial(b, 12)), 'x', 'v') } }
  },
  'entangled nodes': (n, a) => {
    const count = Math.min(n / 60, dial(a, 3000))
    return {
      context: [TERMS],
      members: {
        x: times(count, (i) => ({
          id: `_:b${i}`,
          y: [`_:b${(i + 1) % count}`, `_:b${(i * 7 + 3) % count}`],
        })),
      },
    }
  },
  'many nodes': (n) => ({ context: [TERMS], members: { x: times(n / 4, () => ({})) } }),
  'many values': (n, a) => ({
    context: [TERMS],
    members: { [a < 0.5 ? 'x' : 'name']: times(n / 7, (i) => (a < 0.25 ? i : `${i}`)) },
  }),
  'values of many nodes': (n, a) => ({
    context: [TERMS],
    members: { x: times(n / dial(a, 100) / 9, (i) => ({ x: times(dial(a, 100), (j) => `${i}-${j}`) })) },
  }),
  'many equal values': (n, a) => ({
    context: [TERMS],
    members: { [a < 0.5 ? 'x' : 'd']: times(n / 4, (i) => (i % 2 === 0 ? 1 : a < 0.25 ? 1 : '1')) },
  }),
  lists: (n, a) => ({
    context: [TERMS],
    members: { l: times(n / 6, (i) => (a < 0.5 ? i : { x: `${i % 9}` })) },
  }),
  graphs: (n) => ({ context: [TERMS], members: { g: times(n / 14, (i) => ({ x: `${i}` })) } }),
  languages: (n, a) => ({
    context: [TERMS],
    members: {
      m: object(times((n * (1 - a)) / 14, (i) => [`en-a${i}`, 'v'])),
      d: times((n * a) / 6, (i) => `${i}`),
    },
  }),
  'JSON literals': (n, a) => ({
    context: [TERMS],
    members: { j: times(dial(a, 100), () => object(times(n / dial(a, 100) / 12, (i) => [`k${i}`, i]))) },
  }),
  'values that are JSON literals': (n, a) => ({
    context: [TERMS],
    members: {
      x: times(dial(a, 100), () => ({
        '@value': object(times(n / dial(a, 100) / 12, (i) => [`k${i}`, i])),
        '@type': '@json',
      })),
    },
  }),
  'members that may say nothing': (n, a, b) => ({
    context: [TERMS],
    members: {
      evidence: times(dial(a, 40), (i) => ({ x: i % 2 === 0 ? null : '' })),
      x: times((n * b) / 8, (i) => `v${i}`),
    },
  }),
  'contexts in nodes': (n, a) => ({
    context: [TERMS],
    members: {
      x: times(Math.min(n / 120, dial(a, 2000)), (i) => ({
        '@context': object(times(n / dial(a, 2000) / 30, (j) => [`t${j}`, `https://a.example/${i}`])),
        x: 'v',
      })),
    },
  }),
  'bundled contexts in nodes': (n, a) => ({
    context: [TERMS],
    members: {
      x: times(n / 120, (i) => ({
        '@context': times(1 + Math.floor(a * 10), (j) => URLS[(i * (j + 1) + (i >> (j + 1))) % URLS.length]),
        id: `urn:x:${i}`,
      })),
    },
  }),
  'a list of contexts': (n, a, b) => ({
    context: times(dial(a, 60), (i) => (b < 0.5 ? OB : URLS[i % URLS.length])),
    members: { name: times(n / 8, (i) => `n${i}`) },
  }),
  'classes in every order': (n) => ({
    context: [TERMS],
    members: {
      evidence: times(n / 60, (i) => ({
        type: CLASSES.filter((_, j) => ((i * 2_654_435_761) >> (j + 3)) & 1).concat(CLASSES[i % 10]!),
      })),
    },
  }),
  'what the engine leaves to jsonld.js': (n, a, b) => ({
    context: [{ ...TERMS, i: { '@id': 'https://a.example/i', '@container': '@index' } }],
    members: {
      i: { k: 'v' },
      x: times(n / 9, (i) => (b < 0.5 ? `v${i}` : { x: `${i}` })),
      y: iri(n * a * 0.1),
    },
  }),
  'objects with one id': (n, a) => ({
    context: [TERMS],
    members: {
      evidence: times(n / 60, (i) => ({
        id: a < 0.5 ? 'urn:x:1' : `urn:x:${i % dial(a, 50)}`,
        type: ['Evidence'],
        name: `n${i % 5}`,
      })),
    },
  }),
  'members that nothing defines': (n, a) => ({
    context: [
      object(times((n * a) / 40, (i) => [`T${i}`, { '@id': TERMS.x, '@context': [{ z: TERMS.x }] }])),
    ],
    members: object(times((n * (1 - a)) / 12, (i) => [`u${i}`, 'v'])),
  }),
  'faults below a long name': (n, a) => ({
    members: { [text(n * a)]: times((n * (1 - a)) / 8, () => ({ id: 'x' })) },
  }),
  'faults in names and dates': (n, a) => ({
    members: {
      name: times((n * a) / 4, () => 1),
      evidence: times((n * (1 - a)) / 30, () => ({ type: 1, id: text(5), narrative: 2 })),
      validFrom: text(n * 0.1, '9'),
    },
  }),
  'deep nesting': (n, a) => ({
    context: [TERMS],
    members: { x: times(n / 400, (i) => chain(dial(a, 58), 'x', `${i}`)) },
  }),
  'characters that are escaped': (n, a) => ({
    context: [TERMS],
    members: { x: times(dial(a, 1000), (i) => `${i}${text(n / dial(a, 1000) / 6, '\u0001')}`) },
  }),
  'characters of two units': (n) => ({ context: [TERMS], members: { x: text(n / 2, '\u{1f600}') } }),
  'long numbers': (n) => ({
    context: [TERMS],
    members: { x: times(n / 20, (i) => 1.234567890123e-7 * (i + 1)) },
  }),
  'endorsements as tokens': (n, a) => ({
    members: { endorsementJwt: times(dial(a, 40), () => `e30.${text(n / dial(a, 40))}.AA`) },
  }),
  'many statuses': (n, a) => ({
    members: {
      credentialStatus: times(n / 160, (i) => ({
        id: `https://a.example/l#${i}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: `${i}`,
        statusListCredential: `https://a.example/l${i % dial(a, 50)}`,
      })),
    },
    documents: { 'https://a.example/l': '{}', default: times(300_000 * a, () => ({})) },
  }),
  'a revocation list': (n, a) => ({
    members: {
      id: 'urn:x:badge',
      credentialStatus: times(dial(a, 20), (i) => ({
        id: `https://a.example/revoked${i}`,
        type: '1EdTechRevocationList',
      })),
      name: text(n),
    },
    documents: {
      default: {
        id: 'https://a.example/revoked0',
        issuer: 'https://a.example/issuer',
        revokedCredential: times(200_000 * a, (i) => `urn:x:${i}`),
      },
    },
  }),
  'a schema': (n, a, b) => ({
    members: {
      credentialSchema: times(dial(b, 30), (i) => ({
        id: `https://a.example/s${i}`,
        type: 'JsonSchema',
      })),
      name: text(n),
    },
    documents: {
      default: {
        type: 'object',
        properties: { name: { pattern: `^(${text(dial(a, 200), 'a?')}|(a|b)*c)+$` } },
        allOf: times(dial(a, 3000), (i) => ({
          anyOf: [{ required: [`r${i}`] }, { properties: { name: { maxLength: n } } }],
        })),
      },
    },
  }),
  'a DID': (n, a) => ({ members: { issuer: `did:${a < 0.5 ? 'jwk' : 'key'}:z${text(n, 'e')}` } }),
  ...PUBLISHED,
}
