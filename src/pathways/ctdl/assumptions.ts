/** The chosen readings for places where a CTDL graph has several. One row for each code. */
const ASSUMPTIONS = {
  issuers_trusted: 'CTDL does not name issuers, so badges of issuers that the verifier trusts count',
  all_destinations: 'the pathway has several destinations, so all of them are required',
  destination_is_award:
    'the badge of the destination is what the pathway awards, so it is not required itself',
  all_children: 'the component has children and no condition, so all children are required',
  children_not_required: 'the conditions or destinations do not name this child, so it is not required',
  number_absent: 'the condition has no requiredNumber, so all its targets are required',
  counted_together: 'requiredNumber or the operator counts the targets and the nested conditions together',
  sum_of_targets: 'the condition has a sum of credits and no number, so its targets are not each required',
  sum_counts_badges: 'the sum counts only the badge of this component, and not its conditions',
  only_one: 'the condition requires only one, and more than one is accepted too',
  duplicate_target: 'a target is in the list twice, and counts once',
  same_badge: 'another target of the list stands for the same badge, and both count as one target',
  same_requirement: 'several targets or conditions of the list require the same, and count as one',
  badge_or_conditions: 'the component has conditions, and its own badge is accepted too',
  first_resource: 'the component stands for several resources, and only the badge of the first one counts',
  id_is_achievement: 'the component has no proxyFor, so its id is that of the achievement',
  not_read: 'laurel does not read this member; if it is a requirement, it is not checked',
  unsupported: 'badges cannot prove this, so it is never met',
} as const

export type AssumptionCode = keyof typeof ASSUMPTIONS

export interface Assumption {
  readonly code: AssumptionCode
  /** JSON Pointer to the place in the graph. */
  readonly pointer: string
  readonly message: string
}

export class Assumptions {
  readonly list: Assumption[] = []
  readonly #told = new Set<string>()

  /** Adds an assumption once for each place. */
  add(code: AssumptionCode, pointer: string): void {
    const key = `${code} ${pointer}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.list.push({ code, pointer, message: ASSUMPTIONS[code] })
  }
}
