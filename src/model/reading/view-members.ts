/** Parts of a view: texts, dates, pictures, profiles, skills, results. What has another shape than expected is left out. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isSafeUri } from '../../schema/classes/value-kinds.js'
import { textOf } from './text-of.js'
import type {
  AlignmentView,
  EvidenceView,
  PictureView,
  ProfileView,
  RecipientView,
  RelatedView,
  ResultView,
} from './view.js'

type Value = Json | undefined

/** A value or a list, as a list. */
export function list(value: Value): readonly Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}

/** The objects in a value or a list. */
export const objects = (value: Value): readonly JsonObject[] => list(value).filter(isJsonObject)

/** The object, or the only one in a list. Of several none is the first: a signature of the graph does not cover their order. */
export function onlyObject(value: Value): JsonObject | undefined {
  const all = objects(value)
  return all.length === 1 ? all[0] : undefined
}

/** The first of several texts in the order of code units, not of the document. */
export const leastText = (texts: readonly string[]): string | undefined => [...texts].sort()[0]

/** The object without members that are `undefined`, frozen. */
export function withoutUndefined<T extends object>(
  members: T,
): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.freeze(Object.fromEntries(present)) as { readonly [K in keyof T]: Exclude<T[K], undefined> }
}

export const string = (value: Value): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** A list of one item means the item. */
export const only = (value: Value): Value => (Array.isArray(value) && value.length === 1 ? value[0] : value)

/** A number, or the text of one. */
export function amount(given: Value): number | undefined {
  const value = only(given)
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : undefined
}

/** An address that a page may link to or show. */
export const addressOf = (value: Value): string | undefined =>
  isSafeUri(value) ? (value as string) : undefined

/** A day, or a date-time without seconds: a view shows what older credentials have. */
const SHORT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(Z|[+-]\d\d:\d\d)?)?$/

/** An instant in UTC. A time without zone counts as UTC (VCDM 2.0 §4.9), so that the result does not depend on the machine. */
export function instant(value: Value): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-/.test(value)) return undefined
  const [, day, minute = '00:00', zone = 'Z'] = SHORT.exec(value) ?? []
  const time = readDateTimeStamp(day === undefined ? value : `${day}T${minute}:00${zone}`)
  return time === undefined ? undefined : new Date(time).toISOString()
}

/** An image: an object (Open Badges 3.0) or only its address (older credentials). */
export function pictureOf(value: Value, language: string): PictureView | undefined {
  if (typeof value === 'string') {
    const url = addressOf(value)
    return url === undefined ? undefined : Object.freeze({ url })
  }
  const picture = onlyObject(value)
  const url = addressOf(picture?.['id'])
  return url === undefined
    ? undefined
    : (withoutUndefined({ url, caption: textOf(picture?.['caption'], language) }) as PictureView)
}

/** A profile: an object, or only its id. */
export function profileOf(value: Value, language: string): ProfileView | undefined {
  if (typeof value === 'string') return Object.freeze({ id: value })
  const profile = onlyObject(value)
  if (profile === undefined) return undefined
  return withoutUndefined({
    id: string(profile['id']),
    name: textOf(profile['name'], language),
    url: addressOf(only(profile['url'])),
    email: string(only(profile['email'])),
    description: textOf(profile['description'], language),
    image: pictureOf(profile['image'], language),
    parentOrg: profileOf(profile['parentOrg'], language),
  }) as ProfileView
}

export function recipientOf(subject: JsonObject): RecipientView {
  const identities = objects(subject['identifier'])
  const named = (type: string): string | undefined =>
    leastText(
      identities.flatMap(({ identityType, identityHash, hashed }) =>
        hashed === false && identityType === type ? (string(identityHash) ?? []) : [],
      ),
    )
  return withoutUndefined({
    id: string(subject['id']),
    identifiers: Object.freeze(
      identities.map(({ identityType, identityHash, hashed }) =>
        withoutUndefined({
          type: string(identityType) ?? '',
          value: hashed === true ? undefined : string(identityHash),
          hashed: hashed === true,
        }),
      ),
    ),
    name: named('name') ?? named('ext:name') ?? string(subject['name']),
  }) as RecipientView
}

export function skillsOf(value: Value, language: string): readonly AlignmentView[] {
  const skills = objects(value).map((item) => {
    const url = addressOf(only(item['targetUrl']))
    return withoutUndefined({
      name: textOf(item['targetName'], language) ?? url ?? '',
      url,
      framework: textOf(item['targetFramework'], language),
      code: textOf(item['targetCode'], language),
      description: textOf(item['targetDescription'], language),
      type: string(only(item['targetType'])),
    }) as AlignmentView
  })
  return Object.freeze(skills)
}

export function relatedOf(value: Value, language: string): readonly RelatedView[] {
  const related = objects(value).map(
    (item) =>
      withoutUndefined({
        id: string(item['id']),
        language: string(item['inLanguage']),
        version: textOf(item['version'], language),
      }) as RelatedView,
  )
  return Object.freeze(related)
}

export function evidenceOf(value: Value, language: string): readonly EvidenceView[] {
  const evidence = objects(value).map(
    (item) =>
      withoutUndefined({
        name: textOf(item['name'], language),
        url: addressOf(item['id']),
        description: textOf(item['description'], language),
        narrative: textOf(item['narrative'], language),
      }) as EvidenceView,
  )
  return Object.freeze(evidence)
}

/** Results with the names from their result descriptions and rubric levels. */
export function resultsOf(results: Value, descriptions: Value, language: string): readonly ResultView[] {
  const known = byId(objects(descriptions))
  const levels = byId(
    [...known.values()].flatMap((description) => objects(description['rubricCriterionLevel'])),
  )
  const levelName = (id: Value): string | undefined => textOf(levels.get(id)?.['name'], language)
  const text = (value: Value): string | undefined =>
    typeof value === 'number' ? String(value) : textOf(value, language)
  const views = objects(results).map((result) => {
    const description = known.get(result['resultDescription'])
    return withoutUndefined({
      name: textOf(description?.['name'], language),
      type: string(description?.['resultType']),
      value: text(result['value']),
      status: string(result['status']),
      level: levelName(result['achievedLevel']),
      minimum: text(description?.['valueMin']),
      maximum: text(description?.['valueMax']),
      required: text(description?.['requiredValue']) ?? levelName(description?.['requiredLevel']),
    }) as ResultView
  })
  return Object.freeze(views)
}

const byId = (items: readonly JsonObject[]): ReadonlyMap<Value, JsonObject> =>
  new Map(items.filter(({ id }) => typeof id === 'string').map((item) => [item['id'], item]))
