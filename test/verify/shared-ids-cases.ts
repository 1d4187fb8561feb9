/** Rows of the tamper matrix: objects with one id, among which a forger moves members under the same signature. */
import { signGraph } from './shared-ids.js'
import type { Case } from './tamper-cases.js'
import type { Change } from './world.js'

const LOGO = 'https://uni.example/logo.png'
const logo: Change = (b) => {
  b.issuer.image = { id: LOGO, type: 'Image', caption: 'Logo' }
  b.credentialSubject.achievement.image = { id: LOGO, type: 'Image' }
}
const creator: Change = (b) => {
  b.issuer.url = 'https://uni.example'
  b.credentialSubject.achievement.creator = { id: b.issuer.id, type: ['Profile'] }
}
const subject: Change = (b) => (b.credentialSubject.id = b.credentialSubject.achievement.id)
const evidence: Change = (b) => {
  b.evidence = [{ id: LOGO, type: ['Evidence'], name: 'Exam' }]
  b.issuer.image = { id: LOGO, type: 'Image' }
}
const credential: Change = (b) => (b.credentialSubject.achievement.id = b.id)
const withStatus: Change = (b) => {
  credential(b)
  b.credentialStatus = {
    id: 'https://uni.example/status/1#1',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '1',
    statusListCredential: 'https://uni.example/status/1',
  }
}
/** Takes a member of one object and gives it to another. */
const move =
  (from: (b: Parameters<Change>[0]) => Record<string, unknown>, to: typeof from, name: string): Change =>
  (b) => {
    to(b)[name] = from(b)[name]
    delete from(b)[name]
  }
const achievement: Parameters<typeof move>[0] = (b) => b.credentialSubject.achievement
const lost = (place: string): string => `proof fail jsonld_unsafe ${place}`

/** What stays verified has the same reading; `shared-ids.test.ts` holds every move against it. */
export const SHARED_ID_CASES: readonly Case[] = (
  [
    [
      'a caption moved from the logo of the issuer to that of the achievement',
      '',
      logo,
      move(
        (b) => b.issuer.image,
        (b) => achievement(b)['image'] as Record<string, unknown>,
        'caption',
      ),
    ],
    [
      'the name of the issuer moved to the creator',
      '',
      creator,
      move(
        (b) => b.issuer,
        (b) => achievement(b)['creator'] as Record<string, unknown>,
        'name',
      ),
    ],
    [
      'another name for the creator who is the issuer',
      'proof fail signature_invalid /proof',
      creator,
      (b) => (b.credentialSubject.achievement.creator.name = 'Harvard'),
    ],
    [
      'the criteria moved to a subject with the id of the achievement',
      lost('/credentialSubject/criteria'),
      subject,
      move(achievement, (b) => b.credentialSubject, 'criteria'),
    ],
    [
      'the name moved to a subject with the id of the achievement',
      `structure fail structure_invalid /credentialSubject/achievement/name; ${lost('/credentialSubject/name')}`,
      subject,
      move(achievement, (b) => b.credentialSubject, 'name'),
    ],
    [
      'the name of the evidence lent to a logo with its id',
      `structure fail structure_invalid /issuer/image/name; ${lost('/issuer/image/name')}`,
      evidence,
      move(
        (b) => b.evidence[0],
        (b) => b.issuer.image,
        'name',
      ),
    ],
    [
      'the end moved to an achievement with the id of the credential',
      lost('/credentialSubject/achievement/validUntil'),
      credential,
      move((b) => b, achievement, 'validUntil'),
    ],
    [
      'the status moved to an achievement with the id of the credential',
      lost('/credentialSubject/achievement/credentialStatus'),
      withStatus,
      move((b) => b, achievement, 'credentialStatus'),
    ],
  ] as const satisfies readonly (readonly [string, string, Change, Change])[]
).map(([name, expected, before, after]) => ({
  name,
  expected,
  before,
  after,
  sign: async (world, badge) => {
    await world.publishList([])
    return signGraph(badge, world.signer)
  },
}))
