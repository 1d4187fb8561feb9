/** Credentials in PNG: one uncompressed iTXt chunk before IEND (Open Badges 3.0 section 5.3.1). */
import type { Awaitable } from '#platform'
import { inflate } from '#platform'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { CONTAINERS, type Container, upTo } from '../image/containers.js'
import type { CredentialText } from '../image/credential-text.js'
import {
  type ImageLimits,
  type ImageWarning,
  imageLimitExceeded,
  invalidImage,
} from '../image/image-limits.js'
import { alreadyBaked, pickContainer, type Raw } from '../image/pick-container.js'
import type { PreparedImage, PrepareOptions } from '../image/prepared-image.js'
import { type PngChunk, readPngChunks } from './png-chunks.js'
import { decodeLatin1, type PngText, pngKeyword, readPngText, writePngText } from './png-text.js'

/** Finds the place before IEND. It keeps every other chunk byte for byte. */
export function preparePng(png: Uint8Array, options: PrepareOptions): PreparedImage {
  const { chunks, trailer, end } = readPngChunks(png, options.limits)
  const warnings: ImageWarning[] = []
  if (end < png.length) {
    if (options.trailing === 'error') {
      throw invalidImage(
        'png',
        'trailing data',
        "bytes follow the end of the PNG; { trailing: 'keep' } keeps them",
        end,
      )
    }
    warnings.push(TRAILING)
  }
  const found = credentialChunks(png, chunks)
  const replaced = upTo(options.container)
  const old = replaced.flatMap((row) => found.get(row) ?? []).sort((one, other) => one.start - other.start)
  if (old.length > 0 && options.existing === 'error') throw alreadyBaked('png')
  return {
    format: 'png',
    warnings,
    held: CONTAINERS.filter((row) => found.has(row) && !replaced.includes(row)).map(
      ({ standard }) => standard,
    ),
    head: without(png.subarray(0, trailer), old),
    tail: png.subarray(trailer),
    svg: undefined,
  }
}

export function encodePng(_image: PreparedImage, credential: CredentialText): Uint8Array {
  return writePngText(credential.container.keyword, credential.text)
}

/** Reads the text of the preferred container. A promise only if the platform decompresses asynchronously. */
export function readPng(png: Uint8Array, limits: ImageLimits): Awaitable<Raw> {
  const { chunks, end } = readPngChunks(png, limits)
  const warnings: ImageWarning[] = end < png.length ? [TRAILING] : []
  const picked = pickContainer(
    'png',
    credentialChunks(png, chunks),
    (one, other) => one.type === other.type && sameBytes(dataOf(png, one), dataOf(png, other)),
    warnings,
  )
  if (picked === undefined) return { container: undefined, text: '', warnings }
  const { container, place } = picked
  const { type, start } = place
  const content = readPngText(type, dataOf(png, place), start)
  if (type !== 'iTXt' && container.standard !== 'open-badges-2') warnings.push(NOT_ITXT)
  if (content.compressed) warnings.push(COMPRESSED)
  const finish = (bytes: Uint8Array): Raw => {
    if (bytes.length > limits.credentialBytes) {
      throw imageLimitExceeded('credentialBytes', limits.credentialBytes, bytes.length)
    }
    return { container, text: type === 'iTXt' ? strictUtf8(bytes, start) : decodeLatin1(bytes), warnings }
  }
  if (!content.compressed) return finish(content.data)
  const bytes = expand(content, limits, start)
  return bytes instanceof Promise ? bytes.then(finish) : finish(bytes)
}

const TRAILING: ImageWarning = {
  code: 'trailing_data',
  message: 'Bytes follow the end of the PNG image; they are not part of the badge.',
}
const NOT_ITXT: ImageWarning = {
  code: 'misplaced_container',
  message: 'The credential is not in the type of PNG text chunk that the specification requires.',
}
const COMPRESSED: ImageWarning = {
  code: 'compressed_container',
  message: 'The credential in the image is compressed, which the specification forbids.',
}

function dataOf(png: Uint8Array, chunk: PngChunk): Uint8Array {
  return png.subarray(chunk.start + 8, chunk.end - 4)
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

function credentialChunks(png: Uint8Array, chunks: readonly PngChunk[]): Map<Container, PngChunk[]> {
  const found = new Map<Container, PngChunk[]>()
  for (const chunk of chunks) {
    if (chunk.type !== 'iTXt' && chunk.type !== 'tEXt' && chunk.type !== 'zTXt') continue
    const keyword = pngKeyword(dataOf(png, chunk))
    const container = CONTAINERS.find((row) => row.keyword === keyword)
    if (container === undefined) continue
    const sameKind = found.get(container)
    if (sameKind === undefined) found.set(container, [chunk])
    else sameKind.push(chunk)
  }
  return found
}

function without(head: Uint8Array, chunks: readonly PngChunk[]): Uint8Array {
  if (chunks.length === 0) return head
  const out = new Uint8Array(chunks.reduce((length, { start, end }) => length - (end - start), head.length))
  let read = 0
  let written = 0
  for (const { start, end } of [...chunks, { start: head.length, end: head.length }]) {
    out.set(head.subarray(read, start), written)
    written += start - read
    read = end
  }
  return out
}

function expand(content: PngText, limits: ImageLimits, offset: number): Awaitable<Uint8Array> {
  const explain = (error: unknown): never => {
    if (isOpenBadgeError(error, 'limit_exceeded')) {
      throw imageLimitExceeded('credentialBytes', limits.credentialBytes)
    }
    throw invalidImage('png', 'compression', 'the compressed credential cannot be decompressed', offset)
  }
  try {
    const bytes = inflate(content.data, limits.credentialBytes)
    return bytes instanceof Promise ? bytes.catch(explain) : bytes
  } catch (error) {
    return explain(error)
  }
}

function strictUtf8(bytes: Uint8Array, offset: number): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    throw invalidImage('png', 'not UTF-8', 'the credential in the image is not well-formed UTF-8', offset)
  }
}
