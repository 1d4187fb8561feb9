/** The whole check of a credential of any kind. `check-non-record.ts` is smaller, for callers that never pass a record. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { checkNonRecord } from './check-non-record.js'
import { checkRecord, isRecord } from './check-record.js'

/** Checks a snapshot: a record against the data model of CLR, any other credential with `checkNonRecord`. */
export function checkCredential(document: JsonObject, form: Form): readonly Issue[] {
  return isRecord(document) ? checkRecord(document, form) : checkNonRecord(document, form)
}
