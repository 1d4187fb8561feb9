/** Whether two subjects are one person, as far as what they say of themselves can tell. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { matchesIdentity, spellingsOf } from '../../identity/compare-identity.js'
import { lazy } from '../../lazy.js'

const old = /* @__PURE__ */ lazy('MD5', () => import('../../identity/md5.js'))
const md5 = async (text: string): Promise<string> => (await old()).md5Hex(text)

/** `unknown`: nothing that both say can be compared. */
export type Relation = 'same' | 'other' | 'unknown'

/** Of several subjects one that is the same person is enough. */
export async function comparePersons(one: Json | undefined, another: Json | undefined): Promise<Relation> {
  const [ours, theirs] = [objects(one), objects(another)]
  let relation: Relation = 'unknown'
  for (const a of ours) {
    for (const b of theirs) {
      const found = await compare(a, b)
      if (found === 'same') return found
      if (found === 'other') relation = found
    }
  }
  return relation
}

async function compare(a: JsonObject, b: JsonObject): Promise<Relation> {
  if (isText(a['id']) && a['id'] === b['id']) return 'same'
  const identities = [...(await answers(a, b)), ...(await answers(b, a))]
  if (identities.includes(true)) return 'same'
  return (isText(a['id']) && isText(b['id'])) || identities.includes(false) ? 'other' : 'unknown'
}

/** What one says in plain text, held against each identifier of the other of the same type. */
async function answers(plain: JsonObject, hashed: JsonObject): Promise<readonly (boolean | undefined)[]> {
  const known = objects(plain['identifier']).filter(
    (identity) => identity['hashed'] !== true && isText(identity['identityHash']),
  )
  const found: (boolean | undefined)[] = []
  for (const identity of objects(hashed['identifier'])) {
    for (const { identityType, identityHash } of known) {
      if (identityType !== identity['identityType']) continue
      const text = String(identityHash)
      const spellings = identityType === 'emailAddress' ? spellingsOf(text) : [text]
      const each = await Promise.all(spellings.map((spelling) => matchesIdentity(identity, spelling, md5)))
      found.push(each.includes(true) ? true : each.find((answer) => answer !== undefined))
    }
  }
  return found
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return ((Array.isArray(value) ? value : [value]) as readonly Json[]).filter(isJsonObject)
}

const isText = (value: Json | undefined): value is string => typeof value === 'string'
