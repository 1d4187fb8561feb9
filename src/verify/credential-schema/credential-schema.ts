/**
 * The JSON Schemas that a credential names in `credentialSchema`. They are fetched only after its proof was verified (Open Badges
 * 3.0, Verification and Validation; VCDM 2.0 §4.11).
 */
import { idOf, isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { lazy } from '../../lazy.js'
import { texts } from '../input/detect-kind.js'
import { type Finding, fail, type SecuredDocument, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

const schemas = /* @__PURE__ */ lazy('JSON Schema', () => import('./fetch-and-validate.js'))

const VALIDATED: readonly string[] = ['1EdTechJsonSchemaValidator2019', 'JsonSchema']
/** The published schemas of Open Badges and CLR. The structure row already checks what they check. */
const BUILT_IN = /^https:\/\/purl\.imsglobal\.org\/spec\/(?:ob\/v3p0|clr\/v2p0)\/schema\//
const SCHEMAS_MAXIMUM = 8

/** The URLs of the schemas that are applied to the credential. */
export function judgedSchemas({ credentialSchema: value }: JsonObject): readonly string[] {
  const entries = (Array.isArray(value) ? value : [value]) as readonly Json[]
  return entries.slice(0, SCHEMAS_MAXIMUM).flatMap((entry) => {
    const url = idOf(entry)
    if (!isJsonObject(entry) || url === undefined || BUILT_IN.test(url)) return []
    return texts(entry['type']).some((name) => VALIDATED.includes(name)) ? [url] : []
  })
}

/** Returns a finding for the structure row if a schema is not fulfilled or cannot be used. */
export async function checkCredentialSchemas(
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding | undefined> {
  const { credentialSchema: value } = secured.document
  const entries = itemsOf(value, '/credentialSchema')
  if (entries.length > SCHEMAS_MAXIMUM)
    return fail('limit_exceeded', { limit: 'schemas', maximum: SCHEMAS_MAXIMUM })
  for (const [entry, pointer] of entries) {
    const url = idOf(entry)
    if (!isJsonObject(entry) || url === undefined || BUILT_IN.test(url)) continue
    const type = texts(entry['type']).find((name) => VALIDATED.includes(name))
    if (type === undefined) {
      secured.rawWarnings.push({ code: 'schema_not_checked', pointer })
      continue
    }
    const finding = await checkOne(url, pointer, secured, verification)
    if (finding !== undefined) return finding
  }
  return undefined
}

async function checkOne(
  url: string,
  pointer: string,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding | undefined> {
  let room: Awaited<ReturnType<typeof schemas>>
  try {
    room = await schemas()
  } catch {
    return { ...unknown('schema_unavailable', { cause: 'part_unavailable' }), pointer }
  }
  return room.fetchAndValidate(url, pointer, secured, verification)
}
