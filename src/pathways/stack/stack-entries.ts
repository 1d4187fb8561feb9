/** Entries of `relatedResource` (VCDM 2.0 §5.3): they name the pathway and the parts of a larger credential. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { plainForm } from '../../schema/results/plain-form.js'
import { canonicalDigest } from './part-bytes.js'
import { SEALED } from './seal-parts.js'

export const MEDIA = {
  credential: 'application/vc',
  jws: 'application/vc+jwt',
  json: 'application/json',
} as const

/** The entry of a part in the larger credential. */
export interface PartEntry {
  /** JSON Pointer to the entry in the larger credential. */
  readonly pointer: string
  /** Id of the part; for a sealed part, the name of its envelope. */
  readonly id: string
  readonly form: 'named' | 'sealed'
  /** `undefined` if the digest has another hash. */
  readonly digest: string | undefined
}

export function partEntries(stack: JsonObject): readonly PartEntry[] {
  return resources(stack).flatMap(({ pointer, value }) => {
    const { id, mediaType } = value
    if (typeof id !== 'string') return []
    const sealed = id.startsWith(SEALED)
    if (!sealed && mediaType !== MEDIA.credential && mediaType !== MEDIA.jws) return []
    const digest = canonicalDigest(value['digestMultibase'])
    return [{ pointer, id, form: sealed ? 'sealed' : 'named', digest } as const]
  })
}

/** The entry of the pathway with this id in the larger credential, if there is one. */
export function pathwayEntry(
  stack: JsonObject,
  id: string,
): { readonly digest: string | undefined } | undefined {
  const found = resources(stack).find(({ value }) => value['id'] === id)
  return found === undefined ? undefined : { digest: canonicalDigest(found.value['digestMultibase']) }
}

/**
 * Whether an entry cannot be read, so that it may name a part.
 * @param selected whether the holder may have left out members of entries
 */
export function hasUnreadEntry({ relatedResource = [] }: JsonObject, selected: boolean): boolean {
  let unread = false
  const note = (): void => void (unread = true)
  for (const value of [relatedResource].flat() as readonly Json[]) {
    const { id, mediaType } = isJsonObject(value) ? plainForm(value, SHAPE, note) : {}
    unread ||= id === undefined || (selected && mediaType === undefined)
  }
  return unread
}

const SHAPE = { id: 'string', mediaType: 'string', digestMultibase: 'string' } as const

function resources(stack: JsonObject): readonly { pointer: string; value: JsonObject }[] {
  const listed = stack['relatedResource']
  const several = Array.isArray(listed)
  return ((several ? listed : [listed ?? null]) as readonly Json[]).flatMap((value, i) => {
    const pointer = several ? `/relatedResource/${i}` : '/relatedResource'
    return isJsonObject(value) ? [{ pointer, value: plainForm(value, SHAPE, () => undefined) }] : []
  })
}
