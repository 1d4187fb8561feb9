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

/** Id of the achievement; `undefined` where there are several subjects. */
export function awardedIn({ credentialSubject: subject }: JsonObject): Json | undefined {
  const achievement = isJsonObject(subject) ? subject['achievement'] : undefined
  return isJsonObject(achievement) ? achievement['id'] : undefined
}

/** One credential is one issuer's id. */
export function badgeKey(issuer: unknown, id: unknown): string {
  return JSON.stringify([issuer, id])
}

export function badgeKeyOf({ issuer, id }: JsonObject): string {
  return badgeKey(isJsonObject(issuer) ? issuer['id'] : issuer, id)
}
