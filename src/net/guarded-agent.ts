/** Connections that reach public addresses only: the address that was checked is the one that is dialled. */
import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { isPublicAddress } from './public-address.js'
import type { RemoteSettings } from './remote-options.js'

/** Thrown into the connection when a name leads to an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** Resolving and connecting are one step here, so a name cannot change its mind in between (DNS rebinding). */
export function guardedAgent(settings: RemoteSettings): Agent {
  const { timeoutMilliseconds, maximumBytes, authorities } = settings
  return new Agent({
    connections: 16,
    pipelining: 1,
    keepAliveTimeout: 4000,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
    maxHeaderSize: 16_384,
    maxResponseSize: maximumBytes,
    connect: {
      timeout: timeoutMilliseconds,
      lookup: guardedLookup(settings),
      ...(authorities === undefined ? {} : { ca: authorities as string | string[] }),
    },
  })
}

function guardedLookup({ lookup, allowAddress }: RemoteSettings): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (error: Error | null, addresses: readonly string[]): void => {
      if (error !== null) {
        callback(error, '', 0)
        return
      }
      // One inside address among public ones is an attack, not an accident: none of them is used.
      const refused = addresses.find(
        (address) => !isPublicAddress(address) && allowAddress?.(address, hostname) !== true,
      )
      const [first] = addresses
      if (refused !== undefined || first === undefined) {
        callback(new AddressRefused('the name leads to an address that is not public'), '', 0)
      } else if (options.all) {
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        )
      } else callback(null, first, isIP(first))
    }
    if (lookup !== undefined) {
      lookup(hostname).then(
        (addresses) => answer(null, addresses),
        (error: unknown) => answer(error instanceof Error ? error : new Error('lookup failed'), []),
      )
      return
    }
    systemLookup(hostname, { all: true, verbatim: true }, (error, found) =>
      answer(error, error === null ? found.map(({ address }) => address) : []),
    )
  }
}
