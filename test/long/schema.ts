/**
 * Several changes at once, at random: do the fast tests, the explaining walk and the JSON Schemas still agree?
 * `npx tsx --tsconfig test/tsconfig.json test/long/schema.ts [seconds] [seed]`
 */
import type { JsonObject } from '../../src/encoding/json.js'
import type { Form } from '../../src/issue-codes.js'
import { standalone } from '../../src/schema/contexts/context-scope.js'
import { explainObject } from '../../src/schema/explain/explain.js'
import { clean } from '../../src/schema/generated/clean.generated.js'
import { CLASSES } from '../../src/schema/generated/model.generated.js'
import { IssueList } from '../../src/schema/issues/issue-list.js'
import { validate } from '../../src/schema/validate.js'
import {
  completeBadge,
  endorsementCredential,
  olderBadge,
  plainBadge,
  profileDocument,
} from '../schema/fixtures.js'
import { mutants } from '../schema/mutations.js'
import { own } from '../schema/published.js'

const seconds = Number(process.argv[2] ?? 60)
let state = Number(process.argv[3] ?? 1)
/** Mulberry32. */
const random = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const STARTS = [
  ['AchievementCredential', plainBadge, 'openbadge-credential'],
  ['AchievementCredential', completeBadge, 'openbadge-credential'],
  ['AchievementCredential11', olderBadge, 'openbadge-credential-1.1'],
  ['EndorsementCredential', endorsementCredential, 'endorsement-credential'],
  ['Profile', profileDocument, 'profile'],
] as const
const SILENT: ReadonlySet<string> = new Set([
  'undefined_term',
  'undefined_type',
  'reserved_name',
  'context_clash',
])
const judges = new Map(
  STARTS.flatMap(([, , name]) =>
    [name, `${name}.compact`]
      .filter((one) => one !== 'openbadge-credential-1.1')
      .map((one) => [one, own(one)] as const),
  ),
)

const end = Date.now() + seconds * 1000
let count = 0
let apart = 0
while (Date.now() < end) {
  const [className, start, schema] = STARTS[Math.floor(random() * STARTS.length)]!
  let document: JsonObject = start
  const steps: string[] = []
  for (let change = 1 + Math.floor(random() * 3); change > 0; change--) {
    const all = [...mutants(document)]
    const chosen = all[Math.floor(random() * all.length)]
    if (chosen === undefined) break
    document = chosen.document
    steps.push(`${chosen.operation} ${chosen.pointer}`)
  }
  const forms: readonly Form[] = schema.includes('1.1') ? ['compact'] : ['strict', 'compact']
  for (const form of forms) {
    count++
    const frame = standalone(form === 'strict')
    const findings = new IssueList(form)
    explainObject(CLASSES[className]!, document, frame, '', findings)
    const errors = findings.issues.filter(({ severity, code }) => severity === 'error' && !SILENT.has(code))
    const judge = judges.get(form === 'strict' ? schema : `${schema}.compact`)!
    const told = [
      clean[className]!(document, frame) === (findings.issues.length === 0) ? '' : 'fast and walk',
      judge.accepts(document) === (errors.length === 0) ? '' : 'schema and walk',
    ].filter((one) => one !== '')
    validate(document, { form })
    if (told.length === 0) continue
    apart++
    console.log(
      `${told.join(', ')} differ in the ${form} form after: ${steps.join('; ')}: ${findings.issues.map(({ code, pointer }) => `${code} ${pointer}`).join(', ')}`,
    )
  }
}
console.log(`schema: ${count} documents, ${apart} disagreements`)
if (apart > 0) process.exitCode = 1
