/** Calls `next` with a value, or with the value of a promise. It does not await a plain value, which saves a microtask. */
import type { Awaitable } from '#platform'

export function andThen<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return isPromise(value) ? value.then(next) : next(value)
}

/** Tests for `then`, so that promises of other realms and libraries count. */
export function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
  // A shortcut: bytes are frequent, and the look-up of `then` on them is slow.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return typeof (value as { then?: unknown }).then === 'function'
}
