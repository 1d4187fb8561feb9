/** Connects to public addresses only. It connects to the address that it checked. */
import { constants } from 'node:crypto'
import { lookup as systemLookup } from 'node:dns/promises'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { Agent, buildConnector } from 'undici/index.js'
import { rememberCost } from '../../documents/source-bytes.js'
import { Debts } from './debts.js'
import { READS_FIRST } from './handshake-reader.js'
import { Handshakes } from './handshakes.js'
import { isPublicAddress } from './public-address.js'
import { Wire } from './wire.js'
import { withinTime } from './within-time.js'

/** Thrown if a name resolves to an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** Connects to the resolved address itself, which prevents DNS rebinding. */
export interface GuardedAgent {
  readonly agent: Agent
  readonly handshakes: Handshakes
  readonly debts: Debts
}

/**
 * Forward secrecy with elliptic curves only: with finite fields (`DHE`), a server can choose numbers that take a second of CPU
 * time. The first three are for TLS 1.3.
 */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-RSA-AES256-SHA384',
].join(':')
/** What connections need of the settings of `remote`. */
interface ConnectionSettings {
  readonly timeoutMilliseconds: number
  readonly maximumBytes: number
  readonly lookup: ((hostname: string) => Promise<readonly string[]>) | undefined
  readonly allowAddress: ((address: string, hostname: string) => boolean) | undefined
  /** Origins that are allowed although they are not public, and their hosts. */
  readonly localHosts: ReadonlySet<string>
  readonly authorities: string | readonly string[] | undefined
}

/** Without the finite fields of TLS 1.3. */
const CURVES = 'X25519:P-256:P-384:P-521'

export function guardedAgent(settings: ConnectionSettings): GuardedAgent {
  const { timeoutMilliseconds, maximumBytes, authorities } = settings
  const lookup = guardedLookup(settings)
  const handshakes = new Handshakes()
  const debts = new Debts()
  // Sessions are not kept: a server could send thousands of tickets for them.
  const secure = buildConnector({
    timeout: timeoutMilliseconds,
    secureContext: tlsSettings(authorities),
    maxCachedSessions: 0,
  }) as (...args: Parameters<buildConnector.connector>) => TLSSocket
  const agent = new Agent({
    connections: 16,
    pipelining: 1,
    keepAliveTimeout: 4000,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
    maxHeaderSize: 16_384,
    maxResponseSize: maximumBytes,
    connect: (target, callback) => {
      const { hostname, port, protocol, host } = target
      const origin = `${protocol}//${host ?? hostname}`
      const wire = new Wire(
        connect({ host: hostname, port: Number(port || 443), lookup, noDelay: true, keepAlive: true }),
        maximumBytes,
        (bytes) => debts.add(origin, bytes),
      )
      const over = handshakes.begin(origin, wire)
      // Any duplex stream will do for TLS.
      const tls = secure({ ...target, httpSocket: wire as unknown as Socket }, (...[error, socket]) => {
        over()
        if (error === null) return callback(null, limitResponses(socket, wire))
        if (wire.handshakeCost > 0) rememberCost(error, wire.handshakeCost)
        wire.destroy()
        callback(error, null)
      })
      if (READS_FIRST) tls.on('keylog', (line) => wire.tell(line))
    },
  })
  return { agent, handshakes, debts }
}

/** One for all connections, because it takes longer to make than the rest of a connection. */
function tlsSettings(authorities: ConnectionSettings['authorities']): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ciphers: CIPHERS,
    ecdhCurve: CURVES,
    // Each renegotiation would be a handshake more.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    ...(authorities === undefined ? {} : { ca: authorities as string | string[] }),
  })
}

/** A response begins with the request, the only thing that is written. */
function limitResponses(socket: Socket, wire: Wire): Socket {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  wire.open(() => socket.bytesRead)
  socket.write = ((...args: unknown[]) => {
    wire.beginResponse()
    return write(...args)
  }) as typeof socket.write
  // An idle connection does not keep the process alive.
  socket.ref = () => {
    wire.ref()
    return socket
  }
  socket.unref = () => {
    wire.unref()
    return socket
  }
  socket.once('close', () => wire.destroy())
  return socket
}

function guardedLookup({
  lookup,
  allowAddress,
  localHosts,
  timeoutMilliseconds,
}: ConnectionSettings): LookupFunction {
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
  resolve: NonNullable<ConnectionSettings['lookup']>,
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
