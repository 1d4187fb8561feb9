/** Runs of `issueRecords` over random tables, some of them killed, and an oracle that knows what was awarded. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { issueRecords, type Mapping, type OutputForm } from 'laurel/bulk'
import { expect } from 'vitest'
import { ISSUER, KEY } from '../world.js'
import { killAfter, revive } from './faults.js'

const LEARNERS = ['ada', 'bob', 'eve']
const COURSES = ['c', 'ml', 'rust']
const award = fc.tuple(fc.constantFrom(...LEARNERS), fc.constantFrom(...COURSES), fc.nat(2))
const step = fc.record({
  table: fc.uniqueArray(award, { selector: ([who, what]) => `${who} ${what}`, minLength: 1, maxLength: 9 }),
  kill: fc.option(fc.nat(120), { nil: undefined, freq: 3 }),
  /** A learner whose key somebody changes once the run is through, and then changes back. */
  rekeyed: fc.option(fc.constantFrom(...LEARNERS), { nil: undefined, freq: 2 }),
})
export const sequence = fc.record({
  form: fc.constantFrom<OutputForm>('ndjson', 'json'),
  steps: fc.array(step, { minLength: 2, maxLength: 6 }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const MAPPING: Mapping = {
  key: '{who}',
  recipient: { email: '{who}@example.org' },
  achievement: { id: 'https://example.edu/courses/{what}', name: '{what}' },
  credential: { credentialSubject: { result: [{ type: ['Result'], value: '{grade}' }] } },
  record: { key: '{no}', name: 'Transcript of {who}' },
}

interface Badge {
  readonly id: string
  readonly credentialSubject: {
    readonly achievement: { readonly name: string }
    readonly result: readonly [{ readonly value: string }]
  }
}
interface Signed {
  readonly id: string
  readonly name: string
  readonly credentialSubject: { readonly verifiableCredential: readonly Badge[] }
}

async function issue(
  out: string,
  form: OutputForm,
  { table, kill }: Pick<Step, 'table' | 'kill'>,
  rekeyed?: string,
): Promise<'ok' | 'killed'> {
  // The rows of a learner stand together, in whatever order.
  const rows = LEARNERS.flatMap((who) => table.filter((each) => each[0] === who)).map(
    ([who, what, grade], i) => ({
      row: i + 2,
      values: { who, no: who === rekeyed ? `${who}-2` : who, what, grade: String(grade) },
    }),
  )
  const options = {
    source: {
      blocks: async function* () {
        yield rows
      },
      fixedColumns: true,
      digest: async () => JSON.stringify(rows),
    },
    mapping: MAPPING,
    issuer: ISSUER,
    achievement: {
      id: 'x:y',
      type: ['Achievement'],
      name: 'x',
      description: 'x',
      criteria: { narrative: 'x' },
    },
    key: KEY,
    out,
    form,
    status: { url: 'https://example.edu/{of}/{list}' },
    workers: 0,
  }
  killAfter(kill ?? Number.POSITIVE_INFINITY)
  try {
    await issueRecords(options)
    return revive() ? bury(out) : 'ok'
  } catch (error) {
    if (!revive()) throw error
    return bury(out)
  }
}

/** The process of a killed run is dead, though this one lives. */
function bury(out: string): 'killed' {
  const [alive, dead] = [`${process.pid}`, '4194304']
  for (const name of readdirSync(join(out, '..'), { recursive: true }) as string[]) {
    if (!/\.lock(?:\.|$)/.test(name)) continue
    const path = join(out, '..', name)
    writeFileSync(path, readFileSync(path, 'utf8').replace(`"pid":${alive}`, `"pid":${dead}`))
    renameSync(path, path.replace(`.lock.${alive}-`, `.lock.${dead}-`))
  }
  return 'killed'
}

function shown<T>(out: string, of: 'badges' | 'records', form: OutputForm): readonly T[] {
  const folder = join(out, of)
  if (of === 'badges' || form === 'ndjson') {
    const text = readFileSync(join(folder, 'credentials.ndjson'), 'utf8').trimEnd()
    return text.split('\n').map((line) => JSON.parse(line) as T)
  }
  const names = (readdirSync(join(folder, 'badges'), { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.json'),
  )
  return names.map((name) => JSON.parse(readFileSync(join(folder, 'badges', name), 'utf8')) as T)
}

/** What was awarded for sure, and what a killed run may have awarded. */
class Oracle {
  private readonly sure = new Set<string>()
  private readonly maybe = new Set<string>()
  private readonly ids = new Map<string, string>()

  issued({ table }: Step, outcome: 'ok' | 'killed'): void {
    for (const [who, what] of table) (outcome === 'ok' ? this.sure : this.maybe).add(`${who} ${what}`)
  }

  check(out: string, form: OutputForm, { table }: Step): void {
    const badges = new Map(
      shown<Badge>(out, 'badges', form).map((badge) => [badge.id, JSON.stringify(badge)]),
    )
    const records = shown<Signed>(out, 'records', form)
    expect(new Set(records.map(({ name }) => name)).size, 'each learner one record').toBe(records.length)
    const held = new Set<string>()
    const grades = new Map<string, string>()
    for (const { id, name, credentialSubject } of records) {
      expect(this.ids.get(name) ?? id, 'a record keeps its id').toBe(id)
      this.ids.set(name, id)
      for (const part of credentialSubject.verifiableCredential) {
        const award = `${name.replace('Transcript of ', '')} ${part.credentialSubject.achievement.name}`
        expect(held.has(award), `${award} once`).toBe(false)
        held.add(award)
        grades.set(award, part.credentialSubject.result[0].value)
        const badge = badges.get(part.id)
        expect(badge, `${award} is a badge`).toBeDefined()
        // The record of whoever the table has no more is as it was, though a killed run may have corrected a badge of it.
        if (table.some(([who]) => award.startsWith(`${who} `)))
          expect(badge, `${award} as it was issued`).toBe(JSON.stringify(part))
      }
    }
    for (const award of this.sure) expect(held, 'nothing lost').toContain(award)
    for (const award of held)
      expect(this.sure.has(award) || this.maybe.has(award), `${award} was awarded`).toBe(true)
    for (const [who, what, grade] of table)
      expect(grades.get(`${who} ${what}`), 'as the table says').toBe(String(grade))
  }
}

/** How many runs there were, how many were killed, and how often a changed key was refused. */
export const tally = { runs: 0, kills: 0, rekeyed: 0 }

export async function run({
  form,
  steps,
}: {
  readonly form: OutputForm
  readonly steps: readonly Step[]
}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-records-'))
  const out = join(folder, 'out')
  const oracle = new Oracle()
  try {
    for (const each of steps) {
      const outcome = await issue(out, form, each)
      oracle.issued(each, outcome)
      tally.runs++
      if (outcome === 'killed') {
        tally.kills++
        continue
      }
      oracle.check(out, form, each)
      const { table, rekeyed } = each
      if (!table.some(([who]) => who === rekeyed)) continue
      tally.rekeyed++
      await expect(issue(out, form, { table, kill: undefined }, rekeyed)).rejects.toMatchObject({
        code: 'table_invalid',
      })
      oracle.check(out, form, each)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
