/** The service as one Hono app: people upload badges, programs use the API, the W3C's suites use the VC-API. */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import type { Load, VerifyOptions } from 'laurel'
import { LOOPBACK_NAMES, noForeignPage, onlyFor, refusal } from './guards.js'
import { readBody } from './read-body.js'
import type { ShapesName } from './shapes.js'
import { upload } from './upload.js'
import { type Issuing, vcApi } from './vc-api.js'

export interface ServiceOptions {
  /** Where documents come from; `remote()` in production. */
  readonly load: Load
  /** Lets `POST /credentials/issue` sign for whoever has the token; without it that address does not exist. */
  readonly issuing?: Issuing
  /** In which form the VC-API answers: as the W3C's test suites want it (the default), or as VCALM 1.0 does. */
  readonly shapes?: ShapesName
  /** Names by which the service is asked (the Host header, without port); default: those of this machine's loopback. */
  readonly hosts?: readonly string[]
  /** Issuers whom the operator trusts; without them trust is not judged. */
  readonly issuers?: VerifyOptions['issuers']
  readonly now?: VerifyOptions['now']
  /** Bytes of a request; default 2 MiB. */
  readonly maximumBytes?: number
  /** For one request once its body is in; default 15 seconds. */
  readonly timeoutMilliseconds?: number
  /** For the body of one request; default 10 seconds. */
  readonly bodyMilliseconds?: number
  /** Bytes of all bodies that are on their way at once; default 128 MiB. */
  readonly heldBytes?: number
  /** Requests whose bodies are in and that are under way at once, beyond which the service says that it is busy; default 64. */
  readonly concurrency?: number
}

/** What every request gets: the options of `verify`, with a signal that ends with the request's time. */
export type Ask = (more?: VerifyOptions) => VerifyOptions

export function verifierService(options: ServiceOptions): Hono {
  const {
    load,
    issuers,
    now,
    maximumBytes = 2_097_152,
    timeoutMilliseconds = 15_000,
    bodyMilliseconds = 10_000,
    heldBytes = 134_217_728,
    hosts = LOOPBACK_NAMES,
    concurrency = 64,
  } = options
  const ask: Ask = (more = {}) => ({
    load,
    signal: AbortSignal.timeout(timeoutMilliseconds),
    ...(issuers === undefined ? {} : { issuers }),
    ...(now === undefined ? {} : { now }),
    ...more,
  })
  let busy = 0
  const app = new Hono()
  app.use(
    secureHeaders({
      // No Strict-Transport-Security here: the proxy that has TLS decides it.
      strictTransportSecurity: false,
      // The page has one inline style sheet and no script.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
  )
  app.use(onlyFor(hosts))
  app.get('/health', (context) => context.json({ ok: true }))
  app.use(noForeignPage)
  app.use(readBody({ maximumBytes, heldBytes, milliseconds: bodyMilliseconds }))
  app.use(async (context, next) => {
    if (busy >= concurrency) {
      context.header('retry-after', '1')
      return refusal(context, 503, 'Busy')
    }
    busy++
    try {
      await next()
    } finally {
      busy--
    }
  })
  app.use(timeout(timeoutMilliseconds + 1000))
  app.route('/', upload(ask))
  app.route('/', vcApi(ask, options.issuing, options.shapes ?? 'w3c-suites'))
  app.notFound((context) => context.json({ title: 'There is nothing here', status: 404 }, 404))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (error.name === 'TimeoutError') return context.json({ title: 'It took too long', status: 504 }, 504)
    // Write the error to the log, and do not show it to the client.
    console.error(error)
    return context.json({ title: 'Something went wrong', status: 500 }, 500)
  })
  return app
}
