/** The issues that a builder throws; none when it does not. */
import { type Issue, isOpenBadgeError } from '../../src/errors.js'

export function issuesOf(build: () => unknown): readonly Issue[] {
  try {
    build()
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.details.issues
    throw error
  }
  return []
}
