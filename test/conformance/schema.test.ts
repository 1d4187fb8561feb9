/** Our verdict beside that of the published schemas, on every sample and on every mutation of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Issue } from '../../src/errors.js'
import { checkClass, checkCredential } from '../../src/schema/validate.js'
import { differences } from '../schema/differences.js'
import {
  CONTEXTS,
  completeBadge,
  completeRecord,
  endorsementCredential,
  plainBadge,
  plainRecord,
  profileDocument,
} from '../schema/fixtures.js'
import { mutants } from '../schema/mutations.js'
import { type Judge, published } from '../schema/published.js'
import { hasVectors, vectors } from '../vectors.js'

const OB3 = `${vectors}/ob3`

type Check = (document: JsonObject) => readonly Issue[]

interface Suite {
  readonly name: string
  readonly judge: () => Judge
  readonly check: Check
  readonly documents: () => readonly JsonObject[]
}

const badge =
  (form: 'strict' | 'compact'): Check =>
  (document) =>
    checkCredential(document, form)
const profileCheck =
  (form: 'strict' | 'compact'): Check =>
  (document) =>
    checkClass('Profile', document, form)

const SUITES: readonly Suite[] = [
  {
    name: 'badge, strict',
    judge: published.strictBadge,
    check: badge('strict'),
    documents: () => [...badges(2), plainBadge, completeBadge],
  },
  {
    name: 'badge, compact',
    judge: published.compactBadge,
    check: badge('compact'),
    documents: () => [...badges(2), plainBadge, completeBadge],
  },
  {
    name: 'badge, VCDM 1.1',
    judge: published.olderBadge,
    check: badge('compact'),
    documents: () => badges(1),
  },
  {
    name: 'endorsement, strict',
    judge: published.strictEndorsement,
    check: badge('strict'),
    documents: () => [...endorsements(), endorsementCredential],
  },
  {
    name: 'endorsement, compact',
    judge: published.compactEndorsement,
    check: badge('compact'),
    documents: () => [...endorsements(), endorsementCredential],
  },
  {
    name: 'record, compact',
    judge: published.compactRecord,
    check: badge('compact'),
    documents: () => [...records(2), plainRecord, completeRecord],
  },
  {
    name: 'record, VCDM 1.1',
    judge: published.olderRecord,
    check: badge('compact'),
    documents: () => records(1),
  },
  {
    name: 'profile, strict',
    judge: published.strictProfile,
    check: profileCheck('strict'),
    documents: () => [profileDocument],
  },
  {
    name: 'profile, compact',
    judge: published.compactProfile,
    check: profileCheck('compact'),
    documents: () => [profileDocument],
  },
]

describe.skipIf(!hasVectors || !existsSync(`${OB3}/schemas`))('the published schemas', () => {
  const listed = new Map<string, number>()
  let compared = 0
  let agreed = 0

  it.each(SUITES)('$name', ({ name, judge: compile, check, documents }) => {
    const judge = compile()
    const others: string[] = []
    let count = 0
    let same = 0
    for (const document of documents()) {
      for (const { document: candidate, operation, pointer } of [
        { document, operation: 'none', pointer: '' },
        ...mutants(document),
      ]) {
        count++
        const errors = check(candidate).filter(({ severity }) => severity === 'error')
        const accepted = judge.accepts(candidate)
        if (accepted === (errors.length === 0)) {
          same++
          continue
        }
        const reasons = accepted
          ? errors.map((issue) => differences.stricter(issue, candidate, name))
          : judge(candidate).map((error) => differences.looser(error, candidate, name))
        const reason = accepted
          ? reasons.every((one) => one !== undefined)
            ? reasons[0]
            : undefined
          : reasons.find((one) => one !== undefined)
        if (reason === undefined) {
          others.push(
            `${operation} ${pointer}: ${
              accepted
                ? `ours: ${errors.map(({ code, pointer: at }) => `${code} ${at}`).join(', ')}`
                : `theirs: ${judge(candidate)
                    .slice(0, 4)
                    .map(({ instancePath, keyword, message }) => `${instancePath} ${keyword} ${message}`)
                    .join('; ')}`
            }`,
          )
        } else listed.set(reason, (listed.get(reason) ?? 0) + 1)
      }
    }
    compared += count
    agreed += same
    console.log(
      `conformance: published schema, ${name} ${same}/${count} agree, ${count - same - others.length} listed differences, ${others.length} others`,
    )
    expect(others.filter((_, i) => i % Math.max(1, Math.floor(others.length / 30)) === 0)).toEqual([])
  })

  it('lists each difference with its reason', () => {
    console.log(`conformance: published schemas ${agreed}/${compared} documents agree; listed differences:`)
    for (const [reason, count] of [...listed].sort((a, b) => b[1] - a[1]))
      console.log(`  ${String(count).padStart(6)}  ${reason}`)
    expect(compared).toBeGreaterThan(10_000)
  })
})

function badges(version: 1 | 2): readonly JsonObject[] {
  return [...read('samples/ob30'), ...read('examples')].filter((document) => {
    const types = [document['type']].flat()
    return (
      (types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')) &&
      [document['@context']].flat().includes('https://www.w3.org/2018/credentials/v1') === (version === 1)
    )
  })
}

function records(version: 1 | 2): readonly JsonObject[] {
  return [...read('samples/clr20'), ...read('examples')].filter(
    (document) =>
      [document['type']].flat().includes('ClrCredential') &&
      [document['@context']].flat().includes('https://www.w3.org/2018/credentials/v1') === (version === 1),
  )
}

function endorsements(): readonly JsonObject[] {
  return [...read('samples/ob30'), ...read('examples')].filter(
    (document) =>
      [document['type']].flat().includes('EndorsementCredential') &&
      [document['@context']].flat()[0] === CONTEXTS[0],
  )
}

function read(folder: string): readonly JsonObject[] {
  return readdirSync(`${OB3}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${OB3}/${folder}/${name}`, 'utf8')) as JsonObject)
    .filter((document) => typeof document === 'object' && !Array.isArray(document))
}
