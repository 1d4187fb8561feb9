/** Parts of a view: pictures, profiles, skills, results. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { textOf } from './text-of.js'
import type { AlignmentView, PictureView, ProfileView, ResultView } from './view.js'

/** The objects in a value that may be one or several. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  const list: readonly Json[] = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return list.filter(isJsonObject)
}

/** The object without members that have no value, frozen. */
export function without<T extends object>(members: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.freeze(Object.fromEntries(present)) as { readonly [K in keyof T]: Exclude<T[K], undefined> }
}

/** A picture as an object (OB 3.0) or a bare address (older credentials). */
export function pictureOf(value: Json | undefined, language: string): PictureView | undefined {
  if (typeof value === 'string') return { url: value }
  if (value === undefined || !isJsonObject(value) || typeof value['id'] !== 'string') return undefined
  return without({ url: value['id'], caption: textOf(value['caption'], language) }) as PictureView
}

export function profileOf(value: Json | undefined, language: string): ProfileView | undefined {
  if (typeof value === 'string') return { id: value }
  if (value === undefined || !isJsonObject(value)) return undefined
  return without({
    id: string(value['id']),
    name: textOf(value['name'], language),
    url: string(value['url']),
    email: string(value['email']),
    description: textOf(value['description'], language),
    image: pictureOf(value['image'], language),
    parentOrg: profileOf(value['parentOrg'], language),
  }) as ProfileView
}

export function skillsOf(value: Json | undefined, language: string): readonly AlignmentView[] {
  return objects(value).map(
    (item) =>
      without({
        name: textOf(item['targetName'], language) ?? '',
        url: string(item['targetUrl']) ?? '',
        framework: textOf(item['targetFramework'], language),
        code: textOf(item['targetCode'], language),
        description: textOf(item['targetDescription'], language),
        type: string(item['targetType']),
      }) as AlignmentView,
  )
}

/** Results with the names that stand in the descriptions and levels to which they point. */
export function resultsOf(
  results: Json | undefined,
  descriptions: Json | undefined,
  language: string,
): readonly ResultView[] {
  const known = byId(objects(descriptions))
  const levels = byId(
    [...known.values()].flatMap((description) => objects(description['rubricCriterionLevel'])),
  )
  const levelName = (id: Json | undefined): string | undefined => textOf(levels.get(id)?.['name'], language)
  return objects(results).map((result) => {
    const description = known.get(result['resultDescription'])
    return without({
      name: textOf(description?.['name'], language),
      type: string(description?.['resultType']),
      value: textOf(result['value'], language),
      status: string(result['status']),
      level: levelName(result['achievedLevel']),
      minimum: textOf(description?.['valueMin'], language),
      maximum: textOf(description?.['valueMax'], language),
      required: textOf(description?.['requiredValue'], language) ?? levelName(description?.['requiredLevel']),
    }) as ResultView
  })
}

const byId = (items: readonly JsonObject[]): ReadonlyMap<Json | undefined, JsonObject> =>
  new Map(items.filter(({ id }) => typeof id === 'string').map((item) => [item['id'], item]))

const string = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
