/** The endorsements in a credential, each with its place. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { textOf } from './text-of.js'
import type { EndorsementReference } from './view.js'
import { instant, onlyObject, profileOf, withoutUndefined } from './view-members.js'

/** Returns the verified endorsement at a place, or `undefined` if it does not count. */
export type EndorsedBy = (pointer: string) => JsonObject | undefined

interface Found {
  readonly pointer: string
  readonly about: EndorsementReference['about']
  readonly owner: JsonObject
  readonly value: Json
}

export function endorsementsOf(
  credential: JsonObject,
  language: string,
  endorsed: EndorsedBy | undefined,
): readonly EndorsementReference[] {
  const views = placesIn(credential).map(({ pointer, about, owner, value }) => {
    const words = endorsed === undefined ? (isJsonObject(value) ? value : undefined) : endorsed(pointer)
    return withoutUndefined({
      pointer,
      about: words === undefined ? about : (subjectOf(words, owner, credential) ?? about),
      verified: endorsed === undefined ? undefined : words !== undefined,
      ...(words === undefined ? {} : wordsOf(words, language)),
    }) as EndorsementReference
  })
  return Object.freeze(views)
}

/** The object that an endorsement is about. It can differ from the object that contains the endorsement. */
function subjectOf(
  endorsement: JsonObject,
  owner: JsonObject,
  credential: JsonObject,
): EndorsementReference['about'] | undefined {
  const id = onlyObject(endorsement['credentialSubject'])?.['id']
  // If two objects have the id, the endorsement is about the object that contains it.
  if (id === undefined || owner['id'] === id) return undefined
  const achievement = onlyObject(onlyObject(credential['credentialSubject'])?.['achievement'])
  const things = { achievement, issuer: credential['issuer'], creator: achievement?.['creator'], credential }
  for (const [name, thing] of Object.entries(things)) {
    if (thing === id || (thing !== undefined && isJsonObject(thing) && thing['id'] === id)) {
      return name as EndorsementReference['about']
    }
  }
  return undefined
}

function wordsOf(endorsement: JsonObject, language: string): Partial<EndorsementReference> {
  const subject = onlyObject(endorsement['credentialSubject'])
  return withoutUndefined({
    issuer: profileOf(endorsement['issuer'], language),
    comment: textOf(subject?.['endorsementComment'], language),
    validFrom: instant(endorsement['validFrom'] ?? endorsement['issuanceDate']),
    validUntil: instant(endorsement['validUntil'] ?? endorsement['expirationDate']),
  }) as Partial<EndorsementReference>
}

/** All places of endorsements in the data model (Open Badges 3.0 §B.1). */
function placesIn(credential: JsonObject): readonly Found[] {
  const found: Found[] = []
  const add = (owner: JsonObject, at: string, about: Found['about']): void => {
    for (const name of ['endorsement', 'endorsementJwt']) {
      const value = owner[name]
      if (Array.isArray(value)) {
        for (const [i, each] of (value as readonly Json[]).entries()) {
          found.push({ pointer: `${at}/${name}/${i}`, about, owner, value: each })
        }
      } else if (value !== undefined) found.push({ pointer: `${at}/${name}`, about, owner, value })
    }
  }
  const each = (value: Json | undefined, at: string, visit: (one: JsonObject, at: string) => void): void => {
    if (Array.isArray(value)) {
      for (const [i, one] of (value as readonly Json[]).entries()) {
        if (isJsonObject(one)) visit(one, `${at}/${i}`)
      }
    } else if (value !== undefined && isJsonObject(value)) visit(value, at)
  }
  add(credential, '', 'credential')
  each(credential['issuer'], '/issuer', (issuer, at) => add(issuer, at, 'issuer'))
  each(credential['credentialSubject'], '/credentialSubject', (subject, at) =>
    each(subject['achievement'], `${at}/achievement`, (achievement, place) => {
      add(achievement, place, 'achievement')
      each(achievement['creator'], `${place}/creator`, (creator, its) => add(creator, its, 'creator'))
    }),
  )
  return found
}
