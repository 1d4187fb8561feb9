/** Recognises uploads that were not taken out of their request, or not decoded. */

import { isSecretKey } from '../../encoding/secret-key.js'

/** `empty`, `base64`, `form`: the body of a web form, `image-text`: a PNG that was read as text, `quoted`: JSON text as a JSON string, or `secret-key`. */
export type UploadForm = 'empty' | 'base64' | 'form' | 'image-text' | 'quoted' | 'secret-key'

/** The first line of a multipart body (RFC 2046 section 5.1.1), and the header of its first part. */
const MULTIPART = /^--[^\r\n]{1,200}\r?\nContent-/i
/** One member of `application/x-www-form-urlencoded`, or JSON and markup in percent-encoding. */
const URL_ENCODED = /^(?:[\w.[\]-]{1,60}=[^\s<{"]*|%(?:7B|3C)[^\s<{"]*)$/i
/** How PNG, SVG, XML and JSON objects begin in base64. */
const BASE64 = /^(?:data:[^,]{0,100};base64,)?(?:iVBORw0KGgo|PHN2Z|PD94b|ey|ew)[A-Za-z0-9+/_\s-]*={0,2}$/

/** @param text without white space around it */
export function uploadForm(text: string): UploadForm | undefined {
  if (text === '') return 'empty'
  if (isSecretKey(text)) return 'secret-key'
  if (BASE64.test(text)) return 'base64'
  if (MULTIPART.test(text) || URL_ENCODED.test(text)) return 'form'
  if (/^.{1,3}PNG\r?\n/.test(text)) return 'image-text'
  return /^"\s*\{/.test(text) ? 'quoted' : undefined
}

/** A multipart body may hold a picture, so it need not be text. */
export function isMultipart(bytes: Uint8Array): boolean {
  return bytes[0] === 0x2d && MULTIPART.test(String.fromCharCode(...bytes.subarray(0, 300)))
}
