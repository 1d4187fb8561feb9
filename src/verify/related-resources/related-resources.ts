/**
 * The documents that a credential pins by their digests (VCDM 2.0 section 5.3). The digests of the contexts and JSON Schemas that
 * this verification used are compared. Warnings name the others, which are not checked.
 */
import { isBundled } from '../../documents/bundled.js'
import { sourceOf } from '../../documents/source-bytes.js'
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import type { Purpose } from '../../ports.js'
import { readDigestMultibase, readSri, type TextDigest } from '../../schema/classes/digest-text.js'
import { judgedSchemas } from '../credential-schema/credential-schema.js'
import { once } from '../verification/once.js'
import { type Finding, fail, type SecuredDocument, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

const published = /* @__PURE__ */ lazy(
  'the digests of published contexts',
  () => import('../../documents/published-digests.js'),
)

/** The maximum number of entries whose documents are compared. The parts of a larger credential are not among them. */
const COMPARED_MAXIMUM = 64

/** Returns a finding for the structure row if a digest differs or cannot be compared. */
export async function checkRelatedResources(
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding | undefined> {
  const { relatedResource: value } = secured.document
  const used = usedDocuments(secured.document)
  let compared = 0
  for (const [entry, pointer] of itemsOf(value, '/relatedResource')) {
    if (!isJsonObject(entry)) continue
    const { id } = entry
    const purpose = typeof id === 'string' ? used.get(id) : undefined
    if (purpose === undefined) secured.rawWarnings.push({ code: 'related_resource_not_checked', pointer })
    else {
      if (++compared > COMPARED_MAXIMUM)
        return fail('limit_exceeded', { limit: 'relatedResource', maximum: COMPARED_MAXIMUM })
      const finding = await compare(entry, id as string, purpose, verification)
      if (finding !== undefined) return { ...finding, pointer }
    }
  }
  return undefined
}

/** URL → the purpose for which this verification used the document. */
function usedDocuments(document: JsonObject): ReadonlyMap<string, Purpose> {
  const used = new Map<string, Purpose>()
  const queue: Json[] = [document]
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (typeof value !== 'object' || value === null) continue
    if (isJsonObject(value)) {
      for (const context of [value['@context'] ?? []].flat() as readonly Json[])
        if (typeof context === 'string') used.set(context, 'context')
    }
    for (const inner of Object.values(value) as Json[]) if (typeof inner === 'object') queue.push(inner)
  }
  for (const url of judgedSchemas(document)) used.set(url, 'schema')
  return used
}

async function compare(
  entry: JsonObject,
  url: string,
  purpose: Purpose,
  verification: Verification,
): Promise<Finding | undefined> {
  const wanted = digestsOf(entry)
  if (wanted.length === 0) return unknown('related_resource_unknown', { resource: url })
  const digest = await once(verification, digester, `${purpose} ${url}`, () =>
    digester(url, purpose, verification),
  )
  for (const alternatives of wanted) {
    const found = await digest(alternatives[0]!.algorithm)
    if (found === undefined) return unknown('related_resource_unknown', { resource: url })
    if (!alternatives.some(({ bytes }) => sameBytes(bytes, found)))
      return fail('related_resource_changed', { resource: url })
  }
  return undefined
}

/** Each text must match. In a text of Subresource Integrity, one digest of the strongest algorithm must match. */
function digestsOf({ digestSRI, digestMultibase }: JsonObject): readonly (readonly TextDigest[])[] {
  const texts = (value: Json | undefined): readonly string[] =>
    ([value ?? []].flat() as readonly Json[]).filter((item) => typeof item === 'string')
  const multihashes = texts(digestMultibase).map((text) => [readDigestMultibase(text)].filter(isKnown))
  return [...texts(digestSRI).map(readSri), ...multihashes].filter((found) => found.length > 0)
}

const isKnown = (digest: TextDigest | undefined): digest is TextDigest => digest !== undefined

type Digester = (algorithm: TextDigest['algorithm']) => Promise<Uint8Array | undefined>

const WEB_NAMES = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const

/** Bundled contexts are used with each loader, and the digests of their published bytes are known. */
async function digester(url: string, purpose: Purpose, verification: Verification): Promise<Digester> {
  if (purpose === 'context' && isBundled(url)) {
    const { PUBLISHED_DIGESTS } = await published()
    const known = PUBLISHED_DIGESTS.get(url)
    return async (algorithm) => (known === undefined ? undefined : fromBase64(known[algorithm]))
  }
  const source = sourceOf(await loaded(url, purpose, verification))
  if (source === undefined) return async () => undefined
  const bytes = new Uint8Array(source)
  // Computed once for each algorithm, even if many entries have many texts.
  const known = new Map<TextDigest['algorithm'], Uint8Array>()
  return async (algorithm) => {
    const found =
      known.get(algorithm) ?? new Uint8Array(await crypto.subtle.digest(WEB_NAMES[algorithm], bytes))
    known.set(algorithm, found)
    return found
  }
}

async function loaded(url: string, purpose: Purpose, verification: Verification): Promise<unknown> {
  try {
    return await verification.load(url, purpose)
  } catch (error) {
    verification.settings.signal?.throwIfAborted()
    if (!isOpenBadgeError(error)) throw error
    return undefined
  }
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
