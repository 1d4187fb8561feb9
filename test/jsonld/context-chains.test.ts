/** A general processor copies all terms for each context that it combines. A few short contexts can stand for millions. */
import { describe, expect, it } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { ContextChains } from '../../src/jsonld/fallback/context-chains.js'

const HOST = 'https://a.example/'
const X = 'https://x.example/'

/** What the contexts of a document cost. */
function paid(document: Json, contexts: Readonly<Record<string, Json>>): number {
  const work = newWork({ ...newWork().limits, contextWork: 1e12 })
  const before = work.remaining('contextWork')
  const chains = new ContextChains(document, work)
  for (const [url, context] of Object.entries(contexts)) chains.payForContext(url, { '@context': context })
  return before - work.remaining('contextWork')
}

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)
const context = (i: number | string): string => `${HOST}${i}`
/** Each names the next one `width` times; the last has eight terms. */
const levels = (count: number, width: number): Record<string, Json> =>
  Object.fromEntries(
    Array.from({ length: count + 1 }, (_, i) => [
      context(i),
      i === count
        ? Object.fromEntries(Array.from({ length: 8 }, (__, j) => [`t${j}`, X]))
        : times(width, context(i + 1)),
    ]),
  )

/**
 * @param terms all members of the loaded documents and of their contexts
 * @param defined all terms that are defined, also again
 */
const price = (contexts: number, terms: number, defined: number): number =>
  Math.round((contexts * terms) / 3 + 2 * defined)

describe('a document pays for each context that is combined', () => {
  it('as often as it and other contexts name it', () => {
    const document = { '@context': context(0), a: { '@context': [context(0), context(0)] } }
    expect(paid(document, levels(2, 10))).toBe(price(3 * 100, 8 + 3, 3 * 100 * 8))
    expect(paid(document, levels(10, 10))).toBe(price(3 * 10 ** 10, 8 + 11, 3 * 10 ** 10 * 8))
  })

  it('whatever the order in which they are loaded', () => {
    const document = { '@context': context(0) }
    const reversed = Object.fromEntries(Object.entries(levels(3, 10)).reverse())
    expect(paid(document, reversed)).toBe(price(1000, 8 + 4, 1000 * 8))
  })

  it('for the items of a list, and for what @import names', () => {
    expect(paid({ '@context': context(0) }, { [context(0)]: times(40, { t: X }) })).toBe(
      price(40, 40 + 1, 40),
    )
    const importing = { [context('a')]: { '@import': context(0) }, ...levels(2, 10) }
    expect(paid({ '@context': context('a') }, importing)).toBe(price(101, 8 + 3 + 2, 100 * 8))
  })

  it('for a scoped context at each value that may have it', () => {
    const scoped = { T: { '@id': X, '@context': times(1000, {}) } }
    const document = { '@context': context(0), a: ['x', 'y', 'z'] }
    // The object, the list and its three values. A scoped context with 200 terms costs nothing.
    const [one, list, usual] = [4 / 3 + 2, (1000 * 4) / 3, 4 / 3 + 2 * 200]
    expect(paid(document, { [context(0)]: scoped })).toBe(Math.round(one + 5 * (list - usual)))
  })

  it('for the terms of a large context at each object', () => {
    const large = Object.fromEntries(Array.from({ length: 2999 }, (_, i) => [`t${i}`, X]))
    const cost = (objects: number): number =>
      paid({ '@context': context(0), a: times(objects, { b: 'x' }) }, { [context(0)]: large })
    // The usual contexts have 1,200 members, which are paid with the object.
    expect(cost(21) - cost(1)).toBe((20 * (3000 - 1200)) / 3)
  })

  it('also for a reference that another library resolves in another way', () => {
    const { [context(0)]: _, ...rest } = levels(2, 10)
    const other = { [context(0)]: times(10, 'odd:reference'), ...rest }
    expect(paid({ '@context': context(0) }, other)).toBe(price(100, 8 + 3, 100 * 8))
  })

  it('and, in scalars, for counting them each time that one is loaded', () => {
    const work = newWork()
    const before = work.remaining('scalars')
    const names = Array.from({ length: 50 }, (_, i) => context(`n${i}`))
    const chains = new ContextChains({ '@context': names }, work)
    chains.payForContext(names[0]!, { '@context': {} })
    // The document and the loaded context; the names.
    expect(before - work.remaining('scalars')).toBe(2 + 50)
  })

  it('and not without end for one that names itself', () => {
    expect(paid({ '@context': context(0) }, { [context(0)]: [context(0), { t: X }] })).toBe(price(2, 2, 1))
  })
})

it.each<[string, (context: JsonObject) => Json]>([
  ['a document that only the general processor reads', (inner) => ({ '@set': [inner] })],
  ['contexts that only the general processor reads', (inner) => inner],
])('%s ends before millions of contexts are combined', async (_, wrap) => {
  const contexts = levels(9, 10)
  const load = async (url: string): Promise<Json> => {
    const found = contexts[url]
    return found === undefined ? ((await bundled(url, 'context')) as Json) : { '@context': found }
  }
  const document = {
    '@context': { x: `${X}x` },
    '@id': `${X}s`,
    x: wrap({ '@context': context(0), x: 'v' }),
  }
  await expect(Promise.resolve(toCanonical(document, { work: newWork(), load }))).rejects.toMatchObject({
    details: { limit: 'contextWork' },
  })
})
