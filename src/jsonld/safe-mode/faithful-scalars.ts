/**
 * Whether a scalar has the same meaning in the JSON and in its signed line. Several JSON values can give the same line: as
 * xsd:double, "3.5 summa cum laude" gives the line of 3.5, and 1e-7 that of 0.
 */
import { doubleText, RDF, XSD } from '../rdf/n-quads.js'

/**
 * The context of Open Badges writes xsd:boolean with https, and the context of records with a prefix that no context defines.
 */
const BOOLEAN = /^(?:https?:\/\/www\.w3\.org\/2001\/XMLSchema#|xsd:)boolean$/

/** @param datatype of the literal, if the context or the value has one */
export function isFaithful(value: string | number | boolean, datatype: string | undefined): boolean {
  if (typeof value === 'number') {
    // The last digits of an integer beyond 2^53 are lost.
    return isDouble(value, datatype) ? Number(doubleText(value)) === value : Number.isSafeInteger(value)
  }
  // Programs treat the text "false" as true.
  if (typeof value === 'boolean') return datatype === undefined || BOOLEAN.test(datatype)
  if (datatype === `${XSD}double`) return doubleText(Number.parseFloat(value)) === value
  return datatype !== `${RDF}JSON` && !(datatype !== undefined && BOOLEAN.test(datatype))
}

/** Whether the number is written with an exponent: one that JavaScript prints with a decimal point, or from 1e21. */
export function isDouble(value: number, datatype: string | undefined): boolean {
  if (datatype === `${XSD}double`) return true
  const size = Math.abs(value)
  if (Number.isInteger(value)) return size >= 1e21
  return size >= 1e-6 || String(value).includes('.')
}
