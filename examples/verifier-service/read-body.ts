/** Takes a request's body in, within a size and a time, before the request counts as work. */
import type { Context, MiddlewareHandler } from 'hono'
import { refusal } from './guards.js'

export interface BodyLimits {
  /** Of one body. */
  readonly maximumBytes: number
  /** Of all bodies that are on their way at once. */
  readonly heldBytes: number
  /** For one body, from its first byte to its last. */
  readonly milliseconds: number
}

/** Whoever sends slowly waits alone: nothing else waits for him, and not for long. */
export function readBody({ maximumBytes, heldBytes, milliseconds }: BodyLimits): MiddlewareHandler {
  let held = 0
  return async (context, next) => {
    const { body } = context.req.raw
    if (body === null) return next()
    if (Number(context.req.header('content-length') ?? 0) > maximumBytes) return tooLarge(context)
    const reader = body.getReader()
    const late = deadline(milliseconds)
    const chunks: Uint8Array[] = []
    let size = 0
    try {
      for (;;) {
        const read = await Promise.race([reader.read(), late.passed])
        if (read === undefined) return end(context, reader, 408, 'The body took too long')
        if (read.done) break
        size += read.value.length
        held += read.value.length
        if (size > maximumBytes) return end(context, reader, 413, 'The request is too large')
        if (held > heldBytes) return end(context, reader, 503, 'Busy')
        chunks.push(read.value)
      }
    } finally {
      late.cancel()
      held -= size
    }
    context.req.raw = new Request(context.req.raw, { body: Buffer.concat(chunks) })
    return next()
  }
}

function tooLarge(context: Context): Response {
  context.header('connection', 'close')
  return refusal(context, 413, 'The request is too large')
}

async function end(
  context: Context,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  status: 408 | 413 | 503,
  title: string,
): Promise<Response> {
  // Do not wait for this, because the client decides when it ends.
  reader.cancel().catch(() => undefined)
  context.header('connection', 'close')
  return refusal(context, status, title)
}

function deadline(milliseconds: number): {
  readonly passed: Promise<undefined>
  readonly cancel: () => void
} {
  let timer: NodeJS.Timeout
  const passed = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  return { passed, cancel: () => clearTimeout(timer) }
}
