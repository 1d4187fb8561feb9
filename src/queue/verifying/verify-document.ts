/** The data that a worker needs to audit a batch, or to verify for a service. */
import { randomBytes } from 'node:crypto'
import type { AuditConfig } from '../../bulk/distributed.js'
import type { VerifyOptions } from '../../verify/index.js'
import { type Packet, pack } from '../wire/packet.js'

/** The options of `verify` that can be sent to workers. The workers fetch and cache documents. */
export interface RemoteVerifyOptions
  extends Omit<VerifyOptions, 'load' | 'cache' | 'suites' | 'signal' | 'now' | 'issuers'> {
  /** Ids of the issuers that you trust. */
  readonly issuers?: readonly string[]
  /** Default: the time at which a worker verifies. */
  readonly now?: Date
}

export type VerifyDocument =
  | { readonly kind: 'audit'; readonly config: AuditConfig }
  | { readonly kind: 'verify'; readonly options: RemoteVerifyOptions }

const VERSION = 2

export function packDocument(document: VerifyDocument): Uint8Array {
  return pack({ version: VERSION, nonce: randomBytes(32).toString('hex'), ...document })
}

/** `undefined` for the document of another version. */
export function readDocument({ header }: Packet): VerifyDocument | undefined {
  if (header['version'] !== VERSION) return undefined
  const document = header as unknown as VerifyDocument
  if (document.kind === 'audit') return document
  if (document.kind !== 'verify') return undefined
  const { now, ...options } = document.options
  return { kind: 'verify', options: { ...options, ...(now === undefined ? {} : { now: new Date(now) }) } }
}
