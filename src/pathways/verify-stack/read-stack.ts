/** What a larger credential says of itself, of its pathway, and of what it awards. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Pathway } from '../pathway/types.js'
import { pathwayEntry } from '../stack/stack-entries.js'
import type { KnownPathway } from './options.js'
import type { VerifiedStack } from './report.js'

/** The definition that it was signed with, if the caller gave it. */
export function knownPathwayOf(
  stack: JsonObject,
  pathways: ReadonlyMap<string, KnownPathway>,
): { readonly state: VerifiedStack['pathway']; readonly known?: Pathway } {
  for (const [id, { definition, digest }] of pathways) {
    const entry = pathwayEntry(stack, id)
    if (entry === undefined) continue
    return entry.digest === digest ? { state: 'shown', known: definition } : { state: 'altered' }
  }
  return { state: pathways.size === 0 ? 'withheld' : 'foreign' }
}

/** The one subject, alone or in a list; `undefined` where there are several, who may be several people. */
export function subjectOf({ credentialSubject }: JsonObject): JsonObject | undefined {
  return onlyObject(credentialSubject)
}

/** Id of the one achievement of the one subject. */
export function awardedIn(stack: JsonObject): Json | undefined {
  return onlyObject(subjectOf(stack)?.['achievement'])?.['id']
}

function onlyObject(value: Json | undefined): JsonObject | undefined {
  const items = [value].flat() as readonly (Json | undefined)[]
  const [only] = items
  return items.length === 1 && isJsonObject(only) ? only : undefined
}

/** One credential is one issuer's id. */
export function badgeKey(issuer: unknown, id: unknown): string {
  return JSON.stringify([issuer, id])
}

export function badgeKeyOf({ issuer, id }: JsonObject): string {
  return badgeKey(isJsonObject(issuer) ? issuer['id'] : issuer, id)
}
