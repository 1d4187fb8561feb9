/** Sends encrypted messages: in the queue up to a limit, larger ones in the object store. */
import { randomBytes } from 'node:crypto'
import { OBJECT_KEY, type ObjectStore } from '../store/object-store.js'
import { queueFailed } from '../store/queue-failed.js'
import type { Rooms } from './rooms.js'

/** The maximum number of bytes of an encrypted message in the queue itself. */
const INLINE_MAXIMUM = 8_388_608

const INLINE = 1
const STORED = 2

/** A shorter message is copied, because it would keep the memory of a larger one. */
const SMALL = 65_536

export interface LetterOptions {
  readonly session: string
  readonly store?: ObjectStore | undefined
  /** Default: `INLINE_MAXIMUM`. */
  readonly inlineMaximum?: number | undefined
}

/**
 * @param sealed the encrypted message in pieces
 * @throws OpenBadgeError `queue_failed` (`too_large`) if it needs an object store and there is none
 */
export async function send(
  sealed: readonly Uint8Array[],
  options: LetterOptions & { readonly rooms?: Rooms },
): Promise<Uint8Array> {
  const { session, store, inlineMaximum = INLINE_MAXIMUM, rooms } = options
  const length = sealed.reduce((sum, piece) => sum + piece.length, 0)
  if (length <= inlineMaximum) return joined([Uint8Array.of(INLINE), ...sealed], 1 + length, rooms)
  if (store === undefined) {
    const what = `a message of ${length} bytes is too large for the queue, which accepts ${inlineMaximum}`
    throw queueFailed('too_large', what)
  }
  const key = `${session}/${randomBytes(16).toString('hex')}`
  await store.put(key, joined(sealed, length))
  return Buffer.concat([Uint8Array.of(STORED), Buffer.from(key)])
}

function joined(pieces: readonly Uint8Array[], length: number, rooms?: Rooms): Uint8Array {
  if (rooms === undefined || length < SMALL) return Buffer.concat(pieces, length)
  const whole = rooms.take(length).subarray(0, length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

export interface Received {
  readonly sealed: Uint8Array
  /** Removes a message from the object store. */
  readonly forget: () => Promise<void>
}

/** `undefined` if the bytes are not a letter, or its object is missing. */
export async function receive(
  letter: Uint8Array,
  { store, session }: LetterOptions,
): Promise<Received | undefined> {
  if (letter[0] === INLINE) return { sealed: letter.subarray(1), forget: async () => undefined }
  if (letter[0] !== STORED) return undefined
  const key = Buffer.from(letter.subarray(1)).toString('latin1')
  if (!OBJECT_KEY.test(key) || !key.startsWith(`${session}/`)) return undefined
  if (store === undefined)
    throw queueFailed('too_large', 'a message is in an object store, but this process has none')
  const sealed = await store.get(key)
  return sealed === undefined ? undefined : { sealed, forget: () => store.remove(key) }
}
