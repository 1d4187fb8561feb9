/** How a CTDL graph is read where it is not definite. One row for each code. */
const ASSUMPTIONS = {
  issuers_trusted:
    'CTDL does not say who may award the badges: badges of issuers that the verifier trusts count',
  all_destinations: 'the pathway has several destinations: all of them are required',
  all_children: 'the component has children and no condition: all of them are required',
  number_absent: 'the condition has no requiredNumber: all its targets are required',
  only_one: 'the condition asks for only one: more than one is accepted too',
  duplicate_target: 'a target is in the list twice: it counts once',
  badge_or_conditions: 'the component has conditions: its own badge is accepted too',
  id_is_achievement: 'the component has no proxyFor: its own id is taken as the id of the achievement',
  unsupported: 'badges cannot prove this: it is never met',
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
