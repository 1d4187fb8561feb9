/** Detects the kind of the input by its content. File names and media types do not count. */
import type { Awaitable } from '#platform'
import type { ImageFormat } from '../../bake/image/image-format.js'
import { isJsonObject, type Json, type JsonLimits, parseJson, snapshot } from '../../encoding/json.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyLimits } from '../options/limits.js'
import type { Format, Kind } from '../report/report.js'
import { detectKind, unwrap } from './detect-kind.js'
import {
  type DetectedInput,
  detailsOf,
  failure,
  isDetected,
  jsonLimits,
  tooLarge,
  unknown,
} from './detected.js'

const images = /* @__PURE__ */ lazy('the reading of images', () => import('./detect-image.js'))
const records = /* @__PURE__ */ lazy('the reading of large records', () => import('./large-record.js'))
const tokens = /* @__PURE__ */ lazy('the reading of tokens', () => import('./detect-jws.js'))
const others = /* @__PURE__ */ lazy('the reading of other files', () => import('./detect-other.js'))

/** XML may begin with a byte order mark (XML 1.0 appendix F.1), JSON and tokens may not (RFC 8259 section 8.1). */
const BYTE_ORDER_MARK = /^\uFEFF(?![ \t\r\n]*<)/
const HTML = /^<(?:!doctype\s+html|html)\b/i

/** Does not throw for any input. It returns a promise only if a part must load, or an image contains compressed text. */
export function detectInput(input: unknown, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (typeof input === 'string') return sniffText(input, limits)
  const bytes = asBytes(input)
  if (bytes !== undefined) return sniffBytes(bytes, limits)
  return reading('object', limits, (room) => sniffJson(snapshot(input, room), 'object', limits))
}

function asBytes(input: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    return input instanceof ArrayBuffer ? new Uint8Array(input) : undefined
  } catch {
    // A revoked proxy throws on each access, and a detached buffer cannot be read.
    return undefined
  }
}

function sniffBytes(bytes: Uint8Array, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (bytes.length > limits.input) return tooLarge(bytes.length, limits)
  // The caller may change the bytes later, so images and text are read from a copy.
  const own = Uint8Array.from(bytes)
  if (isPng(own)) return sniffImage(own, 'png', limits)
  if (own[0] === 0x7b || own[0] === 0x5b) return sniffUtf8(own, limits)
  return withPart(others(), ({ detectBytes }) => detectBytes(own, limits))
}

export function sniffUtf8(bytes: Uint8Array, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  let text: string
  try {
    text = decodeUtf8(bytes)
  } catch {
    return failure('other', 'unknown', 'encoding_invalid', { encoding: 'utf-8' })
  }
  return sniffText(text, limits, bytes)
}

/** @param bytes of the text, if the input was bytes */
function sniffText(
  given: string,
  limits: VerifyLimits,
  bytes?: Uint8Array,
): DetectedInput | Promise<DetectedInput> {
  if (given.length > limits.input) return tooLarge(given.length, limits)
  if (BYTE_ORDER_MARK.test(given)) return failure('other', 'unknown', 'byte_order_mark')
  const text = given.trim()
  const first = text[0]
  if (first === '[') return sniffJsonText(text, limits, 'json')
  if (first === '{') {
    return andThen(sniffJsonText(text, limits, 'json'), (found) =>
      'outcome' in found && found.code === 'json_invalid' && text.includes('\n')
        ? withPart(others(), ({ listOfLines }) => listOfLines(text, limits) ?? found)
        : found,
    )
  }
  if (HTML.test(text)) return failure('other', 'html', 'html_page')
  if (first === '<') return sniffImage(bytes ?? new TextEncoder().encode(text), 'svg', limits)
  return withPart(others(), ({ detectText }) => detectText(text, limits))
}

export function sniffImage(
  bytes: Uint8Array,
  format: ImageFormat,
  limits: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  return withPart(images(), ({ detectImage }) => detectImage(bytes, format, limits), [format, 'image'])
}

