/** Unpacks and parses the body of an answer strictly, and remembers what that cost. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { rememberCost, rememberSource } from '../documents/source-bytes.js'
import { trimSpace } from '../encoding/forms/characters.js'
import { DOCUMENT_LIMITS, freezeJson, isJsonObject, keepFrozen, parseJson } from '../encoding/json.js'
import { decodeUtf8 } from '../encoding/utf8.js'
import type { Purpose } from '../ports.js'
import type { Meter } from './connection/meter.js'
import { inTurn } from './connection/within-time.js'
import { failed, type Question, refused } from './fetch-error.js'
import type { RemoteSettings } from './remote-options.js'

/** Bytes of a document that is parsed at once. Larger ones are parsed one after the other. */
const SMALL = 16_384
/** Bytes of memory for each byte of a text that turns out to be malformed: what parsed values take of it. */
const PARSED = 16
/** Bytes of `limits.loadedBytes` for each byte of a text: what reading it takes, if its values take less. */
const READ = 4
/** Bytes by which a text may be longer than its value, if that is a single one, such as a JWS. */
const PADDING = 1024
/** Purposes of documents that a credential may pin by a digest of their bytes (VCDM 2.0 section 5.3). */
const PINNABLE: readonly Purpose[] = ['context', 'schema']
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/
const unzip = promisify(gunzip)

export interface Body {
  readonly bytes: Uint8Array
  readonly isPacked: boolean
}

/**
 * Unpacks and parses. A large document stays packed until its turn.
 * @throws OpenBadgeError `document_refused` or `document_unavailable`, with its cost; the signal's reason
 */
export async function openAnswer(
  body: Body,
  question: Question,
  settings: RemoteSettings,
  { meter, signal }: { readonly meter: Meter; readonly signal: AbortSignal },
): Promise<unknown> {
  const { maximumBytes } = settings
  const read = (bytes: Uint8Array): unknown => {
    const document = parse(bytes, question, settings)
    rememberCost(document, Math.max(READ * bytes.length, meter.settle()))
    return document
  }
  const small =
    body.bytes.length <= SMALL ? await unpacked(body, Math.min(SMALL, maximumBytes), question) : undefined
  if (small !== undefined) return read(small)
  return inTurn(async () => {
    signal.throwIfAborted()
    const large = await unpacked(body, maximumBytes, question)
    if (large === undefined) throw refused(question, 'size', maximumBytes)
    signal.throwIfAborted()
    return read(large)
  })
}

/** The bytes, or `undefined` if they are more than `most`. */
async function unpacked(
  { bytes, isPacked }: Body,
  most: number,
  question: Question,
): Promise<Uint8Array | undefined> {
  if (!isPacked) return bytes.length <= most ? bytes : undefined
  let found: Uint8Array
  try {
    found = await unzip(bytes, { maxOutputLength: most })
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw refused(question, 'content encoding', Math.max(most, PARSED * bytes.length))
  }
  // Many empty parts take long to unpack.
  if (bytes.length > found.length + SMALL) throw refused(question, 'pieces', PARSED * bytes.length)
  return found
}

function parse(bytes: Uint8Array, question: Question, settings: RemoteSettings): unknown {
  const pin = question.purpose === 'context' ? settings.contexts.get(question.url) : undefined
  if (typeof pin === 'string' && createHash('sha256').update(bytes).digest('hex') !== pin.toLowerCase()) {
    throw refused(question, 'digest', bytes.length)
  }
  try {
    const text = trimSpace(decodeUtf8(bytes))
    const parsed = COMPACT_JWS.test(text)
      ? text
      : parseJson(text, { ...DOCUMENT_LIMITS, length: settings.maximumBytes })
    // It is charged by its length alone.
    if (typeof parsed !== 'object' && bytes.length > PADDING + String(parsed).length) {
      throw new RangeError('white space or escapes around a single value')
    }
    const document = isJsonObject(parsed) ? keepFrozen(parsed) : freezeJson(parsed)
    if (PINNABLE.includes(question.purpose)) rememberSource(document, bytes)
    return document
  } catch (error) {
    throw failed(question, 'malformed', error, PARSED * bytes.length)
  }
}
