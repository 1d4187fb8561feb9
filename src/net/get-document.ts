/** Sends one GET request with all guards: addresses, redirects, time, size, type, encoding. Then parses strictly. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Agent, request } from 'undici/index.js'
import { rememberSource } from '../documents/source-bytes.js'
import { trimSpace } from '../encoding/forms/characters.js'
import { parseUrl } from '../encoding/forms/parse-url.js'
import { DOCUMENT_LIMITS, freezeJson, isJsonObject, keepFrozen, parseJson } from '../encoding/json.js'
import { decodeUtf8 } from '../encoding/utf8.js'
import { isOpenBadgeError, type OpenBadgeError } from '../errors.js'
import type { Purpose } from '../ports.js'
import { failed, type Question, refused } from './fetch-error.js'
import { AddressRefused } from './guarded-agent.js'
import { httpLifetime, shortest } from './lifetime.js'
import { ResponseTooLarge } from './limited-socket.js'
import { isPublicName } from './public-address.js'
import type { RemoteSettings } from './remote-options.js'
import { inTurn, withinTime } from './within-time.js'

/** Bytes of a document that is parsed at once. Larger ones are parsed one after the other. */
const SMALL = 16_384
/** Bytes of memory for each byte of a text that turns out to be malformed: what parsed values take of it. */
const PARSED = 16

export interface Fetched {
  readonly document: unknown
  /** Milliseconds for which the servers allow caching; `undefined` if none says. */
  readonly lifetime: number | undefined
}

/** Purposes for which a redirect may not leave the origin: these documents bind keys to ids (Controlled Identifiers §3.3). */
const SAME_ORIGIN: readonly Purpose[] = ['controller', 'key']
/** Purposes of documents that a credential may pin by a digest of their bytes (VCDM 2.0 section 5.3). */
const PINNABLE: readonly Purpose[] = ['context', 'schema']
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]
const TYPES =
  /^(?:application\/(?:json|jwt|vc|vp|octet-stream|jose|[a-z0-9.-]+\+(?:json|jwt))|text\/(?:plain|json))$/
const PAGES: readonly string[] = ['text/html', 'application/xhtml+xml']
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/
const ACCEPT: Readonly<Record<Purpose, string>> = {
  context: 'application/ld+json, application/json',
  controller: 'application/did+json, application/did+ld+json, application/ld+json, application/json',
  key: 'application/jwk-set+json, application/ld+json, application/json',
  status: 'application/vc, application/vc+jwt, application/ld+json, application/json, text/plain',
  schema: 'application/schema+json, application/json',
  refresh: 'application/vc, application/vc+jwt, application/ld+json, application/json, text/plain',
  registry: 'application/json, application/entity-statement+jwt',
}
const unzip = promisify(gunzip)

/**
 * The time limit includes waiting for a connection and for name resolution.
 * @param unwanted aborts when nobody waits for the document any more
 * @throws OpenBadgeError `document_refused` or `document_unavailable`
 */
export async function getDocument(
  question: Question,
  settings: RemoteSettings,
  agent: Agent,
  unwanted: AbortSignal,
): Promise<Fetched> {
  try {
    return await withinTime(settings.timeoutMilliseconds, (signal) =>
      follow(question, settings, agent, AbortSignal.any([signal, unwanted])),
    )
  } catch (error) {
    if (isOpenBadgeError(error)) throw error
    throw unavailable(question, error, settings)
  }
}

async function follow(
  question: Question,
  settings: RemoteSettings,
  agent: Agent,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = checkUrl(question.url, question, settings)
  const lifetimes: (number | undefined)[] = []
  for (let hops = 0; ; hops++) {
    const response = await request(url, {
      dispatcher: agent,
      method: 'GET',
      headers: {
        accept: ACCEPT[question.purpose],
        'accept-encoding': 'identity, gzip',
        'user-agent': 'laurel',
      },
      signal,
    })
    const { statusCode, headers, body } = response
    lifetimes.push(httpLifetime(headers, Date.now()))
    const location = REDIRECTS.includes(statusCode) ? single(headers['location']) : undefined
    if (location !== undefined) {
      // Read the body of a redirect only to free the connection.
      body.destroy()
      body.on('error', () => undefined)
      if (hops >= settings.redirects) throw refused(question, 'too many redirects')
      const target = parseUrl(location, url.href)
      if (target === undefined) throw failed(question, 'network')
      const next = checkUrl(target.href, question, settings)
      if (SAME_ORIGIN.includes(question.purpose) && next.origin !== url.origin) {
        throw refused(question, 'a redirect leaves the origin')
      }
      if (settings.localOrigins.has(next.origin) && next.origin !== url.origin) {
        throw refused(question, 'a redirect to a local origin')
      }
      url = next
      continue
    }
    try {
      if (statusCode !== 200) throw failed(question, `status ${statusCode}`)
      const document = await open(await readBody(question, response, settings), question, settings, signal)
      return { document, lifetime: shortest(lifetimes) }
    } catch (error) {
      body.destroy()
      body.on('error', () => undefined)
      throw error
    }
  }
}

