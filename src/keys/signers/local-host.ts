/** The hosts and paths of did:web: which are malformed, and which hosts others cannot reach. */

/** DNS labels (RFC 1123 section 2.1); a port may follow. */
const HOST =
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?::[1-9][0-9]{0,4})?$/

/** URL parsers read a host as an IPv4 address if its last label is a number. */
const ADDRESS = /^\[|(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?(?::|$)/
const LOCAL = /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)(?::|$)/

/** Whether a host, with or without a port, is an IP address. */
export const isAddressHost = (host: string): boolean => ADDRESS.test(host.replace('%5b', '['))

/** Whether a host, with or without a port, has a name that only its own machine or network resolves. */
export const isLocalHost = (host: string): boolean => LOCAL.test(host)

/** The host of a did:web in lower case, with its port. */
export const didWebHost = (encoded: string): string => encoded.replace(/%3a/gi, ':').toLowerCase()

/** Whether a host, with or without a port, can be that of a did:web. */
export function isWebHost(host: string): boolean {
  const [, port] = host.split(':')
  return host.length <= 259 && HOST.test(host) && !(Number(port) > 65_535)
}

/** Whether a URL parser keeps the path of a did:web as it is. */
export const isWebPath = (segments: readonly string[]): boolean =>
  segments.every((segment) => {
    const decoded = segment.replace(/%2e/gi, '.')
    return decoded !== '' && decoded !== '.' && decoded !== '..' && !/%(?:2f|5c|00)/i.test(segment)
  })
