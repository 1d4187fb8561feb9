/** The skills that badges show. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { CASE, skillKey } from '../names/skill-key.js'

/**
 * Keys of the skills that alignments name.
 * @param whole whether a code that is absent here is absent in the signed badge too
 */
export function keysOfAlignments(value: Json | undefined, whole: boolean): readonly string[] {
  return [value ?? []].flat().flatMap((each) => {
    const { targetUrl: url, targetCode: code } = each as JsonObject
    if (typeof url !== 'string') return []
    if (typeof code === 'string') return [skillKey({ url, code })]
    // A code can make it another skill.
    return (code === undefined && whole) || CASE.test(url) ? [skillKey(url)] : []
  })
}
