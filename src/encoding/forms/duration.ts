/** ISO 8601 durations of whole years, months, weeks and days, on the UTC calendar. */

export interface Duration {
  readonly months: number
  readonly days: number
}

/** As a text, because the JSON Schema of mappings has it too. */
export const DURATION_PATTERN = '^P(?=\\d)(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,5})W)?(?:(\\d{1,6})D)?$'
const DURATION = new RegExp(DURATION_PATTERN)

/** `undefined` for anything but `P3Y`, `P18M`, `P2W`, `P90D` and their combinations, and for no time at all. */
export function parseDuration(text: string): Duration | undefined {
  const found = DURATION.exec(text)
  if (found === null) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0] = found.slice(1).map((digits) => Number(digits ?? 0))
  const duration = { months: years * 12 + months, days: weeks * 7 + days }
  return duration.months + duration.days > 0 ? duration : undefined
}

/** If the month does not have the day, the last day of the month is used: 29 February plus a year is 28 February. */
export function addDuration(time: number, { months, days }: Duration): number {
  const start = new Date(time)
  const end = new Date(time)
  end.setUTCDate(1)
  end.setUTCMonth(end.getUTCMonth() + months)
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(start.getUTCDate(), last) + days)
  return end.getTime()
}
