/** The JSON Schemas that a credential names for itself, fetched only once its proof holds (C1, VC2-18). */
import { isJsonObject, type Json, type JsonObject, snapshot } from '../encoding/json.js'
import { isOpenBadgeError } from '../errors.js'
import { part } from '../part.js'
import { type Entity, type Finding, fail, idOf, unknown } from './entity.js'
import { texts } from './recognise.js'
import type { Scope } from './scope.js'

const schemas = /* @__PURE__ */ part('JSON Schema', () => import('./json-schema.js'))

const VALIDATED: readonly string[] = ['1EdTechJsonSchemaValidator2019', 'JsonSchema']
/** The published schemas of Open Badges and CLR: the structure row has given their verdict already. */
const BUILT_IN = /^https:\/\/purl\.imsglobal\.org\/spec\/(?:ob\/v3p0|clr\/v2p0)\/schema\//
const SCHEMAS_MAXIMUM = 8
const LIMITS = { length: 1_048_576, depth: 64, nodes: 100_000 }

/** A finding for the structure row, where there is something to say. */
export async function checkExtensionSchemas(entity: Entity, scope: Scope): Promise<Finding | undefined> {
  const { credentialSchema: value } = entity.document
  const several = Array.isArray(value)
  const entries = (several ? value : [value]) as readonly Json[]
  if (entries.length > SCHEMAS_MAXIMUM)
    return fail('limit_exceeded', { limit: 'schemas', maximum: SCHEMAS_MAXIMUM })
  for (const [i, entry] of entries.entries()) {
    const pointer = several ? `/credentialSchema/${i}` : '/credentialSchema'
    const url = idOf(entry)
    if (!isJsonObject(entry) || url === undefined || BUILT_IN.test(url)) continue
    const type = texts(entry['type']).find((name) => VALIDATED.includes(name))
    if (type === undefined) {
      entity.remarks.push({ code: 'schema_not_checked', pointer })
      continue
    }
    const finding = await checkOne(url, pointer, entity, scope)
    if (finding !== undefined) return finding
  }
  return undefined
}

async function checkOne(
  url: string,
  pointer: string,
  entity: Entity,
  scope: Scope,
): Promise<Finding | undefined> {
  let schema: Json
  let room: Awaited<ReturnType<typeof schemas>>
  try {
    room = await schemas()
    schema = snapshot(await scope.load(url, 'schema'), LIMITS)
  } catch (error) {
    scope.settings.signal?.throwIfAborted()
    const cause = isOpenBadgeError(error) ? error.code : 'document_unavailable'
    return { ...unknown('schema_unavailable', { cause }), pointer }
  }
  try {
    const errors = room.schemaErrors(schema, entity.document, scope.left)
    if (errors.length === 0) return undefined
    const issues: JsonObject[] = errors.map(({ pointer: at, keyword }) => ({ pointer: at, code: keyword }))
    return { ...fail('schema_mismatch', { schema: url, issues }), pointer: errors[0]!.pointer }
  } catch (error) {
    if (!(error instanceof room.SchemaRefused)) throw error
    return { ...unknown('schema_unavailable', { cause: error.message }), pointer }
  }
}
