import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { verifyMany } from 'laurel'
import { type RemoteOptions, remote } from 'laurel/net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { generateSigner, type LocalSigner } from '../../src/keys/signers/make-signer.js'
import { bySuite } from '../by-suite.js'
import { verify } from '../verify/checked.js'
import { didDocument, makeWorld, NOW, trouble, type World } from '../verify/world.js'
import { selfSigned } from './certificate.js'

/** A badge whose issuer and list live on this server, and what the server does instead of answering. */
type Page = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let host: string
let options: RemoteOptions
let pages: Map<string, Page>
let hits: string[]
let world: World
let signer: LocalSigner
let signed: JsonObject

beforeAll(async () => {
  const { key, cert } = selfSigned('uni.example')
  server = createServer({ key, cert }, (request, response) => {
    hits.push(request.url!)
    const page = pages.get(request.url!)
    if (page === undefined) response.writeHead(404).end()
    else page(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  host = `uni.example:${port}`
  options = {
    ports: [port],
    authorities: cert,
    lookup: async () => ['127.0.0.1'],
    allowAddress: (address, name) => address === '127.0.0.1' && name === 'uni.example',
    timeoutMilliseconds: 20_000,
  }
  world = await makeWorld()
  signer = await generateSigner({ controller: `did:web:uni.example%3A${port}` })
  signed = await world.sign(
    world.badge((badge) => {
      badge.issuer.id = signer.controller
      badge.credentialStatus = {
        id: `https://${host}/list#6`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '6',
        statusListCredential: `https://${host}/list`,
      }
    }),
    signer,
  )
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const json =
  (value: unknown): Page =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))

beforeEach(async () => {
  hits = []
  pages = new Map([
    ['/.well-known/did.json', json(didDocument(signer.controller, signer))],
    ['/list', json(await world.publishList([7], { url: `https://${host}/list`, signer }))],
  ])
})

describe('verify over the guarded loader', () => {
  it('fetches the key and the list, and nothing else', async () => {
    const report = await verify(signed, { load: remote(options), now: NOW })
    expect(trouble(report)).toBe('')
    expect(report.verified).toBe(true)
    expect(hits).toEqual(['/.well-known/did.json', '/list'])
  })

  it('fetches them once for many badges', async () => {
    const many = bySuite(50, 200)
    let verified = 0
    for await (const { report } of verifyMany(Array(many).fill(signed), {
      load: remote(options),
      now: NOW,
    })) {
      if (report.verified) verified++
    }
    expect(verified).toBe(many)
    expect(hits.sort()).toEqual(['/.well-known/did.json', '/list'])
  })

  it.each<[string, Page]>([
    ['not there', (_, r) => r.writeHead(404).end()],
    ['gone', (_, r) => r.writeHead(410).end()],
    ['failing', (_, r) => r.writeHead(500).end()],
    ['silent', () => undefined],
    ['cut off', (_, r) => r.destroy()],
    [
      'slow',
      (_, r) => {
        r.writeHead(200, { 'content-type': 'application/json' }).write('{')
      },
    ],
    [
      'a redirect to a metadata address',
      (_, r) => r.writeHead(302, { location: 'https://169.254.169.254/' }).end(),
    ],
    ['a redirect without end', (_, r) => r.writeHead(302, { location: '/list' }).end()],
    ['a redirect to http', (_, r) => r.writeHead(302, { location: `http://${host}/list` }).end()],
    ['a web page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['half JSON', (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"a"')],
    [
      'too large',
      (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(2_000_000, 0x20)),
    ],
    [
      'a gzip bomb',
      (_, r) =>
        r
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(20_000_000, 0x20))),
    ],
  ])('a list that is %s leaves the status unknown', async (name, page) => {
    pages.set('/list', page)
    // The list alone is waited for so short a time: an answer may take longer on a machine with much to do.
    const isWaitedFor = name === 'silent' || name === 'slow'
    const patient = remote(options)
    const hasty = isWaitedFor ? remote({ ...options, timeoutMilliseconds: 200 }) : patient
    const load: typeof patient = (url, purpose, signal) =>
      (purpose === 'status' ? hasty : patient)(url, purpose, signal)
    const report = await verify(signed, { load, now: NOW })
    expect(trouble(report)).toBe('status unknown status_unavailable /credentialStatus')
    expect(report.verified).toBe(false)
  })

  it.each<[string, Page, string]>([
    ['not there', (_, r) => r.writeHead(404).end(), 'proof unknown document_unavailable /proof'],
    [
      'a redirect to elsewhere',
      (_, r) => r.writeHead(302, { location: 'https://evil.example/' }).end(),
      'proof unknown document_refused /proof',
    ],
    [
      'of another issuer',
      (_, r) => json(didDocument('did:web:other.example', signer))(_, r),
      'proof fail controller_invalid /proof',
    ],
  ])('a key document that is %s', async (_, page, expected) => {
    pages.set('/.well-known/did.json', page)
    const report = await verify(signed, { load: remote(options), now: NOW })
    expect(trouble(report)).toBe(expected)
    expect(hits).not.toContain('/list')
  })

  it('asks for all status lists at once, and for each once', async () => {
    const lists = ['/a', '/b', '/c', '/d']
    const several = await world.sign(
      world.badge((badge) => {
        badge.issuer.id = signer.controller
        badge.credentialStatus = [...lists, '/a'].map((path, i) => ({
          id: `https://${host}${path}#${i}`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: `${i}`,
          statusListCredential: `https://${host}${path}`,
        }))
      }),
      signer,
    )
    // No list is answered before all have been asked for.
    const waiting: (() => void)[] = []
    for (const path of lists) {
      const list = await world.publishList([7], { url: `https://${host}${path}`, signer })
      pages.set(path, (request, response) => {
        waiting.push(() => json(list)(request, response))
        if (waiting.length === lists.length) for (const answer of waiting) answer()
      })
    }
    const report = await verify(several, {
      load: remote({ ...options, timeoutMilliseconds: 2000 }),
      now: NOW,
    })
    expect(trouble(report)).toBe('')
    expect(hits.filter((path) => lists.includes(path)).sort()).toEqual(lists)
  })
})

