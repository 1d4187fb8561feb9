/** Reads dates and times from spreadsheets and learning platforms. It guesses nothing: the mapping must state an order of digits. */
import { type DateFormat, patternOf } from './date-formats.js'
import { monthOf } from './months.js'
import { offsetsAt } from './time-zone.js'
import { weekdayOf } from './weekdays.js'

/** The result: RFC 3339 text, or the reason why the text is not a date. */
export type ReadDate = { readonly value: string } | { readonly fault: DateFault }

/** `skipped_time` and `repeated_time`: a time that the clocks of the zone skip or repeat on that day. */
export type DateFault = 'no_date' | 'no_such_day' | 'skipped_time' | 'repeated_time'

export interface DateRules {
  readonly format?: DateFormat | undefined
  /** For times without an offset; default UTC. */
  readonly zone?: string | undefined
  /** A day becomes its last second in the zone. */
  readonly endOfDay?: boolean | undefined
}

/** Caches the results of a pure function, because a table has many rows and few days. */
const days = new Map<string, ReadDate>()
const DAYS = 4096

/** The maximum number of characters of a date. */
const LENGTH = 80

/** A day becomes its midnight UTC, or its end; a time keeps its offset. */
export function readDate(text: string, { format, zone, endOfDay = false }: DateRules): ReadDate {
  if (text.length > LENGTH) return { fault: 'no_date' }
  const key = `${format ?? ''} ${zone ?? ''} ${endOfDay} ${text}`
  let read = days.get(key)
  if (read === undefined) {
    read = readNewDate(text, format, zone ?? 'Z', endOfDay)
    if (days.size >= DAYS) days.clear()
    days.set(key, read)
  }
  return read
}

const DATE_TIME =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const ISO_DATE = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/
/** `12 June 2026`, `Friday, 12 June 2026`, `Freitag, 12. Juni 2026`, `viernes, 12 de junio de 2026`. */
const LONG =
  /^(?:(?<weekday>\p{L}+)\.?,? +)?(?<day>\d{1,2})(?:\.|st|nd|rd|th|er)? +(?:de +)?(?<name>\p{L}+\.?) +(?:de +)?(?<year>\d{4})$/u
/** `June 12, 2026`, `Friday, June 12, 2026`. */
const AMERICAN =
  /^(?:(?<weekday>\p{L}+)\.?,? +)?(?<name>\p{L}+\.?) +(?<day>\d{1,2})(?:st|nd|rd|th)?, +(?<year>\d{4})$/u
/** The text after a day: a space, "T" or a comma, and a time. */
const TIME =
  /^(?<date>.+?)(?:T|,? +(?:um +|at +|à +|om +)?)(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.\d+)?)?(?: *(?<half>[AaPp])\.? ?[Mm]\.?)?(?: +Uhr)?(?: *(?<offset>Z|UTC|GMT|[+-](?:0\d|1[0-4]):?[0-5]\d))?$/u

function readNewDate(
  text: string,
  format: DateFormat | undefined,
  zone: string,
  endOfDay: boolean,
): ReadDate {
  const whole = DATE_TIME.exec(text)
  if (whole !== null) return dayOf(whole) === undefined ? { fault: 'no_such_day' } : { value: text }
  const day = matchDay(text, format)
  if (day !== null) {
    const iso = dayOf(day)
    if (iso === undefined) return { fault: 'no_such_day' }
    return endOfDay ? inZone(`${iso}T23:59:59`, zone, true) : { value: `${iso}T00:00:00Z` }
  }
  const timed = TIME.exec(text)
  const found = timed === null ? null : matchDay(timed.groups!['date']!, format)
  if (timed === null || found === null) return { fault: 'no_date' }
  const iso = dayOf(found)
  if (iso === undefined) return { fault: 'no_such_day' }
  const clock = clockOf(timed.groups!)
  if (clock === undefined) return { fault: 'no_date' }
  const { offset } = timed.groups!
  const local = `${iso}T${clock}`
  return offset === undefined ? inZone(local, zone, false) : { value: local + withColon(offset) }
}

/** The end of a day is the later of two such times. */
function inZone(local: string, zone: string, isEnd: boolean): ReadDate {
  const offsets = offsetsAt(zone, asUtc(local))
  const offset = offsets.at(-1)
  if (offset === undefined) return { fault: 'skipped_time' }
  return offsets.length > 1 && !isEnd ? { fault: 'repeated_time' } : { value: local + offset }
}

function matchDay(text: string, format: DateFormat | undefined): RegExpExecArray | null {
  const stated = format === undefined ? null : patternOf(format).exec(text)
  const found = ISO_DATE.exec(text) ?? stated ?? LONG.exec(text) ?? AMERICAN.exec(text)
  // Another word, such as "before", would change the meaning.
  const weekday = found?.groups?.['weekday']
  return weekday !== undefined && weekdayOf(weekday) === undefined ? null : found
}

/** `YYYY-MM-DD`; `undefined` if the calendar has no such day, or the day another weekday, or no month has the name. */
function dayOf({ groups = {} }: RegExpExecArray): string | undefined {
  const { year = '', month, name, day = '', weekday } = groups
  const number = month === undefined ? monthOf(name!) : Number(month)
  if (number === undefined) return undefined
  const date = new Date(Date.UTC(Number(year), number - 1, Number(day)))
  const isDay =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === number - 1 &&
    date.getUTCDate() === Number(day) &&
    (weekday === undefined || weekdayOf(weekday) === date.getUTCDay())
  return isDay ? `${year}-${two(number)}-${day.padStart(2, '0')}` : undefined
}

function clockOf({
  hour = '',
  minute = '',
  second = '00',
  half,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  const figure = Number(hour)
  if (half === undefined) return figure > 23 ? undefined : `${two(figure)}:${minute}:${second}`
  if (figure < 1 || figure > 12) return undefined
  return `${two((figure % 12) + (half.toLowerCase() === 'p' ? 12 : 0))}:${minute}:${second}`
}

/** Milliseconds of `YYYY-MM-DDThh:mm:ss` as if it were UTC. */
function asUtc(local: string): number {
  const [year, month, day, hour, minute, second] = local.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function withColon(offset: string): string {
  if (offset === 'Z' || offset === 'UTC' || offset === 'GMT') return 'Z'
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
