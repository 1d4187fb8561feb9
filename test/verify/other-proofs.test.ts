/** Anybody can add a proof to a badge, and an endorser can say anything: neither changes what the issuer's own proof covers. */
import { issue, issueJwt } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { OpenBadgeError } from '../../src/errors.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { misplacedByEmbedded } from '../../src/jsonld/safe-mode/misplaced-by-embedded.js'
import { EMBEDDED_HINT } from '../../src/jsonld/safe-mode/node-mention.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { base, derive } from './derived.js'
import { withStrangersProof } from './strangers-proof.js'
import { clone, makeWorld, trouble, type World } from './world.js'

const created = new Date('2026-01-01T00:00:00Z')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

describe('a proof of somebody else', () => {
  it('does not make a whole of what its holder shows of a badge', async () => {
    const shown = await derive(await base(world, ['/issuer', '/validFrom']), ['/credentialSubject'])
    expect((await verify(shown, world.options)).verified).toBe(false)
    const report = await verify(await withStrangersProof(world, shown), world.options)
    expect(report.checks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['signature_partial', 'parts_withheld']),
    )
    expect(report.verified).toBe(false)
  })

  it('does not read a badge as a graph whose text the issuer signed', async () => {
    const evidence = [
      { id: 'https://uni.example/e', type: ['Evidence'], name: 'Draft' },
      { id: 'https://uni.example/e', type: ['Evidence'], narrative: 'Passed.' },
    ]
    const signed = clone(
      await addProof({ ...world.badge(), evidence }, world.signer, {
        cryptosuite: 'eddsa-jcs-2022',
        created,
      }),
    ) as JsonObject
    const report = await verify(await withStrangersProof(world, signed), world.options)
    expect(report).toMatchObject({ verified: true, credential: { evidence } })
  })
})

/** Where in an endorsement something can be said of the achievement. */
const PLACES: readonly (readonly [string, (endorsement: Endorsement, said: JsonObject) => void])[] = [
  ['its issuer’s parent', ({ issuer }, said) => (issuer['parentOrg'] = said)],
  ['evidence', (endorsement, said) => (endorsement['evidence'] = [said])],
]

describe.each(PLACES)('what an endorser says of the achievement in %s', (_, say) => {
  const statement = { humanCode: 'MSC-500', creditsAvailable: 120 }
  const parts = async (): Promise<readonly [badge: Nested, endorsement: JsonObject]> => {
    const badge = world.badge() as Nested
    const endorsement = await world.sign(
      world.endorsement((made) => {
        made.credentialSubject = {
          id: world.signer.controller,
          type: ['EndorsementSubject'],
          endorsementComment: 'Good teachers.',
        }
        const { id } = badge.credentialSubject.achievement
        say(made, { id, type: ['Profile', 'Achievement', 'Evidence'], ...statement })
      }),
      world.stranger,
    )
    return [badge, endorsement]
  }
  const copied = (badge: Nested): JsonObject => {
    const forged = clone(badge) as Nested
    Object.assign(forged.credentialSubject.achievement, statement)
    return forged
  }

  it('cannot be copied to the achievement, though the graph stays the same', async () => {
    const [badge, endorsement] = await parts()
    const signed = (await world.sign({ ...badge, endorsement: [endorsement] })) as Nested
    const forged = copied(signed)
    const graph = ({ proof: __, ...rest }: JsonObject): Promise<string> => canonize(rest)
    expect(await graph(forged)).toBe(await graph(signed))
    const report = await verify(forged, world.options)
    expect(report.checks[1]).toMatchObject({ outcome: 'fail', code: 'jsonld_unsafe' })
    expect(JSON.stringify(report.checks[1])).toContain('/credentialSubject/achievement/humanCode')
  })

  it('cannot stand in both at issuing', async () => {
    const [badge, endorsement] = await parts()
    const both = { ...copied(badge), endorsement: [endorsement] }
    const refused = await issue(both as never, { signer: world.signer }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'jsonld_unsafe' })
    const { issues } = (refused as OpenBadgeError<'jsonld_unsafe'>).details
    expect(issues.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining([
        '/credentialSubject/achievement/humanCode',
        '/credentialSubject/achievement/creditsAvailable',
      ]),
    )
    for (const { hint } of issues) expect(hint).toBe(EMBEDDED_HINT)
  })

  it('can stand in both as the hint says', async () => {
    const [badge, { proof: __, ...unsigned }] = await parts()
    const token = await issueJwt(unsigned as never, { signer: world.stranger })
    for (const alternative of [
      { ...copied(badge), endorsementJwt: [token] },
      { ...badge, endorsement: [(await parts())[1]] },
    ]) {
      const signed = await issue(alternative as never, { signer: world.signer, created })
      expect(trouble(await verify(signed, world.options))).toBe('')
    }
  })
})

describe('a creator who endorses', () => {
  it('may describe itself in both places', async () => {
    const creator = {
      id: world.stranger.controller,
      type: ['Profile'],
      name: 'Rust Guild',
      url: 'https://guild.example/',
    }
    const endorsement = await world.sign(
      world.endorsement((made) => Object.assign(made.issuer, creator)),
      world.stranger,
    )
    const badge = world.badge((made) => {
      made.credentialSubject.achievement.creator = creator
      made.endorsement = [endorsement]
    })
    expect(trouble(await verify(await world.sign(badge), world.options))).toBe('')
  })
})

describe('what an endorsement states of the issuer', () => {
  const about = { id: 'did:example:issuer', url: 'https://example.org/' }
  const endorsement = { issuer: about, evidence: [{ issuer: about }], credentialSubject: {} }
  const root = { issuer: about, endorsement: [endorsement] }
  const outer = { element: about, path: ['issuer'] }

  it.each<[string, readonly (string | number)[], readonly string[]]>([
    ['is its own word if the issuer is its endorser', ['endorsement', 0, 'issuer'], []],
    ['is not if it stands somewhere else', ['endorsement', 0, 'evidence', 0, 'issuer'], ['url']],
  ])('%s', (_, path, misplaced) => {
    const found = misplacedByEmbedded(root, [outer, { element: about, path }], () => undefined)
    expect(found).toEqual(misplaced.map((name) => ['issuer', name]))
  })
})

interface Endorsement extends Record<string, unknown> {
  readonly issuer: Record<string, unknown>
}

interface Nested extends JsonObject {
  readonly credentialSubject: { readonly achievement: JsonObject & { readonly id: string } }
}
