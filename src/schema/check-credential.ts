/** The whole check of a credential of any kind. Who knows that there is no record asks `check-other.ts`, and loads less. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { checkOther } from './check-other.js'
import { checkRecord, isRecord } from './check-record.js'

/** Checks a snapshot: a record against the data model of CLR, all else as `checkOther` does. No issues: nothing to say. */
export function checkCredential(document: JsonObject, form: Form): readonly Issue[] {
  return isRecord(document) ? checkRecord(document, form) : checkOther(document, form)
}
