/** The work of a worker for a session. */
import type { Packet } from '../wire/packet.js'

export interface Reply {
  readonly header: object
  readonly parts: readonly Uint8Array[]
  /** Called once the parts are compressed, and their memory is free. */
  readonly release?: () => void
}

export interface Handler {
  readonly work: (packet: Packet, signal: AbortSignal) => Promise<Reply>
  readonly close: () => Promise<void>
}

/** @throws OpenBadgeError `queue_failed` (`foreign_plan`) for a session that this worker does not serve */
export type OpenHandler = (document: Packet, session: string) => Promise<Handler>
