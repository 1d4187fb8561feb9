/**
 * A value that the type of an option forbids is refused with an error of ours. The options come from the types, so that an option
 * that no right call names is tried, too.
 */
import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { close, ENTRIES, FUNCTIONS, folder, GOOD, HANGS, isOurs, outcome, replaced, TEXT } from './calls.js'
import { RESULTS } from './good-calls.js'
import { type OptionType, optionTypes, type ValueKind } from './option-types.js'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
