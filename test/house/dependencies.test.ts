/** Each run-time dependency is used, and explained in one line of src/README.md; no other is. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  dependencies: Record<string, string>
}
const names = Object.keys(dependencies).sort()

it('every dependency has its line', () => {
  const [, section] = readFileSync(new URL('src/README.md', root), 'utf8').split('## Dependencies')
  const explained = [...section!.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, cell]) =>
    cell!.split(', ').map((name) => name.replaceAll('`', '').replace('…', '@digitalbazaar')),
  )
  expect(explained.sort()).toEqual(names)
})

it('every dependency is imported somewhere in src', () => {
  const source = new URL('src/', root)
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => readFileSync(new URL(file, source), 'utf8'))
    .join('\n')
  expect(names.filter((name) => !new RegExp(`'${name}['/]`).test(code))).toEqual([])
})

it('every version is exact', () => {
  expect(Object.entries(dependencies).filter(([, version]) => !/^\d/.test(version))).toEqual([])
})
