/** Installs the packed tarball into fresh projects and uses it there: types, require(), README fences, examples. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { compileStrictly, DECLARATIONS, writeFences } from './consumer-types.js'
import { fences } from './fences.js'
import { hiddenTypes } from './importable.js'

const tool = (name: string): string => resolve('node_modules/.bin', name)

/** Throws when a consumer's project fails; each command's own output says where. */
export function checkConsumers(tarball: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-consumer-'))
  write(folder, 'package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', tarball)
  installedSize(folder)
  types(folder)
  importable(folder)
  requires(folder)
  prepareExamples(folder)
  documentTypes(folder)
  readme(folder, tarball)
  examples(folder)
  fromNothing(tarball)
}

/** The README's section for the LMS developer, followed to the letter in an empty project. */
function fromNothing(tarball: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-lms-'))
  const section = /^## For the LMS developer$.*?(?=^## )/ms.exec(readFileSync('README.md', 'utf8'))
  if (section === null) throw new Error('the README has no section for the LMS developer')
  write(folder, 'package.json', JSON.stringify({ private: true, type: 'module' }))
  run(
    folder,
    'npm',
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    tarball,
    ...['@types/node', '@resvg/resvg-js'].map(devDependency),
  )
  const include = writeFences(folder, section[0])
  compileStrictly(
    folder,
    tool('tsc'),
    { what: 'the LMS section', include, types: ['node'], skipLibCheck: true },
    run,
  )
  for (const name of include) run(folder, tool('tsx'), name)
  // The command ends with 1 for a badge that is not verified.
  run(folder, 'laurel', 'verify', 'ada.svg')
  console.log(`README: the LMS section, from an empty project to a badge that verifies`)
}

const USE = readFileSync(new URL('./consumer.ts', import.meta.url), 'utf8')

function types(folder: string): void {
  write(folder, 'use.ts', USE)
  const sources = { what: 'all entries', include: ['use.ts'], types: [], skipLibCheck: false }
  compileStrictly(folder, tool('tsc'), sources, run)
}

/** The README's fences and the examples, which run elsewhere: running them says nothing about their types. */
function documentTypes(folder: string): void {
  const place = join(folder, 'readme-types')
  mkdirSync(place)
  const names = writeFences(place, readFileSync('README.md', 'utf8'))
  const include = [...names.map((name) => `readme-types/${name}`), 'examples/**/*.ts']
  const sources = { what: `${names.length} README fences and the examples`, include, types: ['node'] }
  compileStrictly(folder, tool('tsc'), { ...sources, skipLibCheck: true }, run)
}

/** Every type that a declaration file shows can be imported from an entry. */
function importable(folder: string): void {
  const root = join(folder, 'node_modules/laurel')
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>
  }
  const entries = new Map(
    Object.entries(exports).flatMap(([name, target]): [string, string][] =>
      typeof target === 'string' ? [] : [[name, join(root, target.types)]],
    ),
  )
  const hidden = hiddenTypes(ts.createProgram([...entries.values()], DECLARATIONS), entries)
  if (hidden.length > 0) throw new Error(`types that nobody can import: ${hidden.join('; ')}`)
  console.log(`types: each that a signature of ${entries.size} entries shows can be imported`)
}

function requires(folder: string): void {
  const code = `const laurel = require('laurel'); if (typeof laurel.verify !== 'function') process.exit(1)`
  run(folder, process.execPath, '--no-warnings', '-e', code)
  console.log(`require('laurel') works on Node ${process.version}`)
}

/** Runs the README's fences in order in one folder, as a reader would who types them in. */
function readme(folder: string, tarball: string): void {
  const place = join(folder, 'readme')
  mkdirSync(place)
  let count = 0
  for (const { language, code, line, file } of fences(readFileSync('README.md', 'utf8'))) {
    console.log(`README line ${line}: ${language}${file ? ` ${file}` : ''}`)
    count++
    if (language === 'ts' || language === 'js') {
      const name = file ?? `fence-${line}.${language}`
      write(place, name, code)
      run(place, tool('tsx'), name)
    } else if (language === 'sh') {
      if (/^npm (ci|cit)\b/.test(code)) continue // CI itself runs these two
      // What is packed here stands for what is published.
      const local = code.replace('install laurel tsx', `install ${tarball} ${devDependency('tsx')}`)
      run(place, 'bash', '-euc', local)
    } else if (file !== undefined) write(place, file, code)
    else throw new Error(`README line ${line}: a fence in ${language || 'no language'} cannot be run`)
  }
  console.log(`README: ${count} fences run`)
}

/** What the README and the examples need beyond laurel itself. */
const BESIDE = ['hono', '@hono/node-server', 'esbuild', '@resvg/resvg-js', '@types/node'] as const
/** Examples that serve until they are told to stop, and then end well. */
const SERVICES: ReadonlySet<string> = new Set(['verifier-service'])

function prepareExamples(folder: string): void {
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', ...BESIDE.map(devDependency))
  cpSync('examples', join(folder, 'examples'), {
    recursive: true,
    filter: (path) => !/(^|\/)(node_modules|dist|out)$/.test(path),
  })
}

function devDependency(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  return `${name}@${devDependencies[name]}`
}

/** Every example that has a main.ts, outside the repository, against the installed package. */
function examples(folder: string): void {
  for (const name of readdirSync('examples').sort()) {
    const main = join('examples', name, 'main.ts')
    if (!exists(main)) continue
    if (SERVICES.has(name)) {
      const node = [process.execPath, '--import', resolve('node_modules/tsx/dist/loader.mjs'), main]
      // In the foreground: else the signal goes to the whole group as well, and comes twice.
      run(folder, 'timeout', '--foreground', '--preserve-status', '--signal=TERM', '5', ...node)
      console.log(`example ${name} served and stopped`)
    } else {
      run(folder, tool('tsx'), main)
      console.log(`example ${name} ran to its end`)
    }
  }
}

function installedSize(folder: string): void {
  const modules = join(folder, 'node_modules')
  const bytes = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(modules, path)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
  console.log(`installed with all dependencies: ${(bytes / 1e6).toFixed(1)} MB`)
  if (bytes > 20e6) throw new Error('the installed package passes 20 MB')
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

/** Without what tsx tells its children about this repository. */
function userEnvironment(path: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: path, TSX_TSCONFIG_PATH: undefined, NODE_OPTIONS: undefined }
}

function run(folder: string, command: string, ...args: readonly string[]): void {
  const path = `${join(folder, 'node_modules/.bin')}:${join(folder, '../node_modules/.bin')}:${process.env['PATH']}`
  try {
    execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: userEnvironment(path),
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    console.error(`${stdout ?? ''}${stderr ?? ''}`)
    throw new Error(`${command} ${args.join(' ')} failed`, { cause: error })
  }
}
