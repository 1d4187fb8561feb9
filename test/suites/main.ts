/**
 * `npm run test:suites [name …]`: the public HTTP suites, run as their authors ship them against the example service.
 *
 * LAUREL_SUITES names the folder that holds their repositories, each with its dependencies installed. The table goes to the
 * terminal and to out/suites.md. The exit status is 1 where a test ends otherwise than `suites.ts` says.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Host, startHost } from './host.js'
import { type Outcome, runSuite } from './run-suite.js'
import { type Deviation, SUITES, type Suite } from './suites.js'

const folder = process.env['LAUREL_SUITES']
if (folder === undefined || !existsSync(folder)) {
  console.log('suites: LAUREL_SUITES names no folder with the repositories of the suites. Nothing ran.')
} else {
  process.exitCode = await run(resolve(folder), process.argv.slice(2))
}

async function run(at: string, wanted: readonly string[]): Promise<number> {
  const host = await startHost()
  const rows: Row[] = []
  try {
    for (const suite of SUITES) {
      if (wanted.length > 0 && !wanted.some((name) => suite.name.includes(name))) continue
      rows.push(await rowOf(suite, join(at, suite.folder), host))
    }
  } finally {
    await host.close()
  }
  const table = write(rows)
  mkdirSync('out', { recursive: true })
  writeFileSync('out/suites.md', table)
  console.log(table)
  return rows.every(({ unexpected, stale }) => unexpected.length === 0 && stale.length === 0) ? 0 : 1
}

interface Row {
  readonly suite: Suite
  readonly outcome: Outcome | undefined
  readonly known: readonly { readonly title: string; readonly deviation: Deviation }[]
  readonly unexpected: readonly { readonly title: string; readonly message: string }[]
  /** Deviations that no failing test showed. */
  readonly stale: readonly Deviation[]
}

async function rowOf(suite: Suite, at: string, host: Host): Promise<Row> {
  if (!existsSync(join(at, 'node_modules'))) {
    return { suite, outcome: undefined, known: [], unexpected: [], stale: [] }
  }
  const outcome = await runSuite(suite, at, host)
  const known = outcome.failures.flatMap(({ title }) => {
    const deviation = suite.deviations.find(({ test }) => test.test(title))
    return deviation === undefined ? [] : [{ title, deviation }]
  })
  return {
    suite,
    outcome,
    known,
    unexpected: outcome.failures.filter(({ title }) => !known.some((one) => one.title === title)),
    stale: suite.deviations.filter((one) => !known.some(({ deviation }) => deviation === one)),
  }
}

function write(rows: readonly Row[]): string {
  const lines = rows.map(({ suite, outcome, known, unexpected }) => {
    if (outcome === undefined) return `| ${suite.name} | absent | | | | |`
    const own = known.filter(({ deviation }) => deviation.ofTheSuite).length
    const cells = [outcome.total, outcome.passed, own, known.length - own, unexpected.length]
    return `| ${suite.name} | ${cells.join(' | ')} |`
  })
  const notes = rows.flatMap(({ suite, outcome, known, unexpected, stale }) => [
    ...(outcome?.log === undefined ? [] : [`- ${suite.name} did not run: ${outcome.log}`]),
    ...known.map(({ title, deviation }) => {
      const whose = deviation.ofTheSuite ? "the suite's own" : 'not built'
      return `- ${suite.name}, “${title}”: ${whose}. ${deviation.because}`
    }),
    ...unexpected.map(({ title, message }) => `- ${suite.name}, “${title}” FAILED: ${message}`),
    ...stale.map(({ test }) => `- ${suite.name}: no test failed by ${test}, which suites.ts expects`),
  ])
  return [
    '| suite | tests | passed | fail by the suite’s own fault | not built | failed |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    ...notes,
    '',
  ].join('\n')
}
