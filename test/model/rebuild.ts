/** A credential taken apart into what a caller would write, for building it again. */
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { endorsement } from '../../src/model/endorsement.js'
import { openBadge } from '../../src/model/open-badge.js'

/** Takes away what the builders write by themselves: types, single-item lists, contexts. */
export function rebuild(credential: JsonObject): object {
  const { '@context': contexts, type, credentialSubject, proof: _, ...rest } = credential
  const further = (contexts as readonly Json[]).slice(2)
  const own = {
    ...bare(rest),
    ...extra(type, ['VerifiableCredential', 'OpenBadgeCredential', 'EndorsementCredential']),
    ...(further.length > 0 ? { context: further } : {}),
  }
  const subject = credentialSubject as JsonObject
  if ((type as readonly Json[]).includes('EndorsementCredential')) {
    return endorsement({ ...own, endorses: subject['id'], comment: subject['endorsementComment'] } as never)
  }
  const { id, identifier, type: subjectType, image, ...content } = subject
  const recipient = {
    ...(id === undefined ? {} : { id }),
    ...(identifier === undefined ? {} : { identifier }),
  }
  return openBadge({
    ...own,
    ...bare(content),
    ...(Object.keys(recipient).length > 0 ? { recipient } : { bearer: true }),
    subject: {
      ...extra(subjectType, ['AchievementSubject']),
      ...(image === undefined
        ? {}
        : { image: (image as JsonObject)['caption'] === undefined ? (image as JsonObject)['id'] : image }),
    },
  } as never)
}

const OWN_TYPES = [
  'Achievement',
  'Profile',
  'Alignment',
  'Evidence',
  'Result',
  'ResultDescription',
  'RubricCriterionLevel',
  'Related',
  'Address',
  'GeoCoordinates',
  'IdentifierEntry',
  'Image',
]

function bare(value: JsonObject): JsonObject {
  return strip(value) as JsonObject
}

function strip(value: Json, name = ''): Json {
  // Endorsements are credentials of their own, services belong to other specifications.
  if (['endorsement', 'credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse'].includes(name))
    return value
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => strip(item, name))
    return items.length === 1 ? items[0]! : items
  }
  if (typeof value !== 'object' || value === null) return value
  const { type, ...members } = value as JsonObject
  const stripped = Object.fromEntries(Object.entries(members).map(([key, item]) => [key, strip(item, key)]))
  return { ...stripped, ...extra(type, OWN_TYPES) }
}

function extra(type: Json | undefined, own: readonly string[]): JsonObject {
  const others = [type ?? []].flat().filter((one) => !own.includes(one as string))
  return others.length === 0 ? {} : { type: others }
}
