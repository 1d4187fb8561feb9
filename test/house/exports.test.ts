/** An export has a user in another file, so that a reader knows what is for a file alone. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const EXPORT = /^export (?:async )?(?:function\*?|const|class) ([A-Za-z_$][\w$]*)/gm
const COMMENT = /^\s*(?:\/?\*|\/\/).*$/gm

const files = ['src', 'test', 'scripts', 'examples'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[mc]?ts$/.test(file) && !file.includes('node_modules'))
    .map((file) => [`${folder}/${file}`, readFileSync(`${root}${folder}/${file}`, 'utf8')] as const),
)

test('Every value that a file of src exports is named in another file', () => {
  const users = new Map<string, Set<string>>()
  for (const [file, text] of files)
    for (const [word] of text.replace(COMMENT, '').matchAll(/[A-Za-z_$][\w$]*/g))
      users.set(word, (users.get(word) ?? new Set()).add(file))
  const exported = files.flatMap(([file, text]) =>
    file.startsWith('src/') && !file.includes('.generated.')
      ? [...text.matchAll(EXPORT)].map(([, name]) => [file, name!] as const)
      : [],
  )
  expect(exported.length).toBeGreaterThan(500)
  const alone = exported.filter(([file, name]) => [...users.get(name)!].every((user) => user === file))
  expect(alone).toEqual([])
})
