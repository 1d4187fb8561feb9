/** Row 4: is it valid at this time? (VCDM 2.0 §4.9; Open Badges 3.0, Verification and Validation.) */

import { readEnd, readStart } from '../../encoding/forms/date-time-stamp.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import type { Settings } from '../options/options.js'
import { type Check, type Finding, fail, pass, skipped } from '../verification/secured-document.js'

export const validity: Check = {
  run: ({ kind, document }, { settings }) =>
    kind === 'presentation' ? skipped('no_dates') : judgePeriod(document, periodOf(document), settings),
}

/** The validity period in milliseconds since 1970; NaN for a malformed date. */
export interface Period {
  readonly from: string
  readonly until: string
  readonly start: number | undefined
  readonly end: number | undefined
}

/**
 * The dates of VCDM 1.1 and 2.0 count in documents of both versions, because the same graph can be written as either. Gives the
 * latest start and the earliest end; a malformed date takes precedence.
 */
export function periodOf(document: JsonObject): Period {
  const [from, start] = tightest(document, ['validFrom', 'issuanceDate'], 1)
  const [until, end] = tightest(document, ['validUntil', 'expirationDate'], -1)
  return { from, until, start, end }
}

function tightest(
  document: JsonObject,
  [name, other]: readonly [string, string],
  sign: 1 | -1,
): readonly [name: string, time: number | undefined] {
  const read = sign > 0 ? readStart : readEnd
  const one = instant(document[name], read)
  const two = instant(document[other], read)
  const isOther = two !== undefined && (one === undefined || Number.isNaN(two) || (two - one) * sign > 0)
  return isOther ? [other, two] : [name, one]
}

/** The row for a validity period at the time of the verification. */
export function judgePeriod(
  document: JsonObject,
  { from, until, start, end }: Period,
  { now: date, clockSkewSeconds }: Pick<Settings, 'now' | 'clockSkewSeconds'>,
): Finding {
  const now = date.getTime()
  const skew = clockSkewSeconds * 1000
  if (Number.isNaN(start) || Number.isNaN(end)) {
    return { ...fail('dates_invalid'), pointer: Number.isNaN(start) ? `/${from}` : `/${until}` }
  }
  if (end !== undefined && now - skew > end) {
    return { ...fail('expired', { date: document[until]! }), pointer: `/${until}` }
  }
  if (start !== undefined && now + skew < start) {
    return { ...fail('not_yet_valid', { date: document[from]! }), pointer: `/${from}` }
  }
  return pass('in_force')
}

function instant(value: Json | undefined, read: (text: string) => number | undefined): number | undefined {
  if (value === undefined) return undefined
  return (typeof value === 'string' ? read(value) : undefined) ?? Number.NaN
}
