/** did:web: the URL of a DID's document, and the DID of a URL. */
import { parseUrl } from '../../encoding/forms/parse-url.js'
import {
  didWebHost,
  isAddressHost,
  isLocalHost,
  isWebHost,
  isWebPath,
} from '../../keys/signers/local-host.js'
import { controllerInvalid } from '../verification-method/controller-invalid.js'
import { didMethod } from '../verification-method/method-url.js'

/**
 * Gives the https URL at which the document of a did:web is published (did:web Method Specification).
 *
 * @param did - A did:web identifier.
 * @returns The URL of the document.
 * @throws OpenBadgeError `controller_invalid`, reason `invalidDid`, or `methodNotSupported` for another method.
 * @example
 * const url = didWebUrl('did:web:example.com%3A3000:user:alice') // https://example.com:3000/user/alice/did.json
 */
export function didWebUrl(did: string): string {
  if (typeof did !== 'string') throw new TypeError('didWebUrl: did must be a text')
  if (/^did:(?!web:)[^:]*:/.test(did)) {
    throw controllerInvalid(did, 'methodNotSupported', 'didMalformed', 'the DID is not a did:web')
  }
  didMethod(did)
  const [host, ...path] = did.slice('did:web:'.length).split(':')
  return `https://${decodedHost(did, host!)}${documentPath(did, path)}`
}

export interface DidWeb {
  readonly did: string
  /** Where the DID document must be served, as application/json or application/did+json. */
  readonly url: string
  /** The path of that URL. */
  readonly path: string
}

/**
 * Makes the did:web identifier of a web address (did:web Method Specification).
 *
 * @param place - An https URL: a host, with an optional port and path, such as `https://example.edu/departments/maths`.
 * @returns The DID.
 * @throws TypeError for another scheme, a user name, a query, a fragment or an IP address.
 * @example
 * const did = didWeb('https://example.edu/departments/maths') // did:web:example.edu:departments:maths
 */
export function didWeb(place: string): DidWeb {
  const url = typeof place === 'string' ? parseUrl(place) : undefined
  if (url === undefined) throw new TypeError('didWeb needs an https URL')
  if (url.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new TypeError('didWeb needs an https URL without user name, query or fragment')
  }
  const path = url.pathname
    .replace(/\/(?:\.well-known\/)?did\.json$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replaceAll(':', '%3A'))
  const did = ['did:web', url.host.replace(':', '%3A'), ...path].join(':')
  try {
    const location = didWebUrl(did)
    return { did, url: location, path: parseUrl(location)!.pathname }
  } catch (cause) {
    throw new TypeError(`didWeb cannot use ${url.origin}: ${(cause as Error).message}`, { cause })
  }
}

function decodedHost(did: string, encoded: string): string {
  const host = didWebHost(encoded)
  const invalid = (fault: 'didMalformed' | 'hostIsAddress' | 'hostIsLocal', message: string): Error =>
    controllerInvalid(did, 'invalidDid', fault, message)
  if (isAddressHost(host))
    throw invalid('hostIsAddress', 'the did:web has an IP address instead of a host name')
  if (!isWebHost(host)) throw invalid('didMalformed', 'the host name or the port of the did:web is malformed')
  if (isLocalHost(host)) throw invalid('hostIsLocal', 'the host of the did:web is not public')
  return host
}

/** Keeps the segments percent-encoded. Refuses segments that a URL parser would remove from the path. */
function documentPath(did: string, segments: readonly string[]): string {
  if (!isWebPath(segments))
    throw controllerInvalid(
      did,
      'invalidDid',
      'didMalformed',
      'the path of the did:web has an empty part, a part of dots, or an encoded slash',
    )
  return segments.length === 0 ? '/.well-known/did.json' : `/${segments.join('/')}/did.json`
}
