/** Formats of dates in digits. A mapping must state the format, because 01/07 can be 1 July or 7 January. To add one, add a row here. */

export type DateFormat =
  | 'DD.MM.YYYY'
  | 'DD/MM/YYYY'
  | 'MM/DD/YYYY'
  | 'DD-MM-YYYY'
  | 'MM-DD-YYYY'
  | 'YYYY/MM/DD'
  | 'YYYY.MM.DD'

/** Format → a date in it: 1 July 2026. */
export const DATE_FORMATS: Readonly<Record<DateFormat, string>> = {
  'DD.MM.YYYY': '01.07.2026',
  'DD/MM/YYYY': '01/07/2026',
  'MM/DD/YYYY': '07/01/2026',
  'DD-MM-YYYY': '01-07-2026',
  'MM-DD-YYYY': '07-01-2026',
  'YYYY/MM/DD': '2026/07/01',
  'YYYY.MM.DD': '2026.07.01',
}

const FIGURES: Readonly<Record<string, string>> = {
  DD: '(?<day>\\d{1,2})',
  MM: '(?<month>\\d{1,2})',
  YYYY: '(?<year>\\d{4})',
}

const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.keys(DATE_FORMATS).map((format) => [
    format,
    new RegExp(`^${format.replaceAll('.', '\\.').replace(/DD|MM|YYYY/g, (part) => FIGURES[part]!)}$`),
  ]),
)

/** Matches a day in the format, with the groups `day`, `month` and `year`. */
export function patternOf(format: DateFormat): RegExp {
  return PATTERNS.get(format)!
}
