/** The library that verifies derived proofs keeps contexts in memory. It must read the same contexts as laurel, in each call. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Load } from '../../src/ports.js'
import { WorkAccount } from '../../src/work-account.js'
import { verify } from './checked.js'
import { base, derive, furtherContexts } from './derived.js'
import { makeWorld, OB, trouble, type World } from './world.js'

const OWN = 'https://uni.example/context'
const INLINE = { grade: 'https://uni.example/terms#grade' }
const meaning = (iri: string): object => ({ '@context': { grade: iri } })

let world: World
let derived: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([])
  furtherContexts.set(OWN, meaning('https://uni.example/terms#grade'))
  const signed = await base(world, ['/credentialStatus'], (b) => {
    b['@context'].push(OWN)
    b.grade = 'A'
  })
  derived = await derive(signed, [
    '/issuer',
    '/validFrom',
    '/validUntil',
    '/name',
    '/credentialSubject',
    '/grade',
  ])
})

const troubleWith = async (contexts: Readonly<Record<string, object>>, badge = derived): Promise<string> => {
  const load: Load = async (url, purpose, signal) =>
    contexts[url] ?? world.options.load!(url, purpose, signal)
  return trouble(await verify(badge, { ...world.options, statusIssuers: [world.signer.controller], load }))
}

describe('a proof of all lines', () => {
  it('is verified with the context of this call too', async () => {
    const signed = await world.sign(
      world.badge((b) => Object.assign(b, { '@context': [...b['@context'], INLINE], grade: 'A' })),
    )
    const own = (iri: string) => ({ [OWN]: meaning(iri) })
    const named = {
      ...signed,
      '@context': (signed['@context'] as JsonObject[]).map((c) => (typeof c === 'string' ? c : OWN)),
    }
    expect(await troubleWith(own('https://uni.example/terms#grade'), named)).toBe('')
    expect(await troubleWith(own('https://uni.example/terms#rank'), named)).toContain('signature_invalid')
  })
})

describe('a derived proof', () => {
  // First, because the library keeps the contexts that it has read.
  it('is verified with the contexts of laurel, whatever a loader gives for them', async () => {
    const changed = structuredClone(await bundled(OB, 'context')) as { '@context': Record<string, unknown> }
    changed['@context']['achievement'] = 'https://uni.example/terms#other'
    const own = { [OWN]: meaning('https://uni.example/terms#grade') }
    expect(await troubleWith({ ...own, [OB]: changed })).toBe('')
  })

  it('is verified with the context of this call, not with that of an earlier one', async () => {
    const genuine = { [OWN]: meaning('https://uni.example/terms#grade') }
    expect(await troubleWith(genuine)).toBe('')
    expect(await troubleWith({ [OWN]: meaning('https://uni.example/terms#rank') })).toContain(
      'signature_invalid',
    )
    expect(await troubleWith(genuine)).toBe('')
  })

  it('pays for the terms of a large context, each time the library reads it', async () => {
    const terms = Array.from({ length: 4000 }, (_, i) => [`t${i}`, `https://uni.example/terms#${i}`])
    const context = { grade: 'https://uni.example/terms#grade', ...Object.fromEntries(terms) }
    const paid: number[] = []
    const real = WorkAccount.prototype.spend
    const spend = vi.spyOn(WorkAccount.prototype, 'spend').mockImplementation(function (
      this: WorkAccount<never>,
      name,
      amount,
    ) {
      if (name === 'contextWork' && new Error('who asks').stack?.includes('payForContext') === true)
        paid.push(amount)
      real.call(this, name as never, amount)
    })
    expect(await troubleWith({ [OWN]: { '@context': context } })).toBe('')
    spend.mockRestore()
    // The other amounts are for combining them.
    expect(paid.filter((amount) => amount === 8 * 3502)).toHaveLength(2)
  })
})
