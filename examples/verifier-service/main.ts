/**
 * A verifier service: an upload page, an API, and the W3C's VC-API.
 *
 *     npm run verifier-service
 *
 * It listens on PORT (3000) and HOST (127.0.0.1). NAMES are its host names, separated by spaces, if not those of this machine.
 * OFFLINE=1 fetches nothing. TRUSTED_ISSUERS is a list of issuer ids, separated by spaces.
 * SHAPES=vcalm responds in the form of VCALM 1.0; default: the form of the W3C's test suites.
 * It signs only if ISSUE_TOKEN is set (16 characters or more); clients send it as "Authorization: Bearer …". ISSUER_KEY is a
 * file with a secret key (JWK, PEM or Multikey); without it, the service makes a new key for each process. To serve other
 * people, put a proxy with TLS and authentication in front of it.
 */
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { bundled, generateSigner, type LocalSigner } from 'laurel'
import { parseKey, signerOf } from 'laurel/bulk'
import { remote } from 'laurel/net'
import { LOOPBACK_NAMES } from './guards.js'
import { verifierService } from './service.js'
import { SHAPES, type ShapesName } from './shapes.js'

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  NAMES,
  ISSUE_TOKEN,
  ISSUER_KEY,
  OFFLINE,
  TRUSTED_ISSUERS,
  SHAPES: FORM,
} = process.env
const GRACE_MILLISECONDS = 10_000

const issuing =
  ISSUE_TOKEN === undefined ? undefined : { signer: await issuer(ISSUER_KEY), token: ISSUE_TOKEN }
const load = OFFLINE === '1' ? bundled : remote()
const app = verifierService({
  load,
  ...(issuing === undefined ? {} : { issuing }),
  ...(FORM === undefined ? {} : { shapes: shapesOf(FORM) }),
  hosts: NAMES === undefined ? [...LOOPBACK_NAMES, HOST] : words(NAMES),
  ...(TRUSTED_ISSUERS === undefined ? {} : { issuers: words(TRUSTED_ISSUERS) }),
})
// Close connections of slow or silent clients soon. By default Node checks every 30 seconds.
const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
}
const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: HOST, serverOptions }, ({ port }) => {
  const what = issuing === undefined ? 'issuing nothing' : `issuing as ${issuing.signer.controller}`
  console.log(`laurel verifier at http://${HOST}:${port}, ${what}`)
}) as Server
server.maxConnections = 1_024

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

/** Takes no more requests, finishes those under way, and does not wait for ever. */
function stop(): void {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => {
    server.closeAllConnections()
    process.exit(1)
  }, GRACE_MILLISECONDS).unref()
}

/** `parseKey` says what is wrong with a key without quoting it. */
async function issuer(path: string | undefined): Promise<LocalSigner> {
  return path === undefined ? generateSigner() : signerOf(parseKey(readFileSync(path, 'utf8')))
}

function shapesOf(name: string): ShapesName {
  if (Object.hasOwn(SHAPES, name)) return name as ShapesName
  throw new TypeError(`SHAPES is one of ${Object.keys(SHAPES).join(', ')}`)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
