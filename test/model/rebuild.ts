/** A credential taken apart into what a caller would write, for building it again. */

import { OPEN_BADGES_CONTEXTS, VCDM_1 } from '../../src/documents/context-urls.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { defineExtension } from '../../src/model/builders/define-extension.js'
import { endorsement } from '../../src/model/builders/endorsement.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { contextsOfServices, isStandardTerm } from '../../src/schema/contexts/context-versions.js'
import { CLASSES } from '../../src/schema/generated/model.generated.js'

/** Takes away what the builders write by themselves: types, single-item lists, contexts. */
export function rebuild(credential: JsonObject): object {
  const { '@context': contexts, type, credentialSubject, proof: _, ...rest } = credential
  const [vcdm, openBadges, ...others] = contexts as readonly Json[]
  const needed = contextsOfServices(credential, vcdm === VCDM_1)
  const further = others.filter((context) => !needed.has(context as string))
  const options = {
    ...(vcdm === VCDM_1 ? { dataModel: '1.1' } : {}),
    openBadgesContext: Object.entries(OPEN_BADGES_CONTEXTS).find(([, { url }]) => url === openBadges)?.[0],
  }
  const types = type as readonly Json[]
  const own = {
    ...bare(rest),
    ...extra(types, ['VerifiableCredential', 'OpenBadgeCredential', 'EndorsementCredential']),
    ...(further.length > 0 ? { context: further } : {}),
  }
  const subject = credentialSubject as JsonObject
  if (types.includes('EndorsementCredential')) {
    const { id: endorses, endorsementComment: comment } = subject
    return endorsement({ ...own, endorses, comment } as never, options as never)
  }
  const { id, identifier, type: subjectType, image, ...content } = subject
  const recipient = {
    ...(id === undefined ? {} : { id }),
    ...(identifier === undefined ? {} : { identifier }),
  }
  const foreign = Object.keys(content).filter(
    (name) => isStandardTerm(name) && !Object.hasOwn(CLASSES['AchievementSubject']!.properties, name),
  )
  const build = foreign.length === 0 ? openBadge : carrying(foreign)
  return build(
    {
      ...own,
      ...bare(without(content, foreign)),
      ...(Object.keys(recipient).length > 0 ? { recipient } : { bearer: true }),
      subject: {
        ...extra(subjectType, ['AchievementSubject']),
        ...Object.fromEntries(foreign.map((name) => [name, content[name]])),
        ...(image === undefined
          ? {}
          : { image: (image as JsonObject)['caption'] === undefined ? (image as JsonObject)['id'] : image }),
      },
    } as never,
    options as never,
  )
}

/** The builder that takes these terms of the standard's contexts on a subject too. */
function carrying(names: readonly string[]): typeof openBadge {
  const members = { AchievementSubject: Object.fromEntries(names.map((name) => [name, 'string' as const])) }
  return defineExtension({ members } as never).openBadge as typeof openBadge
}

const without = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

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
