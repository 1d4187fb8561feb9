/** As much of vitest as the core's tests use, so that the same files run inside a page. */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

type Body = (...args: never[]) => unknown
interface Case {
  readonly name: string
  readonly run: () => unknown
}

const cases: Case[] = []
const before: (() => unknown)[] = []
const beforeEvery: { readonly group: string; readonly run: () => unknown }[] = []
const path: string[] = []

/** Calls of `expect` within the test that runs, and how many it wants. */
let asserted = 0
let expected: number | undefined

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
export const expect = ((value: unknown, message?: string) => {
  asserted++
  return chai.expect(value, message)
}) as never as Chai.ExpectStatic
Object.assign(
  expect,
  chai.expect,
  (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT as never],
)
Object.assign(globalThis, { [GLOBAL_EXPECT]: expect })
setState({ assertionCalls: 0 }, expect as never)
;(chai.expect as never as { extend: (target: unknown, matchers: unknown) => void }).extend(
  expect,
  customMatchers,
)
Object.assign(expect, { assertions: (count: number) => void (expected = count) })

function define(name: unknown, ...rest: readonly unknown[]): void {
  const body = rest.find((part): part is Body => typeof part === 'function')
  if (body !== undefined) cases.push({ name: [...path, String(name)].join(' › '), run: () => body() })
}

function group(name: unknown, body: Body): void {
  path.push(String(name))
  body()
  path.pop()
}

/** `each` over rows (arrays are spread) or over a template table, which no test here uses. */
function each(each: (name: unknown, body: Body) => void) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row]
      each(titled(name, args), (() => body(...(args as never[]))) as Body)
    }
  }
}

/** vitest's placeholders, as far as they are used: the arguments in turn. */
function titled(name: string, args: readonly unknown[]): string {
  let next = 0
  return name.replace(/%[sdj](?:\b|$)|%\.\d+s/g, () => String(args[next++]).slice(0, 60))
}

const skip = (): void => {}
export const test = Object.assign(define, {
  each: each(define),
  skip,
  skipIf: (condition: unknown) => (condition ? skip : define),
  runIf: (condition: unknown) => (condition ? define : skip),
})
export const it: typeof test = test
export const describe = Object.assign(group, {
  each: each(group),
  skip,
  skipIf: (condition: unknown) => (condition ? skip : group),
  runIf: (condition: unknown) => (condition ? group : skip),
})
export const beforeAll = (body: () => unknown): void => void before.push(body)
export const afterAll = skip
export const beforeEach = (run: () => unknown): void =>
  void beforeEvery.push({ group: path.map((part) => `${part} › `).join(''), run })

/** Types are checked by the compiler, not here. */
export const expectTypeOf = (): unknown => {
  const anything: unknown = new Proxy(() => anything, { get: () => anything })
  return anything
}
export const assert = chai.assert

/** Runs what the files defined; gives the count and the failures. */
export async function run(): Promise<{ readonly passed: number; readonly failed: readonly string[] }> {
  let passed = 0
  const failed: string[] = []
  for (const body of before) await body()
  for (const { name, run } of cases) {
    try {
      for (const hook of beforeEvery) if (name.startsWith(hook.group)) await hook.run()
      asserted = 0
      expected = undefined
      await run()
      if (expected !== undefined && asserted !== expected)
        throw new Error(`${asserted} assertions, not ${expected}`)
      passed++
    } catch (error) {
      failed.push(`${name}: ${String((error as Error).message ?? error).slice(0, 300)}`)
    }
  }
  return { passed, failed }
}
