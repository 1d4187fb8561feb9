import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type DocumentCache, memoryCache, type RemoteOptions, remote } from 'laurel/net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import type { Purpose } from '../../src/ports.js'
import { selfSigned } from './certificate.js'

const NAMES = ['uni.example', 'other.example', 'evil.example']
type Page = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let port: number
let cert: string
let pages: Map<string, Page>
let hits: string[]

beforeAll(async () => {
  const made = selfSigned(...NAMES)
  cert = made.cert
  server = createServer({ key: made.key, cert }, (request, response) => {
    const path = `${request.headers.host?.split(':')[0]}${request.url}`
    hits.push(path)
    const page = pages.get(path)
    if (page === undefined) response.writeHead(404).end()
    else page(request, response)
  })
  server.keepAliveTimeout = 1
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  pages = new Map()
  hits = []
})

const url = (path: string): string => {
  const [host, ...rest] = path.split('/')
  return `https://${host}:${port}/${rest.join('/')}`
}
const json =
  (value: unknown, headers: Record<string, string> = {}): Page =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
const to =
  (location: string, status = 302): Page =>
  (_, response) =>
    response.writeHead(status, { location }).end()

/** The guard with its test-only override: our own names lead to our own loopback address. */
const options = (more: RemoteOptions = {}): RemoteOptions => ({
  ports: [443, port],
  authorities: cert,
  lookup: async () => ['127.0.0.1'],
  allowAddress: (address, hostname) => address === '127.0.0.1' && NAMES.includes(hostname),
  timeoutMilliseconds: 20_000,
  ...more,
})

/** The reason of a refusal or failure, with its kind. */
async function outcome(
  load: ReturnType<typeof remote>,
  path: string,
  purpose: Purpose = 'status',
): Promise<unknown> {
  try {
    return await load(/^[a-z]+:/.test(path) ? path : url(path), purpose)
  } catch (error) {
    if (isOpenBadgeError(error, 'document_refused')) return `refused: ${error.details.reason}`
    if (isOpenBadgeError(error, 'document_unavailable')) return `unavailable: ${error.details.reason}`
    throw error
  }
}

describe('what is fetched', () => {
  it('parses JSON and hands out one frozen document', async () => {
    pages.set('uni.example/list', json({ a: [1], revokedCredential: [] }))
    const load = remote(options())
    const document = (await load(url('uni.example/list'), 'status')) as { a: number[] }
    expect(document).toEqual({ a: [1], revokedCredential: [] })
    expect(Object.isFrozen(document.a)).toBe(true)
    expect(await load(url('uni.example/list'), 'status')).toBe(document)
    expect(hits).toHaveLength(1)
  })

  it('hands out a compact JWS as text', async () => {
    pages.set('uni.example/jwt', (_, r) =>
      r.writeHead(200, { 'content-type': 'application/vc+jwt' }).end('a.b.c\n'),
    )
    expect(await remote(options())(url('uni.example/jwt'), 'status')).toBe('a.b.c')
  })

  it('unpacks gzip, and follows redirects', async () => {
    const packed = gzipSync(JSON.stringify({ b: 2 }))
    pages.set('uni.example/old', to('/new'))
    pages.set('uni.example/new', to(url('other.example/list'), 301))
    pages.set('other.example/list', (_, r) =>
      r.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed),
    )
    expect(await remote(options())(url('uni.example/old'), 'status')).toEqual({ b: 2 })
  })

  it('answers bundled contexts without a connection', async () => {
    const context = await remote(options())('https://www.w3.org/ns/credentials/v2', 'context')
    expect(context).toHaveProperty('@context')
    expect(hits).toEqual([])
  })
})

