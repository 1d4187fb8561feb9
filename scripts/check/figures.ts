/** Prints the figures of the house: how large it is, and what its tests hold. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const ROOT = 'src'
/** Names of private lists of requirements, such as SEC-6 or (C5). */
const PRIVATE_CODE = /\b(?:SEC|VC2|DI|BSL|OB3|REQ)-\d+\b|\([A-Z]\d{1,2}[;)]/g

interface Source {
  readonly path: string
  readonly text: string
  readonly lines: number
}

export function printFigures(): void {
  const all = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path): Source => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return { path, text, lines: text.split('\n').length - 1 }
    })
  const written = all.filter(({ path }) => !path.includes('.generated.'))
  const folders = new Map<string, number>()
  for (const { path } of written) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1)
  const [folder, most] = [...folders].sort(([, one], [, other]) => other - one)[0]!
  const longest = [...written].sort((one, other) => other.lines - one.lines)[0]!
  const exported = written.flatMap(({ text }) => [...text.matchAll(/^export (?:async )?function/gm)])
  const print = (name: string, value: string | number): void => console.log(`${name.padEnd(30)} ${value}`)
  print('files', all.length)
  print(
    'lines',
    all.reduce((sum, { lines }) => sum + lines, 0),
  )
  print(
    'lines, written by hand',
    written.reduce((sum, { lines }) => sum + lines, 0),
  )
  print('folders', folders.size)
  print('largest folder', `${most} files: ${folder}`)
  print('longest file', `${longest.lines} lines: ${longest.path}`)
  print('exported functions', exported.length)
  print('circles of imports', circlesOf(all).length)
  print('private codes', written.flatMap(({ text }) => text.match(PRIVATE_CODE) ?? []).length)
}

/** Groups of files that import each other (Tarjan's strongly connected components), imports on demand and of types included. */
function circlesOf(files: readonly Source[]): readonly (readonly string[])[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const arrowsOf = ({ path, text }: Source): string[] =>
    [...text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)\.js'/g)].map(([, target]) =>
      relative('.', `${join(dirname(path), target!)}.ts`),
    )
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (path: string): void => {
    order.set(path, order.size)
    low.set(path, order.get(path)!)
    open.push(path)
    for (const target of arrowsOf(known.get(path)!)) {
      if (!known.has(target)) continue
      if (!order.has(target)) {
        visit(target)
        low.set(path, Math.min(low.get(path)!, low.get(target)!))
      } else if (open.includes(target)) low.set(path, Math.min(low.get(path)!, order.get(target)!))
    }
    if (low.get(path) !== order.get(path)) return
    const circle = open.splice(open.indexOf(path))
    if (circle.length > 1) circles.push(circle)
  }
  for (const { path } of files) if (!order.has(path)) visit(path)
  return circles
}
