/** Connects to public addresses only. It connects to the address that it checked. */
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici/index.js'
import { limitResponses } from './limited-socket.js'
import { isPublicAddress } from './public-address.js'
import type { RemoteSettings } from './remote-options.js'
import { withinTime } from './within-time.js'

/** Thrown if a name resolves to an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** Connects to the resolved address itself, which prevents DNS rebinding. */
export function guardedAgent(settings: RemoteSettings): Agent {
  const { timeoutMilliseconds, maximumBytes, authorities } = settings
  const connect = buildConnector({
    timeout: timeoutMilliseconds,
    lookup: guardedLookup(settings),
    ...(authorities === undefined ? {} : { ca: authorities as string | string[] }),
  })
  return new Agent({
    connections: 16,
    pipelining: 1,
    keepAliveTimeout: 4000,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
    maxHeaderSize: 16_384,
    maxResponseSize: maximumBytes,
    connect: (target, callback) =>
      connect(target, (...[error, socket]) =>
        error === null ? callback(null, limitResponses(socket, maximumBytes)) : callback(error, null),
      ),
  })
}

function guardedLookup({
  lookup,
  allowAddress,
  localHosts,
  timeoutMilliseconds,
}: RemoteSettings): LookupFunction {
  const resolve = lookup ?? systemAddresses
  return (hostname, options, callback) => {
    const answer = (addresses: readonly string[]): void => {
      // If one of several addresses is not public, refuse them all: this is an attack.
      const refused = addresses.find(
        (address) =>
          !isPublicAddress(address) &&
          !localHosts.has(hostname) &&
          allowAddress?.(address, hostname) !== true,
      )
      const [first] = addresses
      if (refused !== undefined || first === undefined) {
        throw new AddressRefused('the name resolves to an address that is not public')
      }
      if (options.all) {
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        )
      } else callback(null, first, isIP(first))
    }
    // Both functions may be the caller's, so every error must end in the callback.
    withinTime(timeoutMilliseconds, () => addressesOf(resolve, hostname))
      .then(answer)
      .catch((error: unknown) =>
        callback(error instanceof Error ? error : new Error('the option lookup failed'), '', 0),
      )
  }
}

async function addressesOf(
  resolve: NonNullable<RemoteSettings['lookup']>,
  hostname: string,
): Promise<readonly string[]> {
  const addresses: unknown = await resolve(hostname)
  if (!Array.isArray(addresses) || !addresses.every((address) => typeof address === 'string')) {
    throw new TypeError('remote: lookup must return a list of addresses')
  }
  return addresses
}

async function systemAddresses(hostname: string): Promise<readonly string[]> {
  const found = await systemLookup(hostname, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}
