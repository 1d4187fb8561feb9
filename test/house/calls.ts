/** Every function of every entry with right calls of it, and what becomes of a call. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isOpenBadgeError } from 'laurel'
import { goodCalls } from './good-calls.js'

type Run = (...args: readonly unknown[]) => unknown

export const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object }

/** Entries as a program names them, with the file that the build makes them of. */
export const ENTRIES = Object.keys(manifest.exports)
  .filter((name) => !/json$/.test(name))
  .map((name) => [name.replace('.', 'laurel'), join(root, 'src', name, 'index.ts')] as const)

const EXPORTS = (
  await Promise.all(
    ENTRIES.map(async ([entry, file]) => {
      const names = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>
      return Object.entries(names).map(([name, value]) => ({ entry, file, name, value }))
    }),
  )
).flat()

/** A class is made with `new`, and only by us. */
export const FUNCTIONS = EXPORTS.filter(
  ({ value }) => typeof value === 'function' && !/^class /.test(Function.prototype.toString.call(value)),
) as unknown as readonly {
  readonly entry: string
  readonly file: string
  readonly name: string
  readonly value: Run
}[]

/** A path below a file, so that nothing can be written where a path is taken. */
export const folder = mkdtempSync(join(tmpdir(), 'laurel-calls-'))
const FILE = join(folder, 'file')
writeFileSync(FILE, '')
export const TEXT = join(FILE, 'text')

/** Sentences of the engine, of Node and of other packages. */
const ENGINE =
  /Cannot |is not (?:a function|iterable|async iterable|a constructor|defined)|Invalid time|must be of type|must be an instance|Received |undefined is not|null is not|Reflect|Illegal|Converting/

/** Whether an error says in our words what is wrong. */
export function isOurs(error: unknown): boolean {
  if (isOpenBadgeError(error)) return error.message !== ''
  if (!(error instanceof TypeError) || 'code' in error) return false
  return /^[A-Za-z]/.test(error.message) && !ENGINE.test(error.message)
}

export const HANGS = Symbol('hangs')

/** What the call gives in the end: the first answer of a generator, the result of a promise. */
export async function outcome(run: () => unknown): Promise<unknown> {
  const answer = async (): Promise<unknown> => {
    const given = await run()
    if (typeof given !== 'object' || given === null || !('next' in given)) return given
    return (given as AsyncGenerator).next()
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(HANGS), 5_000)
  })
  try {
    return await Promise.race([answer(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Ends what a call has opened. */
export async function close(answer: unknown): Promise<void> {
  const { close: end } = Object(answer) as { readonly close?: () => Promise<void> }
  if (typeof end === 'function') await end()
}

export function replaced(args: readonly unknown[], place: number, value: unknown): readonly unknown[] {
  return args.map((each, i) => (i === place ? value : each))
}

export const GOOD = goodCalls(FILE)
