/** RDF literals from JSON scalars (JSON-LD 1.1 API section 8.2.2). */
import { doubleText, escapeLiteral, iriText, XSD } from '../rdf/n-quads.js'
import { isDouble } from '../safe-mode/faithful-scalars.js'

const XSD_BOOLEAN = `${XSD}boolean`
const XSD_DOUBLE = `${XSD}double`
const XSD_INTEGER = `${XSD}integer`

export function booleanLiteral(value: boolean, datatype: string = XSD_BOOLEAN): string {
  return typedLiteral(value ? 'true' : 'false', datatype)
}

/**
 * Writes numbers as jsonld.js does, because existing signatures depend on it. A number that is printed with a decimal point is a
 * double. Another number, such as 1e-7, is rounded to an integer.
 */
export function numberLiteral(value: number, datatype?: string): string {
  if (isDouble(value, datatype)) {
    return typedLiteral(doubleText(value), datatype ?? XSD_DOUBLE)
  }
  return typedLiteral(value.toFixed(0), datatype ?? XSD_INTEGER)
}

/**
 * Distinguishes a boolean or number with a datatype from the same value without one, because for jsonld.js they are not equal.
 */
export function typedSpelling(
  value: boolean | number,
  datatype: string | undefined,
): boolean | number | string {
  return datatype === undefined ? value : `typed ${value}`
}

/** A string with a datatype. With `xsd:double` it is read as a number. */
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
