/**
 * Whether a scalar says to a reader of the JSON what the line says that is signed for it. A literal has one lexical form,
 * and several JSON values may share it: "3.5 summa cum laude" as an xsd:double is the line of 3.5, 1e-7 that of 0.
 */
import { doubleText, RDF, XSD } from '../rdf/n-quads.js'

/** The context of Open Badges writes it with https; that of records with a prefix that none of its contexts defines. */
const BOOLEAN = /^(?:https?:\/\/www\.w3\.org\/2001\/XMLSchema#|xsd:)boolean$/

/** @param datatype of the literal, where the context or the value gives one */
export function isFaithful(value: string | number | boolean, datatype: string | undefined): boolean {
  if (typeof value === 'number') {
    // An integer beyond 2^53 is the nearest double's, whatever its last digits say.
    return isDouble(value, datatype) ? Number(doubleText(value)) === value : Number.isSafeInteger(value)
  }
  // To programs the text "false" is true.
  if (typeof value === 'boolean') return datatype === undefined || BOOLEAN.test(datatype)
  if (datatype === `${XSD}double`) return doubleText(Number.parseFloat(value)) === value
  return datatype !== `${RDF}JSON` && !(datatype !== undefined && BOOLEAN.test(datatype))
}

/** Whether the number is written with an exponent. */
export function isDouble(value: number, datatype: string | undefined): boolean {
  return datatype === `${XSD}double` || Math.abs(value) >= 1e21 || String(value).includes('.')
}
