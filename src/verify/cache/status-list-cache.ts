/** Remembers verified status lists, up to a maximum of memory. The least recently used is removed first. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { jsonBytes } from '../../encoding/json-budget.js'
import type { Purpose } from '../../ports.js'
import type { Period } from '../checks/validity.js'
import type { VerifyCache } from './verify-cache.js'

/** A document with which a list was proven. */
export interface ListSource {
  readonly url: string
  readonly purpose: Purpose
  /** Its content, or why it was not there; `undefined` if it is too long to be compared. */
  readonly text: string | undefined
}

/** A status list whose proof, issuer and form were valid at an instant. */
export interface CachedStatusList {
  readonly issuer: string
  readonly id: string | undefined
  readonly period: Period
  readonly verifiedAt: number
  /** The options of that verification which decide whether a list is genuine. */
  readonly judging: readonly unknown[]
  /** The documents with which it was proven. */
  readonly sources: readonly ListSource[]
  /** Whether the key of the list is one of the whole host. */
  readonly hasSharedKey: boolean
  readonly document: JsonObject
  /** The bits after decompression, the same for all types, purposes and sizes of entries. */
  bits?: Uint8Array
}

interface Kept {
  readonly known: CachedStatusList
  /** The loader's answer at that time. */
  readonly seen: Json
  bytes: number
}

export class StatusListCache {
  /** Rough sum of the memory of all lists, in bytes. */
  bytes = 0
  /** Entries by the object or text that `load` returned. */
  private readonly kept = new Map<unknown, Kept>()
  private readonly maximum: number
  private readonly maximumBytes: number

  constructor({ maximum, maximumBytes }: VerifyCache) {
    this.maximum = maximum
    this.maximumBytes = maximumBytes
  }

  /** The list of an answer; `undefined` if the answer was changed since. */
  recall(answer: unknown): CachedStatusList | undefined {
    const found = this.kept.get(answer)
    if (found === undefined) return undefined
    this.forget(answer, found)
    if (!isSame(found.seen, answer)) return undefined
    this.add(answer, found)
    return found.known
  }

  /** `seen` is plain JSON that no other code holds. */
  keep(answer: unknown, seen: Json, known: CachedStatusList): void {
    const before = this.kept.get(answer)
    if (before !== undefined) this.forget(answer, before)
    // The answer, its copy, and the list that was read.
    this.add(answer, { known, seen, bytes: 3 * jsonBytes(seen) })
  }

  /** Remembers the bits as long as the list itself. */
  unpacked(answer: unknown, known: CachedStatusList, bits: Uint8Array): void {
    const found = this.kept.get(answer)
    // A call beside this one may have been first.
    if (found?.known !== known || known.bits !== undefined) return
    this.forget(answer, found)
    known.bits = bits
    found.bytes += bits.length
    this.add(answer, found)
  }

  private add(answer: unknown, kept: Kept): void {
    this.kept.set(answer, kept)
    this.bytes += kept.bytes
    for (const [oldest, each] of this.kept) {
      if (this.bytes <= this.maximumBytes && this.kept.size <= this.maximum) return
      this.forget(oldest, each)
    }
  }

  private forget(answer: unknown, { bytes }: Kept): void {
    this.kept.delete(answer)
    this.bytes -= bytes
  }
}

function isSame(seen: Json, now: unknown): boolean {
  try {
    return isAlike(seen, now)
  } catch {
    // An object that throws when it is read has changed.
    return false
  }
}

function isAlike(seen: Json, now: unknown): boolean {
  if (typeof seen !== 'object' || seen === null) return seen === now
  if (typeof now !== 'object' || now === null || Array.isArray(seen) !== Array.isArray(now)) return false
  const names = Object.keys(seen)
  if (names.length !== Object.keys(now).length) return false
  const [before, after] = [seen as Readonly<Record<string, Json>>, now as Readonly<Record<string, unknown>>]
  return names.every((name) => Object.hasOwn(after, name) && isAlike(before[name]!, after[name]))
}
