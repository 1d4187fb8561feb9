/** Compares two subjects: whether their ids and identifiers name the same person. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { type Md5, matchesIdentity, type Spend, spellingsOf } from './compare-identity.js'

/** `unknown`: they have no identifiers that can be compared. */
export type Relation = 'same' | 'other' | 'unknown'

export interface Comparing {
  readonly md5: Md5<string>
  /** Called before each comparison of two subjects or two texts. */
  readonly spend?: Spend
}

/**
 * `same` if each subject of the part is a subject of the whole. `other` if one of them is another person, because somebody could
 * read its claims as claims about the first person.
 */
export function comparePersons(
  whole: Json | undefined,
  part: Json | undefined,
  comparing: Comparing,
): Relation {
  const persons = objects(whole)
  const relations = objects(part).map((subject) => relationTo(persons, subject, comparing))
  if (relations.includes('other')) return 'other'
  return relations.length === 0 || relations.includes('unknown') ? 'unknown' : 'same'
}

function relationTo(persons: readonly JsonObject[], subject: JsonObject, comparing: Comparing): Relation {
  let relation: Relation = 'unknown'
  for (const person of persons) {
    comparing.spend?.(1)
    const found = compare(person, subject, comparing)
    if (found === 'same') return found
    if (found === 'other') relation = found
  }
  return relation
}

/** Whether a comparison may need MD5. */
export function hasMd5(subjects: Json | undefined): boolean {
  return objects(subjects).some(({ identifier }) =>
    objects(identifier).some(({ identityHash: hash }) => typeof hash === 'string' && /^md5\$/i.test(hash)),
  )
}

function compare(a: JsonObject, b: JsonObject, comparing: Comparing): Relation {
  if (isText(a['id']) && a['id'] === b['id']) return 'same'
  const identities = new Set([...answers(a, b, comparing), ...answers(b, a, comparing)])
  if (identities.has(true)) return 'same'
  return (isText(a['id']) && isText(b['id'])) || identities.has(false) ? 'other' : 'unknown'
}

/** Types of identifiers that many people share, or that name things (IdentifierTypeEnum of Open Badges 3.0). */
const SHARED = /^(?:name|productId|is[bs]n|lti(?:Context|Deployment|Tool|Platform)Id)$/

/** Compares the plain-text identifiers of one subject with each identifier of the same type of the other. */
function* answers(
  plain: JsonObject,
  hashed: JsonObject,
  { md5, spend }: Comparing,
): Generator<boolean | undefined> {
  const others = objects(hashed['identifier'])
  const known = objects(plain['identifier']).filter(
    ({ hashed, identityHash, identityType }) =>
      hashed !== true && isText(identityHash) && !SHARED.test(String(identityType)),
  )
  // Most pairs are of different types, and cost little.
  spend?.(((others.length + 1) * (known.length + 1)) >> 6)
  const texts = known.map(({ identityType: type, identityHash }) => {
    const text = String(identityHash)
    spend?.(text.length >> 6)
    return { type, spellings: type === 'emailAddress' ? spellingsOf(text) : [text] }
  })
  for (const identity of others) {
    for (const { type, spellings } of texts) {
      if (type !== identity['identityType']) continue
      for (const spelling of spellings) yield matchesIdentity(identity, spelling, md5, spend)
    }
  }
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return ((Array.isArray(value) ? value : [value]) as readonly Json[]).filter(isJsonObject)
}

const isText = (value: Json | undefined): value is string => typeof value === 'string'
