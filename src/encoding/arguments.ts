/**
 * Checks arguments of public functions, as `options.ts` checks options. It stands apart, because the entries for browsers load all
 * of a file that they use.
 */
import { typeName } from './options.js'

/**
 * @param name of the argument
 * @param write what to pass instead
 * @throws TypeError if the test of the argument failed; it never quotes the argument, because that may be personal data
 */
export function requireArgument(
  caller: string,
  name: string,
  found: unknown,
  isRight: boolean,
  write: string,
): void {
  if (!isRight) throw new TypeError(`${caller}: ${name} is ${typeName(found)}; pass ${write}`)
}

/** @throws TypeError for what is no object, or is a list, a Date or bytes */
export function requireObject(caller: string, name: string, found: unknown, write: string): void {
  const isRight = Object.prototype.toString.call(found) === '[object Object]'
  requireArgument(caller, name, found, isRight, write)
}

/** @throws TypeError for what is no text */
export function requireText(caller: string, name: string, found: unknown, write: string): void {
  requireArgument(caller, name, found, typeof found === 'string', write)
}

/** A text and bytes are iterable, too, but each is one item. @throws TypeError */
export function requireIterable(caller: string, name: string, found: unknown): void {
  const isRight =
    typeof found === 'object' &&
    found !== null &&
    !ArrayBuffer.isView(found) &&
    (Symbol.iterator in found || Symbol.asyncIterator in found)
  requireArgument(caller, name, found, isRight, 'a list or another iterable, such as [item]')
}