/** Detects with a lazy part. If the part does not load, the kind of the input is unknown. */
function withPart<T>(
  part: Awaitable<T>,
  read: (part: T) => DetectedInput | Promise<DetectedInput>,
  [format, kind]: readonly [Format, Kind] = ['other', 'unknown'],
): DetectedInput | Promise<DetectedInput> {
  return part instanceof Promise
    ? part.then(read, () => unknown(format, kind, 'part_unavailable'))
    : read(part)
}

export function sniffJsonText(
  text: string,
  limits: VerifyLimits,
  format: Format,
): DetectedInput | Promise<DetectedInput> {
  const read = (room: JsonLimits): DetectedInput | Promise<DetectedInput> =>
    sniffJson(parseJson(text, room), format, limits)
  return text.length > limits.document && !text.includes(RECORD)
    ? catching(format, () => read(jsonLimits(limits)))
    : reading(format, limits, read)
}

/** A text without this name is not a record, because issuers do not write the type with escapes. */
const RECORD = 'ClrCredential'

/** Parses JSON within the limits of a credential. A larger text may still be a record. */
function reading(
  format: Format,
  limits: VerifyLimits,
  read: (room: JsonLimits) => DetectedInput | Promise<DetectedInput>,
): DetectedInput | Promise<DetectedInput> {
  const found = catching(format, () => read(jsonLimits(limits)))
  if (!('outcome' in found) || found.code !== 'limit_exceeded' || found.details?.['limit'] === 'depth') {
    return found
  }
  const again = (room: JsonLimits): DetectedInput | Promise<DetectedInput> =>
    catching(format, () => read(room))
  return withPart(records(), ({ readRecord }) => readRecord(again, found, limits), [format, 'unknown'])
}

/** Detects the kind of a snapshot. */
function sniffJson(
  value: Json,
  format: Format,
  limits: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  const alone = format === 'object' || format === 'json'
  if (alone && Array.isArray(value) && value.length > 0) {
    return { format, kind: 'list', items: value as readonly Json[] }
  }
  return andThen(sniffObject(value, format, limits), (recognised) => {
    const inner = recognised.kind === 'json' && isJsonObject(value) ? unwrap(value) : undefined
    if (inner === undefined)
      return recognised.kind === 'json'
        ? withPart(others(), ({ detectSecretKey }) => detectSecretKey(value, recognised))
        : recognised
    return andThen(sniffJson(inner, format, limits), (found) =>
      isDetected(found) ? { ...found, warnings: [...found.warnings, { code: 'unwrapped' }] } : found,
    )
  })
}

function sniffObject(
  value: Json,
  format: Format,
  limits: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  if (!isJsonObject(value)) return failure(format, 'json', 'json_unrecognised')
  const { id } = value
  if (typeof id !== 'string' || !id.startsWith('data:')) return detectKind(value, format)
  const read = ({ detectEnvelope }: Awaited<ReturnType<typeof tokens>>): DetectedInput =>
    detectEnvelope(value, format, limits) ?? detectKind(value, format)
  return withPart(tokens(), read, [format, 'unknown'])
}

/**
 * Detects a credential in another document: an object that is a credential, or a JWS as text. Wrappers, texts with JSON and images
 * are not accepted, because a reader of the document does not see a credential there.
 */
export function detectInside(value: Json, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (typeof value !== 'string') return sniffObject(value, 'object', limits)
  return /^\s*[[{<]/.test(value) ? failure('other', 'unknown', 'unrecognised') : sniffText(value, limits)
}

function catching(
  format: Format,
  read: () => DetectedInput | Promise<DetectedInput>,
): DetectedInput | Promise<DetectedInput> {
  try {
    return read()
  } catch (error) {
    if (isOpenBadgeError(error, 'json_invalid') || isOpenBadgeError(error, 'limit_exceeded')) {
      const details = detailsOf(error.details)
      const pointer = details?.['pointer']
      return {
        ...failure(format, 'unknown', error.code, details),
        ...(typeof pointer === 'string' ? { pointer } : {}),
      }
    }
    // A hostile object (a proxy, a getter) may throw anything.
    return failure(format, 'unknown', 'json_invalid', { reason: 'the object cannot be read' })
  }
}

function isPng(bytes: Uint8Array): boolean {
  return bytes.length > 3 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47
}
