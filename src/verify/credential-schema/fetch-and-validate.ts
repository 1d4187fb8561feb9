/** Validates a credential with a JSON Schema that it names. `verify` loads this file if it names one. */
import { type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { SchemaRefused, schemaErrors } from '../../json-schema/validate.js'
import { readOnce } from '../verification/once.js'
import { type Finding, fail, type SecuredDocument, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

const LIMITS = { length: 1_048_576, depth: 64, nodes: 100_000 }

const schemaOf = (document: unknown): Json => snapshot(document, LIMITS)

/** Returns `undefined` if the credential is valid. */
export async function fetchAndValidate(
  url: string,
  pointer: string,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding | undefined> {
  let schema: Json
  try {
    schema = await readOnce(verification, url, 'schema', schemaOf)
  } catch (error) {
    verification.settings.signal?.throwIfAborted()
    const cause = isOpenBadgeError(error) ? error.code : 'document_unavailable'
    return { ...unknown('schema_unavailable', { cause }), pointer }
  }
  try {
    const errors = schemaErrors(schema, secured.document, verification.account)
    if (errors.length === 0) return undefined
    const issues: JsonObject[] = errors.map(({ pointer: at, keyword }) => ({ pointer: at, code: keyword }))
    return { ...fail('schema_mismatch', { schema: url, issues }), pointer: errors[0]!.pointer }
  } catch (error) {
    if (!(error instanceof SchemaRefused)) throw error
    return { ...unknown('schema_unavailable', { cause: error.message }), pointer }
  }
}
