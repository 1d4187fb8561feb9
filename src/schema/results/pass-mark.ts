/** Whether a result is below the pass mark of its description. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { IssueList } from '../issues/issue-list.js'
import { reachesLevel, reachesValue, type Scale } from './result-scale.js'

/** A description, read once, however many results point to it. */
export interface Described {
  readonly resultType: Json | undefined
  readonly scale: Scale
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  /** Whether its values must be numbers. */
  readonly ofNumbers: boolean
  /** The pass mark: a value, or the id of a level. */
  readonly requiredValue: Json | undefined
  readonly requiredLevel: Json | undefined
}

/** Nothing is told if the signature does not cover which is higher: a holder could add or remove the warning. */
export function passMark(
  { scale, requiredValue, requiredLevel }: Described,
  { value, achievedLevel }: JsonObject,
  at: string,
  findings: IssueList,
): void {
  const { allowed, byId } = scale
  const [level, wanted] = [achievedLevel, requiredLevel].map((id) =>
    typeof id === 'string' ? byId.get(id) : undefined,
  )
  const byLevel = level !== undefined && wanted !== undefined && reachesLevel(level, wanted) === 'no'
  if (!byLevel && !isValueBelow(value, requiredValue, scale)) return
  const member = byLevel ? 'achievedLevel' : 'value'
  findings.add('below_pass_mark', `${at}/${member}`, 'the result is below what the achievement requires', {
    expected: `at least ${String(byLevel ? requiredLevel : requiredValue).slice(0, 80)}`,
    found: 'less',
    hint: byLevel
      ? 'correct the result, or order rubricCriterionLevel from the worst level to the best and give the levels points'
      : allowed.size > 0
        ? 'correct the result, or order allowedValue from the worst to the best (for German marks, 5.0 first)'
        : 'correct the result; if lower is better, write allowedValue from the worst to the best, and leave valueMin and valueMax out',
  })
}

function isValueBelow(value: Json | undefined, wanted: Json | undefined, scale: Scale): boolean {
  if (scale.allowed.size > 0)
    return (
      typeof value === 'string' && typeof wanted === 'string' && reachesValue(scale, value, wanted) === 'no'
    )
  const [reached, least] = [resultNumber(value), resultNumber(wanted)]
  return reached !== undefined && least !== undefined && reached < least
}

/** Values are texts in the model; only plain decimal numbers, with or without a percent sign, are compared. */
export function resultNumber(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.\d+)?\s*(?:%\s*)?$/.test(value)) return undefined
  return Number.parseFloat(value)
}
