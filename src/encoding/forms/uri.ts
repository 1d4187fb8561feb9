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

/** DID Core section 3.1: `did:`, a method in lower case, an identifier that does not end in a colon. */
export const DID = /^did:([a-z0-9]+):(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})$/
