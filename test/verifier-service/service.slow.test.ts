import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import { bake } from 'laurel'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { verifierService } from '../../examples/verifier-service/service.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { clone, makeWorld, NOW, type World } from '../verify/world.js'

const TOKEN = 'a token of some length'.replaceAll(' ', '-')
let world: World
let app: Hono
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  app = verifierService({ load: world.load, issuing: { signer: world.signer, token: TOKEN }, now: NOW })
  signed = await world.sign(world.badge())
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const post = (
  path: string,
  body: BodyInit,
  headers: Record<string, string> = {},
): Response | Promise<Response> => app.request(path, { method: 'POST', body, headers })
const postJson = (path: string, body: unknown): Response | Promise<Response> =>
  post(path, JSON.stringify(body), { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` })

describe('for people', () => {
  it('has a form, in the language of the browser, and no script', async () => {
    const response = await app.request('/', { headers: { 'accept-language': 'de-CH,de;q=0.9' } })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('lang="de"')
    expect(page).not.toContain('<script')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('reports on an uploaded image', async () => {
    const form = new FormData()
    form.set('file', new File([Uint8Array.from(bake(PNG, signed))], 'badge.png', { type: 'image/png' }))
    const page = await (await post('/', form)).text()
    expect(page).toContain('This badge is genuine.')
    expect(page).toContain('Rust I')
    expect(page.match(/<tr>/g)).toHaveLength(8)
  })

  it('reports on pasted text, and compares the e-mail address', async () => {
    const form = new FormData()
    form.set('text', JSON.stringify(signed))
    form.set('email', 'eve@example.org')
    const page = await (await post('/', form)).text()
    expect(page).toContain('This badge could not be confirmed.')
    expect(page).not.toContain('eve@example.org')
  })

  it('shows nothing of a badge that is not genuine, and escapes what it shows', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const hostile = await world.sign(world.badge((b) => (b.credentialSubject.achievement.name = name)))
    const form = (text: unknown): FormData => {
      const made = new FormData()
      made.set('text', JSON.stringify(text))
      return made
    }
    const good = await (await post('/', form(hostile))).text()
    expect(good).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(good).not.toContain(name)
    const bad = await (await post('/', form({ ...hostile, id: 'urn:x' }))).text()
    expect(bad).not.toContain('onerror')
  })

  it('says something helpful to an empty form', async () => {
    const response = await post('/', new FormData())
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('The file is empty')
  })
})

describe('for programs', () => {
  it.each<[string, () => BodyInit]>([
    ['JSON', () => JSON.stringify(signed)],
    ['PNG', () => new Uint8Array(bake(PNG, signed))],
  ])('takes the badge as the body: %s', async (_, body) => {
    const response = await post('/verify', body(), { 'content-type': 'application/octet-stream' })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ verified: true, kind: 'open-badge' })
  })
  it('answers in the language asked for', async () => {
    const response = await post('/verify', 'junk', { 'accept-language': 'fr' })
    expect(await response.json()).toMatchObject({
      verified: false,
      checks: [{ message: expect.stringContaining('Ce n’est') }].concat(Array(7).fill(expect.anything())),
    })
  })
})

describe('the VC-API', () => {
  it('issues, and verifies what it issued', async () => {
    const response = await postJson('/credentials/issue', { credential: world.badge(), options: {} })
    expect(response.status).toBe(201)
    const issued = (await response.json()) as JsonObject
    expect(issued).toMatchObject({ name: 'Rust I', proof: { cryptosuite: 'eddsa-rdfc-2022' } })
    const verified = verifierService({ load: world.load })
    const answer = await verified.request('/credentials/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verifiableCredential: issued, options: {} }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ verified: true })
  })

  it.each<[string, (badge: Record<string, never>) => unknown]>([
    ['a malformed credential', (b) => ({ credential: { ...b, credentialSubject: {} } })],
    ['an undefined term', (b) => ({ credential: { ...b, grade: 'A' } })],
    ['another issuer', (b) => ({ credential: { ...b, issuer: 'did:example:other' } })],
    ['a signed credential', () => ({ credential: signed })],
    ['no credential', () => ({})],
    ['a list', () => []],
    ['a text', () => ({ credential: 'x' })],
  ])('does not issue %s', async (_, request_) => {
    const response = await postJson('/credentials/issue', request_(clone(world.badge()) as never))
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const problem = (await response.json()) as { problemDetails: unknown[] }
    expect(problem.problemDetails.length).toBeGreaterThan(0)
  })

  it('does not issue without a key', async () => {
    const verifier = verifierService({ load: world.load })
    const response = await verifier.request('/credentials/issue', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(404)
  })

  it.each<[string, () => unknown, string]>([
    [
      'changed content',
      () => ({ ...signed, name: 'Rust II' }),
      'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR',
    ],
    [
      'a malformed credential',
      () => ({ ...signed, credentialSubject: [] }),
      'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR',
    ],
    ['other JSON', () => ({}), 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR'],
    ['no object', () => 'x', 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR'],
  ])('rejects %s', async (_, credential, type) => {
    const response = await postJson('/credentials/verify', { verifiableCredential: credential() })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ type, status: 400, verified: false })
  })

  it('verifies presentations with challenge and domain', async () => {
    const presentation = clone(
      await addProof(
        {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiablePresentation'],
          holder: world.stranger.controller,
          verifiableCredential: [signed],
        },
        world.stranger,
        {
          proofPurpose: 'authentication',
          challenge: 'c',
          domain: 'd',
          created: new Date('2026-04-30T00:00:00Z'),
        },
      ),
    )
    const ask = (options: object): Response | Promise<Response> =>
      postJson('/presentations/verify', { verifiablePresentation: presentation, options })
    expect((await ask({ challenge: 'c', domain: 'd' })).status).toBe(200)
    expect((await ask({ challenge: 'other', domain: 'd' })).status).toBe(400)
    expect(await (await ask({})).json()).toMatchObject({
      type: 'https://w3id.org/security#INVALID_CHALLENGE_ERROR',
    })
  })

  it('says what is not JSON', async () => {
    const type = { 'content-type': 'application/json' }
    expect((await post('/credentials/verify', '{"verifiable', type)).status).toBe(400)
  })
})

describe('who may ask', () => {
  const issue = async (headers: Record<string, string>, path = '/credentials/issue'): Promise<number> => {
    const body = JSON.stringify({ credential: world.badge() })
    const all = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers }
    return (await post(path, body, all)).status
  }
  it('is whoever has the token', async () => {
    expect(await issue({})).toBe(201)
    expect(await issue({ 'content-type': 'application/json; charset=utf-8' })).toBe(201)
    for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, TOKEN])
      expect(await issue({ authorization })).toBe(401)
    expect(() =>
      verifierService({ load: world.load, issuing: { signer: world.signer, token: 'short' } }),
    ).toThrow(TypeError)
  })

  it.each<[string, Record<string, string>, number]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text', { 'content-type': 'text/plain' }, 415],
    ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['what only begins like JSON', { 'content-type': 'application/jsonp' }, 415],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['a page of another port', { origin: 'http://localhost:8080' }, 403],
    ['a page without origin', { origin: 'null' }, 403],
    ['a name that leads here by rebinding', { host: 'evil.example' }, 421],
    [
      'such a name with its own origin',
      { host: 'evil.example:3000', origin: 'http://evil.example:3000' },
      421,
    ],
  ])('is not %s', async (_, headers, status) => {
    expect(await issue(headers)).toBe(status)
    expect(
      await issue({
        host: 'localhost:3000',
        origin: 'http://localhost:3000',
        'sec-fetch-site': 'same-origin',
      }),
    ).toBe(201)
  })

  it('is not a page elsewhere for verifying either, and reading needs the right name', async () => {
    expect((await post('/verify', '{}', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await app.request('/', { headers: { host: 'evil.example' } })).status).toBe(421)
    const named = verifierService({ load: world.load, hosts: ['badges.example.edu'] })
    expect((await named.request('/', { headers: { host: 'badges.example.edu' } })).status).toBe(200)
    expect((await named.request('/', { headers: { host: 'localhost' } })).status).toBe(421)
  })

  it.each(['/credentials/%69ssue', '/credentials%2Fissue', '//credentials/issue', '/credentials/issue;x'])(
    'is nobody by the path %s',
    async (path) => {
      expect(await issue({}, `http://localhost${path}`)).toBe(404)
    },
  )

  it('leaves it to the proxy to promise TLS for all subdomains', async () => {
    expect((await app.request('/')).headers.get('strict-transport-security')).toBeNull()
  })
})

