/** The chosen readings for places where a CTDL graph has several. One row for each code. */
const ASSUMPTIONS = {
  issuers_trusted: 'CTDL does not name issuers, so badges of issuers that the verifier trusts count',
  all_destinations: 'the pathway has several destinations, so all of them are required',
  all_children: 'the component has children and no condition, so all children are required',
  number_absent: 'the condition has no requiredNumber, so all its targets are required',
  only_one: 'the condition requires only one, and more than one is accepted too',
  duplicate_target: 'a target is in the list twice, and counts once',
  badge_or_conditions: 'the component has conditions, and its own badge is accepted too',
  id_is_achievement: 'the component has no proxyFor, so its id is that of the achievement',
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

  add(code: AssumptionCode, pointer: string): void {
    this.list.push({ code, pointer, message: ASSUMPTIONS[code] })
  }
}
