/**
 * Sixty learners, badges of four issuers, one pathway. It verifies and counts each learner's badges. A learner who meets the
 * pathway gets a diploma that names its badges by digest. Then it verifies each diploma, as an employer would.
 * Run it with `npx tsx --tsconfig test/tsconfig.json examples/stack/main.ts`.
 */
import { join } from 'node:path'
import { achievement, issue, verifyMany } from 'laurel'
import { writeFile } from 'laurel/bulk'
import { type Evaluation, evaluate, partsOf, pathway, stack, verifyStack } from 'laurel/pathways'
import { pathwayImage } from 'laurel/share'
import { table } from '../quickstart/table.ts'
import { COURSES, courseId, issuers, learners } from './school.ts'

const out = join(process.argv[2] ?? 'out', 'stack')
const at = new Date('2026-06-30T12:00:00Z')

// 1. The issuer of each course: a badge counts only if this issuer awarded it.
const all = await issuers()
const [university] = all
const course = (key: string) => {
  const { name, issuer } = COURSES.find((each) => each.key === key)!
  return { name, badge: courseId(key), issuers: [all[issuer]!.signer.controller] }
}

// 2. The pathway: three of five courses, ethics, twenty ECTS in all, and first aid that must stay valid.
const cityData = pathway({
  id: 'https://rivers.example.edu/pathways/city-data/1',
  name: 'City data analyst',
  units: Object.fromEntries(all.map(({ signer }) => [signer.controller, 'ECTS'])),
  awards: achievement({
    id: 'https://rivers.example.edu/achievements/city-data-analyst',
    achievementType: 'Diploma',
    name: 'City data analyst',
    description: 'Analyses the data of a city, and knows whom they concern.',
    criteria: 'Three of five courses, ethics, twenty ECTS and first aid.',
  }),
  root: {
    all: [
      {
        name: 'Core',
        atLeast: 3,
        of: ['python', 'statistics', 'databases', 'maps', 'visual'].map(course),
      },
      course('ethics'),
      {
        name: 'Volume',
        credits: 20,
        unit: 'ECTS',
        of: COURSES.map(({ key }) => course(key)),
      },
      { ...course('first-aid'), keep: true },
    ],
  },
})

// 3. For every learner: verify the badges in the wallet, and count her own.
const rows: string[][] = []
const evaluations: Evaluation[] = []
let diplomas = 0
for (const { name, id, badges } of await learners(all, at)) {
  const candidates = []
  for await (const { input, report } of verifyMany(badges, { now: at })) candidates.push({ report, input })
  const done = evaluate(cityData, candidates, { holder: { id }, at })
  evaluations.push(done)
  let checked = ''
  if (done.outcome === 'met') {
    // 4. The diploma: an ordinary badge that names its parts.
    const unsigned = stack(cityData, done, { issuer: university!.profile, recipient: { id } })
    const diploma = await issue(unsigned, { signer: university!.signer, created: at })
    await writeFile(join(out, `${id.split(':').at(-1)}.json`), `${JSON.stringify(diploma, undefined, 2)}\n`)
    diplomas++
    // 5. The recipient of the diploma verifies it part by part.
    const issuersThatCount = [university!.signer.controller]
    const seen = await verifyStack(diploma, partsOf(done), {
      pathway: cityData,
      issuers: issuersThatCount,
      now: at,
    })
    if (seen.level !== 'proven') throw new Error(`the diploma of ${name} is ${seen.level ?? 'not verified'}`)
    checked = `proven by ${seen.entries.length} badges`
  }
  const [core, , volume] = done.root.children!
  const foreign = done.unused.filter(
    ({ because }) => because === 'other_person' || because === 'foreign_issuer',
  )
  const note = foreign.map(({ because }) => because.replace('_', ' ')).join(', ')
  rows.push([
    name,
    `${badges.length}`,
    `${core!.have}/3`,
    `${volume!.have}/20`,
    done.outcome,
    checked || note,
  ])
}

console.log(table(['learner', 'badges', 'core', 'ECTS', 'pathway', 'diploma'], rows))
console.log(`\n${diplomas} of ${rows.length} diplomas issued, and each proven again by its own badges.`)

// 6. One picture: a learner who has nearly met the pathway.
const nearly = evaluations
  .filter(({ outcome }) => outcome === 'unmet')
  .sort((one, two) => (one.missing?.requirements.length ?? 99) - (two.missing?.requirements.length ?? 99))[0]!
await writeFile(join(out, 'progress.svg'), pathwayImage(nearly, { pathway: cityData }))
console.log(`How far somebody is who is nearly there: ${join(out, 'progress.svg')}`)
