/** The objects of a badge in which the elements of a microcredential are searched. */
import { isJsonObject, type Json, type JsonObject, pointerToken, snapshot } from '../../encoding/json.js'

/** A value and its place. */
export interface Placed {
  readonly pointer: string
  readonly value: Json
}

/** The objects of a badge that can have elements. An absent one is an empty object. */
export interface Facts {
  readonly badge: JsonObject
  readonly subject: JsonObject
  readonly achievement: JsonObject
  readonly issuer: JsonObject
}

export const SUBJECT = '/credentialSubject'
export const ACHIEVEMENT = '/credentialSubject/achievement'

/** Large enough for images as data URLs. */
const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

/** @throws OpenBadgeError `json_invalid`, `limit_exceeded` */
export function factsOf(input: object): Facts {
  const badge = object(snapshot(input, LIMITS))
  const subject = object(badge['credentialSubject'])
  const { issuer } = badge
  return {
    badge,
    subject,
    achievement: object(subject['achievement']),
    issuer: typeof issuer === 'string' ? { id: issuer } : object(issuer),
  }
}

/** The first of these members that has a value. */
export function firstOf(owner: JsonObject, pointer: string, names: readonly string[]): Placed | undefined {
  for (const name of names) {
    const value = Object.hasOwn(owner, name) ? owner[name]! : null
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (!empty) return { pointer: pointer + pointerToken(name), value }
  }
  return undefined
}

/** The objects of a member, which may be one object or a list. */
export function objectsOf(owner: JsonObject, pointer: string, name: string): readonly Placed[] {
  const value = owner[name]
  const place = pointer + pointerToken(name)
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, i) => ({ pointer: place + pointerToken(i), value: item }))
  }
  return value === undefined ? [] : [{ pointer: place, value }]
}

/** The alignments of the achievement whose `targetType` is one of these. */
export function alignmentsOf({ achievement }: Facts, isType: (type: string) => boolean): readonly Placed[] {
  return objectsOf(achievement, ACHIEVEMENT, 'alignment').filter(({ value }) => {
    const type = isJsonObject(value) ? value['targetType'] : undefined
    return isType(typeof type === 'string' ? type : '')
  })
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
