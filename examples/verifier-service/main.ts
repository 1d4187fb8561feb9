/**
 * A verifier for your own house: an upload page, an API, and the W3C's VC-API.
 *
 *     npm run verifier-service
 *
 * PORT (3000) and HOST (127.0.0.1) say where it listens. ISSUER_KEY names a file with a secret key (JWK or Multikey);
 * without one it issues with a key that lives as long as the process. OFFLINE=1 fetches nothing. TRUSTED_ISSUERS is a
 * list of issuer ids with spaces between them. Put a proxy with TLS and authentication before it to serve others.
 */
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { bundled, generateSigner, type LocalSigner, signerFromJwk, signerFromMultikey } from 'laurel'
import { remote } from 'laurel/net'
import { verifierService } from './service.js'

const { PORT = '3000', HOST = '127.0.0.1', ISSUER_KEY, OFFLINE, TRUSTED_ISSUERS } = process.env
const GRACE_MILLISECONDS = 10_000

const signer = ISSUER_KEY === undefined ? await generateSigner() : await readSigner(ISSUER_KEY)
const load = OFFLINE === '1' ? bundled : remote()
const app = verifierService({
  load,
  signer,
  ...(TRUSTED_ISSUERS === undefined ? {} : { issuers: TRUSTED_ISSUERS.split(/\s+/).filter(Boolean) }),
})
const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: HOST }, ({ port }) => {
  console.log(`laurel verifier at http://${HOST}:${port}, issuing as ${signer.controller}`)
}) as Server
// Clients that send slowly do not hold a place for long.
server.headersTimeout = 5_000
server.requestTimeout = 20_000

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

async function readSigner(path: string): Promise<LocalSigner> {
  const text = readFileSync(path, 'utf8').trim()
  return text.startsWith('{') ? signerFromJwk(JSON.parse(text)) : signerFromMultikey(text)
}
