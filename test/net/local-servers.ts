/** Servers of a test on this machine, and a loader for them. */
import type { Server } from 'node:net'
import type { Load } from 'laurel'
import { remote } from 'laurel/net'
import { selfSigned } from './certificate.js'

export const made = selfSigned('localhost')

export const load = (origin: string, authorities = made.cert): Load =>
  remote({ allowLocal: [origin], authorities, cache: false, timeoutMilliseconds: 20_000 })

/** Servers that are to be closed. */
export const servers: Server[] = []

export function closeServers(): void {
  for (const server of servers.splice(0)) server.close()
}
