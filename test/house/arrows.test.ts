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

const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]))
const imports = new Map<string, readonly string[]>()

function importsOf(file: string): readonly string[] {
  const known =
    imports.get(file) ?? Array.from(texts.get(file)!.matchAll(IMPORT), ([, specifier]) => specifier!)
  imports.set(file, known)
  return known
}

/** Follows each arrow once. */
function expectNoCircle(from: Iterable<string>, next: (place: string) => Iterable<string>): void {
  const left = new Set<string>()
  const visit = (place: string, path: readonly string[]): void => {
    expect(path, 'in a circle').not.toContain(place)
    if (left.has(place)) return
    for (const each of next(place)) visit(each, [...path, place])
    left.add(place)
  }
  for (const place of from) visit(place, [])
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
    expectNoCircle(allowed.keys(), (room) => [...(allowed.get(room) ?? [])].filter((next) => next !== ''))
  })
})

describe('the core', () => {
  it('reaches nothing that stands above it, early or late', () => {
    const seen = new Set(['index.ts'])
    for (const file of seen)
      for (const specifier of importsOf(file)) {
        if (!specifier.startsWith('.')) continue
        const path = relative(source, resolve(source, dirname(file), specifier))
        seen.add(path.replace(/\.js$/, files.includes(path) ? '.js' : '.ts'))
      }
    expect(seen.size).toBeGreaterThan(100)
    const above = ['pathways', 'share', 'net', 'bulk', 'queue', 'cli', 'ajv', 'digitalbazaar']
    expect([...seen].filter((file) => above.includes(roomOf(file)))).toEqual([])
  })
})

function relativeRoom(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const path = relative(source, resolve(source, dirname(file), specifier))
  // Outside the house lie the published schemas alone.
  return path.startsWith('../') ? path.split('/', 2).join('/') : roomOf(path)
}

/** `verify/checks/proof.ts` is in sub-room `checks` of `verify`, `verify/verify.ts` at its top, `.`; `errors.ts` is in none. */
function subRoomOf(file: string): readonly [room: string, sub: string] | undefined {
  const [room, sub, ...rest] = file.split('/')
  if (sub === undefined) return undefined
  return [room!, rest.length > 0 ? sub : '.']
}

interface SubRoom {
  readonly imports: ReadonlySet<string>
  readonly callsBack: ReadonlySet<string>
}

const names = (cell: string): ReadonlySet<string> =>
  new Set(cell.split(',').flatMap((name) => name.trim() || []))

const subRooms = new Map<string, SubRoom>()
for (const [, path, imports, callsBack] of readFileSync(join(source, 'README.md'), 'utf8').matchAll(
  /^\| `([\w-]+\/[\w-]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm,
)) {
  subRooms.set(path!, { imports: names(imports!), callsBack: names(callsBack!) })
}

/** Arrows between the sub-rooms of one room; `index.ts` only re-exports, so it has none. */
function* subRoomArrows(): Generator<readonly [file: string, room: string, from: string, to: string]> {
  for (const file of files) {
    const from = subRoomOf(file)
    if (from === undefined || /^[^/]+\/index\.ts$/.test(file)) continue
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) continue
      const to = subRoomOf(relative(source, resolve(source, dirname(file), specifier)))
      if (to !== undefined && to[0] === from[0] && to[1] !== from[1]) yield [file, from[0], from[1], to[1]]
    }
  }
}

describe('the arrows between sub-rooms', () => {
  it('are read from a table that names every sub-room', () => {
    const found = files.flatMap((file) => {
      const place = subRoomOf(file)
      return place === undefined || place[1] === '.' ? [] : [place.join('/')]
    })
    expect([...subRooms.keys()].sort()).toEqual([...new Set(found)].sort())
  })

  it('point from each sub-room to those that its row lists', () => {
    const wrong: string[] = []
    for (const [file, room, from, to] of subRoomArrows()) {
      const row = from === '.' ? undefined : subRooms.get(`${room}/${from}`)
      if (row !== undefined && !row.imports.has(to) && !row.callsBack.has(to))
        wrong.push(`${file} imports ${to}`)
    }
    expect(wrong).toEqual([])
  })

  it('are all needed', () => {
    const used = new Set([...subRoomArrows()].map(([, room, from, to]) => `${room}/${from} > ${to}`))
    const listed = [...subRooms].flatMap(([path, { imports, callsBack }]) =>
      [...imports, ...callsBack].map((to) => `${path} > ${to}`),
    )
    expect(listed.filter((arrow) => !used.has(arrow))).toEqual([])
  })

  it('form no circle but by calling back', () => {
    const arrows = new Map<string, Set<string>>()
    for (const [, room, from, to] of subRoomArrows()) {
      if (subRooms.get(`${room}/${from}`)?.callsBack.has(to)) continue
      const start = `${room}/${from}`
      arrows.set(start, (arrows.get(start) ?? new Set()).add(`${room}/${to}`))
    }
    expectNoCircle(arrows.keys(), (place) => arrows.get(place) ?? [])
  })

  it('leave no folder with more than a dozen files', () => {
    const sizes = new Map<string, number>()
    for (const file of files) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1)
    expect([...sizes].filter(([, size]) => size > 12)).toEqual([])
  })

  it('leave no file of more than 250 lines that somebody has to read', () => {
    const long = files.filter(
      (file) =>
        !file.includes('.generated.') &&
        readFileSync(join(source, file), 'utf8').trimEnd().split('\n').length > 250,
    )
    expect(long).toEqual([])
  })
})

describe('purity', () => {
  const core = files.filter(
    (file) =>
      !/^(net|bulk|queue|cli)\//.test(file) && file !== 'platform/node.ts' && !file.includes('.generated.'),
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
