/** Checks the options that the functions of this room share. */
import { checkWithRequired, positive } from '../bulk/distributed.js'
import { type OptionTest, requireOptions } from '../encoding/options.js'
import { callable, object } from '../option-tests.js'

type Members = Readonly<Record<string, unknown>>

function methods(...names: readonly string[]): OptionTest {
  return (value) => object(value) && names.every((name) => callable((value as Members)[name]) === true)
}

const whole: OptionTest = (value) => Number.isSafeInteger(value) && (value as number) >= 1

export const isQueue = methods('add', 'has', 'drop', 'take', 'put', 'get', 'remove', 'post', 'collect')
export const isStore = methods('put', 'get', 'remove')

const TESTS = {
  queue: isQueue,
  secret: (value) => value instanceof Uint8Array && (value.length >= 32 || 'it has fewer than 32 bytes'),
  store: isStore,
  inlineMaximum: positive,
  inFlight: whole,
  atOnce: whole,
  onEvent: callable,
} satisfies Readonly<Record<string, OptionTest>>

/** What to write for each. */
export const QUEUE_SHAPES: Readonly<Record<string, string>> = {
  queue: "await redisQueue('redis://HOST:6379')",
  secret: "32 bytes or more, such as await readFile('queue.secret')",
  store: "folderStore('/shared/store'), or an object with put, get and remove",
  inlineMaximum: 'a number of bytes, 1 or more',
  inFlight: 'a whole number, 1 or more',
  atOnce: 'a whole number, 1 or more',
  onEvent: 'a function',
  folder: 'the path of a folder',
  options: "an object with options of verify, such as { issuers: ['did:web:example.edu'] }",
}

export type QueueOption = keyof typeof TESTS

/**
 * Checks the options of these names; `queue` and `secret` must be there if they are named.
 * @param more tests of further options. Without them, other names are not checked, because another function does so.
 * @throws TypeError
 */
export function checkQueueOptions(
  caller: string,
  options: object,
  names: readonly QueueOption[],
  more?: Readonly<Record<string, OptionTest>>,
): void {
  requireOptions(caller, options)
  const tests: Record<string, OptionTest> = { ...more }
  for (const name of names) tests[name] = TESTS[name]
  const own = Object.entries(options).filter(([name]) => name in tests)
  const checked = more === undefined ? Object.fromEntries(own) : options
  const required = names.filter((name) => name === 'queue' || name === 'secret')
  checkWithRequired(caller, checked, tests, required, QUEUE_SHAPES)
}
