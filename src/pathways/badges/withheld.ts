/** Members of which it is not known what they say: the holder may have left them out, or their values are of another kind. */
import type { Facts, Lack, PLACES, Place } from './facts.js'

/** Members of which a badge can have several, so that one more can be left out. */
const SEVERAL: ReadonlySet<string> = new Set([
  'identifier',
  'otherIdentifier',
  'alignment',
  'result',
  'resultDescription',
])

/** Why it is not known what one of the members says; `undefined` if it is known for all. */
export function lackOf<P extends Place>(
  facts: Facts,
  place: P,
  ...names: readonly (keyof (typeof PLACES)[P] & string)[]
): Lack | undefined {
  const { selected, unread } = facts
  if (!selected && unread.size === 0) return undefined
  if (names.some((name) => unread.has(name))) return 'unreadable'
  return selected && names.some((name) => SEVERAL.has(name) || facts[place][name] === undefined)
    ? 'parts_withheld'
    : undefined
}
