/** Builder of related resources. */

import { sha256 } from '#platform'
import { requireObject } from '../../encoding/arguments.js'
import type { JsonObject } from '../../encoding/json.js'
import { writeSri } from '../../schema/classes/digest-text.js'
import type { RelatedResource } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'

export interface RelatedResourceInput {
  /** URL of the document. */
  readonly id: string
  /** The bytes of the document, or its text. Only their digest is kept. */
  readonly content: Uint8Array | string
  /** Media type, such as `image/png`. */
  readonly mediaType?: string
}

/**
 * Makes an entry of `relatedResource` (VCDM 2.0 §5.3): a document that belongs to a credential, with the SHA-256 digest of
 * its bytes, so that nobody can replace it. `verify` compares the digest of each resource that it uses.
 *
 * @param input - `id`: URL; `content`: the bytes or the text of the document; `mediaType`.
 * @returns The entry, frozen, with `digestSRI`.
 * @throws OpenBadgeError `model_invalid` with every issue; TypeError if `content` is neither bytes nor text.
 * @example
 * const transcript = relatedResource({
 *   id: 'https://example.edu/transcripts/42.txt',
 *   content: 'Rust I: passed',
 *   mediaType: 'text/plain',
 * })
 */
export function relatedResource(input: RelatedResourceInput): RelatedResource {
  requireObject('relatedResource', 'input', input, 'an object: { id, content }')
  const { content, ...members } = input
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    throw new TypeError('relatedResource: content must be the bytes of the document, or its text')
  }
  const entry: JsonObject = { ...members, digestSRI: writeSri('sha256', sha256(content)) }
  return build('RelatedResource', entry) as unknown as RelatedResource
}
