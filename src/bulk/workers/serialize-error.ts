/** A typed error on its way out of a worker thread, as data: its class and members do not survive that way. */
import { type ErrorCode, type ErrorDetails, isOpenBadgeError, OpenBadgeError } from '../../errors.js'

export interface SerializedError {
  readonly failed: { readonly code: string; readonly message: string; readonly details: unknown }
}

/** In the worker. @throws whatever is no typed error */
export function serializeError(error: unknown): SerializedError {
  if (!isOpenBadgeError(error)) throw error
  const { code, message, details } = error
  return { failed: { code, message, details } }
}

export function isSerializedError(answer: unknown): answer is SerializedError {
  return typeof answer === 'object' && answer !== null && 'failed' in answer
}

/** In the thread that asked. */
export function reviveError({ failed }: SerializedError): OpenBadgeError {
  return new OpenBadgeError(
    failed.code as ErrorCode,
    failed.message,
    failed.details as ErrorDetails[ErrorCode],
  )
}
