/** Sends one GET request with all guards: addresses, redirects, time, size, pieces, type. */
import { request } from 'undici/index.js'
import { rememberedCost } from '../documents/source-bytes.js'
import { untilAborted } from '../documents/until-aborted.js'
import { parseUrl } from '../encoding/forms/parse-url.js'
import { isOpenBadgeError, type OpenBadgeError } from '../errors.js'
import type { Purpose } from '../ports.js'
import { AddressRefused, type GuardedAgent } from './connection/guarded-agent.js'
import { Meter, TooManyPieces } from './connection/meter.js'
import { isPublicName } from './connection/public-address.js'
import { WireRefused } from './connection/wire.js'
import { withinTime } from './connection/within-time.js'
import { atCost, failed, type Question, refused } from './fetch-error.js'
import { httpLifetime, shortest } from './lifetime.js'
import { type Body, openAnswer } from './open-answer.js'
import type { RemoteSettings } from './remote-options.js'

/** What headers or trailers cost that are too long, because they may be very many. */
const OVERFLOW = 4_194_304

export interface Fetched {
  readonly document: unknown
  /** Milliseconds for which the servers allow caching; `undefined` if none says. */
  readonly lifetime: number | undefined
}

/** Purposes for which a redirect may not leave the origin: these documents bind keys to ids (Controlled Identifiers §3.3). */
const SAME_ORIGIN: readonly Purpose[] = ['controller', 'key']
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]
const TYPES =
  /^(?:application\/(?:json|jwt|vc|vp|octet-stream|jose|[a-z0-9.-]+\+(?:json|jwt))|text\/(?:plain|json))$/
const PAGES: readonly string[] = ['text/html', 'application/xhtml+xml']
const ACCEPT: Readonly<Record<Purpose, string>> = {
  context: 'application/ld+json, application/json',
  controller: 'application/did+json, application/did+ld+json, application/ld+json, application/json',
  key: 'application/jwk-set+json, application/ld+json, application/json',
  status: 'application/vc, application/vc+jwt, application/ld+json, application/json, text/plain',
  schema: 'application/schema+json, application/json',
  refresh: 'application/vc, application/vc+jwt, application/ld+json, application/json, text/plain',
  registry: 'application/json, application/entity-statement+jwt',
}

/**
 * The time limit includes waiting for a connection and for name resolution.
 * @param unwanted aborts when nobody waits for the document any more
 * @throws OpenBadgeError `document_refused` or `document_unavailable`
 */
export async function getDocument(
  question: Question,
  settings: RemoteSettings,
  agent: GuardedAgent,
  unwanted: AbortSignal,
): Promise<Fetched> {
  const meter = new Meter(agent.debts)
  try {
    return await withinTime(settings.timeoutMilliseconds, (signal) =>
      follow(question, settings, { ...agent, meter, signal: AbortSignal.any([signal, unwanted]) }),
    )
  } catch (error) {
    throw atCost(
      isOpenBadgeError(error) ? error : unavailable(question, error, settings),
      question,
      meter.settle(),
    )
  }
}

interface Connection extends GuardedAgent {
  readonly meter: Meter
  readonly signal: AbortSignal
}

async function follow(
  question: Question,
  settings: RemoteSettings,
  connection: Connection,
): Promise<Fetched> {
  let url = checkUrl(question.url, question, settings)
  const lifetimes: (number | undefined)[] = []
  for (let hops = 0; ; hops++) {
    const response = await ask(url, ACCEPT[question.purpose], settings, connection)
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
      const document = await openAnswer(
        await readBody(question, response, settings),
        question,
        settings,
        connection,
      )
      return { document, lifetime: shortest(lifetimes) }
    } catch (error) {
      body.destroy()
      body.on('error', () => undefined)
      throw error
    }
  }
}

async function ask(
  url: URL,
  accept: string,
  { maximumBytes }: RemoteSettings,
  connection: Connection,
): Promise<Response> {
  const { agent, handshakes, meter, signal } = connection
  const leave = handshakes.wait(url.origin)
  try {
    const answer = request(url, {
      dispatcher: meter.dispatcher(agent),
      method: 'GET',
      headers: { accept, 'accept-encoding': 'identity, gzip', 'user-agent': 'laurel' },
      // The body never waits for its reader: undici's parser throws uncaught if the connection ends then (nodejs/undici#5360).
      highWaterMark: maximumBytes + 1,
      signal,
    })
    // The request itself hears of the signal only when it has a connection.
    return await untilAborted(answer, signal)
  } finally {
    leave()
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

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value[0]
}

/** Turns errors of the network into errors of laurel. The original error is in `cause`. */
function unavailable(question: Question, error: unknown, { maximumBytes }: RemoteSettings): OpenBadgeError {
  for (let at = error; at instanceof Error; at = at.cause) {
    const cost = rememberedCost(at)
    const { code } = at as { readonly code?: unknown }
    if (at instanceof AddressRefused) return refused(question, 'not a public address')
    if (at instanceof WireRefused) return refused(question, at.reason, cost)
    if (at instanceof TooManyPieces) return refused(question, 'pieces')
    if (at.name === 'TimeoutError' || /TIMEOUT/.test(String(code))) return failed(question, 'timeout', error)
    if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return refused(question, 'size', maximumBytes)
    if (code === 'UND_ERR_HEADERS_OVERFLOW') return refused(question, 'size', OVERFLOW)
    if (cost > 0) return failed(question, 'network', error, cost)
  }
  return failed(question, 'network', error)
}
