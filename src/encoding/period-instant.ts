/** The dates between which a credential holds, read so that no reader in any time zone could read them tighter. */
import { readDateTimeStamp } from './date-time-stamp.js'

/** The westernmost and the easternmost offset that clocks are set to, in hours (IANA time zone database). */
const WEST = -12
const EAST = 14
const HOUR = 3_600_000

const DATE = /^\d{4}-\d\d-\d\d$/
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/

/**
 * Milliseconds since 1970 at which a period begins: of a date without time or zone, which VCDM 2.0 section 4.9 does not
 * allow, the last instant that it can mean anywhere. `undefined` when the text is no date.
 */
export function readStart(text: string): number | undefined {
  if (DATE.test(text)) return shifted(`${text}T24:00:00Z`, -WEST)
  return ZONE.test(text) ? readDateTimeStamp(text) : shifted(text, -WEST)
}

/** The same for the end: the first instant that it can mean. */
export function readEnd(text: string): number | undefined {
  if (DATE.test(text)) return shifted(`${text}T00:00:00Z`, -EAST)
  return ZONE.test(text) ? readDateTimeStamp(text) : shifted(text, -EAST)
}

function shifted(text: string, hours: number): number | undefined {
  const time = readDateTimeStamp(text)
  return time === undefined ? undefined : time + hours * HOUR
}