describe('addresses', () => {
  it.each([
    ['http://uni.example/x', 'not https'],
    ['ftp://uni.example/x', 'not https'],
    ['data:application/json,{}', 'not https'],
    ['file:///etc/passwd', 'not https'],
    ['https://user:word@uni.example/x', 'a user name in the URL'],
    ['https://127.0.0.1/x', 'not a public host name'],
    ['https://2130706433/x', 'not a public host name'],
    ['https://0x7f.1/x', 'not a public host name'],
    ['https://017700000001/x', 'not a public host name'],
    ['https://93.184.216.34/x', 'not a public host name'],
    ['https://[::1]/x', 'not a public host name'],
    ['https://[::ffff:169.254.169.254]/x', 'not a public host name'],
    ['https://localhost/x', 'not a public host name'],
    ['https://LOCALHOST./x', 'not a public host name'],
    ['https://a.localhost/x', 'not a public host name'],
    ['https://intranet/x', 'not a public host name'],
    ['https://db.internal/x', 'not a public host name'],
    ['https://printer.local/x', 'not a public host name'],
    ['https://uni.example:22/x', 'port'],
    ['https://', 'no URL'],
  ])('refuses %s', async (address, reason) => {
    expect(await outcome(remote(options()), address)).toBe(`refused: ${reason}`)
    expect(hits).toEqual([])
  })

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '192.0.0.192',
    '198.18.0.1',
    '203.0.113.5',
    '::1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001:4860::5efe:10.0.0.1',
    '2001:4860::200:5efe:a00:1',
    '2606:4700:1:2:0:5efe:a9fe:a9fe',
    '2001::1',
    '2001:2::1',
    '3fff::1',
    'not an address',
  ])('refuses a name that leads to %s', async (address) => {
    const load = remote(options({ lookup: async () => [address], allowAddress: () => false }))
    expect(await outcome(load, 'uni.example/x')).toBe('refused: not a public address')
    expect(hits).toEqual([])
  })

  it('refuses a name if one of its addresses is not public', async () => {
    const load = remote(
      options({ lookup: async () => ['93.184.216.34', '127.0.0.1'], allowAddress: () => false }),
    )
    expect(await outcome(load, 'uni.example/x')).toBe('refused: not a public address')
  })

  it('checks the address at every connection, so that DNS rebinding fails', async () => {
    pages.set('uni.example/a', json(1, { connection: 'close' }))
    pages.set('uni.example/b', json(2))
    let calls = 0
    const load = remote(
      options({
        lookup: async () => (++calls === 1 ? ['127.0.0.1'] : ['127.0.0.2']),
      }),
    )
    expect(await outcome(load, 'uni.example/a')).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(await outcome(load, 'uni.example/b')).toBe('refused: not a public address')
    expect(hits).toEqual(['uni.example/a'])
  })

  it('keeps to the hosts and purposes that it is given', async () => {
    pages.set('uni.example/x', json({}))
    const load = remote(options({ hosts: ['uni.example'], purposes: ['status'] }))
    expect(await outcome(load, 'uni.example/x')).toEqual({})
    expect(await outcome(load, 'other.example/x')).toBe('refused: host')
    expect(await outcome(load, 'uni.example/x', 'schema')).toBe('refused: purpose')
  })

  it('refuses a certificate that no authority signed', async () => {
    pages.set('uni.example/x', json({}))
    const { authorities: _, ...rest } = options()
    expect(await outcome(remote(rest), 'uni.example/x')).toBe('unavailable: network')
  })

  it.each<[string, RemoteOptions]>([
    ['answers undefined', { lookup: (async () => undefined) as never }],
    ['answers a text', { lookup: (async () => '127.0.0.1') as never }],
    ['answers numbers', { lookup: (async () => [1]) as never }],
    [
      'throws at once',
      {
        lookup: () => {
          throw new Error('x')
        },
      },
    ],
    ['never answers', { lookup: () => new Promise(() => undefined) }],
    [
      'is followed by a test of addresses that throws',
      {
        allowAddress: () => {
          throw new Error('x')
        },
      },
    ],
  ])('says that it cannot fetch when a lookup %s', async (_, more) => {
    const load = remote(options({ ...more, timeoutMilliseconds: 300 }))
    expect(await outcome(load, 'uni.example/x')).toMatch(/^unavailable: (?:network|timeout)$/)
  })

  it('says so when a name does not exist', async () => {
    const load = remote(options({ lookup: async () => Promise.reject(new Error('ENOTFOUND')) }))
    expect(await outcome(load, 'uni.example/x')).toBe('unavailable: network')
  })
})

