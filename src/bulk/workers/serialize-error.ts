/** Sends a typed error out of a worker thread as data, because its class and its members would be lost. */
import { type ErrorCode, type ErrorDetails, isOpenBadgeError, OpenBadgeError } from '../../errors.js'

export interface SerializedError {
  readonly failed: { readonly code: string; readonly message: string; readonly details: unknown }
}

/** Called in the worker. @throws an error that is not typed */
export function serializeError(error: unknown): SerializedError {
  if (!isOpenBadgeError(error)) throw error
  const { code, message, details } = error
  return { failed: { code, message, details } }
}

export function isSerializedError(answer: unknown): answer is SerializedError {
  return typeof answer === 'object' && answer !== null && 'failed' in answer
}

/** Called in the main thread. */
export function reviveError({ failed }: SerializedError): OpenBadgeError {
  return new OpenBadgeError(
    failed.code as ErrorCode,
    failed.message,
    failed.details as ErrorDetails[ErrorCode],
  )
}
