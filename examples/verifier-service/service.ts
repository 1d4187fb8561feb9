/** The service as one Hono app: people upload badges, programs use the API, the W3C's suites use the VC-API. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import type { Load, Signer, VerifyOptions } from 'laurel'
import { upload } from './upload.js'
import { vcApi } from './vc-api.js'

export interface ServiceOptions {
  /** Where documents come from; `remote()` in production. */
  readonly load: Load
  /** Signs what `POST /credentials/issue` is asked for; without it that address does not exist. */
  readonly signer?: Signer & { readonly controller: string }
  /** Issuers whom the operator trusts; without them trust is not judged. */
  readonly issuers?: VerifyOptions['issuers']
  readonly now?: VerifyOptions['now']
  /** Bytes of a request; default 2 MiB. */
  readonly maximumBytes?: number
  /** For one request; default 15 seconds. */
  readonly timeoutMilliseconds?: number
  /** Requests under way at once, beyond which the service says that it is busy; default 64. */
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
      // One page, one style sheet in it, no script at all.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
  )
  app.use(async (context, next) => {
    if (busy >= concurrency) {
      context.header('retry-after', '1')
      return context.json({ title: 'Busy', status: 503 }, 503)
    }
    busy++
    try {
      await next()
    } finally {
      busy--
    }
  })
  app.use(
    bodyLimit({
      maxSize: maximumBytes,
      onError: (context) => context.json({ title: 'The request is too large', status: 413 }, 413),
    }),
  )
  app.use(timeout(timeoutMilliseconds + 1000))
  app.get('/health', (context) => context.json({ ok: true }))
  app.route('/', upload(ask))
  app.route('/', vcApi(ask, options.signer))
  app.notFound((context) => context.json({ title: 'There is nothing here', status: 404 }, 404))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (error.name === 'TimeoutError') return context.json({ title: 'It took too long', status: 504 }, 504)
    // What went wrong is for the log, not for whoever asked.
    console.error(error)
    return context.json({ title: 'Something went wrong', status: 500 }, 500)
  })
  return app
}
