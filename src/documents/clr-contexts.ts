/**
 * The contexts of Comprehensive Learner Record 2.0, which no package contains: the terms of the two published files, each
 * with the IRI of its version. A test compares them with the published files by the digests in `digests.ts`.
 */
import type { JsonObject } from '../encoding/json.js'

const CLR = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const KEYWORDS: JsonObject = { id: '@id', type: '@type' }

/** Context 2.0. */
export const clr200: JsonObject = contextOf('https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#', {}, {})

/** Context 2.0.1: the vocabulary of Open Badges under its new address, `partial`, and the identifiers of the learner. */
export const clr201: JsonObject = contextOf(
  'https://purl.imsglobal.org/spec/vc/ob/vocab.html#',
  { partial: { '@id': `${CLR}partial`, '@type': 'xsd:boolean' } },
  { identifier: set('identifier-1', 'obi:Identifier') },
)

function contextOf(openBadges: string, ofCredential: JsonObject, ofSubject: JsonObject): JsonObject {
  return {
    '@context': {
      ...KEYWORDS,
      ClrCredential: { '@id': `${CLR}ClrCredential`, '@context': { ...KEYWORDS, ...ofCredential } },
      ClrSubject: {
        '@id': `${CLR}ClrSubject`,
        '@context': {
          ...KEYWORDS,
          cred: 'https://www.w3.org/2018/credentials#',
          obi: openBadges,
          achievement: set('achievement', 'obi:Achievement'),
          association: set('association', `${CLR}Association`),
          verifiableCredential: set('verifiableCredential', 'cred:verifiableCredential'),
          ...ofSubject,
        },
      },
      Association: {
        '@id': `${CLR}Association`,
        '@context': {
          associationType: { '@id': `${CLR}AssociationType` },
          sourceId: { '@id': `${CLR}sourceId`, '@type': 'xsd:anyURI' },
          targetId: { '@id': `${CLR}targetId`, '@type': 'xsd:anyURI' },
        },
      },
    },
  }
}

function set(name: string, type: string): JsonObject {
  return { '@id': CLR + name, '@type': type, '@container': '@set' }
}
