/** Recognises hosts that others cannot reach: IP addresses, and names in a machine or local network. */

/** URL parsers read a host as an IPv4 address if its last label is a number. */
const ADDRESS = /^\[|(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?(?::|$)/
const LOCAL = /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)(?::|$)/

/** Whether a host, with or without a port, is an IP address. */
export const isAddressHost = (host: string): boolean => ADDRESS.test(host.replace('%5b', '['))

/** Whether a host, with or without a port, has a name that only its own machine or network resolves. */
export const isLocalHost = (host: string): boolean => LOCAL.test(host)

/** The host of a did:web in lower case, with its port. */
export const didWebHost = (encoded: string): string => encoded.replace(/%3a/gi, ':').toLowerCase()
