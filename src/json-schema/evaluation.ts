/** Functions that keywords share. Each takes its cost from the budget. */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'

/** The schema cannot be used: it costs too much, is malformed, or has keywords that are not implemented. */
export class SchemaRefused extends Error {}

/** Applies further schemas for a keyword, and counts the keyword's own work. */
export interface SchemaWalk {
  readonly fits: (schema: Json, value: Json, at: Position) => boolean
  readonly into: (schema: Json, value: Json, at: Position, pointer: string) => void
  readonly matches: (pattern: Json, text: string) => boolean
  /** Takes steps from the budget; call it before the work. One step takes about 50 ns: one name, item or comparison. */
  readonly step: (count: number) => void
  /** Takes the steps for reading or comparing a text. */
  readonly read: (text: string) => void
}

export type Rule = (value: Json, operand: Json, at: Position, schema: JsonObject) => void

export interface Position {
  readonly pointer: string
  readonly depth: number
  readonly walk: SchemaWalk
  readonly report: (keyword: string, pointer?: string) => void
}

export function equal(left: Json, right: Json, walk: SchemaWalk): boolean {
  walk.step(1)
  if (typeof left === 'string' && typeof right === 'string' && left.length === right.length) walk.read(left)
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return (left as readonly Json[]).every((item, i) => equal(item, right[i]!, walk))
  }
  const [a, b] = [left as JsonObject, right as JsonObject]
  const names = namesOf(a, walk)
  if (names.length !== namesOf(b, walk).length) return false
  return names.every((name) => Object.hasOwn(b, name) && equal(a[name]!, b[name]!, walk))
}

/** Member names of an object. Counted each time, because a schema can list a large object many times. */
export function namesOf(value: JsonObject, walk: SchemaWalk): readonly string[] {
  const names = Object.keys(value)
  walk.step(4 * names.length)
  return names
}

export function textsOf(operand: Json, walk: SchemaWalk): readonly string[] {
  const items = list(operand)
  walk.step(2 * items.length)
  if (!items.every((item) => typeof item === 'string'))
    throw new SchemaRefused('a keyword with a wrong value')
  return items
}

/** The pointer of a member. */
export function below(at: Position, name: string): string {
  at.walk.step(1 + name.length)
  return at.pointer + pointerToken(name)
}

export function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

export function object(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new SchemaRefused('a keyword with a wrong value')
  return value
}

export function number(value: Json): number {
  if (typeof value !== 'number') throw new SchemaRefused('a keyword with a wrong value')
  return value
}
