/** The places of a credential at which a text is the id of an object. */
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

/** The texts at these places, if `isWanted` accepts them. */
export function namedPlaces(root: JsonObject, isWanted: (id: string) => boolean): readonly NamedPlace[] {
  const found: NamedPlace[] = []
  const path: (string | number)[] = []
  const visit = (value: Json, places: Places): void => {
    if (typeof value === 'string') {
      if (isWanted(value)) found.push({ id: value, path: path.slice() })
    } else if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        path.push(i)
        visit(value[i] as Json, places)
        path.pop()
      }
    } else if (isJsonObject(value)) {
      for (const name in places) {
        const member = (value as JsonObject)[name]
        if (member === undefined) continue
        path.push(name)
        visit(member, places[name]!)
        path.pop()
      }
    }
  }
  visit(root, PLACES)
  return found
}