describe('the signal of verify', () => {
  it('ends the wait for a loader that ignores the signal', async () => {
    const reason = new Error('enough')
    const deaf = (): Promise<unknown> => new Promise(() => undefined)
    const controller = new AbortController()
    const answer = verify(signed, { load: deaf, now: NOW, signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await expect(answer).rejects.toBe(reason)
  })
})

describe('an issuer on this machine', () => {
  let local: RemoteOptions
  let badge: JsonObject
  let origin: string
  beforeAll(async () => {
    const { key, cert } = selfSigned('localhost')
    const { port } = server.address() as AddressInfo
    server.setSecureContext({ key, cert })
    origin = `https://localhost:${port}`
    local = { authorities: cert, timeoutMilliseconds: 3000 }
    const issuer = await generateSigner({ controller: `${origin}/issuer` })
    badge = await world.sign(
      world.badge((each) => (each.issuer.id = issuer.controller)),
      issuer,
    )
    controller = json(didDocument(issuer.controller, issuer))
  })
  let controller: Page
  beforeEach(() => pages.set('/issuer', controller))

  it('is found where its origin is allowed', async () => {
    const report = await verify(badge, { load: remote({ ...local, allowLocal: [origin] }), now: NOW })
    expect(trouble(report)).toBe('')
    expect(report.verified).toBe(true)
  })

  it.each([
    ['none is', (): readonly string[] => []],
    ['another port is', () => ['https://localhost:1']],
    ['another host is', () => [origin.replace('localhost', '127.0.0.1')]],
  ])('is not asked where %s', async (_, allowLocal) => {
    const load = remote({ ...local, allowLocal: allowLocal() })
    await expect(load(`${origin}/issuer`, 'controller')).rejects.toMatchObject({ code: 'document_refused' })
    expect(hits).toEqual([])
  })

  it.each(['http://localhost:3000', 'https://localhost:3000/', 'localhost', '*', 'https://uni.example'])(
    'takes exact https origins alone, and not %s',
    (text) => {
      expect(() => remote({ allowLocal: [text] })).toThrow(TypeError)
    },
  )

  it('is reached by no redirect from elsewhere', async () => {
    pages.set('/there', (_, r) => r.writeHead(302, { location: `${origin}/issuer` }).end())
    const both = selfSigned('uni.example', 'localhost')
    server.setSecureContext(both)
    const load = remote({
      ...options,
      authorities: both.cert,
      allowLocal: [origin],
      timeoutMilliseconds: 3000,
    })
    await expect(load(`https://${host}/there`, 'status')).rejects.toMatchObject({
      details: { reason: 'a redirect to a local origin' },
    })
  })
})
