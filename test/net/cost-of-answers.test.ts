/** What a call of `verify` pays for answers that `remote` refuses, and when it stops reading more of them. */

import { getEventListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { cached, isOpenBadgeError, type Load, verify } from 'laurel'
import { type RemoteOptions, remote } from 'laurel/net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { selfSigned } from './certificate.js'

let server: Server
let origin: string
let options: RemoteOptions
/** What the server answers under each first part of a path. */
const bodies = new Map<string, string>()
/** Packed bytes that it answers instead. */
let raw: Buffer | undefined
let waiting: (() => void)[]
/** The last response. */
let closed: ServerResponse
/** How many requests arrive before the first one is answered. */
let together: number

beforeAll(async () => {
  const { key, cert } = selfSigned('localhost')
  server = createServer({ key, cert }, (request, response) => {
    closed = response
    const body = raw ?? gzipSync(bodies.get(request.url!.split('/')[1]!)!)
    waiting.push(() =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body),
    )
    if (waiting.length >= together) for (const answer of waiting.splice(0)) answer()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `https://localhost:${(server.address() as AddressInfo).port}`
  options = { allowLocal: [origin], authorities: cert, cache: false, timeoutMilliseconds: 30_000 }
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  waiting = []
  together = 1
  raw = undefined
})
afterEach(() => void vi.restoreAllMocks())

const VC2 = 'https://www.w3.org/ns/credentials/v2'

/** A credential with proofs whose keys are to be found at that many addresses, all of which are asked at once. */
const credential = (kind: string, count: number): object => ({
  '@context': [VC2],
  type: ['VerifiableCredential'],
  issuer: 'urn:i',
  credentialSubject: { id: 'urn:a' },
  proof: Array.from({ length: count }, (_, i) => ({
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
    verificationMethod: `${origin}/${kind}/${i}#k`,
    proofValue: `z${'3'.repeat(88)}`,
  })),
})

/** Why each proof was not verified. */
function reasonsOf({ check }: Awaited<ReturnType<typeof verify>>): readonly unknown[] {
  const proofs = (check.proof.details?.['proofs'] ?? [check.proof.details]) as readonly { reason?: string }[]
  return proofs.map(({ reason }) => reason)
}

/** How many texts of this length or more are parsed. */
function countParsed(length: number): () => number {
  const parse = vi.spyOn(JSON, 'parse')
  return () => parse.mock.calls.filter(([text]) => String(text).length >= length).length
}

const LARGE = 60_000
bodies.set('malformed', `{"a":"${'x'.repeat(LARGE)}`)
bodies.set('doubled', `{"a":"${'x'.repeat(LARGE)}","b":1,"b":2}`)
bodies.set('good', `{"a":[${'"xx",'.repeat(LARGE / 5)}1]}`)
bodies.set('small', '{"a":1}')
bodies.set('bomb', ' '.repeat(2_000_000))
bodies.set('spaces', `{"a":${' '.repeat(LARGE)}1}`)
bodies.set('padded', `${' '.repeat(LARGE)}1`)

describe('an answer that is refused', () => {
  it.each([
    ['malformed', 'document_unavailable', 16 * (LARGE + 6)],
    ['doubled', 'document_unavailable', 16 * (LARGE + 20)],
    ['bomb', 'document_refused', 1_048_576],
    ['padded', 'document_unavailable', 16 * (LARGE + 1)],
  ])('tells what it cost: %s', async (kind, code, bytes) => {
    const error = await remote(options)(`${origin}/${kind}/0`, 'status').catch((each: unknown) => each)
    expect(error).toMatchObject({ code, details: { bytes } })
  })

  it.each(['malformed', 'doubled', 'bomb'])('is paid for by the call: %s', async (kind) => {
    const asked: string[] = []
    const load: Load = (url, purpose, signal) => {
      if (url.startsWith(origin)) asked.push(url)
      return remote(options)(url, purpose, signal)
    }
    const report = await verify(credential(kind, 8), { load, limits: { loadedBytes: 900_000 } })
    expect(asked.length).toBeGreaterThan(0)
    expect(reasonsOf(report).filter((reason) => reason === 'too many documents')).toHaveLength(7)
  })

  it('is paid for if another loader tells its size', async () => {
    let asked = 0
    const failure = await remote(options)(`${origin}/malformed/0`, 'key').catch((each: unknown) => each)
    const load: Load = async (url) => {
      if (!url.startsWith(origin)) throw new Error('offline')
      asked++
      throw failure
    }
    const one = await verify(credential('x', 1), { load, limits: { loadedBytes: 900_000 } })
    expect(isOpenBadgeError(failure)).toBe(true)
    expect(reasonsOf(one)).toEqual(['malformed'])
    const several = await verify(credential('x', 8), { load, limits: { loadedBytes: 900_000 } })
    expect(reasonsOf(several).filter((reason) => reason === 'malformed')).toHaveLength(1)
    expect(asked).toBeGreaterThan(1)
  })
})

describe('an answer that is read', () => {
  it('is paid for by the length of its text if its values are small', async () => {
    const report = await verify(credential('spaces', 8), {
      load: remote(options),
      limits: { loadedBytes: 900_000 },
    })
    expect(reasonsOf(report).filter((reason) => reason === 'too many documents')).toHaveLength(5)
  })

  it('is paid for if it is refused because unpacking it took long for what it holds', async () => {
    const packed = Buffer.concat([gzipSync('{}'), ...Array(5000).fill(gzipSync(''))])
    raw = packed
    const error = await remote(options)(`${origin}/small/0`, 'status').catch((each: unknown) => each)
    expect(error).toMatchObject({
      code: 'document_refused',
      details: { reason: 'pieces', bytes: 16 * packed.length },
    })
  })
})

describe('answers that arrive together', () => {
  it.each([['malformed'], ['doubled'], ['good']])(
    'are not parsed any more when no memory is left, but for the first four: %s',
    async (kind) => {
      const load = remote(options)
      // The part of the code for loaded documents loads before the test counts.
      await verify(credential('small', 1), { load })
      together = 16
      const parsed = countParsed(LARGE)
      await verify(credential(kind, 16), { load, limits: { loadedBytes: 900_000 } })
      // Those without a signal, and two that used up the memory, if these came first.
      expect(parsed()).toBeGreaterThan(0)
      expect(parsed()).toBeLessThanOrEqual(6)
    },
  )

  it('are all read if they are small', async () => {
    together = 16
    const report = await verify(credential('small', 16), { load: remote(options) })
    expect(reasonsOf(report)).toEqual(Array(16).fill('documentMalformed'))
  })
})

describe('the loads of a call', () => {
  it('are aborted when no memory is left, but for the first four, and at most four share a signal', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const load: Load = (url, purpose, signal) => {
      if (!url.startsWith(origin)) return remote(options)(url, purpose, signal)
      signals.push(signal)
      return signals.length < 16 ? new Promise(() => undefined) : Promise.resolve({ a: 'x'.repeat(5000) })
    }
    const warned = vi.spyOn(process, 'emitWarning')
    const report = await verify(credential('x', 16), { load, limits: { loadedBytes: 5000 } })
    expect(signals).toHaveLength(16)
    expect(signals.slice(0, 4)).toEqual(Array(4).fill(undefined))
    expect(signals.slice(4).every((signal) => signal!.aborted)).toBe(true)
    for (const signal of new Set(signals.slice(4)))
      expect(signals.filter((each) => each === signal).length).toBeLessThanOrEqual(4)
    expect(warned).not.toHaveBeenCalled()
    expect(reasonsOf(report)).toEqual(Array(16).fill('too many documents'))
  })

  it("have one listener on the caller's signal, and none when they have ended", async () => {
    const { signal } = new AbortController()
    const warned = vi.spyOn(process, 'emitWarning')
    const listeners = (): number => getEventListeners(signal, 'abort').length
    let asked = 0
    const most: number[] = []
    const slow: Load = (url, purpose, own) => {
      if (!url.startsWith(origin)) return remote(options)(url, purpose, own)
      asked++
      most.push(listeners())
      return new Promise((resolve) => setTimeout(() => resolve({ a: 1 }), 50))
    }
    for (const load of [slow, cached(slow)]) {
      await verify(credential('x', 16), { load, signal })
      expect(listeners()).toBe(0)
    }
    expect(asked).toBe(32)
    expect(Math.max(...most)).toBe(1)
    expect(warned).not.toHaveBeenCalled()
    // What `AbortSignal.any` keeps on its sources.
    const kept = Object.getOwnPropertySymbols(signal).map(
      (symbol) => (signal as unknown as Record<symbol, unknown>)[symbol],
    )
    for (const each of kept) if (each instanceof Set) expect(each.size).toBe(0)
  })

  it("end with the caller's reason", async () => {
    const reason = new Error('enough')
    const caller = new AbortController()
    const load: Load = (url, purpose, signal) => {
      if (!url.startsWith(origin)) return remote(options)(url, purpose, signal)
      caller.abort(reason)
      expect(signal!.reason).toBe(reason)
      return new Promise(() => undefined)
    }
    await expect(verify(credential('x', 2), { load, signal: caller.signal })).rejects.toBe(reason)
  })

  it('end the request if nobody else waits for it, and are no failure for the next', async () => {
    together = 2
    const { cache: _, ...cached } = options
    const load = remote(cached)
    const caller = new AbortController()
    const reason = new Error('enough')
    const first = load(`${origin}/small/0`, 'key', caller.signal)
    await vi.waitUntil(() => waiting.length > 0, { timeout: 30_000 })
    const ended = new Promise((resolve) => closed.once('close', resolve))
    caller.abort(reason)
    await expect(first).rejects.toBe(reason)
    await ended
    waiting = []
    together = 1
    expect(await load(`${origin}/small/0`, 'key')).toEqual({ a: 1 })
  })
})
