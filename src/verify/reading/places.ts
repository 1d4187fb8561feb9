/** What an object is by where it stands, never by the type that it claims; and which places share what they say. */
import type { JsonObject } from '../../encoding/json.js'
import type { ClassTable } from '../../schema/classes/class-table.js'
import { credentialKind } from '../../schema/classes/credential-kind.js'
import { CLASSES } from '../../schema/generated/model.generated.js'

export type Path = readonly (string | number)[]

/** Where an object stands: names from the root, joined by slashes. */
export function placeOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('/')
}

export type Table = ClassTable | 'any' | 'none'

/** The class that belongs to the place; `any` for subjects, of which other credentials say whatever they like. */
export function classAt(root: JsonObject, path: Path): Table {
  const kind = credentialKind(root)
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

/** Places of which an object may share what it says with the others of the row. */
export interface Sharing {
  /** One of them says it. */
  readonly givers: readonly string[]
  /** Told what the givers say. */
  readonly takers: readonly string[]
  /** All members without these names. */
  readonly members?: readonly string[]
  /** Members that the first giver itself must say. */
  readonly first?: readonly string[]
}

const SUBJECT = 'credentialSubject'
const ACHIEVEMENT = `${SUBJECT}/achievement`
const CREATOR = `${ACHIEVEMENT}/creator`
const IDENTIFIERS = ['otherIdentifier', 'official', 'dateOfBirth']

/**
 * The pairs of places where issuers write about one thing twice. Evidence, subjects, results and endorsements give
 * nothing to an issuer or an achievement, and what decides about a credential stays where it is.
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

/** The row for a member of objects at these places. */
export function sharingOf(name: string, places: readonly string[]): Sharing | undefined {
  return SHARING.find(
    ({ givers, takers, members }) =>
      (members === undefined || members.includes(name)) &&
      places.every((place) => givers.includes(place) || takers.includes(place)),
  )
}
