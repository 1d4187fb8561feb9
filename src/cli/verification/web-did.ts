/** Checks a did:web that a user wrote, and says which one is meant by a web address in its place. */
import { isOpenBadgeError } from '../../errors.js'
import { didWeb, didWebUrl } from '../../index.js'
import { CallError } from '../io/shell.js'

/**
 * The address at which the document of a did:web is published.
 * @param option its name, for the message
 * @throws CallError that says what to write; OpenBadgeError `controller_invalid` for what no did:web is meant by
 */
export function webDidUrl(option: string, did: string): string {
  try {
    return didWebUrl(did)
  } catch (error) {
    const meant = isOpenBadgeError(error, 'controller_invalid') ? meantBy(did) : undefined
    if (meant === undefined) throw error
    throw new CallError(`${option} "${did}" is not a valid did:web`, `Write ${meant}.`)
  }
}

/** The did:web of a web address that was written as one or behind `did:web:`; `undefined` if there is none. */
export function meantBy(text: string): string | undefined {
  const [, prefix = '', scheme = '', rest = ''] = /^(did:web:)?(https?:\/\/)?([^\s@]+)$/i.exec(text) ?? []
  // Without a scheme, a did:web separates the parts of its path by colons.
  const place = prefix !== '' && scheme === '' ? rest.replaceAll(':', '/') : rest
  if (!/^[^/:]+\.[^/]+/.test(place)) return undefined
  try {
    return didWeb(`https://${place}`).did
  } catch {
    return undefined
  }
}
