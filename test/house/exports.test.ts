/** An export has a user in another file, so that a reader knows what is for a file alone. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const EXPORT = /^export (?:async )?(?:function\*?|const|class) ([A-Za-z_$][\w$]*)/gm
const DECLARED = /^\s*(?:export )?(?:async )?(?:function\*?|const|class|let) ([A-Za-z_$][\w$]*)/gm
const IMPORT = /^(?:import|export) (?:type )?\{([^}]*)\} from '([^']+)'/gm
const COMMENT = /^\s*(?:\/?\*|\/\/).*$/gm

const files = ['src', 'test', 'scripts', 'examples'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[mc]?ts$/.test(file) && !file.includes('node_modules'))
    .map((file) => [`${folder}/${file}`, readFileSync(`${root}${folder}/${file}`, 'utf8')] as const),
)

/** Name → the files that it is imported from; an index or an entry stands for any file. */
function importsOf(file: string, text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>()
  for (const [, names, path] of text.matchAll(IMPORT)) {
    const isFile = path!.startsWith('.') && !/\/(?:index|distributed)\.js$/.test(path!)
    const from = isFile ? join(dirname(file), path!).replace(/\.js$/, '.ts') : '*'
    for (const each of names!.split(',')) {
      const name = each
        .trim()
        .replace(/^type /, '')
        .split(' as ')[0]!
      imports.set(name, (imports.get(name) ?? new Set()).add(from))
    }
  }
  return imports
}

const exported = files.flatMap(([file, text]) =>
  file.startsWith('src/') && !file.includes('.generated.')
    ? [...text.matchAll(EXPORT)].map(([, name]) => [file, name!] as const)
    : [],
)
const names = new Set(exported.map(([, name]) => name))

test('Every value that a file of src exports is used by another file, which does not mean its namesake', () => {
  const users = new Map<string, Set<string>>()
  for (const [file, text] of files) {
    const imports = importsOf(file, text)
    const declared = new Set(Array.from(text.matchAll(DECLARED), ([, name]) => name!))
    for (const [whole, word] of text.replace(COMMENT, '').matchAll(/\.?([A-Za-z_$][\w$]*)/g)) {
      if (!names.has(word!)) continue
      const isMember = whole !== word
      const sources =
        (isMember ? undefined : imports.get(word!)) ?? (declared.has(word!) && !isMember ? [] : ['*'])
      for (const from of sources) {
        const key = `${word} ${from}`
        users.set(key, (users.get(key) ?? new Set()).add(file))
      }
    }
  }
  expect(exported.length).toBeGreaterThan(500)
  const alone = exported.filter(([file, name]) =>
    [file, '*'].every((from) => [...(users.get(`${name} ${from}`) ?? [])].every((user) => user === file)),
  )
  expect(alone).toEqual([])
})
