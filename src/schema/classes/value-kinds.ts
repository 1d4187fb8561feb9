/** Tests for the kinds of value in the data model. Each answers for any value and never throws. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json } from '../../encoding/json.js'
import type { Frame } from '../contexts/context-scope.js'

/** An issuer's own value of an extensible enumeration. The published pattern is not anchored, this one is. */
export const EXTENSION = /^ext:[A-Za-z0-9._-]+$/

/** Schemes that run code or open files on the reader's computer, and data that a browser opens as a page. */
const UNSAFE = /^(?:(?:javascript|vbscript|file|blob):|data:(?:text\/html|application\/xhtml\+xml))/i
const JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$/
const LANGUAGE = /^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/

export const isUri = (x: Json | undefined): boolean => typeof x === 'string' && isAbsoluteUri(x)
/** A URI that a program which shows badges can safely fetch or link to. */
export const isSafeUri = (x: Json | undefined): boolean => isUri(x) && !UNSAFE.test(x as string)
export const isJws = (x: Json | undefined): boolean => typeof x === 'string' && JWS.test(x)
export const isLanguage = (x: Json | undefined): boolean => typeof x === 'string' && LANGUAGE.test(x)

/** Whether the contexts of a scope have no fault. `frameOf` has checked them. */
export const isContexts = (_x: Json, f: Frame): boolean => f.regular

/** RFC 3339 date-time with `T` and an offset, on a day that exists. */
export function isDateTime(x: Json | undefined): boolean {
  return typeof x === 'string' && x.length >= 20 && isDay(x) && isTime(x)
}

/** RFC 3339 full-date, on a day that exists. */
export function isDate(x: Json | undefined): boolean {
  return typeof x === 'string' && x.length === 10 && isDay(x)
}

const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `yyyy-mm-dd` at the beginning of the text. */
function isDay(text: string): boolean {
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return false
  const century = two(text, 0)
  const rest = two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (century < 0 || rest < 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month]!) return false
  if (month !== 2 || day !== 29) return true
  const year = century * 100 + rest
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** `Thh:mm:ss[.f…](Z|±hh:mm)` from the eleventh character to the end. */
function isTime(text: string): boolean {
  if (text.charCodeAt(10) !== 0x54 || text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a)
    return false
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
  let at = 19
  if (text.charCodeAt(at) === 0x2e) {
    const start = ++at
    while (isDigit(text.charCodeAt(at))) at++
    if (at === start) return false
  }
  const sign = text.charCodeAt(at)
  if (sign === 0x5a) return text.length === at + 1
  if ((sign !== 0x2b && sign !== 0x2d) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 0x3a)
    return false
  const offsetHour = two(text, at + 1)
  const offsetMinute = two(text, at + 4)
  return offsetHour >= 0 && offsetHour <= 23 && offsetMinute >= 0 && offsetMinute <= 59
}

const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39

/** The two digits at `at` as a number, or -1. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const units = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1
}
