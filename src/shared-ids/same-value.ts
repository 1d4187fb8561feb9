/** Whether two members have the same value. */
import { idOf, isJsonObject, type Json } from '../encoding/json.js'
import type { Spend } from '../jsonld/safe-mode/node-mention.js'

/** Longer lists are compared in their order. */
const UNORDERED_MAXIMUM = 64

/** One value is the same as a list of it. Two objects with one id are the same here; they are judged separately. */
export function sameValue(one: Json, other: Json, spend: Spend): boolean {
  const ours = valuesOf(one)
  const theirs = valuesOf(other)
  if (Math.max(ours.length, theirs.length) > UNORDERED_MAXIMUM) {
    return ours.length === theirs.length && ours.every((item, i) => sameItem(item, theirs[i]!, spend))
  }
  const within = (some: readonly Json[], all: readonly Json[]): boolean =>
    some.every((item) => all.some((each) => sameItem(item, each, spend)))
  return within(ours, theirs) && within(theirs, ours)
}

function sameItem(one: Json, other: Json, spend: Spend): boolean {
  spend(1)
  if (isJsonObject(one) || isJsonObject(other)) {
    const id = idOf(one)
    if (id !== undefined && id === idOf(other)) return true
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => sameItem(item, other[i]!, spend))
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameValue(one[name]!, other[name]!, spend))
  )
}

export function valuesOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}
