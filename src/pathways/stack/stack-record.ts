/** Puts a larger credential and its parts into one record, so that the record is enough to check all of it. */

import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { requireOptions, requireResult } from '../../encoding/options.js'
import type { Clr } from '../../model/assembly/credential.js'
import { type ClrInput, clr } from '../../model/record/clr.js'
import type { Evaluation } from '../evaluate/types.js'
import type { Pathway } from '../pathway/types.js'
import { partsOf } from './stack.js'

/** The input of `clr`, without the members that the larger credential and the evaluation decide. */
export interface StackRecordOptions
  extends Omit<ClrInput, 'name' | 'credentials' | 'association' | 'achievement'> {
  /** Title for wallets. Default: the name of the pathway. */
  readonly name?: string
}

/**
 * Makes an unsigned record with a larger credential and the badges that count in it, each associated as a part. `verifyStack`
 * needs only the record. A record can hold only badges in VCDM 2.0 with a proof. If a part is not one, show the parts beside
 * the larger credential instead.
 *
 * @param p - The pathway that was evaluated.
 * @param evaluation - What `evaluate` returned.
 * @param diploma - The larger credential that `stack` made of both, signed.
 * @param options - `issuer` (who makes the record), `recipient`, and the other members that `clr` takes.
 * @returns A record, frozen; `issue` signs it.
 * @throws OpenBadgeError `model_invalid` as `clr` does, for a part that a record cannot hold; `stack_refused` as `partsOf` does.
 * @example
 * const diploma = await issue(stack(path, done, { issuer, recipient: { email: 'ada@example.org' } }), { signer })
 * const record = stackRecord(path, done, diploma, { issuer, recipient: { email: 'ada@example.org' } })
 * const transcript = await issue(record, { signer })
 */
export function stackRecord(
  p: Pathway,
  evaluation: Evaluation,
  diploma: object,
  options: StackRecordOptions,
): Clr {
  requireResult('stackRecord', p, 'pathway', 'root')
  requireOptions('stackRecord', options)
  const parts = partsOf(evaluation)
  const whole = p.awards?.id
  const inside = new Set(parts.flatMap(achievementsOf).filter((id) => id !== whole))
  const association = [...inside].sort().map((sourceId) => ({
    associationType: 'isPartOf' as const,
    sourceId,
    targetId: whole as string,
  }))
  return clr({
    name: p.name,
    ...options,
    // `clr` refuses a token with a hint.
    credentials: [diploma, ...(parts as readonly object[])],
    ...(whole === undefined || association.length === 0 ? {} : { association }),
  })
}

function achievementsOf(part: JsonObject | string): readonly string[] {
  if (typeof part === 'string') return []
  return ([part['credentialSubject']].flat() as readonly Json[]).flatMap((subject) => {
    const achievement = isJsonObject(subject) ? subject['achievement'] : undefined
    const id = achievement !== undefined && isJsonObject(achievement) ? achievement['id'] : undefined
    return typeof id === 'string' ? [id] : []
  })
}
