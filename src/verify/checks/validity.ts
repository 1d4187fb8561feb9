/** Row 4: is it within its dates? (VC2-16, C4.) */
import type { JsonObject } from '../../encoding/json.js'
import { readDateTimeStamp } from '../../proof/date-time-stamp.js'
import { type Check, type Finding, fail, pass, skipped } from '../entity.js'
import { isVersion1 } from '../rules/presentation.js'

export const validity: Check = {
  id: 'validity',
  run: ({ kind, document }, { settings }) => {
    if (kind === 'presentation') return skipped('no_dates')
    const [from, until] = isVersion1(document)
      ? (['issuanceDate', 'expirationDate'] as const)
      : (['validFrom', 'validUntil'] as const)
    return period(document, from, until, settings.now.getTime(), settings.clockSkewSeconds * 1000)
  },
}

function period(document: JsonObject, from: string, until: string, now: number, skew: number): Finding {
  const start = instant(document, from)
  const end = instant(document, until)
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

function instant(document: JsonObject, member: string): number | undefined {
  const value = document[member]
  if (value === undefined) return undefined
  return (typeof value === 'string' ? readDateTimeStamp(value) : undefined) ?? Number.NaN
}
