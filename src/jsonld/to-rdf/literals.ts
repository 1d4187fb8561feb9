/** RDF literals from JSON scalars (JSON-LD 1.1 API section 8.2.2). */
import { doubleText, escapeLiteral, iriText, XSD } from '../rdf/n-quads.js'
import { isDouble } from '../safe-mode/check-values.js'

const XSD_BOOLEAN = `${XSD}boolean`
const XSD_DOUBLE = `${XSD}double`
const XSD_INTEGER = `${XSD}integer`

export function booleanLiteral(value: boolean, datatype: string = XSD_BOOLEAN): string {
  return typedLiteral(value ? 'true' : 'false', datatype)
}

/**
 * The numbers are those of jsonld.js, which signatures rest on: what prints with a decimal point is a double,
 * and a number such as 1e-7, which does not, is rounded to an integer.
 */
export function numberLiteral(value: number, datatype?: string): string {
  if (isDouble(value, datatype)) {
    return typedLiteral(doubleText(value), datatype ?? XSD_DOUBLE)
  }
  return typedLiteral(value.toFixed(0), datatype ?? XSD_INTEGER)
}

/** Tells a boolean or number with a datatype from the same one without, which jsonld.js takes for another value. */
export function typedSpelling(
  value: boolean | number,
  datatype: string | undefined,
): boolean | number | string {
  return datatype === undefined ? value : `typed ${value}`
}

/** A string under a datatype; one under `xsd:double` is read as a number. */
export function stringLiteral(value: string, datatype: string): string {
  return typedLiteral(
    datatype === XSD_DOUBLE ? doubleText(Number.parseFloat(value)) : escapeLiteral(value),
    datatype,
  )
}

/** @param text escaped */
function typedLiteral(text: string, datatype: string): string {
  return datatype === XSD_STRING || datatype === LANG_STRING ? `"${text}"` : `"${text}"^^${iriText(datatype)}`
}

const XSD_STRING = `${XSD}string`
const LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'
