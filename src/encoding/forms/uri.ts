/** Which texts are URIs. `isAbsolute` of `jsonld` differs: expansion also takes blank nodes and empty schemes (JSON-LD 1.1). */

const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}\u0000-\u0020]+$/

/** A scheme, a colon, and no character that RFC 3987 forbids in an IRI. */
export function isAbsoluteUri(text: string): boolean {
  return ABSOLUTE_URI.test(text)
}

/** Whether a text is the address of a web page: http or https, without white space. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text)
}
