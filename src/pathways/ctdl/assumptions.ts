/** What a CTDL graph leaves open, and how it is read: a row a code. */
const ASSUMPTIONS = {
  issuers_trusted: 'CTDL does not say who may award the badges: issuers whom the verifier trusts',
  all_destinations: 'there are several destinations: all of them are required',
  all_children: 'the component has children and no condition: all of them are required',
  number_absent: 'the condition has no required number: all of it is required',
  only_one: 'the condition asks for only one: one or more will do',
  duplicate_target: 'a target stands in the list twice: it counts once',
  badge_or_conditions: 'the component has conditions: its own badge will do as well',
  id_is_achievement: 'the component stands for nothing else: its own id is that of the achievement',
  unsupported: 'badges cannot decide this: it is never met',
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
