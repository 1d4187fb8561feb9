/** JSON-LD keywords, and names in the form of keywords (JSON-LD 1.1 section 9.16). */

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

/** Whether the name has the form that is reserved for future keywords. */
export function looksLikeKeyword(text: string): boolean {
  return text.charCodeAt(0) === 0x40 && /^@[a-zA-Z]+$/.test(text)
}

/** The members that a term definition may have (JSON-LD 1.1 section 9.15.1). */
export const DEFINITION_MEMBERS: ReadonlySet<string> = new Set([
  '@container',
  '@context',
  '@direction',
  '@id',
  '@index',
  '@language',
  '@nest',
  '@prefix',
  '@protected',
  '@reverse',
  '@type',
])

/** The values that `@container` may have. */
export const CONTAINERS: ReadonlySet<unknown> = new Set([
  '@list',
  '@set',
  '@index',
  '@language',
  '@graph',
  '@id',
  '@type',
])
