/** The W3C's VC-API, as far as its test suites ask for it: issue, verify, verify a presentation. */
import { type Context, Hono } from 'hono'
import {
  isOpenBadgeError,
  issue,
  type ProblemDetails,
  problemDetails,
  type Report,
  type Signer,
  verify,
} from 'laurel'
import { bearer, onlyJson } from './guards.js'
import type { Ask } from './service.js'

type Body = Readonly<Record<string, unknown>>

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR'
const CHALLENGE = 'https://w3id.org/security#INVALID_CHALLENGE_ERROR'
const PARSING = 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR'

export interface Issuing {
  readonly signer: Signer & { readonly controller: string }
  /** What `Authorization: Bearer …` must hold, at least 16 characters. */
  readonly token: string
}

export function vcApi(ask: Ask, issuing: Issuing | undefined): Hono {
  const app = new Hono()
  app.use('/credentials/*', onlyJson)
  app.use('/presentations/*', onlyJson)
  if (issuing !== undefined) {
    const { signer, token } = issuing
    app.post('/credentials/issue', bearer(token), async (context) => {
      const { credential } = await body(context)
      if (!isObject(credential))
        return rejection(context, [problem(MALFORMED, 'credential must be an object')])
      return issued(context, credential, signer, ask)
    })
  }
  app.post('/credentials/verify', async (context) => {
    const { verifiableCredential } = await body(context)
    if (!isObject(verifiableCredential)) {
      return rejection(context, [problem(MALFORMED, 'verifiableCredential must be an object')])
    }
    return answer(context, await verify(verifiableCredential, ask()))
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
    return answer(
      context,
      await verify(verifiablePresentation, {
        ...ask(),
        kinds: ['presentation'],
        ...(typeof challenge === 'string' ? { challenge } : {}),
        ...(typeof domain === 'string' ? { domain } : {}),
      }),
    )
  })
  return app
}

/** Whoever wants to be present answers a challenge. */
function isForAuthentication({ proof }: Body): boolean {
  return [proof].flat().some((each) => isObject(each) && each['proofPurpose'] === 'authentication')
}

/** The bare credential, signed; or why it cannot be. */
async function issued(
  context: Context,
  credential: Body,
  signer: Signer & { readonly controller: string },
  ask: Ask,
): Promise<Response> {
  const { issuer } = credential
  const id = isObject(issuer) ? issuer['id'] : issuer
  if (id !== signer.controller) {
    return rejection(context, [problem(MALFORMED, `issuer must be ${signer.controller}`, '/issuer')])
  }
  if ('proof' in credential) return rejection(context, [problem(MALFORMED, 'it is signed already', '/proof')])
  const { load, signal } = ask()
  try {
    const signed = await issue(credential as object, { signer, load: load!, signal: signal! })
    return context.json(signed, 201)
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

function answer(context: Context, report: Report): Response {
  const { checks, warnings } = report
  if (!report.verified) return rejection(context, problemDetails(report), { checks, warnings })
  // Of a presentation only what it holds is vouched for.
  const { credential: document, badges } = report
  return context.json({ verified: true, document, badges, checks, warnings })
}

function rejection(context: Context, problems: readonly ProblemDetails[], more: object = {}): Response {
  const [first] = problems
  return context.json(
    {
      type: first?.type ?? 'about:blank',
      title: first?.title ?? 'Not verified',
      status: 400,
      detail: first?.detail ?? '',
      verified: false,
      problemDetails: problems,
      ...more,
    },
    400,
    { 'content-type': 'application/problem+json' },
  )
}

function problem(type: string, detail: string, pointer?: string): ProblemDetails {
  const title = type === PARSING ? 'Parsing failed' : 'Malformed value'
  return { type, title, detail, code: 'request', ...(pointer === undefined ? {} : { pointer }) }
}

async function body(context: Context): Promise<Body> {
  try {
    const value: unknown = await context.req.json()
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
