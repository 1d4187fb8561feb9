/**
 * Issues badges to a class: reads a CSV, builds and signs badges, bakes them into PNG and SVG, verifies the files.
 * Run it with `npm start`. A second run changes no file.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  achievement,
  alignment,
  bake,
  exportSecretKey,
  generateSigner,
  issue,
  openBadge,
  profile,
  signerFromJwk,
  unbake,
  verify,
} from 'laurel'
import { credentialId, type RowIssue, readTable, writeFile, writeIfChanged } from 'laurel/bulk'
import { badgePng, badgeSvg } from './badge-art.ts'
import { table } from './table.ts'

const data = fileURLToPath(new URL('../data/graduates.csv', import.meta.url))
const out = process.argv[2] ?? 'out'

// 1. The issuer: a key that is made once, in a file that only its owner can read.
const signer = await ownSigner(join(out, 'issuer', 'key.json'))
const university = profile({
  id: signer.controller,
  name: 'Example University of the Rivers',
  url: 'https://rivers.example.edu',
  email: 'badges@rivers.example.edu',
})

// 2. The achievement: its description, criteria, skills and grades.
const riverDataSteward = achievement({
  id: 'https://rivers.example.edu/achievements/river-data-steward',
  achievementType: 'MicroCredential',
  name: 'River Data Steward',
  description: 'Collects, checks and publishes measurements of a living river.',
  criteria: {
    narrative: `To earn this badge you

1. **survey** a river reach of your own choice over eight weeks,
2. **clean and document** the measurements, so that somebody else can repeat your analysis,
3. **publish** them under an open licence, and
4. score at least *60 of 100 points* against the rubric.`,
  },
  alignment: [
    alignment({
      targetName: 'manage research data',
      targetUrl: 'https://frameworks.example.org/skills/manage-research-data',
      targetFramework: 'Example Skills Framework',
      targetType: 'ext:Skill',
    }),
    alignment({
      targetName: 'perform field research',
      targetUrl: 'https://frameworks.example.org/skills/perform-field-research',
      targetFramework: 'Example Skills Framework',
      targetType: 'ext:Skill',
    }),
  ],
  resultDescription: [
    {
      id: 'urn:uuid:8a9f0b7e-36a4-4c6b-9d0a-0c3b4b0f7a11',
      name: 'Points',
      resultType: 'Percent',
      valueMin: '0',
      valueMax: '100',
    },
    {
      id: 'urn:uuid:0d1f2c6f-90cf-4f57-8a53-5d8a8e3f9b22',
      name: 'Rubric: care for data',
      resultType: 'RubricCriterionLevel',
      rubricCriterionLevel: [
        { id: 'urn:uuid:5b6f6c1e-7d2c-4f0e-9a39-6f1b5a1d3c01', name: 'Competent', level: '1', points: '60' },
        { id: 'urn:uuid:5b6f6c1e-7d2c-4f0e-9a39-6f1b5a1d3c02', name: 'Proficient', level: '2', points: '75' },
        { id: 'urn:uuid:5b6f6c1e-7d2c-4f0e-9a39-6f1b5a1d3c03', name: 'Expert', level: '3', points: '90' },
      ],
    },
  ],
  tag: ['open data', 'hydrology', 'citizen science'],
  inLanguage: 'en',
})
const [points, care] = riverDataSteward.resultDescription!
const levelIds = Object.fromEntries(care!.rubricCriterionLevel!.map(({ name, id }) => [name, id]))

// 3. The pictures.
const images = { png: badgePng(), svg: new TextEncoder().encode(badgeSvg(riverDataSteward.name)) }

// 4. One badge for each good row.
const rows = readTable(data, {
  columns: {
    student_no: { required: true },
    name: { required: true },
    email: { type: 'email' },
    did: { type: 'did' },
    completed: { type: 'date', required: true },
    score: { type: 'integer', minimum: 60, maximum: 100, required: true },
    level: { values: levelIds, required: true },
    evidence: { type: 'url' },
  },
})
const printed: string[][] = []
const faults: RowIssue[] = []
let written = 0
let unverified = 0
for await (const { issues, values } of rows) {
  if (issues !== undefined) {
    faults.push(...issues)
    continue
  }
  const { student_no, name, email, did, completed, score, level, evidence } = values as Record<string, string>
  const file = join(out, `${student_no}.png`)
  // Keep salt and time of the last run, so that unchanged badges stay the same.
  const earlier = await readEarlier(file)
  const badge = openBadge({
    id: credentialId({
      issuer: university.id,
      achievement: riverDataSteward.id,
      batch: '2026-spring',
      key: student_no!,
    }),
    name: riverDataSteward.name,
    issuer: university,
    recipient: {
      ...(did === undefined ? { email: email!, ...earlier.salt } : { id: did }),
      identifier: { identityType: 'name', value: name!, hashed: false },
    },
    achievement: riverDataSteward,
    validFrom: completed!,
    result: [
      { resultDescription: points!.id, value: String(score) },
      { resultDescription: care!.id, achievedLevel: level! },
    ],
    ...(evidence === undefined
      ? {}
      : { evidence: [{ id: evidence, name: 'River survey', narrative: `The survey of ${name}.` }] }),
  })
  const signed = await issue(badge, { signer, created: earlier.created ?? new Date() })

  // 5. Verify the files, as a verifier who trusts this issuer would.
  let verified = true
  for (const [format, image] of Object.entries(images)) {
    const path = join(out, `${student_no}.${format}`)
    if (await writeIfChanged(path, bake(image, signed))) written++
    const report = await verify(await readFile(path), { issuers: [signer.controller] })
    verified &&= report.verified
  }
  if (!verified) unverified++
  printed.push([name!, riverDataSteward.name, verified ? 'yes' : 'NO', `${file} and .svg`])
}

console.log(table(['Name', 'Badge', 'Verified', 'File'], printed))
const count = printed.length * Object.keys(images).length
console.log(
  `\n${printed.length} badges in ${count} images: ${written} written, ${count - written} left as they were.`,
)
console.log(`\nRows that got no badge:`)
for (const { row, column, message, hint } of faults) {
  console.log(`  row ${row}, column "${column}": ${message} ${hint}`)
}
process.exitCode = unverified === 0 ? 0 : 1

async function ownSigner(path: string) {
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept !== undefined) return signerFromJwk(JSON.parse(kept))
  const signer = await generateSigner({ extractable: true })
  await writeFile(path, JSON.stringify(exportSecretKey(signer, 'jwk')), { mode: 0o600, exclusive: true })
  return signer
}

async function readEarlier(path: string): Promise<{ salt?: { salt: string }; created?: Date }> {
  const image = await readFile(path).catch(() => undefined)
  if (image === undefined) return {}
  const { credential } = await unbake(image)
  if (credential === undefined) return {}
  const { credentialSubject, proof } = JSON.parse(credential)
  const salt: string | undefined = credentialSubject.identifier[0].salt
  return { created: new Date(proof[0].created), ...(salt === undefined ? {} : { salt: { salt } }) }
}
