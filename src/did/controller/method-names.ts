/** The ids of verification methods: absolute, and as the names under which a document keeps them. */
import { parseUrl } from '../../encoding/forms/parse-url.js'
import type { Json } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { METHOD_URL_MAXIMUM } from '../verification-method/method-url.js'

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i

/** The absolute form of an id in a document; undefined if it is not a URL. `#x` and `''` are relative to the document. */
export function absolute(id: Json | undefined, base: string): string | undefined {
  if (typeof id !== 'string') return undefined
  if (id === '' || id.startsWith('#')) return `${base}${id}`
  if (ABSOLUTE.test(id)) return id
  // Other relative forms need a hierarchical base URL; a DID is not hierarchical. Each proof resolves them again.
  return base.startsWith('https://') && id.length <= METHOD_URL_MAXIMUM ? parseUrl(id, base)?.href : undefined
}

/** The most characters of all relative ids of one document when they are resolved: each repeats the URL of the document. */
const RESOLVED_MAXIMUM = 131_072
/** Reading a URL takes as long as so many characters more. */
const URL_PRICE = 64

/**
 * The name under which a document keeps an absolute id: its own ids begin with `#`. A document may have fifty thousand ids and
 * a URL of eight thousand characters, so they are not joined.
 */
export function nameOf(id: string, base: string): string {
  const isOwn = id.startsWith(base) && (id.length === base.length || id[base.length] === '#')
  return isOwn ? id.slice(base.length) : id
}

/** @returns A function that gives the name of an id as the document writes it; it throws OpenBadgeError `limit_exceeded`. */
export function namesIn(base: string): (id: Json | undefined) => string | undefined {
  let left = RESOLVED_MAXIMUM
  return (id) => {
    if (typeof id !== 'string') return undefined
    if (id === '' || id.startsWith('#')) return id
    if (!ABSOLUTE.test(id) && base.startsWith('https://')) {
      left -= base.length + id.length + URL_PRICE
      if (left < 0) throw tooManyRelative()
    }
    const url = absolute(id, base)
    return url === undefined ? undefined : nameOf(url, base)
  }
}

function tooManyRelative(): Error {
  return new OpenBadgeError(
    'limit_exceeded',
    'the controller document has too many relative ids; its owner must write absolute ids, or ids that begin with #',
    { limit: 'length', maximum: RESOLVED_MAXIMUM },
  )
}

export type NameIn = ReturnType<typeof namesIn>
