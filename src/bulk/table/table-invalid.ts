/** The error for a table whose rest cannot be read. */
import { OpenBadgeError } from '../../errors.js'

export interface TablePlace {
  readonly row?: number
  readonly line?: number
  readonly column?: string
  readonly hint?: string
}

export function tableInvalid(reason: string, details: TablePlace = {}): OpenBadgeError {
  return new OpenBadgeError('table_invalid', `the table cannot be read: ${reason}`, { reason, ...details })
}
