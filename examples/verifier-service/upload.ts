/** For people: a form, and a page with the report. For programs: `POST /verify` with the badge as the body. */
import { type Context, Hono } from 'hono'
import { LANGUAGES, type Language, verify } from 'laurel'
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
    const type = context.req.header('content-type') ?? ''
    const { badge, email } = type.startsWith('multipart/form-data')
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

/** A file, or pasted text where no file was chosen. */
async function fields(context: Context): Promise<Fields> {
  const { file, text, email } = await context.req.parseBody()
  const chosen = file instanceof File && file.size > 0
  return {
    badge: chosen ? new Uint8Array(await file.arrayBuffer()) : typeof text === 'string' ? text : '',
    email: typeof email === 'string' ? email.trim() : '',
  }
}

function language(context: Context): Language {
  const wanted = (context.req.header('accept-language') ?? '').toLowerCase().split(/[,;-]/)
  return LANGUAGES.find((name) => wanted[0] === name) ?? 'en'
}
