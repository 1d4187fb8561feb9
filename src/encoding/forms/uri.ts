/** Which texts are URIs. `isAbsolute` of `jsonld` differs: expansion also takes blank nodes and empty schemes (JSON-LD 1.1). */

const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}\u0000-\u0020]+$/

/** A scheme, a colon, and nothing that RFC 3987 keeps out of an IRI. */
export function isAbsoluteUri(text: string): boolean {
  return ABSOLUTE_URI.test(text)
}

/** What a person means as the address of a page: http or https, and no white space. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text)
}
