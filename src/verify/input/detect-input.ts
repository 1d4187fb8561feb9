/** Finds out by content what was handed in; file names and media types are not asked. */
import { isJsonObject, type Json, type JsonLimits, parseJson, snapshot } from '../../encoding/json.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyLimits } from '../options/limits.js'
import type { Format } from '../report/report.js'
import { detectKind, type Enveloped, openEnvelope, unwrap } from './detect-kind.js'
import {
  type DetectedInput,
  detailsOf,
  failure,
  isDetected,
  jsonLimits,
  type Listed,
  tooLarge,
  unknown,
} from './detected.js'
import { fileTypeOf, isPng, utf16 } from './file-type.js'

/** Most inputs are no images. */
const images = /* @__PURE__ */ lazy('the reading of images', () => import('./detect-image.js'))
const records = /* @__PURE__ */ lazy('the reading of large records', () => import('./large-record.js'))
const tokens = /* @__PURE__ */ lazy('the reading of tokens', () => import('./detect-jws.js'))

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/
/** Ends as names of files do in which badges are kept. No signature is as short as that. */
const FILE_NAME =
  /^(?!https?:|data:)[^\n{}<>"]{0,250}[^\s/\\{}<>"]\.(?:png|svg|json|jsonld|jwt|jws|txt|ndjson)$/i
const SD_JWT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~/
const BYTE_ORDER_MARK = '\uFEFF'

/** Never throws for what it is given; answers at once unless an image holds compressed text. */
export function detectInput(input: unknown, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (typeof input === 'string') return sniffText(input, limits, 'other')
  const bytes = asBytes(input)
  if (bytes !== undefined) return sniffBytes(bytes, limits)
  return reading('object', limits, (room) => sniffJson(snapshot(input, room), 'object', limits))
}

function asBytes(input: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    return input instanceof ArrayBuffer ? new Uint8Array(input) : undefined
  } catch {
    // A revoked proxy cannot even be asked; memory that was handed on to somebody else cannot be read.
    return undefined
  }
}

function sniffBytes(bytes: Uint8Array, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (bytes.length > limits.input) return tooLarge(bytes.length, limits)
  // A view may be of memory that changes later; images and text are read from our own copy.
  const own = Uint8Array.from(bytes)
  if (isPng(own)) return sniffImage(own, 'png', limits)
  const other = fileTypeOf(own)
  if (other !== undefined) {
    return failure('other', other.image ? 'image' : 'unknown', 'file_type_other', { type: other.name })
  }
  const encoding = utf16(own)
  if (encoding !== undefined) return failure('other', 'unknown', 'encoding_invalid', { encoding })
  let text: string
  try {
    text = decodeUtf8(own)
  } catch {
    return failure('other', 'unknown', 'encoding_invalid', { encoding: 'utf-8' })
  }
  return sniffText(text, limits, 'other', own)
}

function sniffText(
  given: string,
  limits: VerifyLimits,
  format: Format,
  bytes?: Uint8Array,
): DetectedInput | Promise<DetectedInput> {
  if (given.length > limits.input) return tooLarge(given.length, limits)
  if (given.startsWith(BYTE_ORDER_MARK)) return failure(format, 'unknown', 'byte_order_mark')
  const text = given.trim()
  const first = text[0]
  if (first === '[') return sniffJsonText(text, limits, 'json')
  if (first === '{') {
    return andThen(sniffJsonText(text, limits, 'json'), (found) => listOfLines(text, found, limits) ?? found)
  }
  if (first === '<') return sniffMarkup(text, limits, bytes)
  if (SD_JWT.test(text)) return unknown('other', 'sd-jwt', 'sd_jwt')
  if (FILE_NAME.test(text)) return failure('other', 'unknown', 'file_name')
  if (COMPACT_JWS.test(text)) return detectJws(text, 'jws', limits)
  if (/^https?:\/\/\S+$/i.test(text)) return unknown('other', 'web-address', 'web_address')
  return failure(format, 'unknown', 'unrecognised')
}

function sniffMarkup(
  text: string,
  limits: VerifyLimits,
  bytes?: Uint8Array,
): DetectedInput | Promise<DetectedInput> {
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) return unknown('other', 'html', 'html_page')
  return sniffImage(bytes ?? new TextEncoder().encode(text), 'svg', limits)
}

function sniffImage(
  bytes: Uint8Array,
  format: 'png' | 'svg',
  limits: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  const room = images()
  return room instanceof Promise
    ? room.then(
        ({ detectImage }) => detectImage(bytes, format, limits),
        () => unknown(format, 'image', 'part_unavailable'),
      )
    : room.detectImage(bytes, format, limits)
}

export function detectJws(
  text: string,
  format: Format,
  limits: VerifyLimits,
  enveloped?: Enveloped,
): DetectedInput | Promise<DetectedInput> {
  const room = tokens()
  return room instanceof Promise
    ? room.then(
        (loaded) => loaded.detectJws(text, format, limits, enveloped),
        () => unknown(format, 'unknown', 'part_unavailable'),
      )
    : room.detectJws(text, format, limits, enveloped)
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

/** Text without it is no record: nobody writes the name of the type with escapes. */
const RECORD = 'ClrCredential'

/** Reads what a credential may be; what is larger may still be a record. */
function reading(
  format: Format,
  limits: VerifyLimits,
  read: (room: JsonLimits) => DetectedInput | Promise<DetectedInput>,
): DetectedInput | Promise<DetectedInput> {
  const found = catching(format, () => read(jsonLimits(limits)))
  if (!('outcome' in found) || found.code !== 'limit_exceeded' || found.details?.['limit'] === 'depth') {
    return found
  }
  const again = ({
    readRecord,
  }: Awaited<ReturnType<typeof records>>): DetectedInput | Promise<DetectedInput> =>
    readRecord((room) => catching(format, () => read(room)), found, limits)
  const room = records()
  return room instanceof Promise
    ? room.then(again, () => unknown(format, 'unknown', 'part_unavailable'))
    : again(room)
}

/** Text that is no JSON as a whole, and whose first line is: one document a line (NDJSON). */
function listOfLines(text: string, whole: DetectedInput, limits: VerifyLimits): Listed | undefined {
  if (!('outcome' in whole) || whole.code !== 'json_invalid') return undefined
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2) return undefined
  const items: Json[] = []
  for (const line of lines.slice(0, limits.embedded + 1)) {
    try {
      items.push(parseJson(line, jsonLimits(limits)))
    } catch {
      if (items.length === 0) return undefined
      // It stays in its place, where it is reported as what it is: text that is no credential.
      items.push(line)
    }
  }
  return { format: 'json', kind: 'list', items }
}

/** Names a value that is plain JSON of our own already. */
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
    if (inner === undefined) return recognised
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
  const enveloped = openEnvelope(value)
  if (enveloped === undefined) return detectKind(value, format)
  return 'jws' in enveloped
    ? detectJws(enveloped.jws, format, limits, enveloped.holds)
    : unknown(format, enveloped.kind, enveloped.code)
}

/**
 * A credential inside another document: an object that is one itself, or the text of a JWS. A wrapper, a text with JSON
 * or an image in it would be something else than what a reader of the document sees there.
 */
export function detectInside(value: Json, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  if (typeof value !== 'string') return sniffObject(value, 'object', limits)
  return /^\s*[[{<]/.test(value)
    ? failure('other', 'unknown', 'unrecognised')
    : sniffText(value, limits, 'other')
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
    // A hostile object (a proxy, a getter) may throw whatever it likes.
    return failure(format, 'unknown', 'json_invalid', { reason: 'the object cannot be read' })
  }
}
