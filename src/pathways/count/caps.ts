/** Which group each badge counts in, if caps limit what groups give. */
import type { PlanNode } from '../plan/plan.js'
import { type BestTally, type CountedUnit, type Option, tally } from './tally.js'
import type { Work } from './work.js'

/** The amounts of the groups, as far as they can matter, and the options that give them. */
interface Sums {
  readonly amounts: ReadonlyMap<string | undefined, number>
  readonly taken: Taken
}

type Taken = { readonly unit: number; readonly option: Option; readonly rest: Taken } | undefined

/** If there are more different amounts, not all are tried. */
const MOST_SUMS = 4096

/** Tries every group for each badge. Choices that give each group the same amount are tried once. */
export function bestBelowCaps(node: PlanNode, units: readonly CountedUnit[], work: Work): BestTally {
  const limits = new Map<string | undefined, number>()
  for (const { of, most } of node.caps) {
    work.spend(of.size / GROUPS_OF_A_STEP)
    for (const group of of) limits.set(group, Math.min(most, limits.get(group) ?? node.need))
  }
  let all: readonly Sums[] = [{ amounts: new Map(), taken: undefined }]
  let [isOut, isCut] = [false, false]
  // Badges without a choice come first, so that there is one sum of them.
  const places = [...units.entries()].sort(([, one], [, other]) => one.options.length - other.options.length)
  for (const [unit, { options }] of places) {
    const next = new Map<string, Sums>()
    for (const { amounts, taken } of all) {
      isCut ||= next.size > MOST_SUMS
      isOut ||= !work.spend(options.length * (1 + amounts.size / GROUPS_OF_A_STEP))
      // If no work is left, one way is followed to its end.
      if (next.size > (isOut ? 0 : MOST_SUMS)) break
      for (const option of isOut ? options.slice(0, 1) : options) {
        const { group, weight } = option
        const sum = Math.min((amounts.get(group) ?? 0) + weight, limits.get(group) ?? node.need)
        const own = new Map(amounts).set(group, sum)
        const key = JSON.stringify([...own].sort(([one = ''], [other = '']) => (one < other ? -1 : 1)))
        if (!next.has(key)) next.set(key, { amounts: own, taken: { unit, option, rest: taken } })
      }
    }
    all = [...next.values()]
  }
  let best: Omit<BestTally, 'undecided'> | undefined
  for (const { taken } of all) {
    isOut ||= !work.spend((units.length + node.caps.length) / GROUPS_OF_A_STEP)
    if (best !== undefined && (best.met || isOut)) break
    const options: Option[] = []
    for (let each = taken; each !== undefined; each = each.rest) options[each.unit] = each.option
    const found = tally(node, options)
    if (best === undefined || found.met || found.have > best.have) best = { ...found, options }
  }
  return { ...best!, undecided: isOut || isCut }
}

const GROUPS_OF_A_STEP = 16