describe('redirects', () => {
  it.each([
    ['http://uni.example/x', 'not https'],
    ['https://169.254.169.254/latest/meta-data/', 'not a public host name'],
    ['https://[::1]/', 'not a public host name'],
    ['https://metadata.internal/', 'not a public host name'],
    ['https://root@uni.example/', 'a user name in the URL'],
    ['https://uni.example:8080/', 'port'],
    ['file:///etc/passwd', 'not https'],
  ])('are not followed to %s', async (location, reason) => {
    pages.set('uni.example/x', to(location))
    expect(await outcome(remote(options()), 'uni.example/x')).toBe(`refused: ${reason}`)
    expect(hits).toHaveLength(1)
  })

  it('are not followed to a public name with an inside address', async () => {
    pages.set('uni.example/x', to(url('evil.example/x')))
    const lookup = async (name: string): Promise<string[]> => [
      name === 'evil.example' ? '10.0.0.1' : '127.0.0.1',
    ]
    expect(await outcome(remote(options({ lookup })), 'uni.example/x')).toBe('refused: not a public address')
  })

  it('end', async () => {
    pages.set('uni.example/x', to('/x'))
    expect(await outcome(remote(options()), 'uni.example/x')).toBe('refused: too many redirects')
    expect(hits).toHaveLength(4)
    expect(await outcome(remote(options({ redirects: 0 })), 'uni.example/x')).toBe(
      'refused: too many redirects',
    )
    expect(hits).toHaveLength(5)
  })

  it('keep key documents on their origin', async () => {
    pages.set('uni.example/did.json', to(url('other.example/did.json')))
    pages.set('uni.example/moved', to('/here'))
    pages.set('uni.example/here', json({ id: 1 }))
    const load = remote(options())
    expect(await outcome(load, 'uni.example/did.json', 'controller')).toBe(
      'refused: a redirect leaves the origin',
    )
    expect(await outcome(load, 'uni.example/moved', 'controller')).toEqual({ id: 1 })
  })
})

