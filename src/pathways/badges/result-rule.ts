/** Whether a badge has the required result. Its levels and values are ranked only by what the signature covers. */
import { OPEN_BADGES_CONTEXTS } from '../../documents/context-urls.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import type { UnusedReason } from '../evaluate/types.js'
import type { ResultRule } from '../pathway/types.js'
import { objectsOf, textOf } from './facts.js'
import type { Spend } from './settings.js'

/** The results of a badge that count, each with its scale. They are read once for all leaves. */
export interface BadgeResult {
  readonly level: string | undefined
  readonly value: string | undefined
  /** `null` if several descriptions have the id, so that the scale depends on their order. */
  readonly scale: Scale | null | undefined
}

interface Scale {
  readonly type: Json | undefined
  readonly byId: ReadonlyMap<string, Level>
  /** An empty level means several levels with the same name. */
  readonly byName: ReadonlyMap<string, Level>
  /** Each value with its place; without places if their order is not signed. */
  readonly allowed: ReadonlyMap<string, number | undefined>
}

/** How a level ranks; empty if this is not known. */
interface Level {
  points?: number | undefined
  place?: number | undefined
}

type Answer = 'yes' | 'no' | 'unknown'

/** A result with a status other than Completed does not count (Open Badges 3.0 §B.1.17 ResultStatusType). */
export const completedResults = (subject: JsonObject): readonly JsonObject[] =>
  objectsOf(subject['result']).filter(({ status }) => status === undefined || status === 'Completed')

export function readResults(
  credential: JsonObject,
  subject: JsonObject,
  achievement: JsonObject,
): readonly BadgeResult[] {
  const isSigned = isOrderSigned(credential)
  const scales = new Map<Json, Scale | null>()
  for (const description of objectsOf(achievement['resultDescription'])) {
    const { id } = description
    if (id !== undefined) scales.set(id, scales.has(id) ? null : scaleOf(description, isSigned))
  }
  return completedResults(subject).map((result) => ({
    level: textOf(result['achievedLevel']),
    value: textOf(result['value']),
    scale: scales.get(result['resultDescription'] ?? null),
  }))
}

function scaleOf(description: JsonObject, isSigned: ReturnType<typeof isOrderSigned>): Scale {
  const byId = new Map<string, Level>()
  const byName = new Map<string, Level>()
  for (const [place, { id, level: name, points }] of objectsOf(
    description['rubricCriterionLevel'],
  ).entries()) {
    const known = typeof id === 'string' ? byId.get(id) : undefined
    const level: Level = known ?? {
      points: decimal(textOf(points)),
      place: isSigned.levels ? place : undefined,
    }
    if (known !== undefined) known.points = known.place = undefined
    if (typeof id === 'string') byId.set(id, level)
    if (typeof name === 'string') byName.set(name, (byName.get(name) ?? level) === level ? level : {})
  }
  const allowed = new Map<string, number | undefined>()
  for (const [place, value] of [description['allowedValue'] ?? []].flat().entries())
    if (typeof value === 'string' && !allowed.has(value))
      allowed.set(value, isSigned.values ? place : undefined)
  return { type: description['resultType'], byId, byName, allowed }
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

function reaches({ level, value, scale }: BadgeResult, min: number | string): Answer {
  if (scale === null) return 'unknown'
  if (level !== undefined && typeof min === 'string') {
    const wanted = scale?.byId.get(min) ?? scale?.byName.get(min)
    if (wanted !== undefined) return reachesLevel(scale?.byId.get(level), wanted)
  }
  if (value === undefined) return 'no'
  const asked = String(min)
  if (scale !== undefined && scale.allowed.size > 0) {
    const { allowed } = scale
    if (!allowed.has(asked) || !allowed.has(value)) return 'no'
    return value === asked ? 'yes' : compare(allowed.get(value), allowed.get(asked))
  }
  const [reached, wanted] = [decimal(value), typeof min === 'number' ? min : decimal(min)]
  return reached !== undefined && wanted !== undefined && reached >= wanted ? 'yes' : 'no'
}

/** Points rank levels. Without them, levels are in order from worst to best. */
function reachesLevel(reached: Level | undefined, wanted: Level): Answer {
  if (reached === undefined) return 'no'
  if (reached === wanted) return 'yes'
  const isSame = reached.points === wanted.points
  const byPoints = isSame ? 'unknown' : compare(reached.points, wanted.points)
  return byPoints === 'unknown' ? compare(reached.place, wanted.place) : byPoints
}

function compare(reached: number | undefined, wanted: number | undefined): Answer {
  return reached === undefined || wanted === undefined ? 'unknown' : reached >= wanted ? 'yes' : 'no'
}

/** A decimal number. As texts, "90" would be greater than "100". */
function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

/**
 * Whether the signature covers the order of rubric levels, and of allowed values. Otherwise the holder can change it. The
 * contexts define allowed values as a list from version 3.0.2 on, and levels never.
 */
function isOrderSigned(credential: JsonObject): {
  readonly levels: boolean
  readonly values: boolean
} {
  const { proof } = credential
  // A verified credential without a proof came in a token, whose text is signed.
  const isText = proof === undefined || objectsOf(proof).every(({ cryptosuite }) => JCS.has(cryptosuite))
  const contexts = [credential['@context']].flat()
  const isList = LISTS.some((url) => contexts.includes(url)) && !SETS.some((url) => contexts.includes(url))
  return { levels: isText, values: isText || isList }
}

/** They sign the JSON text; all other suites sign a graph. */
const JCS: ReadonlySet<unknown> = new Set(['eddsa-jcs-2022', 'ecdsa-jcs-2019'])

const { '3.0.0': first, '3.0.1': second, '3.0.2': third, '3.0.3': fourth } = OPEN_BADGES_CONTEXTS
const SETS: readonly string[] = [first.url, second.url]
const LISTS: readonly string[] = [third.url, fourth.url]
