/**
 * `npm run test:adversary -- [--seconds N] [--seed N] [--platform node|web|portable] [--each]`: searches for the dearest
 * document within the permitted length, and prints the worst. With `--each` every kind is climbed alone, and the seconds
 * are those of one kind. Exit status 1 when a document passes the target. A process loads the library and compiles it once,
 * with ordinary documents, before the first measurement; the search prints what that took, and it is no cost of a document.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build as bundle } from 'esbuild'
import { startCpuTime } from '../../cpu-time.js'
import { KINDS } from './build.js'
import { type Find, search, type Targets } from './search.js'

const TARGETS: Readonly<Record<string, Targets>> = {
  node: { seconds: 0.5, megabytes: 64 },
  web: { seconds: 1, megabytes: 64 },
  /** The web platform without Ed25519 in WebCrypto. */
  portable: { seconds: 1, megabytes: 64 },
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    platform: { type: 'string', default: process.env['LAUREL_PLATFORM'] === 'web' ? 'web' : 'node' },
    each: { type: 'boolean', default: false },
  },
})
const targets = TARGETS[values.platform]
if (targets === undefined) throw new TypeError(`no such platform: ${values.platform}`)

const root = fileURLToPath(new URL('../../../', import.meta.url))
const outdir = join(root, 'out/adversary', values.platform)
await bundle({
  entryPoints: [fileURLToPath(new URL('measure.ts', import.meta.url))],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
  outdir,
  tsconfig: join(root, 'test/tsconfig.json'),
  alias: { '#platform': join(root, `src/platform/${values.platform === 'node' ? 'node' : 'web'}.ts`) },
  ...(values.platform === 'portable' ? { banner: { js: WITHOUT_ED25519() } } : {}),
})

const before = calibration()
const finds: Find[] = []
for (const kinds of values.each ? KINDS.map((kind) => [kind]) : [KINDS]) {
  const found = await search({
    script: join(outdir, 'measure.mjs'),
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    targets,
    kinds,
    onFind: (find) => {
      process.stderr.write(`climbed to ${find.fitness.toFixed(2)} of ${kinds.length} kinds\n`)
      if (find.fitness > 1) process.stderr.write(`${told(find)}\n`)
    },
  })
  finds.push(...(values.each ? found.slice(0, 1) : found))
}
finds.sort((left, right) => right.fitness - left.fitness)
console.log(
  `${values.platform}, seed ${values.seed}, ${values.seconds} s: ${finds.length} climbs; worst first`,
)
console.log(`20,000 hashes took ${before.toFixed(3)} s before and ${calibration().toFixed(3)} s after`)
const { cpu = 0, peak = 0 } = finds.map(({ loading }) => loading).find((each) => each.cpu > 0) ?? {}
console.log(`loading everything took ${cpu.toFixed(2)} s CPU and ${peak.toFixed(0)} MB, once in each process`)
for (const find of finds.slice(0, values.each ? KINDS.length : 8)) console.log(told(find))
if ((finds[0]?.fitness ?? 0) > 1) process.exitCode = 1

/** What a document costs, and how it is made. */
function told({ cpu, peak, kept, bytes, answer, genome: { genes, ...rest } }: Find): string {
  const kinds = genes.map(
    ({ kind, weight, a, b }) => `${kind} ${weight.toFixed(2)}/${a.toFixed(2)}/${b.toFixed(2)}`,
  )
  return `${cpu.toFixed(2)} s CPU, ${peak.toFixed(0)} MB peak, ${kept.toFixed(0)} MB kept, ${bytes} characters: ${answer}
  ${kinds.join(', ')}
  ${JSON.stringify(rest)}`
}

/** CPU seconds of a fixed piece of work: a busy machine makes CPU time dearer. */
function calibration(): number {
  const cpuTime = startCpuTime()
  for (let i = 0; i < 20_000; i++) createHash('sha256').update(`${i}`).digest('hex')
  return cpuTime() / 1e6
}

function WITHOUT_ED25519(): string {
  return `for (const name of ['importKey', 'generateKey']) {
  const own = crypto.subtle[name].bind(crypto.subtle)
  crypto.subtle[name] = (...given) =>
    JSON.stringify(given).includes('Ed25519') ? Promise.reject(new DOMException('no', 'NotSupportedError')) : own(...given)
}`
}
