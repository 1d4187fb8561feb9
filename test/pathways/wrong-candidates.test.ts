/** `evaluate` with something else than reports says what to write, instead of ending in an error of the engine. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { type Candidate, evaluate, pathway } from '../../src/pathways/index.js'
import type { Report } from '../../src/verify/index.js'
import { verify } from '../../src/verify/verify.js'
import { makeWorld } from '../verify/world.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, credentialOf, reportOf, UNI } from './reports.js'

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }
const path = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root: { badge: 'urn:a:A' } })
const signed = credentialOf(A)
const report = reportOf(signed)

interface Open {
  readonly id: string
  readonly issuer: { readonly id: string }
  readonly credentialSubject: { readonly achievement: { readonly id: string } }
}

const WRONG: Readonly<Record<string, unknown>> = {
  'a credential in the list': [signed],
  'a credential after a report': [report, signed],
  'a credential instead of the list': signed,
  'a report instead of the list': report,
  'a Promise of a report': [Promise.resolve(report)],
  'a Promise of the list': Promise.resolve([report]),
  'a report that is a Promise': [{ report: Promise.resolve(report), input: signed }],
  'a credential for the report': [{ report: signed }],
  'no report': [{ input: signed }],
  'a text': 'a.b.c',
  texts: ['a.b.c'],
  'a list in the list': [[report]],
  'null in the list': [null],
  null: null,
  undefined: undefined,
  'a number': 7,
  'a report of a revoked badge, changed to verified': [
    { ...reportOf(signed, { status: 'fail' }), verified: true, credential: signed },
  ],
}

describe('evaluate', () => {
  it.each(Object.entries(WRONG))('given %s, says what to write', (_, candidates) => {
    let error: unknown
    try {
      evaluate(path, candidates as never, OPTIONS)
    } catch (cause) {
      error = cause
    }
    if (!isOpenBadgeError(error, 'report_unverified')) throw error
    expect(error.message).toContain('evaluate(path, [{ report: await verify(signed')
    expect(error.details.hint).toContain('evaluate(path, [{ report: await verify(signed')
  })

  it('reads an open badge as its report judged it, whatever is passed as its input', async () => {
    const world = await makeWorld()
    const badge = await world.sign(
      world.badge((b) => {
        b.credentialSubject.id = 'did:key:z6MkLearner'
        b.credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' }
        Object.assign(b.credentialStatus, {
          statusListIndex: '7',
          statusListCredential: 'https://a.example/',
        })
      }),
    )
    const open = await verify(badge, world.options)
    expect(open.check.status.outcome).toBe('unknown')
    const { id, issuer, credentialSubject: subject } = badge as unknown as Open
    const own = pathway({
      id: 'urn:p',
      name: 'P',
      issuers: [issuer.id],
      root: { badge: subject.achievement.id },
    })
    const options = { holder: { id: 'did:key:z6MkLearner' }, at: new Date('2026-05-01T00:00:00Z') }
    const seen = [badge, { ...badge, id: 'urn:x:other' }, signed, undefined].map((input) => {
      const { outcome, unused } = evaluate(own, [{ report: open, input }], options)
      return [outcome, unused]
    })
    expect(seen[0]?.[0]).toBe('unknown')
    expect(JSON.stringify(evaluate(own, [{ report: open }], options))).toContain(id)
    for (const each of seen) expect(each).toEqual(seen[0])
    const copy = JSON.parse(JSON.stringify(open)) as Report
    expect(evaluate(own, [{ report: copy }], options).unused).toMatchObject([{ because: 'unreadable' }])
  })

  it('takes reports, and reports with what they are of', () => {
    const outcomes = [[report], [{ report, input: signed }], new Set([report])].map(
      (candidates) => evaluate(path, candidates as Iterable<Candidate>, OPTIONS).outcome,
    )
    expect(outcomes).toEqual(['met', 'met', 'met'])
  })
})
