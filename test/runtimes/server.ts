/** An https server at 127.0.0.1 that counts who came to what is secret. */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../net/certificate.js'

export interface TestServer {
  readonly port: number
  readonly certificate: string
  /** Requests for what no loader may reach. */
  readonly leaks: () => number
  readonly close: () => void
}

export async function startServer(): Promise<TestServer> {
  const { key, cert } = selfSigned('uni.example', 'localhost')
  let leaks = 0
  const server = createServer({ key, cert }, ({ url }, response) => {
    if (url === '/secret.json') leaks++
    if (url === '/away')
      response.writeHead(302, { location: `https://evil.example:${port}/secret.json` }).end()
    else {
      const body = url === '/large.json' ? { id: 'x'.repeat(5000) } : { id: url?.slice(1, -5) }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    certificate: cert,
    leaks: () => leaks,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
