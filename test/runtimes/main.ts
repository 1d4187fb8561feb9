/**
 * `npm run test:runtimes`: the packed package in every runtime that the README promises. One table, and what failed.
 * `--no-build` packs what the last build left.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from '../../scripts/check/pack.js'
import { MODULES, writeModules } from './bundle.js'
import { writeSignedFiles } from './command-line.js'
import { checkCommonJsTypes, REQUIRING, writeRequiring } from './common-js.js'
import type { CaseResult, Data } from './inside/data.js'
import { installConsumer, installRuntimes } from './install.js'
import { command, runModule, runWorker } from './run.js'
import { RUNTIMES, type Runtime, versionOf } from './runtimes.js'
import { startServer } from './server.js'
import { canonizeCases, sampleCases, signatures, streams } from './slice.js'

/** Runtimes side by side. */
const AT_ONCE = 2

interface Row {
  readonly runtime: Runtime
  readonly own: readonly CaseResult[]
  readonly bare: readonly CaseResult[]
  readonly required: boolean | undefined
  readonly seconds: number
}

const began = performance.now()
const modules = installRuntimes()
const folder = installConsumer(pack({ build: !process.argv.includes('--no-build') }))
const server = await startServer()
const entries = entriesOf(folder)
const data: Data = {
  server: { port: server.port, certificate: server.certificate },
  signatures: signatures(),
  streams: streams(),
  canonize: canonizeCases(),
  samples: await sampleCases(),
  entries,
}
const failures: string[] = []
try {
  await writeModules(folder, data)
  writeRequiring(folder, Object.keys(entries))
  await writeSignedFiles(folder)
  failures.push(...checkCommonJsTypes(folder))
  const rows: Row[] = []
  const queue = [...RUNTIMES]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) rows.push(await runIn(next))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (server.leaks() > 0) failures.push(`laurel/net: ${server.leaks()} requests reached what is not public`)
  show(rows)
} finally {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
for (const failure of failures) console.error(`failed: ${failure}`)
console.log(`runtimes: ${failures.length} failures, ${((performance.now() - began) / 1000).toFixed(0)} s`)
process.exitCode = failures.length === 0 ? 0 : 1

async function runIn(runtime: Runtime): Promise<Row> {
  const start = performance.now()
  const program = join(modules, runtime.binary)
  const { run, runWeb } = runtime
  let own: readonly CaseResult[]
  let bare: readonly CaseResult[]
  let required: boolean | undefined
  if (run === undefined || runWeb === undefined) {
    own = await runWorker(folder, program, MODULES.worker)
    bare = await runWorker(folder, program, MODULES.bareWorker)
  } else {
    own = [...(await runModule(folder, program, run(MODULES.own))), ...(await commandLine(program, run))]
    const web = await runModule(folder, program, runWeb(MODULES.web))
    bare = [...web, ...(await runModule(folder, program, runWeb(MODULES.bare)))]
    const { code, output } = await command(folder, program, run(REQUIRING))
    required = code === 0 && output.includes(`required ${Object.keys(entries).length}`)
    if (!required) failures.push(`${runtime.name}: require(): ${output.slice(0, 1000)}`)
  }
  for (const { name, error } of [...own, ...bare]) {
    if (error !== undefined) failures.push(`${runtime.name}: ${name}: ${error}`)
  }
  return { runtime, own, bare, required, seconds: (performance.now() - start) / 1000 }
}

/** The `laurel` command, told to verify a good badge and a changed one. */
async function commandLine(
  program: string,
  run: NonNullable<Runtime['run']>,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const [file, expected] of [
    ['good.json', 0],
    ['changed.json', 1],
  ] as const) {
    const args = [...run('node_modules/laurel/dist/cli.js'), 'verify', file]
    const { code, output } = await command(folder, program, args)
    const name = `laurel verify ${file}`
    results.push(
      code === expected ? { name } : { name, error: `ended with ${code}: ${output.slice(0, 1000)}` },
    )
  }
  return results
}

/** What each entry of the package resolves to where the condition `node` holds. */
function entriesOf(consumer: string): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(
    readFileSync(join(consumer, 'node_modules/laurel/package.json'), 'utf8'),
  ) as { readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>> }
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]): [string, string][] =>
      typeof target === 'string' ? [] : [[`laurel${name.slice(1)}`, (target['node'] ?? target['default'])!]],
    ),
  )
}

function show(rows: readonly Row[]): void {
  const passed = (results: readonly CaseResult[]): string =>
    `${results.filter(({ error }) => error === undefined).length}/${results.length}`
  const lines = RUNTIMES.flatMap((runtime) => rows.filter((row) => row.runtime === runtime)).map(
    ({ runtime, own, bare, required, seconds }) => [
      runtime.name,
      versionOf(runtime),
      runtime.build,
      passed(own),
      passed(bare),
      required === undefined ? '-' : required ? 'yes' : 'NO',
      seconds.toFixed(1),
    ],
  )
  const head = ['runtime', 'version', 'build', 'passed', 'web build', 'require()', 'seconds']
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]!.length)))
  for (const line of [head, ...lines]) console.log(line.map((cell, i) => cell.padEnd(widths[i]!)).join('  '))
  const { canonize, samples } = data
  console.log(
    `each: ${data.signatures.length} signatures, ${data.streams.length} streams, ${canonize.length} of rdf-canon, ${samples.length} signed samples; the web build with WebCrypto's Ed25519 and without`,
  )
}
