/** Compares the recipient of a credential with the person whom the caller names. `verify` loads this file if there is one. */
import { idOf, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { matchesIdentity, type Spend, spellingsOf } from '../../identity/compare-identity.js'
import { lazy } from '../../lazy.js'
import type { RecipientQuestion } from '../options/options.js'
import { type Finding, fail, pass, type SecuredDocument, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

/** Only very old badges have MD5 hashes. */
const old = /* @__PURE__ */ lazy('MD5', () => import('../../identity/md5.js'))
const md5 = async (text: string): Promise<string> => (await old()).md5Hex(text)

/** In a part of a record, each subject must be the person, because a claim about somebody else does not belong to the person. */
export async function matchRecipient(
  value: Json | undefined,
  question: RecipientQuestion,
  role: SecuredDocument['role'],
  account: Verification['account'],
): Promise<Finding> {
  const compare = (subjects: Json | undefined): Promise<Finding> =>
    compareSubjects(subjects, question, (units) => account.spend('hashes', units)).catch((error: unknown) => {
      if (isOpenBadgeError(error, 'part_unavailable')) return unknown('part_unavailable')
      if (!isOpenBadgeError(error, 'limit_exceeded')) throw error
      const { limit, maximum } = error.details
      return fail('limit_exceeded', { limit, maximum })
    })
  if (role !== 'part' || !Array.isArray(value)) return compare(value)
  const found = await Promise.all((value as readonly Json[]).map(compare))
  const worst = (['fail', 'unknown', 'pass'] as const).map((outcome) =>
    found.find((each) => each.outcome === outcome),
  )
  return worst.find((each) => each !== undefined) ?? unknown('recipient_unknown')
}

/** Compares all identifiers of all subjects with all given ones (Open Badges 3.0, Verification and Validation). */
async function compareSubjects(
  value: Json | undefined,
  question: RecipientQuestion,
  spend: Spend,
): Promise<Finding> {
  const subjects = ((Array.isArray(value) ? value : [value]) as readonly Json[]).filter(isJsonObject)
  let comparable = 0
  for (const subject of subjects) {
    const id = idOf(subject)
    if (id !== undefined && question.id !== undefined) {
      comparable++
      if ([question.id].flat().includes(id)) return pass('recipient_matches', { by: 'id' })
    }
    const address = id?.startsWith('mailto:') ? id.slice('mailto:'.length) : undefined
    if (address !== undefined && question.email !== undefined) {
      comparable++
      const plain = { identityHash: address, identityType: 'emailAddress' }
      const asked = [question.email].flat().flatMap(spellingsOf)
      if (asked.some((text) => matchesIdentity(plain, text, () => '', spend) === true)) {
        return pass('recipient_matches', { by: 'id' })
      }
    }
    for (const identity of identities(subject)) {
      let isComparable = false
      for (const text of candidates(identity, question)) {
        const asked = matchesIdentity(identity, text, md5, spend)
        const answer = asked instanceof Promise ? await asked : asked
        if (answer === true) return pass('recipient_matches', { by: String(identity['identityType']) })
        isComparable ||= answer === false
      }
      if (isComparable) comparable++
    }
  }
  return comparable > 0 ? fail('recipient_differs', { compared: comparable }) : unknown('recipient_unknown')
}

function identities(subject: JsonObject): readonly JsonObject[] {
  const { identifier } = subject
  return ((Array.isArray(identifier) ? identifier : [identifier]) as readonly Json[]).filter(isJsonObject)
}

/** The values that the caller gave for this type of identifier. */
function candidates(identity: JsonObject, question: RecipientQuestion): readonly string[] {
  const { identityType: type } = identity
  const others = (question.identifiers ?? []).filter((item) => item.type === type).map(({ value }) => value)
  if (type !== 'emailAddress') return others
  return [...[question.email ?? []].flat().flatMap(spellingsOf), ...others]
}
