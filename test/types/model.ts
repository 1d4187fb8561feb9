/** Checked by the compiler alone: what must not compile does not, and what must does. */
import {
  type Achievement,
  type AchievementInput,
  type AchievementType,
  achievement,
  alignment,
  type Credential,
  defineExtension,
  type Endorsement11,
  endorsement,
  issue,
  type OpenBadge,
  type OpenBadge11,
  openBadge,
  parse,
  profile,
  type Report,
  result,
  resultDescription,
  type Signed,
  type Signer,
  statusEntry,
  type Unsigned,
  validate,
} from 'laurel'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <T extends true>(): T | undefined => undefined

const issuer = profile({ id: 'did:web:example.edu', name: 'Example University' })
const rust = achievement({ id: 'urn:a:1', name: 'Rust I', description: 'd', criteria: 'Pass.' })
const badge = openBadge({ issuer, achievement: rust, recipient: { email: 'ada@example.org' } })
declare const signer: Signer

// What is missing is caught.
// @ts-expect-error an achievement needs criteria
achievement({ id: 'urn:a:1', name: 'n', description: 'd' })
// @ts-expect-error a badge needs a recipient, or bearer
openBadge({ issuer, achievement: rust })
// @ts-expect-error a recipient has a name
openBadge({ issuer, achievement: rust, recipient: {} })
// @ts-expect-error either a recipient or bearer
openBadge({ issuer, achievement: rust, recipient: { id: 'urn:x' }, bearer: true })
// @ts-expect-error bearer is said aloud
openBadge({ issuer, achievement: rust, bearer: false })
// @ts-expect-error a badge needs an issuer
openBadge({ achievement: rust, bearer: true })
// @ts-expect-error a profile needs an id
profile({ name: 'Example University' })
// @ts-expect-error an alignment needs the address of its target
alignment({ targetName: 'n' })

// What is misspelt is caught, at every depth.
// @ts-expect-error descripton
achievement({ id: 'urn:a:1', name: 'n', descripton: 'd', criteria: 'c' })
// @ts-expect-error naem
profile({ id: 'urn:p:1', naem: 'n' })
// @ts-expect-error naem of a literal inside a literal
openBadge({ issuer: { id: 'urn:p:1', naem: 'n' }, achievement: rust, bearer: true })
const misspelt = {
  criteria: 'c',
  // @ts-expect-error targtName
  alignment: [{ targtName: 'n', targetUrl: 'u' }],
} satisfies Partial<AchievementInput>
void misspelt
// @ts-expect-error mail
openBadge({ issuer, achievement: rust, recipient: { mail: 'ada@example.org' } })

// Vocabularies are closed, or take ext: values.
// @ts-expect-error no achievement type
achievement({ id: 'urn:a:1', name: 'n', description: 'd', criteria: 'c', achievementType: 'Microcredential' })
achievement({ id: 'urn:a:1', name: 'n', description: 'd', criteria: 'c', achievementType: 'MicroCredential' })
achievement({ id: 'urn:a:1', name: 'n', description: 'd', criteria: 'c', achievementType: 'ext:Nanodegree' })
// @ts-expect-error a result with an unknown type
resultDescription({ id: 'urn:r:1', name: 'n', resultType: 'Grade' })
// @ts-expect-error a closed vocabulary takes no ext: value
result({ status: 'ext:Halfway' })
result({ status: 'Completed' })
holds<Equal<Extract<AchievementType, 'Course' | 'Badge'>, 'Course' | 'Badge'>>()

// What other rooms return fits.
const entry = statusEntry({ statusListCredential: 'https://example.edu/status/1', index: 7 })
openBadge({ issuer, achievement: rust, bearer: true, credentialStatus: entry })
openBadge({ issuer, achievement: rust, bearer: true, credentialStatus: [entry, entry] })
declare const report: Report
if (report.credential) parse(report.credential)
if (report.verified && report.kind !== 'presentation' && report.kind !== 'clr') parse(report.credential)
// @ts-expect-error a presentation is verified, and is no credential
if (report.verified) parse(report.credential)
// @ts-expect-error a badge that is not verified says nothing
report.badges.map((badge) => badge.name)
report.badges.flatMap((badge) =>
  badge.verified && badge.kind === 'open-badge' ? badge.achievement.name : [],
)

// Values have their types.
// @ts-expect-error name is a text
achievement({ id: 'urn:a:1', name: 7, description: 'd', criteria: 'c' })
// @ts-expect-error credits are a number
openBadge({ issuer, achievement: rust, bearer: true, creditsEarned: '5' })
openBadge({
  issuer,
  achievement: rust,
  bearer: true,
  validFrom: new Date(),
  validUntil: '2030-01-01T00:00:00Z',
})

// What builders return is read-only, typed, and takes what builders return.
// @ts-expect-error frozen
rust.name = 'Rust II'
holds<Equal<typeof rust, Achievement>>()
holds<Equal<typeof badge, OpenBadge>>()
achievement({ ...rust, alignment: [alignment({ targetName: 'n', targetUrl: 'u' })], creator: issuer })

