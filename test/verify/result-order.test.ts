/** Which result is higher never depends on an order that the holder can change; rules and pathways give one answer. */
import { beforeAll, describe, expect, it } from 'vitest'
import { OPEN_BADGES_CONTEXTS } from '../../src/documents/context-urls.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { issue, issueJwt, type LocalSigner, signerFromSeed, validate, verify } from '../../src/index.js'
import { evaluate, pathway } from '../../src/pathways/index.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { Report } from '../../src/verify/index.js'

let signer: LocalSigner
beforeAll(async () => {
  signer = await signerFromSeed(new Uint8Array(32).fill(7))
})

const LEVELS = ['Fail', 'Fair', 'Good', 'Best']
const ADA = 'did:web:ada.example'
const PRESENT = '2026-01-01T00:00:00Z'

/** All orders of a list. */
function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((item, i) => orders(items.filter((_, at) => at !== i)).map((rest) => [item, ...rest]))
}

const rubric = (points: readonly (string | undefined)[]): readonly JsonObject[] =>
  LEVELS.map((name, i) => ({
    id: `urn:l:${name}`,
    type: ['RubricCriterionLevel'],
    name,
    level: name,
    ...(points[i] === undefined ? {} : { points: points[i] }),
  }))

function badge(
  description: object,
  result: object,
  context: string = OPEN_BADGES_CONTEXTS['3.0.3'].url,
): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', context],
    id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: signer.controller, type: ['Profile'], name: 'U' },
    validFrom: PRESENT,
    credentialSubject: {
      id: ADA,
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:a:1',
        type: ['Achievement'],
        name: 'A',
        description: 'd',
        criteria: { narrative: 'c' },
        resultDescription: [
          { id: 'urn:r:1', type: ['ResultDescription'], name: 'r', resultType: 'Result', ...description },
        ],
      },
      result: [{ type: ['Result'], resultDescription: 'urn:r:1', ...result }],
    },
  }
}

/** The same badge with one list of its result description in each order. */
function inEachOrder(
  signed: JsonObject,
  member: 'rubricCriterionLevel' | 'allowedValue',
): readonly JsonObject[] {
  const listOf = (each: JsonObject): Record<string, Json> =>
    (each as { credentialSubject: { achievement: { resultDescription: Record<string, Json>[] } } })
      .credentialSubject.achievement.resultDescription[0]!
  return orders(listOf(signed)[member] as readonly Json[]).map((order) => {
    const copy = structuredClone(signed)
    listOf(copy)[member] = order as Json
    return copy
  })
}

/** Whether the result is told to be too low, and what a pathway says that requires the same. */
async function answers(input: unknown, min: string): Promise<string> {
  const report: Report = await verify(input)
  if (!report.verified) return 'not verified'
  const below = report.warnings.some(({ details }) => details?.['code'] === 'below_pass_mark')
  const asked = pathway({
    id: 'urn:p',
    name: 'P',
    issuers: [signer.controller],
    root: { badge: 'urn:a:1', result: { min } },
  })
  const { outcome } = evaluate(asked, [report], { holder: { id: ADA }, at: new Date() })
  return `${below ? 'below' : 'silent'} ${outcome}`
}

describe('levels with points', () => {
  it.each(LEVELS)('rank the same in all orders: %s', async (achieved) => {
    const description = { rubricCriterionLevel: rubric(['0', '2', '5.5', '10']), requiredLevel: 'urn:l:Good' }
    const signed = (await issue(badge(description, { achievedLevel: `urn:l:${achieved}` }) as never, {
      signer,
    })) as never
    const isBelow = LEVELS.indexOf(achieved) < LEVELS.indexOf('Good')
    const all = inEachOrder(signed, 'rubricCriterionLevel')
    expect(all).toHaveLength(24)
    for (const each of all) {
      expect(await answers(each, 'urn:l:Good')).toBe(isBelow ? 'below unmet' : 'silent met')
      // A reader of the file alone says the same.
      const told = validate(each).issues.map(({ code }) => code)
      expect(told).toEqual(isBelow ? ['below_pass_mark'] : [])
    }
  })
})

describe('levels without points', () => {
  it.each(LEVELS)('are not ranked under a signature of the graph: %s', async (achieved) => {
    const description = { rubricCriterionLevel: rubric([]), requiredLevel: 'urn:l:Good' }
    const unsigned = badge(description, { achievedLevel: `urn:l:${achieved}` })
    const signed = (await issue(unsigned as never, { signer })) as never
    for (const each of inEachOrder(signed, 'rubricCriterionLevel')) {
      expect(await answers(each, 'urn:l:Good')).toBe(achieved === 'Good' ? 'silent met' : 'silent unknown')
      expect(validate(each).issues).toEqual([])
    }
    // Before it is signed, the order is its author's.
    const isBelow = LEVELS.indexOf(achieved) < LEVELS.indexOf('Good')
    expect(validate(unsigned).issues.map(({ code }) => code)).toEqual(isBelow ? ['below_pass_mark'] : [])
  })

  it.each(['eddsa-jcs-2022', 'jwt'] as const)('rank by the order that %s signs', async (how) => {
    for (const achieved of LEVELS) {
      const unsigned = badge(
        { rubricCriterionLevel: rubric([]), requiredLevel: 'urn:l:Good' },
        { achievedLevel: `urn:l:${achieved}` },
      )
      const isBelow = LEVELS.indexOf(achieved) < LEVELS.indexOf('Good')
      const expected = isBelow ? 'below unmet' : 'silent met'
      if (how === 'jwt') {
        expect(await answers(await issueJwt(unsigned as never, { signer }), 'urn:l:Good')).toBe(expected)
        continue
      }
      const signed = (await issue(unsigned as never, { signer, cryptosuite: how })) as never
      const all = await Promise.all(
        inEachOrder(signed, 'rubricCriterionLevel').map((each) => answers(each, 'urn:l:Good')),
      )
      expect([all[0], new Set(all.slice(1))]).toEqual([expected, new Set(['not verified'])])
    }
  })
})

describe('allowed values', () => {
  const grades = ['D', 'C', 'B', 'A']
  it.each(grades)('rank by the order that their context signs: %s', async (value) => {
    const signed = (await issue(badge({ allowedValue: grades, requiredValue: 'B' }, { value }) as never, {
      signer,
    })) as never
    const all = await Promise.all(inEachOrder(signed, 'allowedValue').map((each) => answers(each, 'B')))
    const expected = 'DC'.includes(value) ? 'below unmet' : 'silent met'
    expect([all[0], new Set(all.slice(1))]).toEqual([expected, new Set(['not verified'])])
  })

  it.each(grades)(
    'are not ranked with an older context, whose signature does not cover their order: %s',
    async (value) => {
      const older = badge(
        { allowedValue: grades, requiredValue: 'B' },
        { value },
        OPEN_BADGES_CONTEXTS['3.0.1'].url,
      )
      const { validFrom, ...rest } = older
      const first = {
        ...rest,
        '@context': [
          'https://www.w3.org/2018/credentials/v1',
          OPEN_BADGES_CONTEXTS['3.0.1'].url,
          'https://w3id.org/security/data-integrity/v2',
        ],
        issuanceDate: validFrom,
        name: 'A',
      }
      const signed = (await addProof(first as never, signer)) as never
      for (const each of inEachOrder(signed, 'allowedValue'))
        expect(await answers(each, 'B')).toBe(value === 'B' ? 'silent met' : 'silent unknown')
    },
  )
})
