/** Whether a badge has the required result. Its levels and values are ranked only by what the signature covers. */
import type { Json, JsonObject } from '../../encoding/json.js'
import {
  decimal,
  orderSigned,
  type Reached,
  reachesLevel,
  reachesValue,
  type Scale,
  scaleOf,
} from '../../schema/results/result-scale.js'
import type { UnusedReason } from '../evaluate/types.js'
import type { ResultRule } from '../pathway/types.js'
import { type Facts, type Lack, objectsOf, textOf } from './facts.js'
import type { Spend } from './settings.js'

/** The results of a badge that count, each with its scale. They are read once for all leaves. */
export interface BadgeResult {
  readonly level: string | undefined
  readonly value: string | undefined
  /** `null` if several descriptions have the id, so that the scale depends on their order. */
  readonly scale: TypedScale | null | undefined
}

interface TypedScale extends Scale {
  readonly type: Json | undefined
}

/**
 * A result with a status other than Completed does not count (Open Badges 3.0 §B.1.17 ResultStatusType).
 * @param whole whether a status that is absent here is absent in the signed badge too
 */
export const completedResults = (subject: JsonObject, whole = true): readonly JsonObject[] =>
  objectsOf(subject['result']).filter(({ status }) => (status === undefined ? whole : status === 'Completed'))

/**
 * Why a badge does not show that its achievement was completed: it has results with a status, and none is Completed. A record
 * also lists the courses that somebody failed or has only begun. With the other reasons this is not known. The holder of a
 * selective badge can withhold a completed result, and also one that is not, unless its issuer made it mandatory.
 */
export function lacksCompletion({
  subject,
  selected,
}: Pick<Facts, 'subject' | 'selected'>): 'not_completed' | Lack | undefined {
  const states = objectsOf(subject['result']).flatMap(({ status }) => (status === undefined ? [] : [status]))
  if (states.length === 0 || states.includes('Completed')) return undefined
  if (states.some((status) => typeof status !== 'string')) return 'unreadable'
  return selected ? 'parts_withheld' : 'not_completed'
}

export function readResults(
  credential: JsonObject,
  subject: JsonObject,
  achievement: JsonObject,
): readonly BadgeResult[] {
  const isSigned = orderSigned(credential)
  const scales = new Map<Json, TypedScale | null>()
  for (const description of objectsOf(achievement['resultDescription'])) {
    const { id, resultType: type } = description
    if (id !== undefined) scales.set(id, scales.has(id) ? null : { type, ...scaleOf(description, isSigned) })
  }
  return completedResults(subject).map((result) => ({
    level: textOf(result['achievedLevel']),
    value: textOf(result['value']),
    scale: scales.get(result['resultDescription'] ?? null),
  }))
}

/**
 * Why the results of a badge do not meet a rule; `undefined` if one does. With `order_unsigned` and `limit_exceeded` this is
 * not known.
 */
export function lacksResult(
  results: readonly BadgeResult[],
  { type, min }: ResultRule,
  spend: Spend,
): (UnusedReason & ('result_too_low' | 'order_unsigned' | 'limit_exceeded')) | undefined {
  // Most badges have a few results, which cost no step.
  if (!spend(Math.floor(results.length / RESULTS_OF_A_STEP))) return 'limit_exceeded'
  let isUnknown = false
  for (const result of results) {
    const { scale } = result
    if (scale !== null && type !== undefined && scale?.type !== type) continue
    const answer = reaches(result, min)
    if (answer === 'yes') return undefined
    isUnknown ||= answer === 'unknown'
  }
  return isUnknown ? 'order_unsigned' : 'result_too_low'
}

const RESULTS_OF_A_STEP = 16

function reaches({ level, value, scale }: BadgeResult, min: number | string): Reached {
  if (scale === null) return 'unknown'
  if (level !== undefined && typeof min === 'string') {
    const wanted = scale?.byId.get(min) ?? scale?.byName.get(min)
    const reached = scale?.byId.get(level)
    if (wanted !== undefined) return reached === undefined ? 'no' : reachesLevel(reached, wanted)
  }
  if (value === undefined) return 'no'
  const asked = String(min)
  if (scale !== undefined && scale.allowed.size > 0) {
    const { allowed } = scale
    if (!allowed.has(asked) || !allowed.has(value)) return 'no'
    return reachesValue(scale, value, asked)
  }
  const [reached, wanted] = [decimal(value), typeof min === 'number' ? min : decimal(min)]
  return reached !== undefined && wanted !== undefined && reached >= wanted ? 'yes' : 'no'
}
