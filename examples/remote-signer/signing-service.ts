/**
 * Simulates a KMS or an HSM: a separate process that has the key and signs bytes. It has the faults of real services: it
 * throttles, is slow, once does not answer, once returns nonsense, and once crashes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportSecretKey, generateSigner, signerFromJwk } from 'laurel'

/** More than so many requests at once are turned away. */
const CAPACITY = 4
/** A digest, or the bytes that a proof signs; never a document. */
const MAXIMUM_BYTES = 65_536
/** Without it any page in a browser on this machine could ask for signatures. */
const { SIGNING_TOKEN } = process.env
const [keyFile, mood] = process.argv.slice(2) as [string, 'moody' | 'calm']

const signer = await keptSigner(keyFile)
let atOnce = 0
let served = 0
/** Whether the request that got no answer was given up by its sender. */
let givenUp = false

const server = createServer(async (request, response) => {
  if (SIGNING_TOKEN === undefined || request.headers.authorization !== `Bearer ${SIGNING_TOKEN}`) {
    return answer(response, 401, 'no token')
  }
  if (request.method === 'GET') return answer(response, 200, signer.publicKeyMultibase)
  if (++atOnce > CAPACITY) {
    atOnce--
    response.setHeader('retry-after', '0.02')
    return answer(response, 429, 'slower, please')
  }
  const bytes = await body(request)
  if (bytes === undefined) {
    atOnce--
    return answer(response, 413, 'too large')
  }
  await new Promise((resolve) => setTimeout(resolve, 5 + (served % 5) * 4))
  atOnce--
  const number = ++served
  if (mood === 'moody') {
    if (number === 3) {
      request.socket.once('close', () => {
        givenUp = true
      })
      return // no answer: the connection stays open
    }
    if (number === 20) return answer(response, 200, Buffer.alloc(64, 1).toString('base64'))
    if (number > 30 && givenUp) process.exit(1)
  }
  answer(response, 200, Buffer.from(await signer.sign(bytes)).toString('base64'))
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit(0))

/** The key is made at the first start and never leaves this process and its file. */
async function keptSigner(file: string) {
  if (!existsSync(file)) {
    const made = await generateSigner({ extractable: true })
    writeFileSync(file, JSON.stringify(exportSecretKey(made, 'jwk')), { mode: 0o600, flag: 'wx' })
  }
  return signerFromJwk(JSON.parse(readFileSync(file, 'utf8')))
}

async function body(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > MAXIMUM_BYTES) return undefined
    parts.push(part as Buffer)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function answer(response: ServerResponse, status: number, text: string | undefined): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}
