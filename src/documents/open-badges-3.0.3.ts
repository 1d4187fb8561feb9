/**
 * Open Badges context 3.0.3 was changed in place in June 2026: `endorsementJwt` and `jti` were added under the same URL. The
 * package has the earlier file; without the two terms, safe mode refuses badges that use them.
 */
import type { JsonObject } from '../encoding/json.js'

export function amendOpenBadges303(packaged: unknown): JsonObject {
  const context = (packaged as JsonObject)['@context'] as JsonObject
  return {
    '@context': {
      ...context,
      endorsementJwt: {
        '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt',
        '@container': '@set',
      },
      jti: { '@id': 'https://www.iana.org/assignments/jwt#jti', '@type': '@id' },
    },
  }
}