describe('a malformed form', () => {
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  const field = (name: string): string => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`
  it.each<[string, string, Record<string, string>, number]>([
    ['no form', 'hello', type, 400],
    ['half a form', field('text'), type, 400],
    ['nothing', '', type, 400],
    ['a form without boundary', `${field('text')}--x--`, { 'content-type': 'multipart/form-data' }, 400],
    ['30,000 fields', `${field('a').repeat(30_000)}--x--`, type, 400],
    [
      'a million fields',
      'a&'.repeat(1_000_000),
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
  ])('is told to whoever sent %s', async (_, body, headers, status) => {
    for (const path of ['/', '/verify']) expect((await post(path, body, headers)).status).toBe(status)
  })
})

describe('limits', () => {
  /** A body that never ends. */
  const endless = (): ReadableStream<Uint8Array> =>
    new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) })
  const send = (to: Hono, body: BodyInit): Promise<Response> =>
    Promise.resolve(to.request('/verify', { method: 'POST', body, duplex: 'half' } as RequestInit))

  it('on the time of a body, which holds no place while it comes', async () => {
    const service = verifierService({ load: world.load, now: NOW, concurrency: 1, bodyMilliseconds: 300 })
    const slow = Array.from({ length: 64 }, () => send(service, endless()))
    expect((await service.request('/health')).status).toBe(200)
    expect(await (await send(service, JSON.stringify(signed))).json()).toMatchObject({ verified: true })
    const late = await Promise.all(slow)
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([408]))
    expect(late[0]!.headers.get('connection')).toBe('close')
  })
  it('on the bytes of all bodies under way', async () => {
    const service = verifierService({ load: world.load, bodyMilliseconds: 300, heldBytes: 25 })
    const statuses = (await Promise.all([1, 2, 3].map(() => send(service, endless())))).map(
      ({ status }) => status,
    )
    expect(statuses.sort()).toEqual([408, 408, 503])
    expect((await send(service, 'x')).status).toBe(200)
  })
  it('on the size of a body that does not say its length', async () => {
    const service = verifierService({ load: world.load, maximumBytes: 5 })
    expect((await send(service, endless())).status).toBe(413)
  })
  it('on the size of a request', async () => {
    const response = await post('/verify', new Uint8Array(3_000_000))
    expect(response.status).toBe(413)
  })
  it('on the number of requests at once', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = verifierService({
      load: async (url, purpose, signal) => {
        await gate
        return world.load(url, purpose, signal)
      },
      now: NOW,
      concurrency: 1,
    })
    const badge = JSON.stringify(
      await world.sign(
        world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
        world.web,
      ),
    )
    const ask = (): Promise<Response> =>
      Promise.resolve(slow.request('/verify', { method: 'POST', body: badge }))
    const first = ask()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = await ask()
    expect(second.status).toBe(503)
    expect((await slow.request('/health')).status).toBe(200)
    expect(second.headers.get('retry-after')).toBe('1')
    release()
    expect(await (await first).json()).toMatchObject({ verified: true })
  })
  it('on the time of a request', async () => {
    const slow = verifierService({
      load: () => new Promise(() => undefined),
      now: NOW,
      timeoutMilliseconds: 50,
    })
    const badge = JSON.stringify(
      await world.sign(
        world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
        world.web,
      ),
    )
    const response = await slow.request('/verify', { method: 'POST', body: badge })
    expect(response.status).toBe(504)
  })
})

describe('the process', () => {
  let child: ChildProcess | undefined
  const start = (env: Record<string, string>): ChildProcess => {
    child = spawn(process.execPath, ['--import', 'tsx', 'examples/verifier-service/main.ts'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, PORT: '0', OFFLINE: '1', TSX_TSCONFIG_PATH: 'test/tsconfig.json', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return child
  }

  it('issues nothing unless it is told to, and hangs up on who says nothing', async () => {
    const [line] = (await once(start({}).stdout!, 'data')) as [Buffer]
    expect(line.toString()).toContain('issuing nothing')
    const [, host, port] = /http:\/\/([\d.]+):(\d+)/.exec(line.toString())!
    const answer = await fetch(`http://${host}:${port}/credentials/issue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ credential: world.badge() }),
    })
    expect(answer.status).toBe(404)
    const silent = connect(Number(port), host)
    const slow = connect(Number(port), host)
    slow.write('POST /verify HTTP/1.1\r\nHost: localhost\r\nX-')
    for (const socket of [silent, slow]) socket.resume().on('error', () => undefined)
    await Promise.all([once(silent, 'close'), once(slow, 'close')])
  }, 30_000)

  it('does not print a key that it cannot read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-service-'))
    const secret = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'
    try {
      writeFileSync(join(folder, 'key'), `{"kty":"OKP","d":"${secret}" oops`)
      const failed = start({ ISSUER_KEY: join(folder, 'key'), ISSUE_TOKEN: TOKEN })
      let said = ''
      for (const stream of [failed.stdout!, failed.stderr!]) stream.on('data', (text) => (said += text))
      expect((await once(failed, 'close'))[0]).not.toBe(0)
      expect(said).toContain('key_invalid')
      for (let i = 0; i < secret.length - 8; i++) expect(said).not.toContain(secret.slice(i, i + 8))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 30_000)

  afterEach(() => {
    child?.kill('SIGKILL')
  })

  it('listens on loopback, answers, and stops when it is told to, after what is under way', async () => {
    const repository = fileURLToPath(new URL('../..', import.meta.url))
    child = spawn(process.execPath, ['--import', 'tsx', 'examples/verifier-service/main.ts'], {
      cwd: repository,
      env: { ...process.env, PORT: '0', OFFLINE: '1', TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    const [, host, port] = /http:\/\/([\d.]+):(\d+)/.exec(line.toString())!
    expect(host).toBe('127.0.0.1')
    const report = await (
      await fetch(`http://${host}:${port}/verify`, { method: 'POST', body: JSON.stringify(signed) })
    ).json()
    expect(report).toMatchObject({
      checks: [{ outcome: 'pass' }, { outcome: 'pass' }, { outcome: 'pass' }, {}, {}, {}, {}, {}],
    })

    // A request whose body is still on its way when the signal comes.
    const text = JSON.stringify(signed)
    const late = request({
      host,
      port,
      path: '/verify',
      method: 'POST',
      headers: { 'content-length': Buffer.byteLength(text) },
    })
    late.write(text.slice(0, 100))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), host)
      socket.on('connect', () => resolve(false)).on('error', () => resolve(true))
    })
    expect(refused).toBe(true)
    late.end(text.slice(100))
    const [response] = (await once(late, 'response')) as [{ statusCode: number; resume: () => void }]
    expect(response.statusCode).toBe(200)
    response.resume()
    expect((await exit)[0]).toBe(0)
  }, 30_000)
})