// Signing twice does not compile.
export async function signing(): Promise<void> {
  const signed = await issue(badge, { signer })
  signed.proof.length satisfies number
  const praise = endorsement({ name: 'Praise', issuer, endorses: rust, comment: 'Sound.' })
  const endorsed = await issue(praise, { signer })
  openBadge({
    issuer,
    achievement: { ...rust, endorsement: endorsed },
    bearer: true,
    endorsement: [endorsed],
  })
  // @ts-expect-error signed already
  await issue(signed, { signer })
}
export const unsigned: Unsigned<OpenBadge> = badge
declare const signed: Signed<OpenBadge>
// @ts-expect-error a signed badge is not an unsigned one
export const wrong: Unsigned<OpenBadge> = signed

// Extensions type what they add.
const nl = defineExtension({
  context: 'https://example.org/nl.json',
  members: {
    Achievement: { studyLoad: 'number', languages: 'string[]' },
    AchievementSubject: { cohort: 'string' },
  },
})
const course = nl.achievement({
  id: 'urn:a:1',
  name: 'n',
  description: 'd',
  criteria: 'c',
  studyLoad: 60,
  languages: ['nl'],
})
course.studyLoad satisfies number | undefined
course.languages satisfies readonly string[] | undefined
openBadge({ issuer, achievement: course, bearer: true })
nl.openBadge({ issuer, achievement: course, bearer: true, subject: { cohort: '2026' } })
// @ts-expect-error the extension says number
nl.achievement({ id: 'urn:a:1', name: 'n', description: 'd', criteria: 'c', studyLoad: '60' })
// @ts-expect-error misspelt member of the extension
nl.achievement({ id: 'urn:a:1', name: 'n', description: 'd', criteria: 'c', studyLod: 60 })
// @ts-expect-error no class of the model
defineExtension({ context: 'https://example.org/nl.json', members: { Achivement: { x: 'string' } } })

// Views are told apart by their kind; reports of validate are typed.
const view = parse(badge)
// @ts-expect-error only badges have an achievement
view.achievement
if (view.kind === 'open-badge') view.achievement.name satisfies string
validate(badge).issues[0]?.severity satisfies 'error' | 'warning' | undefined
// @ts-expect-error unknown option
validate(badge, { mode: 'strict' })

// Other versions are one option, with consequences.
const older = { dataModel: '1.1' } as const
const content = { name: 'Rust I', issuer, achievement: rust, bearer: true } as const
const badge11 = openBadge(
  { ...content, issuanceDate: new Date(), expirationDate: '2030-01-01T00:00:00Z' },
  older,
)
holds<Equal<typeof badge11, OpenBadge11>>()
badge11.issuanceDate satisfies string | undefined
// @ts-expect-error VCDM 1.1 has no validFrom
badge11.validFrom
openBadge(content, { dataModel: '2.0', openBadgesContext: '3.0.2' })
openBadge(content, { dataModel: '1.1', openBadgesContext: '3.0.0' })
openBadge({ ...content, relatedResource: { id: 'https://example.edu/t.pdf', digestSRI: 'sha384-A' } })
// @ts-expect-error validFrom is VCDM 2.0
openBadge({ ...content, validFrom: new Date() }, older)
// @ts-expect-error issuanceDate is VCDM 1.1
openBadge({ ...content, issuanceDate: new Date() })
// @ts-expect-error related resources came with VCDM 2.0
openBadge({ ...content, relatedResource: { id: 'https://example.edu/t.pdf' } }, older)
// @ts-expect-error readers of VCDM 1.1 require a name
openBadge({ issuer, achievement: rust, bearer: true }, older)
// @ts-expect-error the older contexts go with VCDM 1.1
openBadge(content, { openBadgesContext: '3.0.1' })
// @ts-expect-error no such context
openBadge(content, { dataModel: '1.1', openBadgesContext: '3.0.4' })
// @ts-expect-error no such version
openBadge(content, { dataModel: '1.0' })
// @ts-expect-error no such option
openBadge(content, { version: '1.1' })
export async function signingOlder(): Promise<void> {
  const praise = endorsement({ name: 'Praise', issuer, endorses: rust, issuanceDate: new Date() }, older)
  holds<Equal<typeof praise, Endorsement11>>()
  const endorsed = await issue(praise, { signer })
  endorsed.issuanceDate satisfies string
  const issued = await issue(openBadge({ ...content, endorsement: endorsed }, older), { signer })
  issued.issuanceDate satisfies string
  // @ts-expect-error VCDM 1.1 has no validFrom
  issued.validFrom
  const newer = await issue(badge, { signer })
  newer.validFrom satisfies string
  // @ts-expect-error VCDM 2.0 has no issuanceDate
  newer.issuanceDate
  // Of a type without members it is not known how its start is named.
  const untyped = await issue({} as Unsigned<Credential>, { signer })
  untyped.id satisfies string
  // @ts-expect-error signed already
  await issue(issued, { signer })
}

// Terms of the standard's own contexts need no other; all else does.
const named = defineExtension({ members: { AchievementSubject: { name: 'string' } } })
named.openBadge({ ...content, subject: { name: 'Ada' } }).credentialSubject.name satisfies string | undefined
named.openBadge({ ...content, subject: { name: 'Ada' } }, older).issuanceDate satisfies string | undefined
// @ts-expect-error the name of a learner is an identifier
openBadge({ ...content, subject: { name: 'Ada' } })
// @ts-expect-error validFrom is VCDM 2.0
named.openBadge({ ...content, validFrom: new Date() }, older)
// @ts-expect-error no standard context defines it
defineExtension({ members: { Achievement: { studyLoad: 'number' } } })
