/** `evaluate` with something else than reports says what to write, instead of ending in an error of the engine. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { type Candidate, evaluate, pathway } from '../../src/pathways/index.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, credentialOf, reportOf, UNI } from './reports.js'

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }
const path = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root: { badge: 'urn:a:A' } })
const signed = credentialOf(A)
const report = reportOf(signed)

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
    expect(error.message).toContain('evaluate(path, [await verify(signed')
    expect(error.details.hint).toContain('evaluate(path, [await verify(signed')
  })

  it('takes reports, and reports with what they are of', () => {
    const outcomes = [[report], [{ report, input: signed }], new Set([report])].map(
      (candidates) => evaluate(path, candidates as Iterable<Candidate>, OPTIONS).outcome,
    )
    expect(outcomes).toEqual(['met', 'met', 'met'])
  })
})
