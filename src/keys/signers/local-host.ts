/** Hosts that are somebody's own machine or network: nobody else can fetch from them. */

/** A last label that URL parsers read as a number makes the whole name an IPv4 address. */
const ADDRESS = /^\[|(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?(?::|$)/
const LOCAL = /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)(?::|$)/

/** Whether a host, with or without a port, is an IP address. */
export const isAddressHost = (host: string): boolean => ADDRESS.test(host.replace('%5b', '['))

/** Whether a host, with or without a port, has a name for the inside. */
export const isLocalHost = (host: string): boolean => LOCAL.test(host)

/** The host that a did:web names, in small letters, with its port. */
export const didWebHost = (encoded: string): string => encoded.replace(/%3a/gi, ':').toLowerCase()
