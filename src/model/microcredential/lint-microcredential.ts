/** Compares a badge with the elements that a framework for microcredentials requires. */
import type { PlainObject } from '../../encoding/json.js'
import type { ElementOutcome } from './elements.js'
import { factsOf } from './facts.js'
import { MICROCREDENTIAL_PROFILES, type MicrocredentialProfile, type Requirement } from './profiles.js'

/** One element of the framework, and whether the badge has it. */
export interface MicrocredentialFinding {
  /** Name of the element, for example `learningOutcomes`. */
  readonly element: string
  readonly requirement: Requirement
  readonly outcome: ElementOutcome
  /** JSON Pointer (RFC 6901) to the element in the badge, or to where it belongs. */
  readonly pointer: string
  /** What to write; absent if the element is present. */
  readonly hint?: string
}

/**
 * Lists each element that a framework for microcredentials requires, and whether a badge has it. It verifies nothing and does
 * not change what `verify` reports.
 *
 * @param badge - A badge, built, signed or parsed from JSON.
 * @param profile - `eu`: Annex I of Council Recommendation 2022/C 243/02. `nz`: Micro-credential Listing Rules 2022. `au`:
 *   National Microcredentials Framework 2021.
 * @returns One finding for each element, in the framework's order.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded` if the badge is not plain JSON; TypeError for an unknown profile.
 * @example
 * const open = lintMicrocredential(badge, 'eu').filter(({ outcome }) => outcome !== 'present')
 * for (const { element, hint } of open) console.log(element, hint)
 */
export function lintMicrocredential(
  badge: PlainObject,
  profile: MicrocredentialProfile,
): readonly MicrocredentialFinding[] {
  if (!Object.hasOwn(MICROCREDENTIAL_PROFILES, profile)) {
    throw new TypeError(
      `lintMicrocredential: profile must be one of ${Object.keys(MICROCREDENTIAL_PROFILES).join(', ')}`,
    )
  }
  const facts = factsOf(badge)
  return MICROCREDENTIAL_PROFILES[profile].map(({ element, requirement, check, hint }) => {
    const { outcome, pointer } = check(facts)
    return outcome === 'present'
      ? { element, requirement, outcome, pointer }
      : { element, requirement, outcome, pointer, hint }
  })
}
