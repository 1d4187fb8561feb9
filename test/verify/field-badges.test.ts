/** Whole badges as real issuers make them, with our own data: genuine, and what is not well made is told, place by place. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { writeCompactJws } from '../../src/proof/jwt/jws.js'
import { verify } from './checked.js'
import { signGraph } from './shared-ids.js'
import { clone, makeWorld, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([])
})

interface Shape {
  readonly name: string
  readonly make: () => Promise<unknown>
  /** Every issue, as `code pointer`. */
  readonly issues: readonly string[]
  readonly warnings: readonly string[]
}

const LOGO = 'https://uni.example/logo.png'
const jwtOf = async (payload: JsonObject, more: object = {}): Promise<string> =>
  writeCompactJws(
    { alg: 'EdDSA', typ: 'JWT', kid: world.signer.verificationMethod },
    { ...payload, ...more },
    world.signer,
  )

const SHAPES: readonly Shape[] = [
  {
    name: 'a university’s course platform: pictures as text, no learner’s id, a name in the subject, a status list',
    make: () =>
      world.sign(
        world.badge((b) => {
          b.issuer = { ...b.issuer, url: 'https://uni.example', image: LOGO }
          b.credentialStatus = {
            id: 'https://uni.example/status/1#7',
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: '7',
            statusListCredential: 'https://uni.example/status/1',
          }
          b.credentialSubject = {
            type: ['AchievementSubject'],
            name: 'Ada Lovelace',
            activityStartDate: '2025-09-01T00:00:00Z',
            activityEndDate: '2025-12-01T00:00:00Z',
            achievement: {
              ...b.credentialSubject.achievement,
              achievementType: 'Course',
              image: { id: LOGO, type: 'Image' },
              alignment: [{ type: ['Alignment'], targetName: 'Ownership', targetUrl: 'https://f.example/1' }],
            },
          }
        }),
      ),
    issues: ['wrong_type /issuer/image'],
    warnings: ['nonconforming', 'nonconforming', 'subject_unidentified'],
  },
  {
    name: 'a consortium’s signing service: two proofs of one key in one array, the issuer at a path of a host',
    make: async () => {
      const once = await addProof(
        world.badge((b) => {
          b.issuer.id = world.web.controller
          b.issuer.url = 'https://uni.example'
        }),
        world.web,
        { created: new Date('2026-01-01T00:00:00Z') },
      )
      const twice = await addProof(once, world.web, {
        created: new Date('2026-01-01T00:00:00Z'),
        cryptosuite: 'eddsa-jcs-2022',
      })
      return clone(twice)
    },
    issues: [],
    warnings: [],
  },
  {
    name: 'a decentralised academy: subject and achievement share an id, the creator is a DID as text',
    make: () =>
      signGraph(
        world.badge((b) => {
          b.credentialSubject.id = b.credentialSubject.achievement.id
          b.credentialSubject.achievement.creator = world.signer.controller
          b.credentialSubject.achievement.achievementType = 'Module'
        }),
        world.signer,
      ),
    issues: [
      'unknown_value /credentialSubject/achievement/achievementType',
      'wrong_type /credentialSubject/achievement/creator',
    ],
    warnings: ['nonconforming', 'nonconforming'],
  },
  {
    name: 'a ministry’s university: a token without iss, jti and nbf, a day for an instant, a picture as text',
    make: () =>
      jwtOf(
        world.badge((b) => {
          b.validFrom = '2026-01-01'
          b.issuer.image = LOGO
          b.credentialSubject.achievement.image = LOGO
        }),
      ),
    issues: [
      'invalid_date /validFrom',
      'jwt_claim_missing ',
      'jwt_claim_missing ',
      'jwt_claim_missing ',
      'jwt_claim_unrepeated ',
      'jwt_claim_unrepeated ',
      'wrong_type /credentialSubject/achievement/image',
      'wrong_type /issuer/image',
    ],
    warnings: [],
  },
  {
    name: 'a project’s course: one logo captioned once, the creator is the issuer with less, a member of its own',
    make: () =>
      world.sign(
        world.badge((b) => {
          b.issuer = {
            ...b.issuer,
            url: 'https://uni.example',
            image: { id: LOGO, type: 'Image', caption: 'Logo' },
          }
          b.credentialSubject.achievement.creator = {
            id: b.issuer.id,
            type: ['Profile'],
            name: 'Example University',
          }
          b.credentialSubject.achievement.image = { id: LOGO, type: 'Image' }
          b.credentialSubject.achievement.tag = ['rust']
          delete b.credentialSubject.achievement.criteria
          b.evidence = [{ type: ['Evidence'], narrative: 'Her work' }]
          delete b.validUntil
        }),
      ),
    issues: ['missing /credentialSubject/achievement/criteria'],
    warnings: ['nonconforming'],
  },
]

describe.each(SHAPES)('$name', ({ make, issues, warnings }) => {
  it('is genuine, with its issues listed', async () => {
    const report = await verify(await make(), world.options)
    expect(trouble(report)).toBe('')
    expect(report.verified).toBe(true)
    expect(report.issues.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual(issues)
    expect(report.conforms).toBe(issues.length === 0)
    if (warnings.length > 0) expect(report.warnings.map(({ code }) => code).sort()).toEqual(warnings)
    expect(report.badges).toMatchObject([
      { verified: true, name: 'Rust I', issuer: { name: 'Example University' } },
    ])
    for (const { message } of report.issues) expect(message).not.toBe('')
  })

  it('is not, once a word of it was changed', async () => {
    const input = await make()
    const changed =
      typeof input === 'string'
        ? input.replace(/\.[^.]+\./, (payload) => {
            const text = Buffer.from(payload, 'base64url')
              .toString()
              .replace('Passed the exam', 'Did not pass it')
            return `.${Buffer.from(text).toString('base64url')}.`
          })
        : JSON.parse(JSON.stringify(input).replace('Rust I', 'Rust X'))
    const report = await verify(changed, world.options)
    expect(report.check.proof).toMatchObject({ outcome: 'fail', code: 'signature_invalid' })
  })

  it('is refused where conformance is required, and only for what is not well made', async () => {
    const report = await verify(await make(), { ...world.options, conformance: 'required' })
    expect(report.verified).toBe(issues.length === 0)
    if (issues.length > 0) expect(report.check.structure.code).toBe('structure_invalid')
  })
})
