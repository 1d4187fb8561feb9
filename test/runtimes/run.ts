/** Runs one module in one runtime, and reads what its cases came to. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CaseResult, RESULT_MARK } from './inside/data.js'

/** Milliseconds for one module: the slowest takes a tenth. */
const TIME_LIMIT = 90_000

export interface Ran {
  readonly code: number | null
  readonly output: string
}

export function command(folder: string, program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done, fail) => {
    // Nothing of what this process was told may reach them, nor a download of what is missing.
    const env = { PATH: process.env['PATH'], HOME: folder, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }
    const child = spawn(program, args, {
      cwd: folder,
      env,
      timeout: TIME_LIMIT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => done({ code, output: Buffer.concat(chunks).toString() }))
  })
}

export async function runModule(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<readonly CaseResult[]> {
  const { code, output } = await command(folder, program, args)
  const line = output.split('\n').find((each) => each.startsWith(RESULT_MARK))
  if (line === undefined) return [{ name: 'starts', error: `ended with ${code}:\n${output.slice(0, 3000)}` }]
  const results = JSON.parse(line.slice(RESULT_MARK.length)) as readonly CaseResult[]
  return code === 0
    ? results
    : [...results, { name: 'ends', error: `ended with ${code}:\n${output.slice(-1000)}` }]
}

/** `workerd test` calls the module's `test`. */
export function runWorker(folder: string, workerd: string, module: string): Promise<readonly CaseResult[]> {
  const config = `${module}.capnp`
  writeFileSync(
    join(folder, config),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${module}")],
  compatibilityDate = "2026-11-01",
);
`,
  )
  return runModule(folder, workerd, ['test', config])
}
