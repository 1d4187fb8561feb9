/** Loads documents that are not bundled: counted, and with errors in laurel's words. `verify` loads this file for the first of them. */
import { rememberedCost } from '../../documents/answer-cost.js'
import { rememberSource, sourceOf } from '../../documents/source-bytes.js'
import { frozenSnapshot, isJsonObject, type Json, type JsonObject, keepFrozen } from '../../encoding/json.js'
import { jsonBytes } from '../../encoding/json-budget.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Load, Purpose } from '../../ports.js'
import { LoadGroup } from './load-group.js'
import type { Verification } from './verification.js'

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
    const group = groups.get(signal) ?? new LoadGroup(signal)
    groups.set(signal, group)
    let document: unknown
    try {
      // A loader may ignore the signal.
      document = await Promise.race([load(url, purpose, group.begin()), group.ended])
    } catch (error) {
      signal?.throwIfAborted()
      if (isOver()) throw tooManyDocuments(url, purpose)
      if (!isOpenBadgeError(error)) throw unavailable(url, purpose, error)
      // A refused answer was read all the same.
      const { bytes } = error.details as { readonly bytes?: unknown }
      if (typeof bytes === 'number' && bytes > 0) charge(bytes)
      throw error
    } finally {
      group.settle()
    }
    // It is not the fault of the issuer.
    if (document === undefined) throw notThere(url, purpose, 'the loader returned nothing')
    // Charges for its memory, which is kept until the call ends, or for reading it.
    const bytes = Math.max(rememberedCost(document), jsonBytes(document, account.remaining('loadedBytes')))
    if (!charge(bytes)) throw tooManyDocuments(url, purpose)
    if (purpose === 'context') return keptContext(document)
    return purpose === 'controller' || purpose === 'key' ? kept(document) : document
  }
}

/**
 * A copy of a context, which hundreds of proofs may name. What is no object is refused later, so that nobody reads the items of a
 * list.
 */
function keptContext(document: unknown): unknown {
  let copy: unknown
  try {
    copy = structuredClone(document)
  } catch {
    return document
  }
  if (Array.isArray(copy)) return []
  if (!isJsonObject(copy as Json)) return document
  const source = sourceOf(document)
  if (source !== undefined) rememberSource(copy, source)
  return keepFrozen(copy as JsonObject)
}

/**
 * A copy of a document with keys, which hundreds of proofs may name: they all read it, and none copies it again. Those of
 * `remote` are kept already.
 */
function kept(document: unknown): unknown {
  let copy: Json
  try {
    copy = frozenSnapshot(document)
  } catch {
    // Not plain JSON, or too much of it: each reader refuses `null` as malformed.
    return null
  }
  return isJsonObject(copy) ? keepFrozen(copy) : copy
}

/** The error of a loader may describe the caller's network. So only its code or name is reported. */
function unavailable(url: string, purpose: Purpose, cause: unknown): OpenBadgeError {
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  const kind = [code, name].find((each) => typeof each === 'string' && /^\w{1,40}$/.test(each))
  return notThere(url, purpose, `the loader failed${kind === undefined ? '' : `: ${String(kind)}`}`, cause)
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
