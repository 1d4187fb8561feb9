/** The members of an extension, read back from a credential that names the extension's contexts. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import {
  type ExtensibleClass,
  type Extension,
  fitsKind,
  type Members,
  type MembersOf,
} from '../assembly/extension.js'
import { objects, without } from './read-parts.js'

/** Classes of which a badge has several. */
export type ListedClass =
  | 'Alignment'
  | 'Evidence'
  | 'Related'
  | 'Result'
  | 'ResultDescription'
  | 'RubricCriterionLevel'

/** What `read` finds, by class: an object, or a list in the order of the credential where a badge has several. */
export type ExtensionMembers<M extends Members> = {
  readonly [C in keyof M & ExtensibleClass]?: C extends ListedClass
    ? readonly MembersOf<M, C>[]
    : MembersOf<M, C>
}

/** Where each class stands in a badge; `Profile` is the issuer. */
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

/** Nothing where the credential does not name the contexts: the members may mean something else there, or nothing. */
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
    const [first] = items
    return [name, first === undefined || Object.keys(first).length === 0 ? undefined : first] as const
  })
  return without(Object.fromEntries(found))
}

function membersOf(extension: Extension, className: string, object: JsonObject): object {
  const own = Object.entries(object).filter(([name, value]) => {
    const kind = extension.memberOf(className, name)
    return kind !== undefined && value !== undefined && fitsKind(value, kind)
  })
  return Object.freeze(Object.fromEntries(own))
}

/** Contexts of one's own stand inside as they were given. */
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
