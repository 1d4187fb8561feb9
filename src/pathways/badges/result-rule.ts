/** Whether a badge has the required result, in the order of values that its own achievement defines. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ResultRule } from '../pathway/types.js'
import { objectsOf, textOf } from './facts.js'

/** A result with a status other than Completed does not count (Open Badges 3.0 §B.1.17 ResultStatusType). */
export function reachesResult(subject: JsonObject, achievement: JsonObject, rule: ResultRule): boolean {
  const descriptions = objectsOf(achievement['resultDescription'])
  return objectsOf(subject['result']).some((result) => {
    const { resultDescription, status } = result
    const description = descriptions.find(({ id }) => id !== undefined && id === resultDescription)
    if (status !== undefined && status !== 'Completed') return false
    if (rule.type !== undefined && description?.['resultType'] !== rule.type) return false
    return reaches(result, description, rule.min)
  })
}

function reaches(result: JsonObject, description: JsonObject | undefined, min: number | string): boolean {
  const level = textOf(result['achievedLevel'])
  const levels = objectsOf(description?.['rubricCriterionLevel'])
  if (level !== undefined && typeof min === 'string') {
    const reached = levels.findIndex(({ id }) => id === level)
    const wanted = levels.findIndex(({ id, level: name }) => id === min || name === min)
    if (wanted >= 0) return reached >= wanted
  }
  const value = textOf(result['value'])
  if (value === undefined) return false
  const allowed = textsOf(description?.['allowedValue'])
  if (allowed.length > 0) {
    const wanted = allowed.indexOf(String(min))
    return wanted >= 0 && allowed.indexOf(value) >= wanted
  }
  const [reached, wanted] = [decimal(value), typeof min === 'number' ? min : decimal(min)]
  return reached !== undefined && wanted !== undefined && reached >= wanted
}

/** From low to high, in the order of the achievement. */
const textsOf = (value: Json | undefined): readonly string[] =>
  [value ?? []].flat().filter((each): each is string => typeof each === 'string')

/** A decimal number. As texts, "90" would be greater than "100". */
function decimal(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}
