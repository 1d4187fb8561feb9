/** Shared code of the builders of badges and endorsements: versions, contexts, the schemas of extensions, the last check. */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { isSecretKey, SECRET_KEY } from '../../encoding/secret-key.js'
import type { Issue } from '../../errors.js'
import { checkBadge } from '../../schema/check-badge.js'
import { credentialClass } from '../../schema/classes/credential-class.js'
import { isOpenBadgesAlias, isOpenBadgesContext } from '../../schema/contexts/context-scope.js'
import { isStandardTerm } from '../../schema/contexts/context-versions.js'
import { synonym } from '../../schema/explain/hints.js'
import { CLASSES } from '../../schema/generated/model.generated.js'
import { quote } from '../../schema/issues/issue-list.js'
import { construct, type Pair } from './construct.js'
import { contextsFor } from './contexts.js'
import type { Draft } from './draft.js'
import { finish } from './finish.js'
import type { Versions } from './versions.js'

export interface CredentialParts {
  readonly kind: 'AchievementCredential' | 'EndorsementCredential' | 'ClrCredential'
  /** The caller's members that belong to the credential itself. */
  readonly members: Map<string, unknown>
  readonly subject: Pair | undefined
  /** The caller's contexts, in addition to those that the content needs. */
  readonly context: unknown
  /** Members that the builder takes and writes elsewhere. */
  readonly names: readonly string[]
  /** The check of the finished document, if it is not that of a badge or an endorsement. */
  readonly check?: (document: JsonObject) => readonly Issue[]
}

/** The frozen credential, without `id` and start of validity if the caller gave none. */
export function assembleCredential(parts: CredentialParts, versions: Versions, draft: Draft): JsonObject {
  const { members, subject, context } = parts
  const className = versions.isVersion1 ? `${parts.kind}11` : parts.kind
  if (context === undefined) refuseUnknown(className, parts, versions, draft)
  if (versions.isVersion1 && !members.has('name')) requireName(draft)
  const built = (construct(className, Object.fromEntries(members), '', draft) ?? EMPTY) as Pair<JsonObject>
  const further = furtherContexts(context, versions, draft)
  refuseUndefined(versions, draft)
  const schemas = withSchemas(built.full['credentialSchema'], draft)
  const services = schemas === undefined ? {} : { credentialSchema: schemas }
  const said = { ...built.full, ...services, credentialSubject: subject?.full ?? null }
  const contexts = contextsFor(said, versions, draft.extensions, further)
  const complete = (part: JsonObject, own: Json | undefined): JsonObject =>
    ordered(className, {
      ...part,
      ...services,
      '@context': contexts as Json,
      ...(own === undefined ? {} : { credentialSubject: own }),
    })
  const core = complete(built.core, subject?.core)
  // Contexts of extensions would make the check lenient. The core has no members of extensions.
  const checked = {
    ...placeholders(versions),
    ...core,
    '@context': contextsFor(core, versions, [], further) as Json,
  }
  const found = parts.check?.(checked) ?? checkBadge(credentialClass(checked) ?? className, checked, 'strict')
  const credential = finish(className, { core, full: complete(built.full, subject?.full) }, draft, found)
  for (const issue of found) {
    // The caller wrote `bearer: true`.
    if (issue.severity === 'warning' && issue.code !== 'no_recipient') versions.onWarning?.(issue)
  }
  return credential
}

const EMPTY: Pair = { core: {}, full: {} }

/** Values for the check only, instead of those that `issue` fills in. */
const placeholders = ({ isVersion1 }: Versions): JsonObject => ({
  id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  [isVersion1 ? 'issuanceDate' : 'validFrom']: '2000-01-01T00:00:00Z',
})

/** Suggests the builder's own names. The check would suggest names of the finished credential. */
function refuseUnknown(
  className: string,
  { members, names }: CredentialParts,
  { isVersion1 }: Versions,
  draft: Draft,
): void {
  const { properties, also } = CLASSES[className]!
  const own = [...Object.keys(properties), ...also]
  const all = Object.fromEntries(members)
  for (const name of [...members.keys()]) {
    if (own.includes(name)) continue
    if (isSecretKey(all) || isSecretKey(all[name]))
      draft.add('secret_key', isSecretKey(all) ? '' : pointerToken(name), SECRET_KEY.message, SECRET_KEY)
    members.delete(name)
    if (draft.findings.full) continue
    const meant = synonym(className, name) ?? nearest(name, [...own, ...names])
    const hint = meant === undefined ? 'leave it out, or add the context that defines it' : `write "${meant}"`
    const version = DATES[isVersion1 ? '2.0' : '1.1'].has(name)
      ? `; ${quote(name)} belongs to ${forVersion(!isVersion1)}`
      : ''
    draft.add('undefined_term', pointerToken(name), `this builder does not take the member ${quote(name)}`, {
      expected: meant,
      found: name.slice(0, 40),
      hint: hint + version,
    })
  }
}

const DATES = {
  '1.1': new Set(['issuanceDate', 'expirationDate']),
  '2.0': new Set(['validFrom', 'validUntil']),
}

const forVersion = (isVersion1: boolean): string =>
  isVersion1 ? "VCDM 1.1, for which there is the option dataModel: '1.1'" : 'VCDM 2.0, which needs no option'

/** The schemas for VCDM 1.1 require a name. Later schemas require it only for endorsements. */
function requireName(draft: Draft): void {
  draft.add('missing', '/name', '"name" is missing, and readers of VCDM 1.1 require it', {
    expected: 'the title of the credential',
    found: 'nothing',
    hint: 'add name, for example the name of the achievement',
  })
}

/** The caller's contexts. They cannot be standard contexts of other versions, which would redefine protected terms. */
function furtherContexts(further: unknown, { contexts }: Versions, draft: Draft): readonly Json[] {
  if (further === undefined) return []
  const list = (draft.json(Array.isArray(further) ? further : [further], '/context') ?? []) as readonly Json[]
  list.forEach((context, index) => {
    const standard = context === VCDM_1 || context === VCDM_2
    if (!standard && !isOpenBadgesContext(context) && !isOpenBadgesAlias(context)) return
    if (contexts.includes(context as string)) return
    draft.add('context_clash', `/context/${index}`, 'this builder adds the standard contexts itself', {
      expected: 'contexts of your own',
      found: String(context),
      hint: `choose other versions with the options ${standard ? 'dataModel' : 'openBadgesContext'}`,
    })
  })
  return list
}

/** Refuses terms of extensions without a context that the standard's contexts do not define. */
function refuseUndefined({ contexts }: Versions, draft: Draft): void {
  for (const term of draft.standardTerms) {
    if (isStandardTerm(term, contexts)) continue
    draft.add('undefined_term', '/@context', `the contexts of these versions do not define ${quote(term)}`, {
      expected: 'a context that defines the term',
      found: contexts.join(', '),
      hint: 'use the newest versions, or give defineExtension a context that defines the term',
    })
  }
}

/** The schemas of extensions, after those of the caller. */
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

/** Members in the order of the data model, then other members in their own order. */
function ordered(className: string, members: JsonObject): JsonObject {
  const result: Record<string, Json> = {}
  for (const name of [...Object.keys(CLASSES[className]!.properties), ...Object.keys(members)]) {
    if (Object.hasOwn(members, name)) result[name] = members[name]!
  }
  return result
}
