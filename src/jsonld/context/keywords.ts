/** JSON-LD keywords, and what looks like one (JSON-LD 1.1 section 9.16). */

const KEYWORDS: ReadonlySet<string> = new Set([
  '@base',
  '@container',
  '@context',
  '@default',
  '@direction',
  '@embed',
  '@explicit',
  '@graph',
  '@id',
  '@included',
  '@index',
  '@json',
  '@language',
  '@list',
  '@nest',
  '@none',
  '@omitDefault',
  '@prefix',
  '@preserve',
  '@protected',
  '@requireAll',
  '@reverse',
  '@set',
  '@type',
  '@value',
  '@version',
  '@vocab',
])

export function isKeyword(text: string): boolean {
  return text.charCodeAt(0) === 0x40 && KEYWORDS.has(text)
}

/** Has the form that is reserved for keywords to come. */
export function looksLikeKeyword(text: string): boolean {
  return text.charCodeAt(0) === 0x40 && /^@[a-zA-Z]+$/.test(text)
}