describe('hostile answers', () => {
  it.each<[string, Page, string]>([
    [
      'a web page',
      (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'refused: web page',
    ],
    [
      'a picture',
      (_, r) => r.writeHead(200, { 'content-type': 'image/png' }).end('x'),
      'refused: content type',
    ],
    ['no type', (_, r) => r.writeHead(200).end('{}'), 'refused: content type'],
    ['an error', (_, r) => r.writeHead(500).end(), 'unavailable: status 500'],
    ['gone', (_, r) => r.writeHead(410).end(), 'unavailable: status 410'],
    ['nothing new', (_, r) => r.writeHead(304).end(), 'unavailable: status 304'],
    [
      'half JSON',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
      'unavailable: malformed',
    ],
    [
      'double members',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1,"a":2}'),
      'unavailable: malformed',
    ],
    [
      'bad UTF-8',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0x22, 0xff, 0x22])),
      'unavailable: malformed',
    ],
    ...(['\uFEFF{}', ' \uFEFF{}', '\uFEFFa.b.c', '\u00A0{}', '{}\u2028'] as const).map(
      (text): [string, Page, string] => [
        `${JSON.stringify(text)}, whose first or last character is no white space of JSON`,
        (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end(text),
        'unavailable: malformed',
      ],
    ),
    [
      'deep JSON',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(100_000)),
      'unavailable: malformed',
    ],
    [
      'a large length',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json', 'content-length': '99999999' }).end(),
      'refused: size',
    ],
    [
      'another encoding',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' }).end('{}'),
      'refused: content encoding',
    ],
    [
      'broken gzip',
      (_, r) =>
        r.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{}'),
      'refused: content encoding',
    ],
    [
      'a gzip bomb',
      (_, r) =>
        r
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(64_000_000, 0x20))),
      'refused: size',
    ],
    [
      'an early end',
      (_, r) => {
        r.writeHead(200, { 'content-type': 'application/json' }).write('{')
        setTimeout(() => r.destroy(), 20)
      },
      'unavailable: network',
    ],
  ])('refuses %s', async (_, page, expected) => {
    pages.set('uni.example/x', page)
    expect(await outcome(remote(options()), 'uni.example/x')).toBe(expected)
  })

  it('stops an endless body at the size limit', async () => {
    let written = 0
    pages.set('uni.example/x', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = (): void => {
        if (response.destroyed || written > 50_000_000) return
        written += 65_536
        response.write(Buffer.alloc(65_536, 0x20), more)
      }
      more()
    })
    expect(await outcome(remote(options()), 'uni.example/x')).toBe('refused: size')
    expect(written).toBeLessThan(20_000_000)
  })

  const CHUNKED = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
  it.each([
    ['extensions of chunks', `${CHUNKED}1;`, 'x'.repeat(65_536)],
    ['interim responses', '', 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'.repeat(2000)],
    ['trailers', `${CHUNKED}0\r\n`, `x: ${'y'.repeat(1000)}\r\n`.repeat(60)],
    ['empty lines before the response', '', '\r\n'.repeat(30_000)],
  ])('stops endless %s', async (_, first, more) => {
    let written = 0
    pages.set('uni.example/x', ({ socket }) => {
      socket.on('error', () => undefined)
      socket.write(first)
      const next = (): void => {
        if (socket.destroyed || written > 50_000_000) return
        written += more.length
        socket.write(more, next)
      }
      next()
    })
    const load = remote(options({ maximumBytes: 1000 }))
    expect(await outcome(load, 'uni.example/x')).toMatch(
      /^(?:refused: (?:size|pieces)|unavailable: network)$/,
    )
    expect(written).toBeLessThan(5_000_000)
  })

  it('refuses a large body in chunks of one byte', async () => {
    const text = JSON.stringify({ a: 'x'.repeat(90_000) })
    pages.set('uni.example/x', ({ socket }) => {
      socket.on('error', () => undefined)
      socket.write(CHUNKED)
      socket.end(`${[...text].map((c) => `1\r\n${c}\r\n`).join('')}0\r\n\r\n`)
    })
    const load = remote(options({ maximumBytes: 100_000 }))
    expect(await outcome(load, 'uni.example/x')).toBe('refused: pieces')
  })

  it('takes a body in small chunks, and many bodies over one connection', async () => {
    const text = JSON.stringify({ a: 'x'.repeat(90_000) })
    const sockets = new Set<unknown>()
    pages.set('uni.example/x', ({ socket }, response) => {
      sockets.add(socket)
      response.writeHead(200, { 'content-type': 'application/json', connection: 'keep-alive' })
      for (let at = 0; at < text.length; at += 200) response.write(text.slice(at, at + 200))
      response.end()
    })
    const before = server.keepAliveTimeout
    server.keepAliveTimeout = 5000
    try {
      const load = remote(options({ maximumBytes: 100_000, cache: false }))
      for (let i = 0; i < 5; i++) expect(await outcome(load, 'uni.example/x')).toEqual(JSON.parse(text))
      expect(sockets.size).toBeLessThan(5)
    } finally {
      server.keepAliveTimeout = before
    }
  })

  it('reads a document with a million spaces inside', async () => {
    const text = `{"a":1,${' '.repeat(1_000_000)}"b":2}`
    pages.set('uni.example/spaces', (_, r) =>
      r.writeHead(200, { 'content-type': 'application/json' }).end(text),
    )
    expect(await remote(options())(url('uni.example/spaces'), 'status')).toEqual({ a: 1, b: 2 })
  })

  it('stops a server that sends headers or body too slowly', async () => {
    pages.set('uni.example/headers', () => undefined)
    pages.set('uni.example/body', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(' ')), 50)
    })
    const load = remote(options({ timeoutMilliseconds: 150 }))
    expect(await outcome(load, 'uni.example/headers')).toBe('unavailable: timeout')
    expect(await outcome(load, 'uni.example/body')).toBe('unavailable: timeout')
  })
})

describe('contexts', () => {
  const context = { '@context': { a: 'https://example.org/a' } }
  it('come over the wire only by name, and with a digest only unchanged', async () => {
    pages.set('uni.example/ctx', json(context))
    const digest = createHash('sha256').update(JSON.stringify(context)).digest('hex')
    const at = url('uni.example/ctx')
    expect(await outcome(remote(options()), at, 'context')).toBe('refused: context not pinned')
    expect(hits).toEqual([])
    expect(await outcome(remote(options({ contexts: { [at]: digest } })), at, 'context')).toEqual(context)
    expect(await outcome(remote(options({ contexts: { [at]: true } })), at, 'context')).toEqual(context)
    const other = '0'.repeat(64)
    expect(await outcome(remote(options({ contexts: { [at]: other } })), at, 'context')).toBe(
      'refused: digest',
    )
  })
})

