/** Builders of achievements, criteria, related achievements and identifiers of other systems. */
import type {
  Achievement,
  Criteria,
  IdentifierEntry,
  Related,
} from '../../schema/generated/types.generated.js'
import { criteriaMembers } from '../assembly/construct.js'
import { build } from '../assembly/finish.js'
import type {
  AchievementInput,
  CriteriaSource,
  IdentifierEntryInput,
  RelatedInput,
} from '../assembly/inputs.generated.js'

/**
 * Makes an achievement (Open Badges 3.0 §B.1): what can be earned, with its criteria. Nested parts may be literals or results
 * of other builders.
 *
 * @param input - `id`, `name`, `description` and `criteria` are required. `criteria` may be a text or a URL, `image` a URL
 *   or bytes. A `type` is added to `Achievement`.
 * @returns The achievement, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const rust = achievement({
 *   id: 'https://example.edu/achievements/rust-1',
 *   name: 'Rust I',
 *   description: 'Writes safe systems code.',
 *   criteria: 'Passed the exam.',
 * })
 */
export function achievement(input: AchievementInput): Achievement {
  return build('Achievement', input) as unknown as Achievement
}

/**
 * Makes the criteria of an achievement (Open Badges 3.0 §B.1).
 *
 * @param input - A text in Markdown, the URL of a page, or `{ id, narrative }` for both.
 * @returns The criteria, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const passed = criteria({ id: 'https://example.edu/rust', narrative: 'Passed the exam.' })
 */
export function criteria(input: CriteriaSource): Criteria {
  if (typeof input !== 'string') return build('Criteria', input) as unknown as Criteria
  return build('Criteria', criteriaMembers(input)) as unknown as Criteria
}

/**
 * Names another achievement that belongs to this one: an earlier version or a translation (Open Badges 3.0 §B.1).
 *
 * @param input - `id` of the achievement; optionally `inLanguage` and `version`.
 * @returns The relation, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const german = related({ id: 'https://example.edu/achievements/rust-1-de', inLanguage: 'de' })
 */
export function related(input: RelatedInput): Related {
  return build('Related', input) as unknown as Related
}

/**
 * Names the Open Badges 2.0 BadgeClass that an achievement continues.
 *
 * @param id - URL of the BadgeClass.
 * @returns The relation, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const before = relatedBadgeClass('https://example.edu/badges/rust-1.json')
 */
export function relatedBadgeClass(id: string): Related {
  return build('Related', {
    id,
    type: 'https://w3id.org/openbadges#BadgeClass',
    version: 'Open Badges v2p0',
  }) as unknown as Related
}

/**
 * Makes an identifier of an achievement or a profile in another system (`IdentifierEntry`, Open Badges 3.0 §B.1).
 *
 * @param input - `identifier` and its `identifierType`.
 * @returns The entry, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const entry = identifier({ identifier: 'CS-101', identifierType: 'systemId' })
 */
export function identifier(input: IdentifierEntryInput): IdentifierEntry {
  return build('IdentifierEntry', input) as unknown as IdentifierEntry
}
