/** What is wrong with the cell of a date, and what to do. */
import { DATE_FORMATS, type DateFormat } from './date-formats.js'
import { type DateFault, type DateRules, readDate } from './read-date.js'

interface Told {
  readonly code: string
  readonly message: string
  readonly hint: string
}

const NO_DATE = {
  code: 'date_invalid',
  message: 'The cell holds no date that can be read without guessing.',
  hint: 'Write the date as 2026-06-12 or 12 June 2026, or name its format in the mapping, for example "DD.MM.YYYY".',
}
const NO_SUCH_DAY = {
  code: 'date_invalid',
  message: 'The calendar has no such day.',
  hint: 'Check day and month against the original.',
}
const WITH_OFFSET = 'Write the offset behind the time, for example 02:30 +02:00.'
const DATE_FAULTS: Readonly<Record<DateFault, Told>> = {
  no_date: NO_DATE,
  no_such_day: NO_SUCH_DAY,
  skipped_time: {
    code: 'date_invalid',
    message: 'The zone has no such time: its clocks skipped it on this day.',
    hint: WITH_OFFSET,
  },
  repeated_time: {
    code: 'date_invalid',
    message: 'The zone had this time twice on this day, because its clocks were set back.',
    hint: WITH_OFFSET,
  },
}

/** Where the mapping states a format, it is told too, with the formats that the text has: one of the two is wrong. */
export function dateFault(fault: DateFault, text: string, { format, ...rules }: DateRules): Told {
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
    message: `The cell holds no date in the format ${format}, which the mapping states.`,
    hint: `Write it like ${DATE_FORMATS[format]}, or ${other}`,
  }
}
