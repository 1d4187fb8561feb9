/** The class of an object by its place, and never by its own type; and the places that share members. */
import type { JsonObject } from '../encoding/json.js'
import type { ClassTable } from '../schema/classes/class-table.js'
import { credentialClass } from '../schema/classes/credential-class.js'
import { CLASSES } from '../schema/generated/model.generated.js'

export type Path = readonly (string | number)[]

/** The place of an object: the names from the root, joined by slashes. */
export function placeOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('/')
}

export type Table = ClassTable | 'any' | 'none'

/** The class for a place; `any` for subjects, because other credentials may have any members there. */
export function classAt(root: JsonObject, path: Path): Table {
  const kind = credentialClass(root)
  let table: ClassTable | undefined = CLASSES[kind ?? 'AchievementCredential']
  for (const [i, step] of path.filter((each) => typeof each === 'string').entries()) {
    const property: ClassTable['properties'][string] | undefined = Object.hasOwn(
      table?.properties ?? {},
      step,
    )
      ? table!.properties[step]
      : undefined
    if (property === undefined) return 'none'
    if (kind === undefined && i === 0 && step === 'credentialSubject') {
      if (placeOf(path) === 'credentialSubject') return 'any'
    }
    table = CLASSES[property.kind === 'profileRef' ? 'Profile' : (property.of ?? '')]
  }
  return table ?? 'none'
}

/** Places whose objects may share members if they have one id. */
export interface Sharing {
  /** The places that have the members. */
  readonly givers: readonly string[]
  /** The places that get the members of the givers. */
  readonly takers: readonly string[]
  /** Names of members that are not shared. */
  readonly members?: readonly string[]
  /** Members that the first giver itself must have. */
  readonly first?: readonly string[]
}

const SUBJECT = 'credentialSubject'
const ACHIEVEMENT = `${SUBJECT}/achievement`
const CREATOR = `${ACHIEVEMENT}/creator`
const IDENTIFIERS = ['otherIdentifier', 'official', 'dateOfBirth']

/**
 * The pairs of places at which issuers describe one thing twice. Evidence, subjects, results and endorsements give no members to
 * an issuer or an achievement. Members that decide about a credential are never shared.
 */
const SHARING: readonly Sharing[] = [
  { givers: ['issuer', CREATOR], takers: [`${SUBJECT}/source`], first: IDENTIFIERS },
  { givers: ['issuer/parentOrg', `${CREATOR}/parentOrg`], takers: [], first: IDENTIFIERS },
  {
    givers: ['image', 'issuer/image', `${ACHIEVEMENT}/image`, `${CREATOR}/image`],
    takers: [`${SUBJECT}/image`],
  },
  {
    givers: ['', ACHIEVEMENT],
    takers: [],
    members: ['name', 'description', 'image', 'endorsement', 'endorsementJwt'],
  },
  { givers: [ACHIEVEMENT], takers: [SUBJECT], members: ['image'] },
  { givers: ['issuer', CREATOR], takers: [SUBJECT, `${SUBJECT}/source`], members: ['image'] },
  { givers: ['evidence'], takers: [] },
]

/** The row of the table for a member of objects at these places. */
export function sharingOf(name: string, places: readonly string[]): Sharing | undefined {
  return SHARING.find(
    ({ givers, takers, members }) =>
      (members === undefined || members.includes(name)) &&
      places.every((place) => givers.includes(place) || takers.includes(place)),
  )
}
