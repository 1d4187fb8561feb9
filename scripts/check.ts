/** `npm run check [step …]`: everything that CI wants beyond the tests, one step after the other. */
import { spawnSync } from 'node:child_process'
import { checkConsumers } from './check/consumers.js'
import { printFigures } from './check/figures.js'
import { checkLinks } from './check/links.js'
import { pack } from './check/pack.js'
import { checkSizes } from './check/sizes.js'

type Step = readonly [name: string, run: () => void | Promise<void>]

const bin = (name: string): string => `node_modules/.bin/${name}`

const STEPS: readonly Step[] = [
  ['types', () => run(bin('tsc'), '-p', 'tsconfig.json')],
  ['types-node', () => run(bin('tsc'), '-p', 'test/tsconfig.json')],
  ['lint', () => run(bin('biome'), 'check', '--error-on-warnings', '.')],
  ['arrows', () => run(bin('vitest'), 'run', 'test/house')],
  ['figures', printFigures],
  ['generated', () => run('npm', 'run', '--silent', 'generate', '--', '--check')],
  ['publint', () => run(bin('publint'), 'run', pack(), '--strict')],
  // ESM only by decision; Node 20.19 and later can require() it.
  [
    'types-wrong',
    () =>
      run(
        bin('attw'),
        pack(),
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        './schemas/*.json',
        './schemas/*.2019-09.json',
      ),
  ],
  ['docs', () => run('npm', 'run', '--silent', 'docs')],
  ['links', () => checkLinks(pack())],
  ['sizes', () => checkSizes(pack())],
  ['consumers', () => checkConsumers(pack())],
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !STEPS.some(([step]) => step === name))
if (unknown.length > 0)
  throw new TypeError(`no such step: ${unknown}; there are ${STEPS.map(([name]) => name)}`)

for (const [name, step] of STEPS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n== check: ${name}`)
  await step()
}
console.log('\ncheck: all steps passed')

function run(command: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) {
    console.error(`check: ${command} ${args.join(' ')} ended with ${status}`)
    process.exit(1)
  }
}
