/** A message of the library gives an option both its names, `(out, --out)`, so that it helps in code and on the command line. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inCommand } from '../../src/cli/io/failure.js'

const root = fileURLToPath(new URL('../../src/', import.meta.url))

test('No message of src/bulk or src/queue speaks only the language of the command', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?:bulk|queue)\/.*\.ts$/.test(file),
  )
  expect(files.length).toBeGreaterThan(100)
  const faults = files.flatMap((file) =>
    readFileSync(root + file, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\*|\/[/*])|execArgv/.test(line))
      .map((line) => line.replace(/\(\w+, --[\w-]+(?: \w+)?\)/g, ''))
      .filter((line) => /(?:^|[\s'"`(])--[a-z]/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(faults).toEqual([])
})

test('The command gives only its own names', () => {
  expect(inCommand('Give a folder (out, --out), or say Latin-1 (encoding, --encoding latin1).')).toBe(
    'Give a folder (--out), or say Latin-1 (--encoding latin1).',
  )
})