describe('caching', () => {
  it('shares one request among concurrent callers', async () => {
    pages.set('uni.example/list', (_, response) => {
      setTimeout(() => json({ n: 1 })(_, response), 30)
    })
    const load = remote(options())
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => load(url('uni.example/list'), 'status')),
    )
    expect(new Set(answers).size).toBe(1)
    expect(hits).toHaveLength(1)
  })

  it('remembers failures for a while', async () => {
    const load = remote(options({ negativeTtlMilliseconds: 60_000 }))
    expect(await outcome(load, 'uni.example/x')).toBe('unavailable: status 404')
    pages.set('uni.example/x', json({}))
    expect(await outcome(load, 'uni.example/x')).toBe('unavailable: status 404')
    expect(hits).toHaveLength(1)
    const forgetful = remote(options({ negativeTtlMilliseconds: 0 }))
    expect(await outcome(forgetful, 'uni.example/y')).toBe('unavailable: status 404')
    pages.set('uni.example/y', json({}))
    expect(await outcome(forgetful, 'uni.example/y')).toEqual({})
  })

  const token = (claims: unknown): string =>
    ['{}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')
  const past = { validUntil: '2020-01-01T00:00:00Z' }
  const ago = new Date(Date.now() - 3_600_000).toUTCString()

  it.each<[string, unknown, Record<string, string | string[]>, number]>([
    ['no-store', {}, { 'cache-control': 'no-store' }, 2],
    ['No-Cache among others', {}, { 'cache-control': 'max-age=60, No-Cache' }, 2],
    ['a repeated header', {}, { 'cache-control': ['max-age=60', 'no-store'] }, 2],
    ['max-age=0', {}, { 'cache-control': 'max-age=0' }, 2],
    ['max-age', {}, { 'cache-control': 'public, max-age=60' }, 1],
    ['max-age in quotes', {}, { 'cache-control': 'max-age="60"' }, 1],
    ['a max-age that is no number', {}, { 'cache-control': 'max-age=soon' }, 2],
    ['the smaller of two', {}, { 'cache-control': 'max-age=60, max-age=0' }, 2],
    [
      'a directive that it does not know',
      {},
      { 'cache-control': 'x-max-age=0, x-no-store, y="no-store"' },
      1,
    ],
    ['a directive that hides max-age', {}, { 'cache-control': 'x="a, max-age=9999", max-age=0' }, 2],
    ['an Age that uses max-age up', {}, { 'cache-control': 'max-age=60', age: '61' }, 2],
    ['an Age that does not', {}, { 'cache-control': 'max-age=6000', age: '61' }, 1],
    ['a repeated Age', {}, { 'cache-control': 'max-age=60', age: ['1', '61'] }, 2],
    ['Expires in the past', {}, { expires: ago }, 2],
    ['Expires that is no date', {}, { expires: '0' }, 2],
    [
      'Expires counted from Date',
      {},
      { expires: ago, date: new Date(Date.now() - 7_200_000).toUTCString() },
      1,
    ],
    ['max-age before Expires', {}, { 'cache-control': 'max-age=60', expires: '0' }, 1],
    ['Vary: *', {}, { vary: '*' }, 2],
    ['Pragma', {}, { pragma: 'no-cache' }, 2],
    ['a list with ttl 0', { credentialSubject: { ttl: 0 } }, {}, 2],
    [
      'a list with ttl 0 and max-age',
      { credentialSubject: { ttl: 0 } },
      { 'cache-control': 'max-age=60' },
      2,
    ],
    ['a list that has run out', past, {}, 2],
    ['a list that has run out, with a ttl', { ...past, credentialSubject: { ttl: 60_000 } }, {}, 2],
    ['a list of VCDM 1.1 that has run out', { expirationDate: past.validUntil }, {}, 2],
    ['a list with a ttl', { credentialSubject: { ttl: 60_000 } }, {}, 1],
    ['no-store before a ttl', { credentialSubject: { ttl: 60_000 } }, { 'cache-control': 'no-store' }, 2],
    ['a list as a JWS with ttl 0', token({ credentialSubject: { ttl: 0 } }), {}, 2],
    ['a list of VCDM 1.1 as a JWS', token({ vc: { credentialSubject: { ttl: 0 } } }), {}, 2],
    ['a list as a JWS that has run out', token({ exp: 1 }), {}, 2],
    [
      'a list in an envelope',
      { id: `data:application/vc+jwt,${token({ credentialSubject: { ttl: 0 } })}` },
      {},
      2,
    ],
    ['a JWS that says nothing', 'a.b.c', {}, 1],
  ])('honours %s', async (_, given, headers, expected) => {
    const { credentialSubject, ...rest } = given as { credentialSubject?: object }
    const list = { ...rest, credentialSubject: { encodedList: 'uA', ...credentialSubject } }
    const document = typeof given === 'string' ? given : list
    pages.set('uni.example/list', (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', date: new Date().toUTCString(), ...headers })
        .end(typeof document === 'string' ? document : JSON.stringify(document)),
    )
    const load = remote(options())
    await load(url('uni.example/list'), 'status')
    await load(url('uni.example/list'), 'status')
    expect(hits).toHaveLength(expected)
  })

  it('honours what a redirect says on the way', async () => {
    pages.set('uni.example/old', (_, response) =>
      response.writeHead(302, { location: '/list', 'cache-control': 'no-store' }).end(),
    )
    pages.set('uni.example/list', json({}, { 'cache-control': 'max-age=60' }))
    const load = remote(options())
    await load(url('uni.example/old'), 'status')
    await load(url('uni.example/old'), 'status')
    expect(hits).toHaveLength(4)
  })

  it.each<[string, Partial<DocumentCache>]>([
    ['never answers', { get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) }],
    [
      'throws',
      {
        get: () => {
          throw new Error('x')
        },
        set: () => {
          throw new Error('x')
        },
      },
    ],
    ['rejects', { get: () => Promise.reject(new Error('x')), set: () => Promise.reject(new Error('x')) }],
    ['answers null', { get: () => null as never }],
    ['answers a text', { get: () => '{}' as never }],
    ['answers an entry without a document', { get: () => ({ expires: Number.MAX_SAFE_INTEGER }) }],
    ['answers an entry without a time', { get: () => ({ document: 1 }) as never }],
    [
      'answers a failure of another kind',
      {
        get: () =>
          ({ expires: Number.MAX_SAFE_INTEGER, failure: { code: 'model_invalid', reason: 1 } }) as never,
      },
    ],
  ])('does without a cache that %s', async (_, broken) => {
    pages.set('uni.example/x', json({ a: 1 }))
    const cache = { get: () => undefined, set: () => undefined, ...broken } as DocumentCache
    const load = remote(options({ cache, timeoutMilliseconds: 400 }))
    expect(await outcome(load, 'uni.example/x')).toEqual({ a: 1 })
    expect(await outcome(load, 'uni.example/y')).toBe('unavailable: status 404')
  })

  it('caches only status lists under the purpose of status lists', async () => {
    pages.set('uni.example/x', json([{}, {}]))
    const load = remote(options())
    await load(url('uni.example/x'), 'status')
    await load(url('uni.example/x'), 'status')
    expect(hits).toHaveLength(2)
  })

  it('reads no document of more values than the longest lists have', async () => {
    pages.set('uni.example/x', json(Array.from({ length: 150_000 }, () => ({}))))
    expect(await outcome(remote(options()), 'uni.example/x')).toBe('unavailable: malformed')
  })

  it("uses the caller's cache, keeps purposes apart, and can do without", async () => {
    pages.set('uni.example/x', json({ revokedCredential: [] }))
    const cache = memoryCache()
    await remote(options({ cache }))(url('uni.example/x'), 'status')
    await remote(options({ cache }))(url('uni.example/x'), 'status')
    expect(hits).toHaveLength(1)
    await remote(options({ cache }))(url('uni.example/x'), 'schema')
    expect(hits).toHaveLength(2)
    const none = remote(options({ cache: false }))
    await none(url('uni.example/x'), 'status')
    await none(url('uni.example/x'), 'status')
    expect(hits).toHaveLength(4)
  })

  /** A store that other processes share: it keeps text, and drops nothing. */
  function shared(): { readonly texts: Map<string, string>; readonly cache: DocumentCache } {
    const texts = new Map<string, string>()
    const get = async (key: string) => {
      const text = texts.get(key)
      return text === undefined ? undefined : JSON.parse(text)
    }
    return { texts, cache: { get, set: async (key, entry) => texts.set(key, JSON.stringify(entry)) } }
  }
  const DAY = 86_400_000

  it.each([
    ['in memory', memoryCache],
    ['that is shared', () => shared().cache],
  ])('uses no old list of a cache %s after the clock is set back', async (_, makeCache) => {
    const real = Date.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(real + 30 * DAY)
    const load = remote(options({ cache: makeCache() }))
    const list = async (): Promise<unknown> => load(url('uni.example/list'), 'status')
    try {
      pages.set('uni.example/list', json({ revokedCredential: [] }))
      await list()
      pages.set('uni.example/list', json({ revokedCredential: [{ id: 'urn:x' }] }))
      for (const days of [0, 1 / 24, 29, 30]) {
        clock.mockReturnValue(real + days * DAY)
        expect(await list(), `${days} days`).toEqual({ revokedCredential: [{ id: 'urn:x' }] })
      }
    } finally {
      clock.mockRestore()
    }
  })

  it.each<[string, (now: number) => object]>([
    ['without the time of storing, for more than 24 hours', (now) => ({ expires: now + 2 * DAY })],
    ['with a longer life than 24 hours', (now) => ({ expires: now + DAY - 1000, stored: now - 60_000 })],
    ['from the future', (now) => ({ expires: now + 120_000, stored: now + 60_000 })],
    ['with a time of storing that is no number', (now) => ({ expires: now + 60_000, stored: null })],
  ])('uses no entry %s', async (_, times) => {
    const { texts, cache } = shared()
    const entry = { ...times(Date.now()), document: { old: true } }
    texts.set(`status ${url('uni.example/list')}`, JSON.stringify(entry))
    pages.set('uni.example/list', json({ revokedCredential: [] }))
    expect(await outcome(remote(options({ cache })), 'uni.example/list')).toEqual({ revokedCredential: [] })
  })

  it('uses an entry of an earlier version, which has no time of storing', async () => {
    const { texts, cache } = shared()
    texts.set(
      `status ${url('uni.example/list')}`,
      JSON.stringify({ expires: Date.now() + 60_000, document: { old: true } }),
    )
    expect(await outcome(remote(options({ cache })), 'uni.example/list')).toEqual({ old: true })
  })

  it('limits the cache in memory', () => {
    const cache = memoryCache({ maximum: 2 })
    const expires = Date.now() + 1000
    for (const key of ['a', 'b', 'c']) cache.set(key, { expires, document: key })
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([false, true, true])
    cache.set('d', { expires: 0, document: 1 })
    expect(cache.get('d')).toBeUndefined()
  })
})

