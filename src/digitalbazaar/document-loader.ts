/** A document loader for Digital Bazaar's libraries: bundled contexts, DIDs that contain their key, and the documents of a `load`. */

import { documentUrl } from '../did/methods/locations.js'
import { selfCertifying } from '../did/methods/methods.js'
import { retrieveVerificationMethod } from '../did/verification-method.js'
import { bundled, isBundled } from '../documents/bundled.js'
import { firstOf } from '../documents/loaders.js'
import { isValidDate } from '../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../encoding/json.js'
import { checkOptions, type OptionTest } from '../encoding/options.js'
import { isOpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'

export interface LoadedDocument {
  readonly contextUrl?: string | null
  readonly documentUrl?: string
  readonly document: unknown
  readonly tag?: string
}

export type DocumentLoader = (url: string) => Promise<LoadedDocument>

const DID_CONTEXT = 'https://www.w3.org/ns/did/v1'
const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1'

export interface DocumentLoaderOptions {
  /** Loader of further documents, such as `remote()`; default: none. */
  readonly load?: Load
  /** Time at which keys must be valid; default: the current time. */
  readonly now?: Date
}

const OPTIONS: Readonly<Record<keyof DocumentLoaderOptions, OptionTest>> = {
  load: (value) => typeof value === 'function',
  now: isValidDate,
}
const SHAPES: Readonly<Record<keyof DocumentLoaderOptions, string>> = {
  load: 'a function, such as remote()',
  now: 'a valid Date',
}

/**
 * Makes a `documentLoader` for `@digitalbazaar/vc` and related libraries. It returns a key only after laurel has bound it to
 * its controller.
 *
 * @param options - `load`: loader of further documents, such as `remote()`, default none; `now`: time at which keys must be
 *   valid, default the current time.
 * @returns The document loader.
 * @throws TypeError for bad options.
 * @example
 * const { document } = await documentLoader()(signer.verificationMethod)
 */
export function documentLoader(options: DocumentLoaderOptions = {}): DocumentLoader {
  checkOptions('documentLoader', options, OPTIONS, SHAPES)
  const load = options.load === undefined ? bundled : firstOf(bundled, options.load)
  return async (url) => ({
    contextUrl: null,
    documentUrl: url,
    document: await find(url, load, options.now),
    // These contexts never change, so jsonld.js may keep what it made of them.
    ...(isBundled(url) ? { tag: 'static' as const } : {}),
  })
}

async function find(url: string, load: Load, now: Date | undefined): Promise<unknown> {
  if (!url.startsWith('did:') && !url.includes('#')) return contextOrController(url, load)
  if (url.includes('#')) return method(url, load, now)
  const own = selfCertifying(url)
  return own === undefined ? load(documentUrl(url), 'controller') : ownDocument(url, own.method(url))
}

async function contextOrController(url: string, load: Load): Promise<unknown> {
  try {
    return await load(url, 'context')
  } catch (error) {
    if (!isOpenBadgeError(error) || !error.code.startsWith('document_')) throw error
    return load(url, 'controller').catch(() => {
      throw error
    })
  }
}

async function method(url: string, load: Load, now: Date | undefined): Promise<unknown> {
  const found = await retrieveVerificationMethod(url, {
    relationship: 'assertionMethod',
    load,
    ...(now === undefined ? {} : { at: now }),
  })
  const { multibase } = found.key
  if (multibase === undefined) return found.method
  return {
    '@context': MULTIKEY_CONTEXT,
    id: url,
    type: 'Multikey',
    controller: found.controller,
    publicKeyMultibase: multibase,
  }
}

function ownDocument(did: string, verificationMethod: JsonObject): JsonObject {
  const id = verificationMethod['id']!
  return {
    '@context': [DID_CONTEXT, MULTIKEY_CONTEXT],
    id: did,
    verificationMethod: [verificationMethod],
    authentication: [id],
    assertionMethod: [id],
  }
}
