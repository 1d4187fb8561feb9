/** Tests for kinds of value that only other credentials than badges have (VCDM 2.0). Each answers for any value and never throws. */
import { hasZone, readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isLanguageTag } from '../../encoding/forms/language-tag.js'
import { isJsonObject, type Json } from '../../encoding/json.js'
import { isDateTime } from './value-kinds.js'

/** A dateTimeStamp of XML Schema 1.1 on a day that exists: mostly RFC 3339 (VCDM 2.0 section 4.9). */
export function isDateTimeStamp(x: Json | undefined): boolean {
  if (isDateTime(x)) return true
  return typeof x === 'string' && hasZone(x) && readDateTimeStamp(x) !== undefined
}

/** A name, or a list of names. No name is empty. */
export function isTypeNames(x: Json | undefined): boolean {
  if (typeof x === 'string') return x !== ''
  if (!Array.isArray(x) || x.length === 0) return false
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'string' || x[i] === '') return false
  return true
}

/** The faulty member of a language value object; `@value` if the value is not such an object at all. */
export function languageValueFault(x: Json): string | undefined {
  if (!isJsonObject(x) || typeof x['@value'] !== 'string') return '@value'
  for (const [name, value] of Object.entries(x)) {
    if (name === '@value') continue
    if (name === '@language' && typeof value === 'string' && isLanguageTag(value)) continue
    if (name === '@direction' && (value === 'ltr' || value === 'rtl' || value === null)) continue
    return name
  }
  return undefined
}

/** A string, a language value object, or a list of these (VCDM 2.0 section 11.1). */
export function isLanguageText(x: Json | undefined): boolean {
  if (typeof x === 'string') return true
  if (x === undefined) return false
  if (!Array.isArray(x)) return languageValueFault(x) === undefined
  const items = x as readonly Json[]
  return items.length > 0 && items.every((item) => languageValueFault(item) === undefined)
}
