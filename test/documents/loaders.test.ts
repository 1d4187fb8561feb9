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
