/** Gives groups a badge each, so that the badges lose as little as possible by it: a matching with the least cost. */

import { type CountedUnit, greatest, type Option } from './tally.js'
import type { Work } from './work.js'

interface Place {
  readonly unit: number
  readonly option: Option
}

/**
 * One option for each badge, so that at least `wanted` groups have a badge, if there are as many, and together they count as
 * much as possible. Each round covers one more group, along the path with the least loss (successive shortest paths).
 */
export function cover(
  units: readonly CountedUnit[],
  wanted: number,
  work: Work,
): { readonly chosen: readonly Option[]; readonly isOut: boolean } {
  const most = units.map(({ options }) => greatest(options))
  const loss = ({ unit, option }: Place): number => most[unit]!.weight - option.weight
  const taken = new Map<string | undefined, Place>()
  const own = new Map<number, Place>()
  const take = (place: Place): void => {
    taken.set(place.option.group, place)
    own.set(place.unit, place)
  }
  for (const [unit, { options }] of units.entries()) {
    const option = options.find(({ group, weight }) => weight === most[unit]!.weight && !taken.has(group))
    if (option !== undefined) take({ unit, option })
  }
  const size = units.reduce((sum, { options }) => sum + options.length, 0)
  let isOut = false
  while (taken.size < wanted && !isOut) {
    const costs = units.map((_, unit) => (own.has(unit) ? Number.POSITIVE_INFINITY : 0))
    const reached = new Map<string | undefined, { readonly cost: number; readonly place: Place }>()
    for (let isChanged = true; isChanged && !isOut; ) {
      isChanged = false
      isOut = !work.spend(1 + size / OPTIONS_OF_A_STEP)
      for (const [unit, { options }] of units.entries()) {
        if (costs[unit] === Number.POSITIVE_INFINITY) continue
        for (const option of options) {
          const place = { unit, option }
          const cost = costs[unit]! + loss(place)
          if (cost >= (reached.get(option.group)?.cost ?? Number.POSITIVE_INFINITY)) continue
          reached.set(option.group, { cost, place })
          const holder = taken.get(option.group)
          // The holder of the group would take another one.
          if (holder === undefined || cost - loss(holder) >= costs[holder.unit]!) continue
          costs[holder.unit] = cost - loss(holder)
          isChanged = true
        }
      }
    }
    const free = [...reached.values()].filter(({ place }) => !taken.has(place.option.group))
    if (isOut || free.length === 0) break
    let next: Place | undefined = free.reduce((best, each) => (each.cost < best.cost ? each : best)).place
    while (next !== undefined) {
      const left: Place | undefined = own.get(next.unit)
      take(next)
      next = left && reached.get(left.option.group)!.place
    }
  }
  return { chosen: most.map((option, unit) => own.get(unit)?.option ?? option), isOut }
}

const OPTIONS_OF_A_STEP = 16
