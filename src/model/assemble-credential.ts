/** What the builders of badges and endorsements share: contexts, the schemas of extensions, the last check. */
import { type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import { quote } from '../schema/findings.js'
import { synonym } from '../schema/hints.js'
import { CLASSES } from '../schema/model.generated.js'
import { nearest } from '../schema/nearest.js'
import { checkCredential } from '../schema/validate.js'
import { construct, type Pair } from './construct.js'
import { contextsFor } from './contexts.js'
import type { Draft } from './draft.js'
import { finish } from './finish.js'

/** Stand-ins, for the check alone, for what `issue` fills in. */
const LATER = { id: 'urn:uuid:00000000-0000-4000-8000-000000000000', validFrom: '2000-01-01T00:00:00Z' }

/** The frozen credential; without `id` and `validFrom` where the caller gave none. */
export function assembleCredential(
  className: 'AchievementCredential' | 'EndorsementCredential',
  members: Map<string, unknown>,
  subject: Pair | undefined,
  further: unknown,
  names: readonly string[],
  draft: Draft,
): JsonObject {
  if (further === undefined) refuseUnknown(className, members, names, draft)
  const built = (construct(className, Object.fromEntries(members), '', draft) ?? EMPTY) as Pair<JsonObject>
  const schemas = withSchemas(built.full['credentialSchema'], draft)
  const services = schemas === undefined ? {} : { credentialSchema: schemas }
  const contexts = contextsFor(
    { ...built.full, ...services },
    draft.extensions,
    furtherContexts(further, draft),
  )
  const complete = (part: JsonObject, own: Json | undefined): JsonObject =>
    ordered(className, {
      ...part,
      ...services,
      '@context': contexts as Json,
      ...(own === undefined ? {} : { credentialSubject: own }),
    })
  const core = complete(built.core, subject?.core)
  // Contexts of extensions would make the check lenient; the core has none of their members.
  const checked = {
    ...LATER,
    ...core,
    '@context': contextsFor(core, [], furtherContexts(further, draft)) as Json,
  }
  return finish(
    className,
    { core, full: complete(built.full, subject?.full) },
    draft,
    checkCredential(checked, 'strict'),
  )
}

/** Says what was meant in the builder's own names; the check would speak of the finished credential's. */
function refuseUnknown(
  className: string,
  members: Map<string, unknown>,
  names: readonly string[],
  draft: Draft,
): void {
  const own = Object.keys(CLASSES[className]!.properties)
  for (const name of [...members.keys()]) {
    if (own.includes(name)) continue
    members.delete(name)
    const meant = synonym(className, name) ?? nearest(name, [...own, ...names])
    draft.add('undefined_term', pointerToken(name), `${quote(name)} is no member that this builder takes`, {
      expected: meant,
      found: name.slice(0, 40),
      hint: meant === undefined ? 'leave it out, or add the context that defines it' : `write "${meant}"`,
    })
  }
}

const EMPTY: Pair = { core: {}, full: {} }

function furtherContexts(further: unknown, draft: Draft): readonly Json[] {
  if (further === undefined) return []
  return (draft.json(Array.isArray(further) ? further : [further], '/context') ?? []) as readonly Json[]
}

/** The schemas of extensions, after those that the caller names. */
function withSchemas(given: Json | undefined, draft: Draft): Json | undefined {
  const list: Json[] = Array.isArray(given)
    ? [...(given as readonly Json[])]
    : given === undefined
      ? []
      : [given]
  for (const { schema } of draft.extensions) {
    if (schema !== undefined && !list.some((item) => (item as JsonObject | null)?.['id'] === schema)) {
      list.push({ id: schema, type: '1EdTechJsonSchemaValidator2019' })
    }
  }
  return list.length === 0 ? undefined : list
}

/** Members in the order of the model; others after them, in theirs. */
function ordered(className: string, members: JsonObject): JsonObject {
  const result: Record<string, Json> = {}
  for (const name of [...Object.keys(CLASSES[className]!.properties), ...Object.keys(members)]) {
    if (Object.hasOwn(members, name)) result[name] = members[name]!
  }
  return result
}
