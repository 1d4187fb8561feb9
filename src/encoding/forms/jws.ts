/** The compact form of a JWS (RFC 7515 section 7.1), before anything in it is read. */

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/**
 * Three parts of base64url, none of them empty. `verify` also recognises detached and unsecured ones, so that its report can
 * name them.
 */
export function isCompactJws(text: string): boolean {
  return COMPACT_JWS.test(text)
}
