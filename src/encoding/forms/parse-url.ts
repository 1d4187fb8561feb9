/**
 * Parses URLs in texts of others. Node's URL parser takes quadratic time for the host: one label of 60,000 different Chinese
 * characters costs it seconds. `test/house/urls.test.ts` searches for other parsers.
 */

/**
 * An authority of more than 300 characters: the part up to the next `/`, `\`, `?` or `#`, where the parser finds a host. Host names
 * have at most 253 characters (RFC 1035 section 2.3.4), and fewer in other scripts; the rest is room for a user name and a port.
 * Paths, queries and other schemes, such as did:jwk and data:, may be longer: the parser takes linear time for them. It takes
 * any number of slashes, in either direction, before the host. Relative texts with two slashes have a host too.
 */
const LONG_HOST = /^[\0- ]*((https?|wss?|ftp|file):[/\\]*|[/\\]{2,})[^/\\?#]{301}/i

/**
 * The URL; `undefined` if the text is no URL, or has a host of more than 300 characters.
 * @param base the address of a URL that was parsed here
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    // URL parsers remove tabs and line breaks, also between the letters of a scheme.
    if (!LONG_HOST.test(text.replace(/[\t\n\r]/g, ''))) return new URL(text, base)
  } catch {
    // No URL.
  }
  return undefined
}
