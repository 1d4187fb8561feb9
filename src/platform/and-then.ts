/** Goes on with a value that is here now or comes later, without waiting for one that is here. */
import type { Awaitable } from '#platform'

export function andThen<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return isPromise(value) ? value.then(next) : next(value)
}

/** By its shape: a promise from another realm or library is one too. */
export function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
  // Bytes are asked often and have none, which takes long to find.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return typeof (value as { then?: unknown }).then === 'function'
}
