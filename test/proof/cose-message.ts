/** A writer of COSE_Sign1 messages (RFC 9052 section 4), of any header and payload. */
import type { Json } from '../../src/encoding/json.js'
import type { Signer } from '../../src/ports.js'

export type Item =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | Encoded
  | readonly Item[]
  | ReadonlyMap<Item, Item>

/** An item as the bytes that it has, such as a tag or a float. */
export class Encoded {
  readonly bytes: Uint8Array
  constructor(hex: string) {
    this.bytes = Buffer.from(hex, 'hex')
  }
}

export function cbor(item: Item): Buffer {
  const head = (kind: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(kind << 5) | size])
    if (size < 256) return Buffer.from([(kind << 5) | 24, size])
    return Buffer.from([(kind << 5) | 25, size >> 8, size & 255])
  }
  if (item instanceof Encoded) return Buffer.from(item.bytes)
  if (item === null || typeof item === 'boolean')
    return Buffer.from([item === null ? 0xf6 : item ? 0xf5 : 0xf4])
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (item instanceof Uint8Array) return Buffer.concat([head(2, item.length), item])
  if (Array.isArray(item)) return Buffer.concat([head(4, item.length), ...(item as Item[]).map(cbor)])
  const members = [...(item as ReadonlyMap<Item, Item>)]
  return Buffer.concat([head(5, members.length), ...members.flatMap(([a, b]) => [cbor(a), cbor(b)])])
}

export const header = (kid: string, change: readonly (readonly [Item, Item])[] = []): Map<Item, Item> =>
  new Map<Item, Item>([
    [1, -8],
    [3, 'application/vc'],
    [4, Buffer.from(kid)],
    [16, 'application/vc+cose'],
    ...change,
  ])

export interface Message {
  readonly own: ReadonlyMap<Item, Item> | Uint8Array
  readonly unprotected?: Item
  readonly payload: Json | Uint8Array
}

export async function coseMessage(
  { own, unprotected = new Map(), payload }: Message,
  signer: Signer,
): Promise<Buffer> {
  const protectedBytes = own instanceof Uint8Array ? own : cbor(own)
  const content = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload))
  const signature = await signer.sign(cbor(['Signature1', protectedBytes, new Uint8Array(), content]))
  return Buffer.concat([Buffer.from([0xd2]), cbor([protectedBytes, unprotected, content, signature])])
}
