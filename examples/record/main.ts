/**
 * A transcript: a registry collects the badges of one learner from three issuers into one signed record. An employer verifies it
 * as one file. One course was revoked later, and one certificate expired: the record is still verified, and the report says so.
 * Run it with `npx tsx --tsconfig test/tsconfig.json examples/record/main.ts`.
 */
import { join } from 'node:path'
import {
  achievement,
  bake,
  bundled,
  clr,
  documents,
  firstOf,
  generateSigner,
  issue,
  openBadge,
  profile,
  verify,
} from 'laurel'
import { writeFile } from 'laurel/bulk'
import { badgeImage, credentialPage } from 'laurel/share'
import { table } from '../quickstart/table.ts'

const out = join(process.argv[2] ?? 'out', 'record')
const ada = 'did:web:ada.example'
const revocations = 'https://rivers.example.edu/revoked.json'

// 1. Three issuers award badges, over the years.
const awarded: object[] = []
const award = async (issuer: string, name: string, awardedDate: string, more: object = {}) => {
  const signer = await generateSigner()
  const badge = openBadge({
    id: `https://badges.example/${awarded.length + 1}`,
    issuer: profile({ id: signer.controller, name: issuer }),
    recipient: { id: ada },
    validFrom: awardedDate,
    awardedDate,
    achievement: achievement({
      id: `https://courses.example/${encodeURIComponent(name)}`,
      name,
      description: `${name}, a course.`,
      criteria: 'Passed the exam.',
    }),
    ...more,
  })
  awarded.push(await issue(badge, { signer }))
}
await award('Rivers University', 'Statistics', '2024-02-01T00:00:00Z', {
  term: 'Winter 2023',
  result: [{ value: 'A' }],
})
await award('Rivers University', 'Python', '2023-07-15T00:00:00Z', {
  credentialStatus: { id: revocations, type: '1EdTechRevocationList' },
})
await award('Red Cross', 'First aid', '2023-01-10T00:00:00Z', { validUntil: '2025-01-10T00:00:00Z' })
await award('City College', 'Ethics', '2024-06-30T00:00:00Z')

// 2. The registry verifies the badges, and signs the record. It does not confirm their content.
const registry = await generateSigner()
for (const badge of awarded) {
  if ((await verify(badge)).check.proof.outcome !== 'pass')
    throw new Error('a forged badge belongs in no record')
}
const programme = achievement({
  id: 'https://registry.example/programmes/data',
  name: 'Data programme',
  description: 'Statistics, Python and ethics.',
  criteria: 'All three courses.',
})
const record = clr({
  id: 'https://registry.example/records/ada',
  name: 'Transcript of Ada Lovelace',
  issuer: profile({ id: registry.controller, name: 'National registry' }),
  recipient: { id: ada },
  credentials: awarded,
  achievement: programme,
  association: ['Statistics', 'Python', 'Ethics'].map((name) => ({
    associationType: 'isPartOf',
    sourceId: `https://courses.example/${name}`,
    targetId: programme.id,
  })),
})
const signed = await issue(record, { signer: registry })
const picture = badgeImage({ title: 'Transcript', issuer: 'National registry' })
await writeFile(join(out, 'transcript.svg'), bake(picture, signed))

// 3. An employer verifies the picture. The university has revoked a badge in the meantime.
const load = firstOf(
  bundled,
  documents({
    [revocations]: {
      id: revocations,
      revokedCredential: [{ id: 'https://badges.example/2', revoked: true }],
    },
  }),
)
const report = await verify(bake(picture, signed), { load })
const page = await credentialPage({ ...signed } as never, report)
await writeFile(join(out, 'transcript.html'), page)
const titles = signed.credentialSubject.verifiableCredential.map(
  (part) => (part as unknown as { credentialSubject: { achievement: { name: string } } }).credentialSubject,
)
console.log(
  table(
    ['badge', 'holds', 'because'],
    report.badges.map((badge, i) => [
      titles[i]!.achievement.name,
      badge.verified ? 'yes' : 'no',
      badge.verified ? `awarded by ${badge.issuer.name}` : badge.code,
    ]),
  ),
)
console.log(
  `The record ${report.verified ? 'holds' : 'does not hold'}; collected by ${report.envelope?.by?.name}.`,
)
if (!report.verified || report.badges.filter(({ verified }) => verified).length !== 2) process.exitCode = 1
