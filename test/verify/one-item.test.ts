/** A list of one item in the place of the item: what `verify` accepts says the same as before, to every reader. */
import { beforeAll, describe, expect, it } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { pageFacts } from '../../src/share/facts/page-facts.js'
import type { Report } from '../../src/verify/report/report.js'
import { bySuite } from '../by-suite.js'
import { verify } from './checked.js'
import { makeWorld, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** A badge with each member that has one value, in a badge that verifies. */
const rich = (): JsonObject =>
  world.badge((b) => {
    const picture = { id: 'https://uni.example/p.png', type: 'Image', caption: 'A seal' }
    b.description = 'A badge for Rust'
    b.image = picture
    b.awardedDate = '2026-01-01T00:00:00Z'
    Object.assign(b.issuer, {
      ...{
        url: 'https://uni.example',
        email: 'badges@uni.example',
        phone: '+49 1',
        description: 'A university',
      },
      image: { ...picture, id: 'https://uni.example/logo.png' },
      otherIdentifier: [{ type: 'IdentifierEntry', identifier: '7', identifierType: 'sourcedId' }],
      address: { type: ['Address'], addressCountry: 'Germany', addressCountryCode: 'DE' },
    })
    Object.assign(b.credentialSubject, {
      ...{ narrative: 'She wrote a parser.', role: 'Student', term: 'Spring', licenseNumber: 'L1' },
      ...{ creditsEarned: 5, activityStartDate: '2026-01-01T00:00:00Z' },
      identifier: [
        { type: 'IdentityObject', hashed: false, identityHash: 'Ada', identityType: 'name', salt: 'none' },
      ],
      result: [{ type: ['Result'], resultDescription: 'https://uni.example/r', value: '90' }],
    })
    Object.assign(b.credentialSubject.achievement, {
      ...{
        achievementType: 'Course',
        inLanguage: 'en',
        version: '2',
        humanCode: 'R1',
        fieldOfStudy: 'Computing',
      },
      ...{ specialization: 'Systems', creditsAvailable: 5 },
      creator: { id: world.signer.controller, type: ['Profile'], name: 'Example University' },
      alignment: [
        {
          ...{
            type: ['Alignment'],
            targetName: 'Ownership',
            targetUrl: 'https://f.example/1',
            targetCode: '1',
          },
          ...{ targetDescription: 'Who frees', targetFramework: 'F', targetType: 'CFItem' },
        },
      ],
      resultDescription: [
        {
          ...{
            id: 'https://uni.example/r',
            type: ['ResultDescription'],
            name: 'Exam',
            resultType: 'Percent',
          },
          ...{ valueMax: '100', requiredValue: '50' },
        },
      ],
    })
    b.evidence = [
      {
        id: 'https://uni.example/e',
        type: ['Evidence'],
        name: 'Parser',
        narrative: 'Code',
        genre: 'Software',
      },
    ]
  })

/** The pointer of each member of the document that is no list. */
function* members(
  value: Json,
  at: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* members(item, [...at, i])
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!Array.isArray(member)) yield [...at, name]
      yield* members(member, [...at, name])
    }
  }
}

function wrapped(badge: JsonObject, path: readonly (string | number)[]): JsonObject {
  const copy = structuredClone(badge) as Record<string, never>
  let owner: Record<string, never> = copy
  for (const step of path.slice(0, -1)) owner = owner[step as string]!
  const last = path.at(-1) as string
  owner[last] = [owner[last]] as never
  return copy
}

/** What views and pages show of it. */
function shown(report: Report): unknown {
  const [badge] = report.badges
  const { issues: _, ...view } = badge as unknown as Record<string, unknown>
  return JSON.parse(JSON.stringify({ view, page: pageFacts(report.credential as JsonObject, [], 'en') }))
}

const READ = [
  ...['/issuer/image/type', '/image/type', '/name', '/credentialSubject/creditsEarned'],
  ...['/credentialSubject/achievement/achievementType', '/credentialSubject/identifier/0/type'],
  '/credentialSubject/achievement/alignment/0/targetUrl',
]
/** What decides about the credential must stand as the standard says. */
const REFUSED = ['/issuer/id', '/validUntil', '/credentialSubject/id', '/credentialSubject/achievement']

const SUITES = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const

describe.each(SUITES)('a list of one item, signed with %s,', (cryptosuite) => {
  const report = async (badge: JsonObject): Promise<Report> => {
    const created = new Date('2026-01-01T00:00:00Z')
    const signed = JSON.parse(JSON.stringify(await addProof(badge, world.signer, { cryptosuite, created })))
    return verify(signed, world.options)
  }

  it('reads as the item wherever it is accepted, and is told', async () => {
    const plain = await report(rich())
    expect(trouble(plain)).toBe('')
    expect(plain.conforms).toBe(true)
    const accepted: string[] = []
    for (const [i, path] of [...members(rich())].entries()) {
      const pointer = `/${path.join('/')}`
      if (i % bySuite(6, 1) !== 0 && ![...READ, ...REFUSED].includes(pointer)) continue
      const found = await report(wrapped(rich(), path)).catch(() => undefined)
      if (found?.verified !== true) continue
      accepted.push(pointer)
      expect([pointer, shown(found)]).toEqual([pointer, shown(plain)])
      if (!found.conforms) expect(found.issues.map((issue) => issue.pointer)).toContain(pointer)
    }
    expect(accepted).toEqual(expect.arrayContaining([...READ]))
    for (const pointer of REFUSED) expect(accepted).not.toContain(pointer)
  })
})
