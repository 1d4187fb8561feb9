/** Installs the packed tarball into fresh projects and uses it there: types, require(), README fences, examples. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fences } from './fences.js'

const tool = (name: string): string => resolve('node_modules/.bin', name)

/** Throws when a consumer's project fails; each command's own output says where. */
export function checkConsumers(tarball: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-consumer-'))
  write(folder, 'package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', tarball)
  installedSize(folder)
  types(folder)
  requires(folder)
  readme(folder)
  examples(folder)
}

const USE = readFileSync(new URL('./consumer.ts', import.meta.url), 'utf8')

function types(folder: string): void {
  const strict = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    types: [],
  }
  const RESOLUTIONS = {
    nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
    bundler: { module: 'esnext', moduleResolution: 'bundler' },
  }
  write(folder, 'use.ts', USE)
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    const config = `tsconfig.${name}.json`
    write(
      folder,
      config,
      JSON.stringify({ compilerOptions: { ...strict, ...resolution }, files: ['use.ts'] }),
    )
    run(folder, tool('tsc'), '-p', config)
    console.log(`types: a strict project with ${name} resolution compiles`)
  }
}

function requires(folder: string): void {
  const code = `const laurel = require('laurel'); if (typeof laurel.verify !== 'function') process.exit(1)`
  run(folder, process.execPath, '--no-warnings', '-e', code)
  console.log(`require('laurel') works on Node ${process.version}`)
}

/** Runs the README's fences in order in one folder, as a reader would who types them in. */
function readme(folder: string): void {
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
      if (/^npm (install|i) laurel$/.test(code.trim())) continue // done above, from the tarball
      run(place, 'bash', '-euc', code)
    } else if (file !== undefined) write(place, file, code)
    else throw new Error(`README line ${line}: a fence in ${language || 'no language'} cannot be run`)
  }
  console.log(`README: ${count} fences run`)
}

/** What the examples need beyond laurel itself. */
const FRAMEWORK = ['hono', '@hono/node-server'] as const
/** Examples that serve until they are told to stop, and then end well. */
const SERVICES: ReadonlySet<string> = new Set(['verifier-service'])

/** Every example that has a main.ts, outside the repository, against the installed package. */
function examples(folder: string): void {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const framework = FRAMEWORK.map((name) => `${name}@${devDependencies[name]}`)
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', ...framework)
  cpSync('examples', join(folder, 'examples'), {
    recursive: true,
    filter: (path) => !/(^|\/)(node_modules|dist|out)$/.test(path),
  })
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
