/** Walks every import in src/ (type imports too) and compares it with the table in src/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../../src/', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(ts|js)$/.test(file),
)
const IMPORT = /(?:\bfrom|\bimport\(|^import|new URL\()\s*['"]([^'"]+)['"]/gm

/** `proof/jwt/jwt.ts` is in room `proof`; `index.ts` is room `index`. */
const roomOf = (file: string): string => file.split('/')[0]!.replace(/\.[jt]s$/, '')

const allowed = new Map<string, ReadonlySet<string>>()
for (const [, room, imports] of readFileSync(join(source, 'README.md'), 'utf8').matchAll(
  /^\| `([\w-]+)` \|[^|]*\|([^|]*)\|$/gm,
)) {
  allowed.set(room!, new Set(imports!.split(',').map((name) => name.trim())))
}

function importsOf(file: string): string[] {
  return [...readFileSync(join(source, file), 'utf8').matchAll(IMPORT)].map(([, specifier]) => specifier!)
}

describe('the arrows', () => {
  it('are read from a table that names every room', () => {
    expect([...allowed.keys()].sort()).toEqual([...new Set(files.map(roomOf))].sort())
  })

  it('point from each room to the rooms that its row allows', () => {
    const wrong: string[] = []
    for (const file of files) {
      for (const specifier of importsOf(file)) {
        const target = specifier === '#platform' ? 'platform' : relativeRoom(file, specifier)
        if (target === undefined || target === roomOf(file)) continue
        if (!allowed.get(roomOf(file))?.has(target)) wrong.push(`${file} imports ${target}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('never form a circle', () => {
    const visit = (room: string, path: readonly string[]): void => {
      expect(path, 'rooms in a circle').not.toContain(room)
      for (const next of allowed.get(room) ?? []) if (next) visit(next, [...path, room])
    }
    for (const room of allowed.keys()) visit(room, [])
  })
})

function relativeRoom(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return roomOf(relative(source, resolve(source, dirname(file), specifier)))
}

describe('purity', () => {
  const core = files.filter(
    (file) => !/^(net|bulk|cli)\//.test(file) && file !== 'platform/node.ts' && !file.includes('.generated.'),
  )
  /** Word → files that may say it, each with its reason. */
  const FORBIDDEN: readonly (readonly [name: string, word: RegExp, allowed: RegExp])[] = [
    ['fetch', /\bfetch\(/, /^$/],
    ['a Node module', /from 'node:|import\('node:/, /^$/],
    [
      'a timer',
      /\b(setTimeout|setInterval|setImmediate)\(/,
      /^platform\/|^keys\/signers\/remote-signer\.ts$/,
    ],
    ['the clock', /\bDate\.now\(|\bnew Date\(\)/, /^(issue|verify)\//],
    ['Math.random', /\bMath\.random\(/, /^$/],
    ['eval', /\beval\(|\bnew Function\(/, /^$/],
    ['a process', /\bprocess\.|\bBuffer\./, /^$/],
  ]

  it.each(FORBIDDEN)('no core file says %s', (_, word, except) => {
    const guilty = core.filter((file) => !except.test(file) && word.test(code(file)))
    expect(guilty).toEqual([])
  })

  it('no module holds a mutable variable', () => {
    expect(core.filter((file) => /^(export )?let /m.test(code(file)))).toEqual([])
  })
})

/** The file without its comments. */
function code(file: string): string {
  return readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}
