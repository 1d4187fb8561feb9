/** Detects inputs that are neither JSON nor an image. `verify` loads this file only for those. */

import { IMAGE_FORMATS, imageFormat } from '../../bake/image/image-format.js'
import { isWebAddress } from '../../encoding/forms/uri.js'
import { type Json, parseJson } from '../../encoding/json.js'
import { encodeBase64url } from '../../encoding/multibase.js'
import { secretKeyAt } from '../../encoding/secret-key.js'
import type { VerifyLimits } from '../options/limits.js'
import { sniffImage, sniffUtf8 } from './detect-input.js'
import { detectJws } from './detect-jws.js'
import { type DetectedInput, failure, jsonLimits, type Listed } from './detected.js'
import { fileTypeOf, isCose, utf16 } from './file-type.js'
import { isMultipart, uploadForm } from './upload-form.js'

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/
/** A text that ends like a file name. No signature is as short. */
const FILE_NAME =
  /^(?!https?:|data:)[^\n{}<>"]{0,250}[^\s/\\{}<>"]\.(?:png|svg|json|jsonld|jwt|jws|txt|ndjson)$/i
const SD_JWT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~/

export function detectBytes(bytes: Uint8Array, limits: VerifyLimits): DetectedInput | Promise<DetectedInput> {
  const format = imageFormat(bytes)
  if (format !== undefined && !IMAGE_FORMATS[format].text) return sniffImage(bytes, format, limits)
  if (isCose(bytes)) return detectJws(`cose:${encodeBase64url(bytes)}`, 'other', limits)
  const other = fileTypeOf(bytes)
  if (other !== undefined) {
    return failure('other', other.image ? 'image' : 'unknown', 'file_type_other', { type: other.name })
  }
  if (isMultipart(bytes)) return failure('other', 'unknown', 'unrecognised', { found: 'form' })
  const encoding = utf16(bytes)
  if (encoding !== undefined) return failure('other', 'unknown', 'encoding_invalid', { encoding })
  return sniffUtf8(bytes, limits)
}

/** Detects text that does not begin like JSON or markup. */
export function detectText(text: string, limits: VerifyLimits): DetectedInput {
  if (SD_JWT.test(text)) return detectJws(text, 'jws', limits)
  if (FILE_NAME.test(text)) return failure('other', 'unknown', 'file_name')
  if (COMPACT_JWS.test(text)) return detectJws(text, 'jws', limits)
  if (isWebAddress(text)) return failure('other', 'web-address', 'web_address')
  const found = uploadForm(text)
  return failure('other', 'unknown', 'unrecognised', found === undefined ? undefined : { found })
}

/** Says of JSON that is not a credential whether it is a secret key, or a set with one. */
export function detectSecretKey(value: Json, found: DetectedInput): DetectedInput {
  return secretKeyAt(value) === undefined ? found : { ...found, details: { found: 'secret-key' } }
}

/** Detects NDJSON: the whole text is not JSON, but its first line is. */
export function listOfLines(text: string, limits: VerifyLimits): Listed | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2) return undefined
  const items: Json[] = []
  for (const line of lines.slice(0, limits.embedded + 1)) {
    try {
      items.push(parseJson(line, jsonLimits(limits)))
    } catch {
      if (items.length === 0) return undefined
      // The line keeps its place, and is reported as text that is not a credential.
      items.push(line)
    }
  }
  return { format: 'json', kind: 'list', items }
}
