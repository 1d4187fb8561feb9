/** ISO 8601 durations of whole years, months, weeks and days, on the UTC calendar. */

export interface Duration {
  readonly months: number
  readonly days: number
}

const DURATION = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$/

export function parseDuration(text: string): Duration | undefined {
  const found = DURATION.exec(text)
  if (found === null) return undefined
  const [years, months, weeks, days] = found.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
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
