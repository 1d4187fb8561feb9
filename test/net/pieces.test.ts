/** Answers in very many pieces: `remote` ends them, and tells what they cost. Usual pieces are read, however long the answer is. */
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { type RemoteOptions, remote } from 'laurel/net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { selfSigned } from './certificate.js'

let server: Server
let origin: string
let options: RemoteOptions
/** What the server sends, each as a record of its own. */
let records: readonly string[]

beforeAll(async () => {
  const { key, cert } = selfSigned('localhost')
  server = createServer({ key, cert, ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.once('data', () => send(socket, 0))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `https://localhost:${(server.address() as AddressInfo).port}`
  options = { allowLocal: [origin], authorities: cert, cache: false, timeoutMilliseconds: 30_000 }
})
afterAll(() => void server.close())
beforeEach(() => {
  records = []
})

function send(socket: TLSSocket, at: number): void {
  if (at >= records.length) socket.end()
  else if (!socket.destroyed) socket.write(records[at]!, () => send(socket, at + 1))
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n'
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`
const cut = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length))
const failure = (): Promise<unknown> =>
  remote(options)(`${origin}/x`, 'status').then(
    () => 'read',
    (error: unknown) => error,
  )

describe('an answer in very many pieces', () => {
  const text = JSON.stringify({ a: 'x'.repeat(20_000) })
  const interim = 'HTTP/1.1 103 Early Hints\r\n\r\n'
  it.each<[string, readonly string[]]>([
    ['records', [`${HEAD}content-length: ${text.length}\r\n\r\n`, ...cut(text, 1)]],
    ['chunks', [`${CHUNKED}${cut(text, 1).map(chunk).join('')}0\r\n\r\n`]],
    ['interim responses', [`${interim.repeat(2000)}${CHUNKED}${chunk('{}')}0\r\n\r\n`]],
    [
      'chunks of a redirect',
      [`${CHUNKED.replace('200 OK', '302 Found\r\nlocation: /x')}${chunk('a').repeat(5000)}`],
    ],
  ])('is refused and costs something: %s', async (_, sent) => {
    records = sent
    expect(await failure()).toMatchObject({
      code: 'document_refused',
      details: { reason: 'pieces', bytes: expect.any(Number) },
    })
    const { bytes } = ((await failure()) as { details: { bytes: number } }).details
    expect(bytes).toBeGreaterThan(500_000)
  })

  it.each<[string, string]>([
    ['trailers', `${CHUNKED}0\r\n${'a:b\r\n'.repeat(20_000)}\r\n`],
    ['headers', `${HEAD}${'a:b\r\n'.repeat(20_000)}\r\n`],
  ])('is refused and costs something: %s', async (_, sent) => {
    records = [sent]
    expect(await failure()).toMatchObject({ details: { reason: 'size', bytes: 4_194_304 } })
  })

  it('costs something if it is an error', async () => {
    records = [`HTTP/1.1 404 Not Found\r\n${'a:b\r\n'.repeat(5000)}content-length: 0\r\n\r\n`]
    const { bytes } = ((await failure()) as { details: { bytes: number } }).details
    expect(bytes).toBeGreaterThan(5_000_000)
  })
})

describe('an answer in usual pieces', () => {
  const long = JSON.stringify({ a: 'x'.repeat(1_000_000) })
  const short = JSON.stringify({ a: 'x'.repeat(20_000) })
  const plain = (text: string): string => `${HEAD}content-length: ${text.length}\r\n\r\n`
  it.each<[string, string, readonly string[]]>([
    ['records of 1,400 bytes', long, [plain(long), ...cut(long, 1400)]],
    ['records of 16 kB', long, [plain(long), ...cut(long, 16_384)]],
    ['chunks of 4 kB', long, [CHUNKED, ...cut(long, 4096).map(chunk), chunk('').trimEnd(), '\r\n\r\n']],
    ['chunks of 50 bytes', short, [CHUNKED, ...cut(short, 50).map(chunk), '0\r\n\r\n']],
    [
      'interim responses before it',
      short,
      ['HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'.repeat(3), plain(short), short],
    ],
  ])('is read: %s', async (_, text, sent) => {
    records = sent
    expect(await remote(options)(`${origin}/x`, 'status')).toEqual(JSON.parse(text))
  })
})

// undici's parser threw where no caller can catch it, when a connection ended while it waited for the reader of the body.
describe('an answer that ends while nobody has read it yet does not end the process', () => {
  const text = JSON.stringify({ a: 'x'.repeat(1_000_000) })
  const rest = `content-length: ${text.length}\r\n\r\n${text}`
  it.each<[string, string, unknown]>([
    ['a document', `${HEAD}${rest}`, 'read'],
    [
      'a web page',
      `${HEAD.replace('application/json', 'text/html')}${rest}`,
      { details: { reason: 'web page' } },
    ],
    ['an error', `${HEAD.replace('200 OK', '404 Not Found')}${rest}`, { details: { reason: 'status 404' } }],
    [
      'a redirect',
      `${HEAD.replace('200 OK', '302 Found\r\nlocation: http://a/')}${rest}`,
      { details: { reason: 'not https' } },
    ],
  ])('%s', async (_, sent, answer) => {
    records = [sent]
    const thrown: unknown[] = []
    const caught = (error: unknown): void => void thrown.push(error)
    process.on('uncaughtException', caught)
    try {
      for (let i = 0; i < 20; i++) {
        const found = await failure()
        if (answer === 'read') expect(found).toBe(answer)
        else expect(found).toMatchObject(answer as object)
      }
    } finally {
      process.off('uncaughtException', caught)
    }
    expect(thrown).toEqual([])
  })
})
