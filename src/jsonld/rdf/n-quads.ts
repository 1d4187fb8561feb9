/** The texts of canonical N-Quads terms (RDFC-1.0 section 5). */

export const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

const IRI_ESCAPED = /[\u0000-\u0020<>"{}|^`\\]/
const IRI_ESCAPED_ALL = new RegExp(IRI_ESCAPED, 'g')
const LITERAL_ESCAPED = /[\u0000-\u001f\u007f"\\]/
const LITERAL_ESCAPED_ALL = new RegExp(LITERAL_ESCAPED, 'g')

const ECHAR: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** `<iri>` */
export function iriText(iri: string): string {
  return `<${IRI_ESCAPED.test(iri) ? iri.replace(IRI_ESCAPED_ALL, uchar) : iri}>`
}

/** The text between the quotation marks of a literal. */
export function escapeLiteral(value: string): string {
  return LITERAL_ESCAPED.test(value) ? value.replace(LITERAL_ESCAPED_ALL, (c) => ECHAR[c] ?? uchar(c)) : value
}

/** The end of a literal: the closing quotation mark, and the datatype if it is not `xsd:string`. */
export function datatypeSuffix(datatype: string): string {
  return datatype === `${XSD}string` || datatype === `${RDF}langString` ? '"' : `"^^${iriText(datatype)}`
}

/** Canonical form of an `xsd:double`: at most 16 significant digits, always with an exponent. */
export function doubleText(value: number): string {
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')
}

/** The IRI of a predicate text ` <iri> `, without escapes. */
export function predicateIri(body: string): string {
  const text = body.slice(2, body.indexOf('>'))
  return text.includes('\\')
    ? text.replace(/\\u([0-9A-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

function uchar(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
