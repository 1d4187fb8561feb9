/** Finds in the badge of a row what the data model allows, but its issuer can hardly want. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'

export interface RowFault {
  readonly code: 'expired_at_issue'
  readonly severity: 'warning'
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** `signed`: when the badge is signed, as an ISO date-time. */
export function rowFaults({ validUntil }: JsonObject, signed: string): readonly RowFault[] {
  const end = typeof validUntil === 'string' ? readDateTimeStamp(validUntil) : undefined
  if (end === undefined || end > readDateTimeStamp(signed)!) return []
  return [
    {
      code: 'expired_at_issue',
      severity: 'warning',
      pointer: '/validUntil',
      message: 'The badge has expired already when it is signed.',
      hint: 'If it should be valid, correct the end of its validity.',
    },
  ]
}
