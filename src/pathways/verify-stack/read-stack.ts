/** Reads the pathway, the subject, the achievement and the holder of a larger credential. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { plainForm } from '../../schema/results/plain-form.js'
import type { RecipientQuestion, VerifiedCredentialReport } from '../../verify/index.js'
import { judgedBy } from '../../verify/report/judged.js'
import { selectionOf } from '../../verify/verification/secured-document.js'
import { PLACES } from '../badges/facts.js'
import type { Pathway } from '../pathway/types.js'
import { hasUnreadEntry, pathwayEntry } from '../stack/stack-entries.js'
import type { StackFindings } from './report.js'
import type { KnownPathway } from './settings.js'

/** The pathway whose digest the larger credential has, if the caller gave it. */
export function knownPathwayOf(
  stack: JsonObject,
  pathways: ReadonlyMap<string, KnownPathway>,
): { readonly state: StackFindings['pathway']; readonly known?: Pathway } {
  for (const [id, { definition, digest }] of pathways) {
    const entry = pathwayEntry(stack, id)
    if (entry === undefined) continue
    return entry.digest === digest ? { state: 'shown', known: definition } : { state: 'altered' }
  }
  return { state: pathways.size === 0 ? 'withheld' : 'foreign' }
}

/** The subject, also in a list of one; `undefined` for several subjects, which may be several people. */
export function subjectOf({ credentialSubject }: JsonObject): JsonObject | undefined {
  const subject = onlyObject(credentialSubject)
  return subject && plainForm(subject, PLACES.subject, () => undefined)
}

const RESOURCES = 'https://www.w3.org/2018/credentials#relatedResource'

/** Whether the holder may have left out an entry or the achievement, or an entry cannot be read. */
export function mayNameMore(report: VerifiedCredentialReport): boolean {
  const { credential, selection } = report
  const selected = selection === true
  const { proofs = [] } = judgedBy(report)
  return (
    hasUnreadEntry(credential, selected) ||
    (selected &&
      (awardedIn(credential) === undefined || selectionOf({ proofs })?.includes(RESOURCES) !== true))
  )
}

/** Id of the achievement, if there is one subject with one achievement. */
export function awardedIn(stack: JsonObject): Json | undefined {
  return onlyObject(subjectOf(stack)?.['achievement'])?.['id']
}

const ADDRESS = /[^\s@]@[^\s@]/

/**
 * Adds the subject's id and its plain e-mail addresses to what the caller knows. It does not add names, because several
 * people have the same name, or other identifiers, because they are unique only within one system.
 */
export function holderOf(stack: JsonObject, known: RecipientQuestion): RecipientQuestion {
  const ids = new Set([known.id ?? []].flat())
  const emails = new Set([known.email ?? []].flat())
  const subject = subjectOf(stack)
  if (typeof subject?.['id'] === 'string' && subject['id'] !== '') ids.add(subject['id'])
  for (const identity of list(subject?.['identifier']).filter(isJsonObject)) {
    const { identityType, identityHash, hashed } = identity
    // A document may hold any text. One that is no address identifies nobody.
    if (
      identityType === 'emailAddress' &&
      hashed === false &&
      typeof identityHash === 'string' &&
      ADDRESS.test(identityHash)
    ) {
      emails.add(identityHash)
    }
  }
  return { ...known, id: [...ids], email: [...emails] }
}

/** Whether the question identifies a person. Documents use `did:example` for nobody in particular. */
export function identifiesSomebody({ id = [], email = [], identifiers = [] }: RecipientQuestion): boolean {
  const ids = [id].flat().filter((one) => !one.startsWith('did:example:'))
  return ids.length + [email].flat().length + identifiers.length > 0
}

function list(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value]
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