describe('the time limit', () => {
  it('holds for requests that wait for a connection', async () => {
    for (let i = 0; i < 96; i++) pages.set(`uni.example/${i}`, () => undefined)
    const load = remote(options({ timeoutMilliseconds: 400 }))
    const outcomes = await Promise.all(
      Array.from({ length: 96 }, (_, i) => outcome(load, `uni.example/${i}`)),
    )
    expect(new Set(outcomes)).toEqual(new Set(['unavailable: timeout']))
  })
})

describe('callers', () => {
  it("get their signal's reason, and others their document", async () => {
    pages.set('uni.example/list', (_, response) => {
      setTimeout(() => json({ n: 1 })(_, response), 80)
    })
    const load = remote(options())
    const controller = new AbortController()
    const reason = new Error('enough')
    const first = load(url('uni.example/list'), 'status', controller.signal)
    const second = load(url('uni.example/list'), 'status')
    setTimeout(() => controller.abort(reason), 10)
    await expect(first).rejects.toBe(reason)
    expect(await second).toEqual({ n: 1 })
    expect(hits.filter((path) => path === 'uni.example/list')).toHaveLength(1)
    await expect(load(url('uni.example/list'), 'status', AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it.each([
    [{ timeout: 3 }],
    [{ contexts: { 'https://a.example/': 'abc' } }],
    [{ purposes: ['everything'] }],
    [{ ports: ['443'] }],
    [{ maximumBytes: -1 }],
    [{ cache: true }],
    [{ allowAddress: '127.0.0.1' }],
  ])('are told of the wrong option %o', (wrong) => {
    expect(() => remote(wrong as never)).toThrow(TypeError)
  })
})
