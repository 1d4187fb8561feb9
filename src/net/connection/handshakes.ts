/** Connections whose handshake is under way. They end when nobody waits for their server any more, because a handshake is dear. */
import type { Duplex } from 'node:stream'
import { errors } from 'undici/index.js'

export class Handshakes {
  private readonly waiting = new Map<string, number>()
  private readonly connections = new Map<string, Set<Duplex>>()

  /** @returns a function to call when the caller does not wait any more */
  wait(origin: string): () => void {
    this.waiting.set(origin, (this.waiting.get(origin) ?? 0) + 1)
    return () => {
      const others = this.waiting.get(origin)! - 1
      if (others > 0) this.waiting.set(origin, others)
      else {
        this.waiting.delete(origin)
        this.end(origin)
      }
    }
  }

  /** @returns a function to call when the handshake is over */
  begin(origin: string, connection: Duplex): () => void {
    const connections = this.connections.get(origin) ?? new Set()
    this.connections.set(origin, connections.add(connection))
    return () => {
      connections.delete(connection)
      if (connections.size === 0 && this.connections.get(origin) === connections)
        this.connections.delete(origin)
    }
  }

  private end(origin: string): void {
    // With such an error, a request that comes meanwhile gets another connection.
    const reason = new errors.InformationalError('nobody waits for the connection')
    for (const connection of this.connections.get(origin) ?? []) connection.destroy(reason)
  }
}
