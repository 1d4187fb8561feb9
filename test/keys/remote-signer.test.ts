/** The remote signer against services that are busy, slow, wrong or gone. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { isOpenBadgeError, OpenBadgeError } from '../../src/errors.js'
import { generateSigner, type LocalSigner } from '../../src/keys/signers/make-signer.js'
import type { RemoteSignerOptions } from '../../src/keys/signers/remote-options.js'
import type { SignCall } from '../../src/keys/signers/remote-signer.js'
import { importOn, platformNames } from '../platform/both.js'

const bytes = new Uint8Array(64).fill(7)
const key = { verificationMethod: 'did:web:example.edu#kms' }
const throttled = Object.assign(new Error('slower'), { name: 'ThrottlingException' })
const fast = { delayMilliseconds: 1, longestDelayMilliseconds: 2 }

describe.each(platformNames)('%s', (platform) => {
  let room: typeof import('../../src/keys/signers/remote-signer.js')
  let local: LocalSigner
  beforeAll(async () => {
    room = await importOn(platform, () => import('../../src/keys/signers/remote-signer.js'))
    local = await generateSigner()
  })
  const remote = (sign: SignCall, options: RemoteSignerOptions = {}) =>
    room.remoteSigner({ ...key, sign }, { ...fast, ...options })

  test('signs, and is a Signer that any code can use', async () => {
    const signer = room.remoteSigner({
      ...key,
      publicKeyMultibase: local.publicKeyMultibase!,
      controller: 'did:web:example.edu',
      sign: async (data) => local.sign(data),
    })
    expect(await local.publicKey.verify(await signer.sign(bytes), bytes)).toBe(true)
    expect(signer).toMatchObject({ ...key, algorithm: 'Ed25519', controller: 'did:web:example.edu' })
    expect(signer.remaining()).toBe(Number.POSITIVE_INFINITY)
  })

  test('makes no more concurrent calls than allowed, in the order of the requests', async () => {
    let running = 0
    let most = 0
    const served: number[] = []
    const signer = remote(
      async (data) => {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 2))
        served.push(data[0]!)
        running--
        return new Uint8Array(64)
      },
      { concurrency: 3 },
    )
    await Promise.all(Array.from({ length: 20 }, (_, i) => signer.sign(Uint8Array.of(i))))
    expect(most).toBe(3)
    expect(served).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  test.each([
    ['AWS', throttled],
    ['status', Object.assign(new Error('x'), { status: 429 })],
    ['statusCode', { statusCode: 429 }],
    ['metadata', Object.assign(new Error('x'), { $metadata: { httpStatusCode: 429 } })],
    ['gRPC', Object.assign(new Error('x'), { code: 8 })],
    ['code', Object.assign(new Error('x'), { code: 'RESOURCE_EXHAUSTED' })],
  ])('throttling is waited out: %s', async (_, error) => {
    let calls = 0
    const signer = remote(() => {
      if (++calls < 4) throw error
      return local.sign(bytes)
    })
    expect(await signer.sign(bytes)).toEqual(await local.sign(bytes))
    expect(calls).toBe(4)
  })

  test('stops after endless throttling, with the service’s error as cause', async () => {
    const call = vi.fn(() => Promise.reject(throttled))
    const error = await failure(remote(call, { attempts: 3 }).sign(bytes))
    expect(error.details.reason).toBe('throttled')
    expect(error.cause).toBe(throttled)
    expect(call).toHaveBeenCalledTimes(3)
  })

  test('uses the wait that the service asks for', async () => {
    let calls = 0
    const signer = remote(
      () => {
        if (++calls === 1) throw new Error('busy')
        return new Uint8Array(64)
      },
      { isThrottled: () => 3 },
    )
    await signer.sign(bytes)
    expect(calls).toBe(2)
  })

  test('other failures are not retried', async () => {
    const cause = new Error('access denied')
    const call = vi.fn(() => Promise.reject(cause))
    const error = await failure(remote(call).sign(bytes))
    expect(error.details.reason).toBe('refused')
    expect(error.cause).toBe(cause)
    expect(call).toHaveBeenCalledTimes(1)
  })

  test('a service that does not answer times out, its call is aborted, and the turn is free again', async () => {
    let told: AbortSignal | undefined
    let calls = 0
    const signer = remote(
      (_, signal) => {
        if (++calls > 1) return new Uint8Array(64)
        told = signal
        return new Promise(() => {})
      },
      { timeoutMilliseconds: 5, concurrency: 1 },
    )
    const first = failure(signer.sign(bytes))
    const second = signer.sign(bytes)
    expect((await first).details.reason).toBe('timeout')
    expect(told?.aborted).toBe(true)
    expect((await second).length).toBe(64)
  })

  test('a signal that succeeded is not aborted afterwards', async () => {
    let told: AbortSignal | undefined
    await remote((_, signal) => {
      told = signal
      return new Uint8Array(64)
    }).sign(bytes)
    expect(told?.aborted).toBe(false)
  })

  test.each([
    ['63 bytes', new Uint8Array(63)],
    ['DER', new Uint8Array(71)],
    ['text', 'c2lnbmF0dXJl'],
    ['nothing', undefined],
  ])('what is no signature is refused: %s', async (_, answer) => {
    const error = await failure(remote(async () => answer as Uint8Array).sign(bytes))
    expect(error.details.reason).toBe('malformed signature')
  })

  test('the budget counts every call, and is never passed', async () => {
    let calls = 0
    const signer = remote(
      () => {
        if (++calls === 1) throw throttled
        return new Uint8Array(64)
      },
      { budget: 3 },
    )
    await signer.sign(bytes)
    expect(signer.remaining()).toBe(1)
    const results = await Promise.allSettled([signer.sign(bytes), signer.sign(bytes), signer.sign(bytes)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect((await failure(signer.sign(bytes))).details.reason).toBe('budget exhausted')
    expect(calls).toBe(3)
  })

  describe('abort', () => {
    const reason = new Error('enough')

    test('before', async () => {
      const call = vi.fn(() => new Uint8Array(64))
      await expect(remote(call).sign(bytes, AbortSignal.abort(reason))).rejects.toBe(reason)
      await expect(remote(call, { signal: AbortSignal.abort(reason) }).sign(bytes)).rejects.toBe(reason)
      expect(call).not.toHaveBeenCalled()
    })

    test('aborts during a call, while waiting for a turn, and between attempts', async () => {
      const stop = new AbortController()
      const told: AbortSignal[] = []
      const slow = remote(
        (_, signal) => {
          told.push(signal)
          return new Promise(() => {})
        },
        { concurrency: 1, signal: stop.signal },
      )
      const busy = remote(() => Promise.reject(throttled), {
        delayMilliseconds: 60_000,
        longestDelayMilliseconds: 60_000,
        signal: stop.signal,
      })
      const all = Promise.allSettled([slow.sign(bytes), slow.sign(bytes), busy.sign(bytes)])
      await new Promise((resolve) => setTimeout(resolve, 5))
      stop.abort(reason)
      for (const result of await all) expect(result).toEqual({ status: 'rejected', reason })
      expect(told.map(({ aborted }) => aborted)).toEqual([true])
    })

    test("one caller's signal ends that caller's signature only", async () => {
      const stop = new AbortController()
      const signer = remote(async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        return new Uint8Array(64)
      })
      const [first, second] = [signer.sign(bytes, stop.signal), signer.sign(bytes)]
      stop.abort(reason)
      await expect(first).rejects.toBe(reason)
      expect((await second).length).toBe(64)
    })

    test('a signal that is used for many signatures keeps no followers', async () => {
      const { signal } = new AbortController()
      const added = vi.spyOn(signal, 'addEventListener')
      const removed = vi.spyOn(signal, 'removeEventListener')
      const signer = remote(() => new Uint8Array(64), { signal })
      for (let i = 0; i < 50; i++) await signer.sign(bytes)
      expect(added.mock.calls.length).toBeGreaterThan(0)
      expect(removed.mock.calls.length).toBe(added.mock.calls.length)
    })
  })

  describe('a service that refuses', () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' })
    const asked = (signer: { readonly sign: (data: Uint8Array) => Promise<unknown> }, count: number) =>
      Promise.allSettled(Array.from({ length: count }, () => signer.sign(bytes)))

    test.each([
      ['AWS', denied],
      ['HTTP', { status: 403 }],
      ['the metadata', { $metadata: { httpStatusCode: 401 } }],
      ['gRPC', { code: 7 }],
      ['a cause', new Error('x', { cause: denied })],
    ])('for good is asked no more for what waits, by %s', async (_, error) => {
      const call = vi.fn(() => Promise.reject(error))
      const results = await asked(remote(call, { concurrency: 4 }), 500)
      expect(results.every(({ status }) => status === 'rejected')).toBe(true)
      expect(call.mock.calls.length).toBeLessThanOrEqual(4)
    })

    test('without a reason is asked a few times, and hanging as many as may hang at once', async () => {
      const call = vi.fn(() => Promise.reject(new Error('broken')))
      await asked(remote(call, { concurrency: 1 }), 500)
      expect(call).toHaveBeenCalledTimes(5)
      const hang = vi.fn(() => new Promise<Uint8Array>(() => {}))
      await asked(remote(hang, { concurrency: 8, timeoutMilliseconds: 5 }), 500)
      expect(hang.mock.calls.length).toBeLessThanOrEqual(16)
    })

    test('is tried again by what is asked for later, and used as before once it is back', async () => {
      let isBack = false
      const signer = remote(
        () => {
          if (!isBack) throw denied
          return new Uint8Array(64)
        },
        { concurrency: 1 },
      )
      await asked(signer, 20)
      isBack = true
      expect((await signer.sign(bytes)).length).toBe(64)
      expect((await asked(signer, 20)).every(({ status }) => status === 'fulfilled')).toBe(true)
    })

    test('is probed from time to time', async () => {
      let calls = 0
      const signer = remote(() => {
        if (++calls % 4 === 0) throw new Error('now and then')
        return new Uint8Array(64)
      })
      const results = await asked(signer, 100)
      expect(calls).toBe(100)
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(75)
    })
  })

  test('a signal has one listener, however many signatures wait', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const signer = remote(async () => new Uint8Array(64), { signal })
    await Promise.all(Array.from({ length: 200 }, () => signer.sign(bytes, signal)))
    expect(added).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['timeout', 'timeoutMilliseconds'],
    ['delay', 'delayMilliseconds'],
  ])('an option without its unit, %s, is answered with the name', (written, name) => {
    expect(() => remote(() => bytes, { [written]: 1 })).toThrow(
      `unknown option "${written}"; write "${name}"`,
    )
  })

  test('an OpenBadgeError is not changed', async () => {
    const own = new OpenBadgeError('signer_failed', 'the HSM is locked', { reason: 'locked' })
    expect(await failure(remote(() => Promise.reject(own)).sign(bytes))).toBe(own)
  })

  test.each([
    { retries: 3 },
    { concurrency: 0 },
    { attempts: 0 },
    { timeoutMilliseconds: -1 },
    { budget: Number.NaN },
  ])('TypeError: %j', (options) => {
    expect(() => remote(() => bytes, options as RemoteSignerOptions)).toThrow(TypeError)
  })
})

async function failure(promise: Promise<unknown>): Promise<OpenBadgeError<'signer_failed'>> {
  try {
    await promise
  } catch (error) {
    if (isOpenBadgeError(error, 'signer_failed')) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
