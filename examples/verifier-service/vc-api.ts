/** The W3C's VC-API, as far as its test suites ask for it: issue, verify, verify a presentation. */
import { type Context, Hono } from 'hono'
import { type IssueOptions, isOpenBadgeError, issue, type ProblemDetails, type Signer, verify } from 'laurel'
import { bearer, onlyJson } from './guards.js'
import { requestJson } from './request-json.js'
import type { Ask } from './service.js'
import { type Answer, refused, SHAPES, type Shapes, type ShapesName } from './shapes.js'

type Body = Readonly<Record<string, unknown>>

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR'
const CHALLENGE = 'https://w3id.org/security#INVALID_CHALLENGE_ERROR'
const PARSING = 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR'

/** What a request may ask for in `options.cryptosuite`. */
const CRYPTOSUITES = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const

const isCryptosuite = (name: unknown): name is (typeof CRYPTOSUITES)[number] | undefined =>
  name === undefined || (CRYPTOSUITES as readonly unknown[]).includes(name)

export interface Issuing {
  readonly signer: Signer & { readonly controller: string }
  /** What `Authorization: Bearer …` must hold, at least 16 characters. */
  readonly token: string
}

export function vcApi(ask: Ask, issuing: Issuing | undefined, form: ShapesName): Hono {
  const shapes = SHAPES[form]
  const app = new Hono()
  app.use('/credentials/*', onlyJson)
  app.use('/presentations/*', onlyJson)
  if (issuing !== undefined) {
    const { signer, token } = issuing
    app.post('/credentials/issue', bearer(token), async (context) => {
      const { credential, options } = await body(context)
      if (!isObject(credential))
        return rejection(context, [problem(MALFORMED, 'credential must be an object')])
      const cryptosuite = isObject(options) ? options['cryptosuite'] : undefined
      if (!isCryptosuite(cryptosuite)) {
        return rejection(context, [
          problem(
            MALFORMED,
            `options.cryptosuite is one of ${CRYPTOSUITES.join(', ')}`,
            '/options/cryptosuite',
          ),
        ])
      }
      return issued(
        context,
        credential,
        { signer, ...(cryptosuite === undefined ? {} : { cryptosuite }) },
        ask,
        shapes,
      )
    })
  }
  app.post('/credentials/verify', async (context) => {
    const { verifiableCredential } = await body(context)
    if (!isObject(verifiableCredential)) {
      return rejection(context, [problem(MALFORMED, 'verifiableCredential must be an object')])
    }
    return send(context, shapes.verified(await verify(verifiableCredential, ask())))
  })
  app.post('/presentations/verify', async (context) => {
    const { verifiablePresentation, options } = await body(context)
    if (!isObject(verifiablePresentation)) {
      return rejection(context, [problem(MALFORMED, 'verifiablePresentation must be an object')])
    }
    const { challenge, domain } = isObject(options) ? options : ({} as Body)
    if (typeof challenge !== 'string' && isForAuthentication(verifiablePresentation)) {
      return rejection(context, [problem(CHALLENGE, 'options.challenge must be given', '/options/challenge')])
    }
    const report = await verify(verifiablePresentation, {
      ...ask(),
      kinds: ['presentation'],
      ...(typeof challenge === 'string' ? { challenge } : {}),
      ...(typeof domain === 'string' ? { domain } : {}),
    })
    return send(context, shapes.verified(report))
  })
  return app
}

/** Whoever wants to be present answers a challenge. */
function isForAuthentication({ proof }: Body): boolean {
  return [proof].flat().some((each) => isObject(each) && each['proofPurpose'] === 'authentication')
}

/** The credential, signed; or why it cannot be. */
async function issued(
  context: Context,
  credential: Body,
  { signer, cryptosuite }: Pick<IssueOptions, 'cryptosuite'> & Pick<Issuing, 'signer'>,
  ask: Ask,
  shapes: Shapes,
): Promise<Response> {
  const { issuer } = credential
  const id = isObject(issuer) ? issuer['id'] : issuer
  if (id !== signer.controller) {
    return rejection(context, [problem(MALFORMED, `issuer must be ${signer.controller}`, '/issuer')])
  }
  if ('proof' in credential) return rejection(context, [problem(MALFORMED, 'it is signed already', '/proof')])
  const { load, signal, now } = ask()
  try {
    const signed = await issue(credential as object, {
      signer,
      load: load!,
      signal: signal!,
      ...(now === undefined ? {} : { now: typeof now === 'function' ? now : () => now }),
      ...(cryptosuite === undefined ? {} : { cryptosuite }),
    })
    return send(context, shapes.issued(signed))
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    const issues = (error.details as { readonly issues?: readonly { message: string; pointer: string }[] })
      .issues
    return rejection(
      context,
      issues === undefined
        ? [problem(MALFORMED, error.message)]
        : issues.map(({ message, pointer }) => problem(MALFORMED, message, pointer)),
    )
  }
}

function send(context: Context, { status, body }: Answer): Response {
  return context.json(body, status, status === 400 ? { 'content-type': 'application/problem+json' } : {})
}

function rejection(context: Context, problems: readonly ProblemDetails[]): Response {
  return send(context, refused(problems))
}

function problem(type: string, detail: string, pointer?: string): ProblemDetails {
  const title = type === PARSING ? 'Parsing failed' : 'Malformed value'
  return { type, title, detail, code: 'request', ...(pointer === undefined ? {} : { pointer }) }
}

async function body(context: Context): Promise<Body> {
  const value = requestJson(await context.req.text())
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
