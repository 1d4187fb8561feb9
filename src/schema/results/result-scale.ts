/** Which of two results is higher, for rules and for pathways. Only what the signature covers ranks levels and values. */
import { OPEN_BADGES_CONTEXTS } from '../../documents/context-urls.js'
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import type { PlainShape } from './plain-form.js'

const ALIGNMENT: PlainShape = { targetUrl: 'string', targetCode: 'string' }

/** What is read of a result, of its description, and of an alignment; see `plainForm`. */
export const RESULT_SHAPES = {
  alignment: ALIGNMENT,
  result: {
    resultDescription: 'string',
    achievedLevel: 'string',
    value: 'string',
    status: 'string',
    alignment: ALIGNMENT,
  },
  resultDescription: {
    id: 'string',
    resultType: 'string',
    requiredValue: 'string',
    requiredLevel: 'string',
    allowedValue: 'strings',
    rubricCriterionLevel: { id: 'string', level: 'string', points: 'string', alignment: ALIGNMENT },
  },
} as const satisfies PlainShape

/** The levels and allowed values of a result description. */
export interface Scale {
  readonly byId: ReadonlyMap<string, Level>
  /** An empty level stands for several with the same name. */
  readonly byName: ReadonlyMap<string, Level>
  /** Each value with its place; without places if their order is not signed. */
  readonly allowed: ReadonlyMap<string, number | undefined>
}

/** How a level ranks; empty if this is not known. */
export interface Level {
  points?: number | undefined
  place?: number | undefined
}

/** Whether a result reaches the wanted one. */
export type Reached = 'yes' | 'no' | 'unknown'

export interface SignedOrder {
  readonly levels: boolean
  readonly values: boolean
}

export function scaleOf(description: JsonObject, isSigned: SignedOrder): Scale {
  const byId = new Map<string, Level>()
  const byName = new Map<string, Level>()
  let place = 0
  for (const [item] of itemsOf(description['rubricCriterionLevel'], '')) {
    if (!isJsonObject(item)) continue
    const { id, level: name, points } = item
    const known = typeof id === 'string' ? byId.get(id) : undefined
    const level: Level = known ?? { points: decimal(points), place: isSigned.levels ? place : undefined }
    if (known !== undefined) known.points = known.place = undefined
    if (typeof id === 'string') byId.set(id, level)
    if (typeof name === 'string') byName.set(name, (byName.get(name) ?? level) === level ? level : {})
    place++
  }
  const allowed = new Map<string, number | undefined>()
  for (const [index, [value]] of itemsOf(description['allowedValue'], '').entries())
    if (typeof value === 'string' && !allowed.has(value))
      allowed.set(value, isSigned.values ? index : undefined)
  return { byId, byName, allowed }
}

/** Points stand for themselves. Without them, levels are in order from worst to best (Open Badges 3.0, ResultDescription). */
export function reachesLevel(reached: Level, wanted: Level): Reached {
  if (reached === wanted) return 'yes'
  const isSame = reached.points === wanted.points
  const byPoints = isSame ? 'unknown' : compare(reached.points, wanted.points)
  return byPoints === 'unknown' ? compare(reached.place, wanted.place) : byPoints
}

/** Allowed values are in order from worst to best. Both values must be allowed. */
export function reachesValue({ allowed }: Scale, reached: string, wanted: string): Reached {
  return reached === wanted ? 'yes' : compare(allowed.get(reached), allowed.get(wanted))
}

function compare(reached: number | undefined, wanted: number | undefined): Reached {
  return reached === undefined || wanted === undefined ? 'unknown' : reached >= wanted ? 'yes' : 'no'
}

/** A decimal number. As texts, "90" would be greater than "100". */
export function decimal(text: Json | undefined): number | undefined {
  return typeof text === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

/**
 * Whether the signature covers the order of rubric levels, and of allowed values. Otherwise the holder can change it. The
 * contexts define allowed values as a list from version 3.0.2 on, and levels never. A credential without a proof is not signed
 * yet, so that the order is its author's, or was in a token, whose text is signed.
 */
export function orderSigned(credential: JsonObject): SignedOrder {
  const { proof } = credential
  const isText = itemsOf(proof, '').every(([each]) => !isJsonObject(each) || JCS.has(each['cryptosuite']))
  const contexts = itemsOf(credential['@context'], '').map(([context]) => context)
  const isList = LISTS.some((url) => contexts.includes(url)) && !SETS.some((url) => contexts.includes(url))
  return { levels: isText, values: isText || isList }
}

/** They sign the JSON text; all other suites sign a graph. */
const JCS: ReadonlySet<unknown> = new Set(['eddsa-jcs-2022', 'ecdsa-jcs-2019'])

const { '3.0.0': first, '3.0.1': second, '3.0.2': third, '3.0.3': fourth } = OPEN_BADGES_CONTEXTS
const SETS: readonly string[] = [first.url, second.url]
const LISTS: readonly string[] = [third.url, fourth.url]
