/** Builders of what can be earned: achievement, criteria, related achievements, identifiers of other systems. */
import type {
  Achievement,
  Criteria,
  IdentifierEntry,
  Related,
} from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type {
  AchievementInput,
  CriteriaSource,
  IdentifierEntryInput,
  RelatedInput,
} from '../assembly/inputs.generated.js'

/**
 * An achievement: what can be earned, and what has to be done for it. Nested parts may be literals or what other
 * builders returned; `criteria` takes a text or an address, `image` an address or bytes.
 * @throws OpenBadgeError `model_invalid` with every issue
 * @example
 * achievement({ id: 'https://example.edu/a/rust', name: 'Rust I', description: '…', criteria: 'Passed the exam' })
 */
export function achievement(input: AchievementInput): Achievement {
  return build('Achievement', input) as unknown as Achievement
}

/**
 * Criteria from a text, from the address of a page, or from both.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function criteria(input: CriteriaSource): Criteria {
  if (typeof input !== 'string') return build('Criteria', input) as unknown as Criteria
  return build(
    'Criteria',
    /^https?:\/\/\S+$/.test(input) ? { id: input } : { narrative: input },
  ) as unknown as Criteria
}

/**
 * Another achievement that belongs with this one: an earlier version, a translation.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function related(input: RelatedInput): Related {
  return build('Related', input) as unknown as Related
}

/**
 * The Open Badges 2.0 BadgeClass that an achievement continues (H3).
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function relatedBadgeClass(id: string): Related {
  return build('Related', {
    id,
    type: 'https://w3id.org/openbadges#BadgeClass',
    version: 'Open Badges v2p0',
  }) as unknown as Related
}

/**
 * A name that another system gives an achievement or a profile.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function identifier(input: IdentifierEntryInput): IdentifierEntry {
  return build('IdentifierEntry', input) as unknown as IdentifierEntry
}
