/** Durations of calendar units (ISO 8601), for validity that ends some years after its start. */

export interface Duration {
  readonly years: number
  readonly months: number
  readonly days: number
}

const DURATION = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/

/** `undefined` for anything but `P3Y`, `P18M`, `P2W`, `P90D` and their combinations, and for no time at all. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text)
  if (match === null) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((figure) => Number(figure ?? 0))
  const duration = { years, months, days: 7 * weeks + days }
  return years + months + duration.days === 0 ? undefined : duration
}

const START = /^(\d{4})-(\d{2})-(\d{2})(T.+)$/

/**
 * RFC 3339 text that much later, with the same time and offset. A day that the month does not have becomes its last:
 * a year after 29 February 2028 is 28 February 2029.
 */
export function addDuration(start: string, { years, months, days }: Duration): string | undefined {
  const [, year, month, date, time] = START.exec(start) ?? []
  if (time === undefined) return undefined
  const first = new Date(Date.UTC(Number(year) + years, Number(month) - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const end = new Date(first.getTime() + (Math.min(Number(date), last) - 1 + days) * 86_400_000)
  // RFC 3339 has no later year.
  const day = end.getUTCFullYear() > 9999 ? '9999-12-31' : end.toISOString().slice(0, 10)
  return `${day}${time}`
}
