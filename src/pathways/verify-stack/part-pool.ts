/** The parts of the input, indexed by digest, by envelope and by id. */

import type { Report } from '../../verify/index.js'
import { inputLength, type ReadPart, readParts } from '../stack/read-part.js'
import type { PartEntry } from '../stack/stack-entries.js'
import type { StackLimits } from './options.js'

export interface PartPool {
  readonly count: number
  /** Bytes of all parts. */
  readonly bytes: number
  /** The parts that an entry names. */
  readonly used: Set<ReadPart>
  readonly byDigest: ReadonlyMap<string, ReadPart>
  readonly bySeal: ReadonlyMap<string, ReadPart>
  /** The first part that claims the id. */
  readonly byId: ReadonlyMap<string, ReadPart>
}

/** Reads at most as much as the limits allow. A part that was passed twice counts once. */
export async function readPool(inputs: Iterable<unknown>, limits: StackLimits): Promise<PartPool> {
  const byDigest = new Map<string, ReadPart>()
  const bySeal = new Map<string, ReadPart>()
  const byId = new Map<string, ReadPart>()
  let bytes = 0
  let read = 0
  for (const input of inputs) {
    if (input instanceof Promise) throw new TypeError('verifyStack: a part is a Promise (await it first)')
    if (isReported(input))
      throw new TypeError(
        'verifyStack: a part is or contains a report of verify; pass the signed credentials, such as partsOf(evaluation)',
      )
    const left = limits.bytes - bytes
    if (read >= limits.parts || left < inputLength(input)) break
    read++
    for (const part of await readParts(input, { input: left, parts: limits.parts - read })) {
      bytes += part.size
      if (part.sealed !== undefined) bySeal.set(part.sealed, part)
      else if (!byDigest.has(part.digest)) {
        byDigest.set(part.digest, part)
        if (part.id !== undefined && !byId.has(part.id)) byId.set(part.id, part)
      }
    }
  }
  return { count: byDigest.size + bySeal.size, bytes, used: new Set(), byDigest, bySeal, byId }
}

/** Whether the input is a report of `verify`, a candidate of `evaluate`, or one of the `parts` of an evaluation. */
function isReported(input: unknown): boolean {
  try {
    const { candidate = input } = input as { readonly candidate?: unknown }
    const { report = candidate } = candidate as { readonly report?: unknown }
    const { checks, check } = report as Report
    const [row] = checks
    // Parsed JSON has no object in two places, so an upload cannot raise the error.
    return typeof row === 'object' && row !== null && Object.values(check).includes(row)
  } catch {
    return false
  }
}

export interface Match {
  readonly entry: PartEntry
  /** `other`: a part with the same id and another content was passed. */
  readonly outcome: 'shown' | 'withheld' | 'other'
  readonly part?: ReadPart
}

/** A named part must have the digest and the id of its entry. A sealed part must come in the envelope with that digest. */
export function matchEntry(entry: PartEntry, pool: PartPool): Match {
  const part = entry.form === 'sealed' ? pool.bySeal.get(entry.id) : pool.byDigest.get(entry.digest ?? '')
  if (part !== undefined && (entry.form === 'sealed' || part.id === entry.id)) {
    pool.used.add(part)
    return { entry, outcome: 'shown', part }
  }
  const other = pool.byId.get(entry.id)
  if (other === undefined) return { entry, outcome: 'withheld' }
  pool.used.add(other)
  return { entry, outcome: 'other', part: other }
}
