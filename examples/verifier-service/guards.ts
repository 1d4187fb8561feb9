/** Who may ask, from where, and with what: looked at before a request costs anything. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

/** Names under which a service on this machine is asked; DNS rebinding comes with the attacker's own. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Refuses a Host that is not this service's, and paths in disguise, which a proxy before it would read otherwise. */
export function onlyFor(hosts: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { pathname } = new URL(context.req.url)
    if (/%|\/\/|;/.test(pathname)) return refusal(context, 404, 'There is nothing here')
    if (!hosts.includes(hostOf(context))) return refusal(context, 421, 'This service has another name')
    return next()
  }
}

/**
 * Refuses requests from pages of other sites. Browsers send the site of the page (Fetch Metadata, RFC 6454); other programs do
 * not.
 */
export const noForeignPage: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next()
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && !isOwn(origin, context))
  return foreign ? refusal(context, 403, 'Another site may not ask this') : next()
}

/** JSON and nothing else: what a form can send without asking first is none of it. */
export const onlyJson: MiddlewareHandler = async (context, next) =>
  mediaType(context) === 'application/json'
    ? next()
    : refusal(context, 415, 'The body must be application/json')

/** `Authorization: Bearer …`, compared in constant time. */
export function bearer(token: string): MiddlewareHandler {
  if (token.length < 16) throw new TypeError('a token has at least 16 characters')
  const wanted = digest(token)
  return async (context, next) => {
    const given = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return next()
    context.header('www-authenticate', 'Bearer')
    return refusal(context, 401, 'A token is needed')
  }
}

export function mediaType(context: Context): string {
  return (context.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
}

export function refusal(
  context: Context,
  status: 400 | 401 | 403 | 404 | 408 | 413 | 415 | 421 | 503,
  title: string,
): Response {
  return context.json({ title, status }, status, { 'content-type': 'application/problem+json' })
}

function hostOf(context: Context): string {
  return (context.req.header('host') ?? new URL(context.req.url).host).replace(/:\d+$/, '').toLowerCase()
}

function isOwn(origin: string, context: Context): boolean {
  return (
    URL.canParse(origin) &&
    new URL(origin).host === (context.req.header('host') ?? new URL(context.req.url).host)
  )
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
