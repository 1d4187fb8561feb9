/** The JSON Schemas that a credential names for itself, fetched only once its proof holds (Open Badges 3.0, Verification and Validation; VCDM 2.0 §4.11). */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { part } from '../../part.js'
import { texts } from '../input/detect-kind.js'
import { type Entity, type Finding, fail, idOf, unknown } from '../verification/secured-document.js'
import type { Scope } from '../verification/verification.js'

const schemas = /* @__PURE__ */ part('JSON Schema', () => import('./fetch-and-validate.js'))

const VALIDATED: readonly string[] = ['1EdTechJsonSchemaValidator2019', 'JsonSchema']
/** The published schemas of Open Badges and CLR: the structure row has given their verdict already. */
const BUILT_IN = /^https:\/\/purl\.imsglobal\.org\/spec\/(?:ob\/v3p0|clr\/v2p0)\/schema\//
const SCHEMAS_MAXIMUM = 8

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
  let room: Awaited<ReturnType<typeof schemas>>
  try {
    room = await schemas()
  } catch {
    return { ...unknown('schema_unavailable', { cause: 'part_unavailable' }), pointer }
  }
  return room.judgeBySchema(url, pointer, entity, scope)
}
