/** The data of a run that workers need: everything that decides the bytes of its badges. */
import { hash, randomBytes } from 'node:crypto'
import type { PreparedImage } from '../../bake/image/prepared-image.js'
import type { BadgeDefinition, BatchStatus, OutputForm, SessionConfig } from '../../bulk/distributed.js'
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { type Packet, pack } from '../wire/packet.js'

export interface RunDocument {
  readonly definition: BadgeDefinition
  readonly contexts: Readonly<Record<string, JsonObject>>
  /** Status number of the first new row. */
  readonly base: number
  /** Rows with a status number below the base reserve none. */
  readonly consecutive: boolean
  readonly status?: BatchStatus
  readonly verificationMethod: string
  /** Time of the proofs. */
  readonly created: string
  readonly form: OutputForm
  readonly image?: PreparedImage
}

/** Increase it if the bytes that workers make may change, so that machines with different versions do not share a run. */
const VERSION = 4

export function packRun(config: SessionConfig): Uint8Array {
  const { definition, contexts, base, consecutive, status, verificationMethod, created, form, image } = config
  const { head, tail, ...frame } = image ?? { head: new Uint8Array(0), tail: new Uint8Array(0) }
  return pack(
    {
      kind: 'run',
      version: VERSION,
      // Each session has its own id, and so its own key.
      nonce: randomBytes(32).toString('hex'),
      definition: { ...definition, seed: Buffer.from(definition.seed).toString('base64') },
      contexts,
      base,
      consecutive,
      status,
      verificationMethod,
      created,
      form,
      ...(image === undefined ? {} : { image: frame }),
    },
    [head, tail],
  )
}

/** `undefined` for the document of another version. */
export function readRun({ header, parts }: Packet): RunDocument | undefined {
  if (header['kind'] !== 'run' || header['version'] !== VERSION) return undefined
  const { definition, image, ...rest } = header as unknown as RunDocument & {
    readonly definition: { readonly seed: unknown }
  }
  return {
    ...rest,
    definition: {
      ...(definition as BadgeDefinition),
      seed: new Uint8Array(Buffer.from(String(definition.seed), 'base64')),
    },
    ...(image === undefined ? {} : { image: { ...image, head: parts[0]!, tail: parts[1]! } }),
  }
}

/**
 * The hexadecimal digest of the plan. It is the same for each start of the run, and for each run of the batch that changes
 * only rows.
 */
export function planDigest(run: RunDocument): string {
  const { issuer, achievement, mapping, batch, record } = run.definition
  const { contexts, status = null, verificationMethod, form, image } = run
  const picture = image === undefined ? '' : hash('sha256', Buffer.concat([image.head, image.tail]))
  const parts = [issuer, achievement, mapping, batch, contexts, status, verificationMethod, form, picture]
  if (record === true) parts.push('records')
  return hash('sha256', JSON.stringify(ordered(parts)))
}

/** Sorts members by name, so that equal values have equal text. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (!isJsonObject(value as never)) return value
  const members = Object.entries(value as JsonObject).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]))
}
