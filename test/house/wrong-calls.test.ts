/**
 * A wrong call gets an error of ours, which says what to pass, and never one of the engine. Every function of every entry is called
 * with every wrong value at every place; a new export joins by itself. The options come from the types, so that an option that no
 * right call names is tried, too, and a value that the type forbids must be refused.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isOpenBadgeError } from 'laurel'
import { afterAll, describe, expect, it } from 'vitest'
import { goodCalls, RESULTS } from './good-calls.js'
import { type OptionType, optionTypes, type ValueKind } from './option-types.js'

type Run = (...args: readonly unknown[]) => unknown

const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object }

/** Entries as a program names them, with the file that the build makes them of. */
const ENTRIES = Object.keys(manifest.exports)
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
const FUNCTIONS = EXPORTS.filter(
  ({ value }) => typeof value === 'function' && !/^class /.test(Function.prototype.toString.call(value)),
) as unknown as readonly {
  readonly entry: string
  readonly file: string
  readonly name: string
  readonly value: Run
}[]

/** A path below a file, so that nothing can be written where a path is taken. */
const folder = mkdtempSync(join(tmpdir(), 'laurel-calls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const FILE = join(folder, 'file')
writeFileSync(FILE, '')
const TEXT = join(FILE, 'text')

const WRONG: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  null: null,
  'a number': 7,
  'not a number': Number.NaN,
  'a text': TEXT,
  'an empty text': '',
  true: true,
  'an array': [],
  'an array of undefined': [undefined],
  'an array of null': [null],
  'an array of objects': [{}],
  'an empty object': {},
  'a credential': { '@context': [], type: ['VerifiableCredential'], issuer: 'did:example:issuer' },
  'a Promise': Promise.resolve({}),
  'a function': () => undefined,
  'a date': new Date(Number.NaN),
  bytes: new Uint8Array(3),
  'wrong options': { wrongOption: true },
}

/** Sentences of the engine, of Node and of other packages. */
const ENGINE =
  /Cannot |is not (?:a function|iterable|async iterable|a constructor|defined)|Invalid time|must be of type|must be an instance|Received |undefined is not|null is not|Reflect|Illegal|Converting/

/** Whether an error says in our words what is wrong. */
function isOurs(error: unknown): boolean {
  if (isOpenBadgeError(error)) return error.message !== ''
  if (!(error instanceof TypeError) || 'code' in error) return false
  return /^[A-Za-z]/.test(error.message) && !ENGINE.test(error.message)
}

const HANGS = Symbol('hangs')

/** What the call gives in the end: the first answer of a generator, the result of a promise. */
async function outcome(run: () => unknown): Promise<unknown> {
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
async function close(answer: unknown): Promise<void> {
  const { close: end } = Object(answer) as { readonly close?: () => Promise<void> }
  if (typeof end === 'function') await end()
}

function replaced(args: readonly unknown[], place: number, value: unknown): readonly unknown[] {
  return args.map((each, i) => (i === place ? value : each))
}

/** Each argument of a right call, and each member of its options, in turn, with a wrong value in its place. */
function* wrongCalls(args: readonly unknown[]): Generator<readonly [what: string, args: readonly unknown[]]> {
  for (const [what, wrong] of Object.entries(WRONG)) {
    for (let i = 0; i < Math.max(args.length, 1); i++) {
      yield [`${what} at ${i + 1}`, replaced(args, i, wrong)]
      const options = args[i]
      if (Object.prototype.toString.call(options) !== '[object Object]' || RESULTS.has(options)) continue
      for (const name of Object.keys(options as object))
        yield [`${what} as ${name}`, replaced(args, i, { ...(options as object), [name]: wrong })]
    }
  }
}

const GOOD = goodCalls(FILE)

describe('a wrong call of', () => {
  it.each(FUNCTIONS.map((each) => [each.entry, each.name, each.value] as const))(
    '%s, %s, is answered in our words, and writes nothing',
    async (_, name, value) => {
      const here = readdirSync(root)
      const faults: string[] = []
      const calls = GOOD[name] ?? [[undefined], [undefined, undefined]]
      for (const args of calls.flatMap((right) => [...wrongCalls(right)])) {
        const error: unknown = await outcome(() => value(...args[1])).then(
          async (answer) => {
            await close(answer)
            return answer === HANGS ? HANGS : undefined
          },
          (thrown: unknown) => ({ thrown }),
        )
        if (error === HANGS) faults.push(`${args[0]}: it hangs`)
        else if (error !== undefined) {
          const { thrown } = error as { readonly thrown: unknown }
          if (!isOurs(thrown)) faults.push(`${args[0]}: ${String(thrown).slice(0, 150)}`)
        }
      }
      expect(faults.join('\n')).toBe('')
      expect(readdirSync(root)).toEqual(here)
      expect(readdirSync(folder)).toEqual(['file'])
    },
  )
})

/** A value of each kind that is right for no option. */
const KINDS: Readonly<Record<ValueKind, unknown>> = {
  null: null,
  number: 7,
  text: TEXT,
  boolean: true,
  function: () => undefined,
  list: [],
  date: new Date(Number.NaN),
  bytes: new Uint8Array(3),
  object: {},
}

function isOptions(value: unknown): boolean {
  const isObject = Object.prototype.toString.call(value) === '[object Object]'
  return isObject && !RESULTS.has(value) && !Object.isFrozen(value) && !('then' in Object(value))
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (within, name) => (within as Readonly<Record<string, unknown>> | undefined)?.[name],
    value,
  )
}

function withValue(options: unknown, [name, ...rest]: readonly string[], value: unknown): object {
  const inside = (options as Readonly<Record<string, unknown>>)[name!]
  return { ...(options as object), [name!]: rest.length === 0 ? value : withValue(inside, rest, value) }
}

const TYPES = optionTypes(
  ENTRIES.map(([, file]) => file),
  (name, place, path) =>
    path.length < 3 && (GOOD[name] ?? []).some((args) => isOptions(at(args[place], path))),
)

/** Each option that the types name, with a value of each kind that its type forbids. */
function* forbiddenCalls(
  calls: readonly (readonly unknown[])[],
  options: readonly OptionType[],
): Generator<readonly [what: string, args: readonly unknown[]]> {
  for (const { place, path, allowed } of options) {
    const call = calls.find((args) => isOptions(at(args[place], path.slice(0, -1))))!
    for (const [kind, value] of Object.entries(KINDS)) {
      if (!allowed.has(kind as ValueKind))
        yield [`${path.join('.')}: ${kind}`, replaced(call, place, withValue(call[place], path, value))]
    }
  }
}

describe('an option with a value that its type forbids', () => {
  it.each(
    FUNCTIONS.flatMap(({ entry, file, name, value }) => {
      const options = TYPES.get(`${file} ${name}`)
      return options === undefined ? [] : [[entry, name, value, options] as const]
    }),
  )('%s, %s, is refused in our words', async (_, name, value, options) => {
    const faults: string[] = []
    for (const [what, args] of forbiddenCalls(GOOD[name]!, options)) {
      const thrown = await outcome(() => value(...args)).then(
        async (answer) => {
          await close(answer)
          return answer === HANGS ? 'it hangs' : 'it is accepted'
        },
        (error: unknown) => error,
      )
      if (!isOurs(thrown)) faults.push(`${what}: ${String(thrown).slice(0, 150)}`)
    }
    expect(faults.join('\n')).toBe('')
  })
})

it('Functions with several arguments have a right call in the table, and no row of it is without its function', () => {
  const names = new Set(FUNCTIONS.map(({ name }) => name))
  expect(Object.keys(GOOD).filter((name) => !names.has(name))).toEqual([])
  expect(FUNCTIONS.filter(({ name, value }) => value.length > 1 && GOOD[name] === undefined)).toEqual([])
  expect(FUNCTIONS.length).toBeGreaterThan(120)
})
