/** Faults of cells with dates, with hints. */
import { DATE_FORMATS, type DateFormat } from './date-formats.js'
import { type DateFault, type DateRules, readDate } from './read-date.js'

interface Told {
  readonly code: string
  readonly message: string
  readonly hint: string
}

const NO_DATE = {
  code: 'date_invalid',
  message: 'The cell is not a date, or the order of day and month is not clear.',
  hint: 'Write the date as 2026-06-12 or 12 June 2026, or write its format into the mapping: "format": "DD.MM.YYYY".',
}
const NO_SUCH_DAY = {
  code: 'date_invalid',
  message: 'The calendar does not have this day.',
  hint: 'Compare day and month with the original.',
}
const WITH_OFFSET = 'Write the offset after the time, for example 02:30 +02:00.'
const DATE_FAULTS: Readonly<Record<DateFault, Told>> = {
  no_date: NO_DATE,
  no_such_day: NO_SUCH_DAY,
  skipped_time: {
    code: 'date_invalid',
    message: 'The zone does not have this time: its clocks skip it on this day.',
    hint: WITH_OFFSET,
  },
  repeated_time: {
    code: 'date_invalid',
    message: 'The zone has this time twice on this day, because its clocks are set back.',
    hint: WITH_OFFSET,
  },
}

/** If the mapping has a format, the hint names it and the formats that the text fits, because one of the two is wrong. */
export function dateFault(fault: DateFault, text: string, { format, ...rules }: DateRules): Told {
  const serial = fault === 'no_date' ? serialFault(text) : undefined
  if (serial !== undefined) return serial
  const told = DATE_FAULTS[fault]
  if (format === undefined || (fault !== 'no_date' && fault !== 'no_such_day')) return told
  const fits = (Object.keys(DATE_FORMATS) as DateFormat[]).filter(
    (other) => 'value' in readDate(text, { ...rules, format: other }),
  )
  // The format is right, and the day is not.
  if (fits.length === 0 && fault === 'no_such_day') return told
  const other =
    fits.length === 0
      ? 'check "format" in the mapping.'
      : `correct "format" in the mapping: ${fits.map((each) => `"${each}"`).join(' or ')} fits this cell.`
  return {
    code: told.code,
    message: `The cell is not a date in the format ${format} of the mapping.`,
    hint: `Write it like ${DATE_FORMATS[format]}, or ${other}`,
  }
}

/** Day 0 of spreadsheets, 30 December 1899, in milliseconds. */
const DAY_0 = Date.UTC(1899, 11, 30)

/** A spreadsheet saves a date that it shows as a number as the number of days, which is 46204 for 1 July 2026. */
function serialFault(text: string): Told | undefined {
  const [, days] = /^([2-7]\d{4})(?:[.,]\d+)?$/.exec(text) ?? []
  if (days === undefined) return undefined
  const day = new Date(DAY_0 + Number(days) * 86_400_000).toISOString().slice(0, 10)
  return {
    code: 'date_invalid',
    message: `The cell is a number, as spreadsheets count days: ${days} is ${day}.`,
    hint: 'Give the column the format of a date in the spreadsheet, and save the table again.',
  }
}
