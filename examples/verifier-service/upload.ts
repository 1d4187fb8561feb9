/** For people: a form, and a page with the report. For programs: `POST /verify` with the badge as the body. */
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { LANGUAGES, type Language, verify } from 'laurel'
import { mediaType } from './guards.js'
import { formPage, reportPage } from './pages.js'
import type { Ask } from './service.js'

export function upload(ask: Ask): Hono {
  const app = new Hono()
  app.get('/', (context) => context.html(formPage(language(context))))
  app.post('/', async (context) => {
    const { badge, email } = await fields(context)
    const report = await verify(badge, {
      ...ask({ language: language(context) }),
      ...(email === '' ? {} : { recipient: { email } }),
    })
    return context.html(reportPage(report, language(context)))
  })
  app.post('/verify', async (context) => {
    const { badge, email } = FORMS.includes(mediaType(context))
      ? await fields(context)
      : { badge: new Uint8Array(await context.req.arrayBuffer()), email: '' }
    const report = await verify(badge, {
      ...ask({ language: language(context) }),
      ...(email === '' ? {} : { recipient: { email } }),
    })
    return context.json(report)
  })
  return app
}

interface Fields {
  readonly badge: Uint8Array | string
  readonly email: string
}

const FORMS: readonly string[] = ['multipart/form-data', 'application/x-www-form-urlencoded']
/** The form has three; parsing costs more with each. */
const FIELDS_MAXIMUM = 16

/** A file, or pasted text where no file was chosen. */
async function fields(context: Context): Promise<Fields> {
  const { file, text, email } = await form(context)
  const chosen = file instanceof File && file.size > 0
  return {
    badge: chosen ? new Uint8Array(await file.arrayBuffer()) : typeof text === 'string' ? text : '',
    email: typeof email === 'string' ? email.trim() : '',
  }
}

async function form(context: Context): Promise<Readonly<Record<string, unknown>>> {
  if (mediaType(context) !== 'multipart/form-data') throw problem(415, 'The form must be multipart/form-data')
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(context.req.header('content-type') ?? '')
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) throw problem(400, 'The form has no boundary')
  if (exceeds(Buffer.from(await context.req.arrayBuffer()), `--${mark}`, FIELDS_MAXIMUM)) {
    throw problem(400, 'The form has too many fields')
  }
  try {
    return await context.req.parseBody()
  } catch {
    throw problem(400, 'The form is malformed')
  }
}

function exceeds(bytes: Buffer, mark: string, maximum: number): boolean {
  let count = 0
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    // A further boundary ends the form.
    if (++count > maximum + 1) return true
  }
  return false
}

function problem(status: 400 | 415, title: string): HTTPException {
  return new HTTPException(status, { res: Response.json({ title, status }, { status }) })
}

function language(context: Context): Language {
  const wanted = (context.req.header('accept-language') ?? '').toLowerCase().split(/[,;-]/)
  return LANGUAGES.find((name) => wanted[0] === name) ?? 'en'
}
