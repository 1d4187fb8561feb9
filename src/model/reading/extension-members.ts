/** Reads the members of an extension from a credential that names the extension's contexts. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import {
  type ExtensibleClass,
  type Extension,
  fitsKind,
  type Members,
  type MembersOf,
} from '../assembly/extension.js'
import { objects, withoutUndefined } from './view-members.js'

/** Classes of which a badge can have several objects. */
export type ListedClass =
  | 'Alignment'
  | 'Evidence'
  | 'Related'
  | 'Result'
  | 'ResultDescription'
  | 'RubricCriterionLevel'

/** The result of `read`, by class: an object, or for listed classes a list in the order of the credential. */
export type ExtensionMembers<M extends Members> = {
  readonly [C in keyof M & ExtensibleClass]?: C extends ListedClass
    ? readonly MembersOf<M, C>[]
    : MembersOf<M, C>
}

/** The objects of each class in a badge; `Profile` is the issuer. */
const PLACES: Readonly<Record<ExtensibleClass, (credential: JsonObject) => readonly JsonObject[]>> = {
  Achievement: achievements,
  AchievementSubject: subjects,
  Address: (credential) => profiles(credential).flatMap((profile) => objects(profile['address'])),
  Alignment: (credential) => achievements(credential).flatMap((each) => objects(each['alignment'])),
  Criteria: (credential) => achievements(credential).flatMap((each) => objects(each['criteria'])),
  Evidence: (credential) => objects(credential['evidence']),
  Profile: profiles,
  Related: (credential) => achievements(credential).flatMap((each) => objects(each['related'])),
  Result: (credential) => subjects(credential).flatMap((each) => objects(each['result'])),
  ResultDescription: descriptions,
  RubricCriterionLevel: (credential) =>
    descriptions(credential).flatMap((each) => objects(each['rubricCriterionLevel'])),
}

const LISTED: ReadonlySet<string> = new Set<ListedClass>([
  'Alignment',
  'Evidence',
  'Related',
  'Result',
  'ResultDescription',
  'RubricCriterionLevel',
])

/** Empty if the credential does not name the contexts, because then the members have another meaning or none. */
export function extensionMembers(
  extension: Extension,
  classes: readonly string[],
  credential: JsonObject,
): object {
  if (!namesAll(credential['@context'], extension.contexts)) return Object.freeze({})
  const found = classes.map((name) => {
    const items = PLACES[name as ExtensibleClass](credential).map((object) =>
      membersOf(extension, name, object),
    )
    if (LISTED.has(name)) return [name, items.length === 0 ? undefined : Object.freeze(items)] as const
    // Of several none is the first: a signature of the graph does not cover their order.
    const [only] = items.length === 1 ? items : []
    return [name, only === undefined || Object.keys(only).length === 0 ? undefined : only] as const
  })
  return withoutUndefined(Object.fromEntries(found))
}

function membersOf(extension: Extension, className: string, object: JsonObject): object {
  const own = Object.entries(object).filter(([name, value]) => {
    const kind = extension.memberOf(className, name)
    return kind !== undefined && value !== undefined && fitsKind(value, kind)
  })
  return Object.freeze(Object.fromEntries(own))
}

/** Whether the credential names all contexts. Inline contexts must be equal. */
function namesAll(context: Json | undefined, wanted: Extension['contexts']): boolean {
  const named = [context ?? []].flat().map((each) => JSON.stringify(each))
  return wanted.every((each) => named.includes(JSON.stringify(each)))
}

function subjects(credential: JsonObject): readonly JsonObject[] {
  return objects(credential['credentialSubject'])
}

function achievements(credential: JsonObject): readonly JsonObject[] {
  return subjects(credential).flatMap((subject) => objects(subject['achievement']))
}

function descriptions(credential: JsonObject): readonly JsonObject[] {
  return achievements(credential).flatMap((each) => objects(each['resultDescription']))
}

function profiles({ issuer }: JsonObject): readonly JsonObject[] {
  return issuer !== undefined && isJsonObject(issuer) ? [issuer] : []
}
