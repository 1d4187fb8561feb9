/** What the suites talk to, over https on this machine: the example service, a list of statuses, a resolver of did:key. */
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import {
  bundled,
  documents,
  firstOf,
  generateSigner,
  issue,
  type Load,
  type LocalSigner,
  statusEntry,
  statusList,
  statusListCredential,
} from 'laurel'
import { verifierService } from '../../examples/verifier-service/service.js'
import { selfSigned } from '../net/certificate.js'
import { resolve } from './resolve-did.js'

/** A context that the suites' credentials name, and that is published: https://www.w3.org/ns/credentials/examples/v2. */
const EXAMPLES = {
  'https://www.w3.org/ns/credentials/examples/v2': {
    '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
  },
}

export interface Host {
  readonly url: string
  /** Who issues. */
  readonly issuer: string
  /** What a request for a signature carries. */
  readonly headers: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

export async function startHost(): Promise<Host> {
  const signer = await generateSigner()
  const token = crypto.randomUUID()
  const certificate = selfSigned('localhost')
  const app = new Hono()
  const server = serve({
    fetch: app.fetch,
    port: 0,
    hostname: '127.0.0.1',
    createServer,
    serverOptions: certificate,
  })
  await new Promise((listening) => server.once('listening', listening))
  const url = `https://localhost:${((server as Server).address() as AddressInfo).port}`
  const list = await issueList(`${url}/status/1`, signer)
  const load: Load = firstOf(bundled, documents({ ...EXAMPLES, [`${url}/status/1`]: list }))
  const service = verifierService({ load, issuing: { signer, token } })
  app.get('/status/1', (context) => context.json(list))
  app.get('/1.0/identifiers/:did', (context) => answer(context))
  app.post('/with-status/*', async (context) => forward(context, service, `${url}/status/1`))
  app.all('*', (context) => service.fetch(context.req.raw))
  return {
    url,
    issuer: signer.controller,
    headers: { authorization: `Bearer ${token}` },
    close: () => new Promise((done) => server.close(() => done())),
  }
}

async function issueList(id: string, signer: LocalSigner): Promise<object> {
  const unsigned = await statusListCredential({ id, issuer: signer.controller, list: statusList() })
  return issue(unsigned, { signer })
}

/** An issuer that keeps a list puts its entry into whatever it issues, where there is none yet. */
async function forward(context: Context, service: Hono, list: string): Promise<Response> {
  const body = (await context.req.json()) as { credential?: Record<string, unknown> }
  const { credential } = body
  const given =
    credential === undefined || 'credentialStatus' in credential
      ? credential
      : { ...credential, credentialStatus: statusEntry({ statusListCredential: list, index: 42 }) }
  const headers = new Headers(context.req.raw.headers)
  headers.delete('content-length')
  const url = context.req.url.replace('/with-status', '')
  return service.fetch(
    new Request(url, { method: 'POST', headers, body: JSON.stringify({ ...body, credential: given }) }),
  )
}

async function answer(context: Context): Promise<Response> {
  const { status, body } = await resolve(context.req.param('did')!, context.req.query())
  return context.json(body, status)
}
