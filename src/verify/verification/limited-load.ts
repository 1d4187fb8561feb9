/** Loads documents that are not bundled: counted, and with errors in laurel's words. `verify` loads this file for the first of them. */
import { rememberedCost, rememberSource, sourceOf } from '../../documents/source-bytes.js'
import { frozenDocument, isJsonObject, type Json, type JsonObject, keepFrozen } from '../../encoding/json.js'
import { jsonBytes } from '../../encoding/json-budget.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Load, Purpose } from '../../ports.js'
import { LoadGroup } from './load-group.js'
import type { Verification } from './verification.js'

/** This number of bytes of a loaded context, as they are counted for `loadedBytes`, costs one unit of `contextWork`. */
const CONTEXT_BYTES = 32

/**
 * Limits the memory for the documents of one call. When it is used up, loads under way end.
 * @param load the caller's loader
 * @returns A loader. It throws OpenBadgeError `document_*`, or the reason of its signal.
 */
export function limitedLoad(load: Load, account: Verification['account']): Load {
  const groups = new Map<AbortSignal | undefined, LoadGroup>()
  const isOver = (): boolean => account.remaining('loadedBytes') === 0
  const charge = (bytes: number): boolean => {
    const isPaid = account.take('loadedBytes', bytes)
    if (isOver()) for (const group of groups.values()) group.end()
    return isPaid
  }
  return async (url, purpose, signal) => {
    signal?.throwIfAborted()
    // Nothing is loaded that could not be read.
    if (purpose === 'context') account.spend('contextWork', 1)
    const group = groups.get(signal) ?? new LoadGroup(signal)
    groups.set(signal, group)
    let document: unknown
    try {
      // A loader may ignore the signal.
      document = await Promise.race([load(url, purpose, group.begin()), group.ended])
    } catch (error) {
      signal?.throwIfAborted()
      if (isOver()) throw tooManyDocuments(url, purpose)
      const bytes = bytesOf(error)
      if (bytes === undefined) throw unavailable(url, purpose, error)
      // A refused answer was read all the same.
      if (bytes > 0) charge(bytes)
      throw error
    } finally {
      group.settle()
    }
    // It is not the fault of the issuer.
    if (document === undefined) throw notThere(url, purpose, 'the loader returned nothing')
    // Charges for its memory, which is kept until the call ends, or for reading it.
    const bytes = Math.max(rememberedCost(document), sizeOf(document, account.remaining('loadedBytes')))
    if (!charge(bytes)) throw tooManyDocuments(url, purpose)
    if (purpose === 'context') {
      account.spend('contextWork', Math.ceil(bytes / CONTEXT_BYTES))
      return keptContext(document)
    }
    return purpose === 'controller' || purpose === 'key' ? kept(document, url, purpose) : document
  }
}

/**
 * A copy of a context, which hundreds of proofs may name. What is no object is refused later, so that nobody reads the items of a
 * list.
 */
function keptContext(document: unknown): unknown {
  let copy: unknown
  try {
    if (Array.isArray(document)) return []
    copy = structuredClone(document)
  } catch {
    return document
  }
  if (!isJsonObject(copy as Json)) return document
  const source = sourceOf(document)
  if (source !== undefined) rememberSource(copy, source)
  return keepFrozen(copy as JsonObject)
}

/** What a document costs. A hostile object (a proxy, a getter) may throw anything; its reader refuses it. */
function sizeOf(document: unknown, most: number): number {
  try {
    return jsonBytes(document, most)
  } catch {
    return 0
  }
}

/**
 * A copy of a document with keys, which hundreds of proofs may name: they all read it, and none copies it again. Those of
 * `remote` are kept already. A loader that returns no document is not the fault of the issuer.
 */
function kept(document: unknown, url: string, purpose: Purpose): unknown {
  let copy: Json
  try {
    // It is refused later, as a context is.
    if (Array.isArray(document)) return []
    copy = frozenDocument(document)
  } catch (error) {
    const details = { url, purpose, reason: 'size' }
    if (isOpenBadgeError(error, 'limit_exceeded'))
      throw new OpenBadgeError('document_refused', error.message, details, { cause: error })
    throw notThere(url, purpose, NO_DOCUMENT, error)
  }
  if (typeof copy === 'string') throw notThere(url, purpose, NO_DOCUMENT)
  return isJsonObject(copy) ? keepFrozen(copy) : copy
}

const NO_DOCUMENT = 'the loader returned no JSON document'

/**
 * What an error says that its answer cost; `undefined` if it is not the error of a document. A caller's loader may throw any
 * other error of laurel, or one without details.
 */
function bytesOf(error: unknown): number | undefined {
  try {
    if (!isOpenBadgeError(error)) return undefined
    if (!error.code.startsWith('document_')) return error.code === 'part_unavailable' ? 0 : undefined
    const { reason, bytes } = error.details as { readonly reason?: unknown; readonly bytes?: unknown }
    if (reason !== undefined && typeof reason !== 'string') return undefined
    return typeof bytes === 'number' ? bytes : 0
  } catch {
    return undefined
  }
}

/** The error of a loader may describe the caller's network. So only its code or name is reported. */
function unavailable(url: string, purpose: Purpose, cause: unknown): OpenBadgeError {
  const kind = kindOf(cause)
  return notThere(url, purpose, `the loader failed${kind === undefined ? '' : `: ${kind}`}`, cause)
}

function kindOf(cause: unknown): string | undefined {
  try {
    const { code, name } = Object(cause) as { readonly code?: unknown; readonly name?: unknown }
    return [code, name].find((each): each is string => typeof each === 'string' && /^\w{1,40}$/.test(each))
  } catch {
    // A hostile error throws when it is read.
    return undefined
  }
}

function notThere(url: string, purpose: Purpose, reason: string, cause?: unknown): OpenBadgeError {
  const details = { url, purpose, reason }
  return new OpenBadgeError('document_unavailable', reason, details, cause === undefined ? {} : { cause })
}

/** The error where no further document may be loaded. */
export function tooManyDocuments(url: string, purpose: Purpose): OpenBadgeError {
  return new OpenBadgeError(
    'document_refused',
    'the verification exceeds limits.loads or limits.loadedBytes',
    { url, purpose, reason: 'too many documents' },
  )
}
