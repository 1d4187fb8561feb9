/** Reads the pathway, the subject and the achievement of a larger credential. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Pathway } from '../pathway/types.js'
import { pathwayEntry } from '../stack/stack-entries.js'
import type { KnownPathway } from './options.js'
import type { VerifiedStack } from './report.js'

/** The pathway whose digest the larger credential has, if the caller gave it. */
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

/** The subject, also in a list of one; `undefined` for several subjects, which may be several people. */
export function subjectOf({ credentialSubject }: JsonObject): JsonObject | undefined {
  return onlyObject(credentialSubject)
}

/** Id of the achievement, if there is one subject with one achievement. */
export function awardedIn(stack: JsonObject): Json | undefined {
  return onlyObject(subjectOf(stack)?.['achievement'])?.['id']
}

function onlyObject(value: Json | undefined): JsonObject | undefined {
  const items = [value].flat() as readonly (Json | undefined)[]
  const [only] = items
  return items.length === 1 && isJsonObject(only) ? only : undefined
}

/** The issuer and the id together identify a credential. */
export function badgeKey(issuer: unknown, id: unknown): string {
  return JSON.stringify([issuer, id])
}

export function badgeKeyOf({ issuer, id }: JsonObject): string {
  return badgeKey(isJsonObject(issuer) ? issuer['id'] : issuer, id)
}