function checkUrl(text: string, question: Question, settings: RemoteSettings): URL {
  const url = parseUrl(text)
  if (url === undefined) throw refused(question, 'no URL')
  if (url.protocol !== 'https:') throw refused(question, 'not https')
  if (url.username !== '' || url.password !== '') throw refused(question, 'a user name in the URL')
  url.hash = ''
  if (settings.localOrigins.has(url.origin)) return url
  if (!isPublicName(url.hostname)) throw refused(question, 'not a public host name')
  if (!settings.ports.includes(url.port === '' ? 443 : Number(url.port))) throw refused(question, 'port')
  if (settings.hosts !== undefined && !settings.hosts.includes(url.hostname)) throw refused(question, 'host')
  return url
}

type Response = Awaited<ReturnType<typeof request>>

interface Body {
  readonly bytes: Uint8Array
  readonly isPacked: boolean
}

async function readBody(
  question: Question,
  { headers, body }: Response,
  settings: RemoteSettings,
): Promise<Body> {
  const type = single(headers['content-type'])?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.test(type)) throw refused(question, PAGES.includes(type) ? 'web page' : 'content type')
  const { maximumBytes } = settings
  if (Number(single(headers['content-length']) ?? 0) > maximumBytes) throw refused(question, 'size')
  const encoding = single(headers['content-encoding'])?.toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') throw refused(question, 'content encoding')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maximumBytes) throw refused(question, 'size', size)
    chunks.push(chunk)
  }
  return { bytes: Buffer.concat(chunks), isPacked: encoding === 'gzip' }
}

/** Unpacks and parses. A large document stays packed until its turn. */
async function open(
  { bytes, isPacked }: Body,
  question: Question,
  settings: RemoteSettings,
  signal: AbortSignal,
): Promise<unknown> {
  const { maximumBytes } = settings
  const unpack = (most: number): Promise<Uint8Array | undefined> | Uint8Array | undefined => {
    if (isPacked) return unpacked(bytes, most, question)
    return bytes.length <= most ? bytes : undefined
  }
  const small = await unpack(Math.min(SMALL, maximumBytes))
  if (small !== undefined) return parse(small, question, settings)
  return inTurn(async () => {
    signal.throwIfAborted()
    const large = await unpack(maximumBytes)
    if (large === undefined) throw refused(question, 'size', maximumBytes)
    signal.throwIfAborted()
    return parse(large, question, settings)
  })
}

/** The bytes, or `undefined` if they are more than `most`. */
async function unpacked(
  bytes: Uint8Array,
  most: number,
  question: Question,
): Promise<Uint8Array | undefined> {
  try {
    return await unzip(bytes, { maxOutputLength: most })
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw refused(question, 'content encoding', most)
  }
}

function parse(bytes: Uint8Array, question: Question, settings: RemoteSettings): unknown {
  const pin = question.purpose === 'context' ? settings.contexts.get(question.url) : undefined
  if (typeof pin === 'string' && createHash('sha256').update(bytes).digest('hex') !== pin.toLowerCase()) {
    throw refused(question, 'digest', bytes.length)
  }
  try {
    const text = trimSpace(decodeUtf8(bytes))
    if (COMPACT_JWS.test(text)) return text
    const parsed = parseJson(text, { ...DOCUMENT_LIMITS, length: settings.maximumBytes })
    const document = isJsonObject(parsed) ? keepFrozen(parsed) : freezeJson(parsed)
    if (PINNABLE.includes(question.purpose)) rememberSource(document, bytes)
    return document
  } catch (error) {
    throw failed(question, 'malformed', error, PARSED * bytes.length)
  }
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value[0]
}

/** Turns errors of the network into errors of laurel. The original error is in `cause`. */
function unavailable(question: Question, error: unknown, { maximumBytes }: RemoteSettings): OpenBadgeError {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AddressRefused) return refused(question, 'not a public address')
    if (at.name === 'TimeoutError' || /TIMEOUT/.test(String((at as { code?: unknown }).code))) {
      return failed(question, 'timeout', error)
    }
    const isLarge =
      at instanceof ResponseTooLarge || (at as { code?: unknown }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
    if (isLarge) return refused(question, 'size', maximumBytes)
  }
  return failed(question, 'network', error)
}
