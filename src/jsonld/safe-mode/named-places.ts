/** Places of a credential where the text of an id stands for the object that has it. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

interface Places {
  readonly [name: string]: Places
}

const PROFILE: Places = { image: {}, parentOrg: { image: {} } }
const PLACES: Places = {
  image: {},
  issuer: PROFILE,
  evidence: {},
  credentialSubject: {
    image: {},
    source: PROFILE,
    achievement: { image: {}, criteria: {}, creator: PROFILE },
  },
}

export interface NamedPlace {
  readonly id: string
  readonly path: readonly (string | number)[]
}

/** The texts at these places, of which each is an id. */
export function namedPlaces(root: JsonObject): readonly NamedPlace[] {
  const found: NamedPlace[] = []
  visit(root, PLACES, [], found)
  return found
}

function visit(value: Json, places: Places, path: readonly (string | number)[], found: NamedPlace[]): void {
  if (typeof value === 'string') found.push({ id: value, path })
  else if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries()) visit(item, places, [...path, i], found)
  } else if (isJsonObject(value)) {
    for (const name in places) {
      const member = (value as JsonObject)[name]
      if (member !== undefined) visit(member, places[name]!, [...path, name], found)
    }
  }
}
