/** Compiles and runs every recipe of the cookbook, and compares what it prints with what it says that it prints. */
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Fence, fences } from '../../scripts/check/fences.js'
import { typeFaults } from '../house/programs.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const docs = join(root, 'docs')
const out = join(root, 'out/recipes')
/** What every page may import. */
const SETUP = 'setup.ts'

interface Program extends Fence {
  readonly name: string
  readonly path: string
  /** What it says that it prints. */
  readonly prints: readonly string[]
}

const cookbook = readdirSync(join(docs, 'cookbook')).filter((name) => name.endsWith('.md'))
const pages = ['index.md', 'reading-credentials.md', ...cookbook.map((name) => `cookbook/${name}`)]
const found = pages.flatMap((page) =>
  fences(readFileSync(join(docs, page), 'utf8')).map((fence) => ({ ...fence, page })),
)
const setup = found.find(({ file }) => file === SETUP)!
const programs = writePrograms()
/** Programs that print; a module that recipes share exports and prints nothing. */
const recipes = programs.filter(({ code, prints }) => prints.length > 0 || !/^(export|declare) /m.test(code))

describe('the cookbook', () => {
  it('has at least thirty recipes of ten to thirty lines', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(30)
    const lengths = recipes.map(({ name, code }) => [name, code.trimEnd().split('\n').length] as const)
    expect(lengths.filter(([, length]) => length < 10 || length > 30)).toEqual([])
  })

  it('gives each program a name of its own, and no fence without one', () => {
    expect(new Set(programs.map(({ name }) => name)).size).toBe(programs.length)
    expect(found.filter(({ file }) => file === undefined)).toEqual([])
  })

  it('shows of each recipe what it prints', () => {
    expect(recipes.filter(({ prints }) => prints.length === 0).map(({ name }) => name)).toEqual([])
  })

  it('compiles under strict', () => {
    expect(typeFaults(new Map(programs.map(({ name, path }) => [name, path])))).toEqual([])
  }, 180_000)

  it('prints what it says, without the network', async () => {
    const runner = fileURLToPath(new URL('./run-recipes.ts', import.meta.url))
    const node = ['--import', 'tsx', runner, ...recipes.map(({ path }) => path)]
    const { stdout } = await promisify(execFile)(process.execPath, node, {
      cwd: root,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'test/tsconfig.json') },
      maxBuffer: 2 ** 26,
    })
    const answers = new Map(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as { path: string; printed: string[]; error?: string })
        .map((answer) => [answer.path, answer]),
    )
    const wrong = recipes.flatMap(({ name, path, prints }) => {
      const { printed = [], error = printed.length === 0 ? 'did not run' : undefined } =
        answers.get(path) ?? {}
      const same = printed.length === prints.length && printed.every((line, i) => isAsSaid(line, prints[i]!))
      return error === undefined && same ? [] : [{ name, error, prints, printed }]
    })
    expect(wrong).toEqual([])
  }, 180_000)
})

/** `…` at the end stands for any rest. */
function isAsSaid(line: string, said: string): boolean {
  return said.endsWith('…') ? line.startsWith(said.slice(0, -1)) : line === said
}

/** One folder a page, with the files that the page shows and the shared setup. */
function writePrograms(): readonly Program[] {
  rmSync(out, { recursive: true, force: true })
  return found.flatMap((fence) => {
    if (fence.file === undefined) return []
    const folder = join(out, fence.page.replace(/\.md$/, ''))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, SETUP), setup.code)
    const path = join(folder, fence.file)
    writeFileSync(path, fence.code)
    if (fence.language !== 'ts' || fence.file === SETUP) return []
    const prints = Array.from(fence.code.matchAll(/\/\/ → ?(.*)$/gm), ([, text]) => text!)
    return [{ ...fence, name: `${fence.page}: ${fence.file}`, path, prints }]
  })
}
