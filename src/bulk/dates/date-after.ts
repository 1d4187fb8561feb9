/** The end of a validity that lasts a while from its start. */
import { addDuration, type Duration } from '../../encoding/forms/duration.js'

const START = /^(\d{4})-(\d{2})-(\d{2})(T.+)$/

/** RFC 3339 text that much later, with the same time and offset; `undefined` for any other text. */
export function dateAfter(start: string, duration: Duration): string | undefined {
  const [, year, month, date, time] = START.exec(start) ?? []
  if (time === undefined) return undefined
  const end = new Date(addDuration(Date.UTC(Number(year), Number(month) - 1, Number(date)), duration))
  // RFC 3339 has no later year.
  const day = end.getUTCFullYear() > 9999 ? '9999-12-31' : end.toISOString().slice(0, 10)
  return `${day}${time}`
}
