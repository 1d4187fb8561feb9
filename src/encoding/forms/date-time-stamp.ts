/**
 * Reads and writes XSD dateTimeStamp (VC Data Integrity §2.1). `Date.parse` reads other forms too, and a date without zone as
 * local time. `isDateTime` of `schema` tests for the narrower form of RFC 3339.
 */

/** How much the clocks of an issuer and a verifier may differ, by default. */
export const CLOCK_SKEW_SECONDS = 300

/** `Date` has no later time, and none before its opposite. */
const LAST_TIME = 8.64e15

const DATE_TIME =
  /^(-?\d{4,9})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,20})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/**
 * Milliseconds since 1970, or `undefined` if the text is not a date-time, or `Date` has no such time. Without an offset it is read as UTC, as
 * VC Data Integrity §2.1 allows verifiers.
 */
export function readDateTimeStamp(text: string): number | undefined {
  const usual = text.length === 20 ? readUsual(text) : undefined
  if (usual !== undefined) return usual
  const match = text.length > 60 ? null : DATE_TIME.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const h = Number(hour)
  const endOfDay = h === 24 && minute === '00' && second === '00' && !/[1-9]/.test(fraction ?? '')
  if (h > (endOfDay ? 24 : 23) || Number(minute) > 59 || Number(second) > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  const millis = Math.floor(Number(`0${fraction ?? ''}`) * 1000)
  const time =
    date.getTime() + ((h * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millis - offset(zone)
  return Math.abs(time) <= LAST_TIME ? time : undefined
}

/** Whether a value is a `Date` with a time. */
export function isValidDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

/** Whether a date-time says its offset from UTC. */
export function hasZone(text: string): boolean {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(text)
}

/** Fast path for `2024-01-31T12:00:00Z`. `undefined` for anything that the general code must read. */
function readUsual(text: string): number | undefined {
  for (let i = 0; i < 20; i++) {
    const c = text.charCodeAt(i)
    const wanted = USUAL.charCodeAt(i)
    if (wanted === DIGIT ? c < 0x30 || c > 0x39 : c !== wanted) return undefined
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  // The general code reads the last days of a month, leap seconds, 24:00:00 and the first century.
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > 28) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000
}

/** Of the Gregorian calendar; a year begins in March, so that its leap day is the last one. `Date` takes much longer. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const beforeMonth = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * y + leapDays + beforeMonth + day - 719_469
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528
}

const USUAL = '0000-00-00T00:00:00Z'
const DIGIT = 0x30

/** The last second that was written, because many badges are issued in one second. */
const last = { second: Number.NaN, text: '' }

/** Writes whole seconds in UTC, as the W3C's test suites do. */
export function writeDateTimeStamp(date: Date): string {
  const second = Math.floor(date.getTime() / 1000)
  if (second !== last.second) {
    last.text = stampOf(date)
    last.second = second
  }
  return last.text
}

/** As `toISOString`, but fast. The date must be valid. */
export function writeInstant(date: Date): string {
  const time = date.getTime()
  if (!(time >= 0 && time < YEAR_10000)) return date.toISOString()
  const millis = String(time % 1000).padStart(3, '0')
  return `${writeDateTimeStamp(date).slice(0, 19)}.${millis}Z`
}

const YEAR_10000 = Date.UTC(10_000, 0)

function stampOf(date: Date): string {
  const year = date.getUTCFullYear()
  if (Number.isNaN(year)) throw new TypeError('the Date is not valid')
  if (year < 0 || year > 9999) throw new TypeError('the Date is outside the years 0 to 9999')
  return `${date.toISOString().slice(0, 19)}Z`
}

function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone[0] === '-' ? -minutes : minutes) * 60_000
}

/** The lowest and highest offset from UTC of any time zone, in hours (IANA time zone database). */
const WEST = -12
const EAST = 14
const HOUR = 3_600_000

// A date without a zone is read in the time zone that makes the validity period shortest.

const DATE = /^\d{4}-\d\d-\d\d$/

/**
 * Milliseconds since 1970 at which a validity period begins. A date without time or zone, which VCDM 2.0 section 4.9 does
 * not allow, gives the last instant that it can mean. `undefined` if the text is not a date.
 */
export function readStart(text: string): number | undefined {
  if (text.length === 20 && text.endsWith('Z')) return readDateTimeStamp(text)
  if (DATE.test(text)) return shifted(`${text}T24:00:00Z`, -WEST)
  return hasZone(text) ? readDateTimeStamp(text) : shifted(text, -WEST)
}

/** As `readStart`, for the end of the period: the first instant that the date can mean. */
export function readEnd(text: string): number | undefined {
  if (text.length === 20 && text.endsWith('Z')) return readDateTimeStamp(text)
  if (DATE.test(text)) return shifted(`${text}T00:00:00Z`, -EAST)
  return hasZone(text) ? readDateTimeStamp(text) : shifted(text, -EAST)
}

function shifted(text: string, hours: number): number | undefined {
  const time = readDateTimeStamp(text)
  return time === undefined ? undefined : time + hours * HOUR
}
