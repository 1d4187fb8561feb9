import { describe, expect, it } from 'vitest'
import { cached, documents, firstOf } from '../../src/documents/loaders.js'
import { OpenBadgeError } from '../../src/errors.js'
import type { Load } from '../../src/ports.js'

const refuse: Load = async (url, purpose) => {
  throw new OpenBadgeError('document_refused', 'refused', { url, purpose, reason: 'test' })
}

describe('firstOf', () => {
  it('asks the next loader if one does not know the document', async () => {
    const load = firstOf(
      documents({ 'https://a.example': { a: 1 } }),
      documents({ 'https://b.example': { b: 2 } }),
    )
    await expect(load('https://b.example', 'controller')).resolves.toEqual({ b: 2 })
    await expect(load('https://c.example', 'controller')).rejects.toMatchObject({ code: 'document_unknown' })
  })

  it('stops at a loader that refuses', async () => {
    const load = firstOf(refuse, documents({ 'https://a.example': {} }))
    await expect(load('https://a.example', 'context')).rejects.toMatchObject({ code: 'document_refused' })
  })
})

describe('documents', () => {
  it('copies what it is given', async () => {
    const document = { inner: { value: 1 } }
    const load = documents({ 'https://a.example': document })
    document.inner.value = 2
    await expect(load('https://a.example', 'context')).resolves.toEqual({ inner: { value: 1 } })
  })

  it.each([
    ['did:web:example.edu'],
    ['DID:web:example.edu'],
    ['https://example.edu/did.json#key-1'],
    ['/context.json'],
    [''],
  ])('refuses %j, which no document is loaded from', (url) => {
    expect(() => documents({ [url]: {} })).toThrow(`nothing is loaded from "${url}"`)
  })

  it.each([['https://example.edu/did.json'], ['urn:example:context'], ['http://example.edu:8080/a?b=c']])(
    'takes %j',
    async (url) => {
      expect(await documents({ [url]: {} })(url, 'context')).toEqual({})
    },
  )
})

describe('cached', () => {
  it('shares one load among calls at the same time and remembers it', async () => {
    let loads = 0
    const load = cached(async () => ({ number: ++loads }))
    const [first, second] = await Promise.all([
      load('https://a.example', 'status'),
      load('https://a.example', 'status'),
    ])
    expect(first).toBe(second)
    expect(await load('https://a.example', 'status')).toBe(first)
    expect(await load('https://a.example', 'schema')).not.toBe(first)
    expect(loads).toBe(2)
  })

  it('forgets a failure', async () => {
    let loads = 0
    const load = cached(async (url, purpose) => {
      if (++loads === 1)
        throw new OpenBadgeError('document_unavailable', 'down', { url, purpose, reason: 'test' })
      return 'up'
    })
    await expect(load('https://a.example', 'status')).rejects.toMatchObject({ code: 'document_unavailable' })
    await expect(load('https://a.example', 'status')).resolves.toBe('up')
  })
})

describe('cached, when callers abort', () => {
  /** A loader that answers when it is told to, and its calls. */
  function slow(): { load: Load; answer: (document: string) => void; signals: (AbortSignal | undefined)[] } {
    const signals: (AbortSignal | undefined)[] = []
    let answer: (document: string) => void = () => {}
    const load: Load = (_, __, signal) => {
      signals.push(signal)
      return new Promise((resolve, reject) => {
        answer = resolve
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    }
    return { load, answer: (document) => answer(document), signals }
  }
  const ask = (load: Load, signal?: AbortSignal): Promise<unknown> =>
    load('https://a.example', 'status', signal)

  it('ends only the wait of the one who aborts', async () => {
    const { load, answer, signals } = slow()
    const shared = cached(load)
    const [first, second] = [new AbortController(), new AbortController()]
    const answers = [ask(shared, first.signal), ask(shared, second.signal), ask(shared)]
    first.abort(new Error('first'))
    await expect(answers[0]).rejects.toThrow('first')
    second.abort(new Error('second'))
    await expect(answers[1]).rejects.toThrow('second')
    answer('list')
    await expect(answers[2]).resolves.toBe('list')
    await expect(ask(shared, new AbortController().signal)).resolves.toBe('list')
    expect(signals).toHaveLength(1)
  })

  it('hears the signal of a later caller, too', async () => {
    const { load, answer } = slow()
    const shared = cached(load)
    const later = new AbortController()
    const answers = [ask(shared), ask(shared, later.signal)]
    later.abort(new Error('later'))
    await expect(answers[1]).rejects.toThrow('later')
    answer('list')
    await expect(answers[0]).resolves.toBe('list')
  })

  it('ends the load when all have aborted, and the next caller gets a new one', async () => {
    const { load, answer, signals } = slow()
    const shared = cached(load)
    const [first, second] = [new AbortController(), new AbortController()]
    const answers = Promise.allSettled([ask(shared, first.signal), ask(shared, second.signal)])
    first.abort()
    expect(signals[0]?.aborted).toBe(false)
    second.abort(new Error('the last'))
    expect(signals[0]?.reason).toMatchObject({ message: 'the last' })
    const next = ask(shared, new AbortController().signal)
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    answer('list')
    await expect(next).resolves.toBe('list')
    await expect(ask(shared)).resolves.toBe('list')
    expect(signals).toHaveLength(2)
  })

  it('asks for nothing if the caller has aborted before', async () => {
    const { load, signals } = slow()
    await expect(ask(cached(load), AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
    expect(signals).toEqual([])
  })

  it('shares a load that another loader put into the same cache', async () => {
    const { load, answer } = slow()
    const cache = new Map<string, Promise<unknown>>()
    const [first, second] = [new AbortController(), new AbortController()]
    const one = ask(cached(load, cache), first.signal)
    const other = ask(cached(load, cache), second.signal)
    first.abort(new Error('first'))
    await expect(one).rejects.toThrow('first')
    answer('list')
    await expect(other).resolves.toBe('list')
  })
})
