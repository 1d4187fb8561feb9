/**
 * A wrong call gets an error of ours, which says what to pass, and never one of the engine. Every function of every entry is called
 * with every wrong value at every place; a new export joins by itself. `forbidden-values.slow.test.ts` takes the options from the
 * types.
 */
import { readdirSync, rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { close, FUNCTIONS, folder, GOOD, HANGS, isOurs, outcome, replaced, root, TEXT } from './calls.js'
import { RESULTS } from './good-calls.js'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

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

it('Functions with several arguments have a right call in the table, and no row of it is without its function', () => {
  const names = new Set(FUNCTIONS.map(({ name }) => name))
  expect(Object.keys(GOOD).filter((name) => !names.has(name))).toEqual([])
  expect(FUNCTIONS.filter(({ name, value }) => value.length > 1 && GOOD[name] === undefined)).toEqual([])
  expect(FUNCTIONS.length).toBeGreaterThan(120)
})
