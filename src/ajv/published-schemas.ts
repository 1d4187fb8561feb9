/** The published schemas by name, in the draft of the caller's Ajv. */
import recordCompact from '../../schemas/clr-credential.compact.json'
import recordStrict from '../../schemas/clr-credential.json'
import record11Compact from '../../schemas/clr-credential-1.1.compact.json'
import record11Strict from '../../schemas/clr-credential-1.1.json'
import endorsementCompact from '../../schemas/endorsement-credential.compact.json'
import endorsementStrict from '../../schemas/endorsement-credential.json'
import endorsement11Compact from '../../schemas/endorsement-credential-1.1.compact.json'
import endorsement11Strict from '../../schemas/endorsement-credential-1.1.json'
import evaluation from '../../schemas/evaluation.json'
import badgeCompact from '../../schemas/openbadge-credential.compact.json'
import badgeStrict from '../../schemas/openbadge-credential.json'
import badge11Compact from '../../schemas/openbadge-credential-1.1.compact.json'
import badge11Strict from '../../schemas/openbadge-credential-1.1.json'
import pathway from '../../schemas/pathway.json'
import profileCompact from '../../schemas/profile.compact.json'
import profileStrict from '../../schemas/profile.json'
import report from '../../schemas/report.json'
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'

/** The form of documents, as for `validate`. */
export type SchemaForm = 'compact' | 'strict'

const WRITTEN: Readonly<Record<SchemaForm, Readonly<Record<string, object>>>> = {
  compact: {
    OpenBadgeCredential: badgeCompact,
    OpenBadgeCredential11: badge11Compact,
    EndorsementCredential: endorsementCompact,
    EndorsementCredential11: endorsement11Compact,
    ClrCredential: recordCompact,
    ClrCredential11: record11Compact,
    Profile: profileCompact,
  },
  strict: {
    OpenBadgeCredential: badgeStrict,
    OpenBadgeCredential11: badge11Strict,
    EndorsementCredential: endorsementStrict,
    EndorsementCredential11: endorsement11Strict,
    ClrCredential: recordStrict,
    ClrCredential11: record11Strict,
    Profile: profileStrict,
  },
}

/** Schemas of documents that laurel writes, which have one form. */
const OWN: Readonly<Record<string, object>> = {
  Pathway: pathway,
  PathwayEvaluation: evaluation,
  VerificationReport: report,
}

/** Ajv has a class for each draft; the class without a number uses draft 7. */
export type SchemaDraft = '2020-12' | '2019-09' | '7'

/** Name → schema, with the name as its `$id`. */
export function publishedSchemas(form: SchemaForm, draft: SchemaDraft): ReadonlyMap<string, JsonObject> {
  return new Map(
    Object.entries({ ...WRITTEN[form], ...OWN }).map(([name, schema]) => {
      const { $schema: _, $id: __, ...rest } = inDraft(schema as JsonObject, draft) as JsonObject
      return [name, { $id: name, ...metaSchema(draft), ...rest }]
    }),
  )
}

function metaSchema(draft: SchemaDraft): JsonObject {
  return draft === '7' ? {} : { $schema: `https://json-schema.org/draft/${draft}/schema` }
}

/** The drafts differ in one keyword: how they write tuples. */
function inDraft(schema: Json, draft: SchemaDraft): Json {
  if (draft === '2020-12') return schema
  if (Array.isArray(schema)) return (schema as readonly Json[]).map((item) => inDraft(item, draft))
  if (!isJsonObject(schema)) return schema
  const { prefixItems, items, ...rest } = schema as Record<string, Json>
  const tuple =
    prefixItems === undefined
      ? items === undefined
        ? {}
        : { items }
      : { items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) }
  return Object.fromEntries(
    Object.entries<Json>({ ...rest, ...tuple }).map(([name, value]) => [name, inDraft(value, draft)]),
  )
}
