/** Finds the class of the data model for a credential. */

import { VCDM_2 } from '../../documents/context-urls.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgesContext, isVersion1 } from '../contexts/context-scope.js'

/** The class of VCDM for a credential that is not an Open Badges credential. */
export function vcdmClass(document: JsonObject): 'VerifiableCredential' | 'VerifiableCredential11' {
  return isOlder(document) ? 'VerifiableCredential11' : 'VerifiableCredential'
}

/** The Open Badges class of a credential; `undefined` for other credentials. */
export function credentialClass(document: JsonObject): string | undefined {
  const older = isOlder(document)
  const given = document['type']
  const types = Array.isArray(given) ? (given as readonly Json[]) : [given]
  const subject = document['credentialSubject']
  if (types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')) {
    return older ? 'AchievementCredential11' : 'AchievementCredential'
  }
  if (types.includes('EndorsementCredential'))
    return older ? 'EndorsementCredential11' : 'EndorsementCredential'
  const ofSubject = isJsonObject(subject) ? subject['type'] : undefined
  if (
    Array.isArray(ofSubject) ? ofSubject.includes('EndorsementSubject') : ofSubject === 'EndorsementSubject'
  ) {
    return older ? 'EndorsementCredential11' : 'EndorsementCredential'
  }
  const contexts = document['@context']
  const openBadges =
    contexts === undefined ||
    (Array.isArray(contexts) && (contexts as readonly Json[]).some(isOpenBadgesContext))
  if (
    (openBadges && isJsonObject(subject) && Object.hasOwn(subject, 'achievement')) ||
    (Array.isArray(contexts) &&
      isOpenBadgesContext(contexts[1]) &&
      !types.some((type) => STATUS_LISTS.has(type)))
  ) {
    return older ? 'AchievementCredential11' : 'AchievementCredential'
  }
  return undefined
}

const STATUS_LISTS: ReadonlySet<unknown> = new Set([
  'BitstringStatusListCredential',
  'StatusList2021Credential',
])

/** Whether a credential follows VCDM 1.1: by its first context, else by the name of its start date. */
function isOlder(document: JsonObject): boolean {
  const contexts = document['@context']
  if (isVersion1(contexts)) return true
  const first = Array.isArray(contexts) ? (contexts as readonly Json[])[0] : contexts
  if (first === VCDM_2) return false
  return document['issuanceDate'] !== undefined && document['validFrom'] === undefined
}
