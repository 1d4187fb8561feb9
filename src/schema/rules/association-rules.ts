/** Rules for associations of a record: each id must be that of an achievement in the record, and parts must form no cycle. */
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import type { IssueList } from '../issues/issue-list.js'

interface Association {
  readonly at: string
  readonly source: string
  readonly target: string
  readonly type: Json | undefined
}

/** @param at pointer of the subject */
export function associationRules(subject: JsonObject, at: string, findings: IssueList): void {
  const associations = associationsOf(subject, `${at}/association`)
  if (associations.length === 0) return
  dangling(subject, associations, findings)
  cycles(associations, findings)
}

function associationsOf({ association }: JsonObject, at: string): readonly Association[] {
  return itemsOf(association, at).flatMap(([item, place]) => {
    if (!isJsonObject(item)) return []
    const { sourceId: source, targetId: target, associationType: type } = item
    if (typeof source !== 'string' || typeof target !== 'string') return []
    return [{ at: place, source, target, type }]
  })
}

/** Skipped if a credential inside is a JWT, because its achievements cannot be read here. */
function dangling(subject: JsonObject, associations: readonly Association[], findings: IssueList): void {
  const parts = listOf(subject['verifiableCredential'])
  const readable = parts.every((part) => isJsonObject(part) && part['credentialSubject'] !== undefined)
  if (!readable) return
  const known = new Set<Json | undefined>()
  for (const owner of [
    subject,
    ...parts.flatMap((part) => listOf((part as JsonObject)['credentialSubject'])),
  ]) {
    if (!isJsonObject(owner)) continue
    for (const achievement of listOf(owner['achievement']))
      known.add(isJsonObject(achievement) ? achievement['id'] : achievement)
  }
  for (const association of associations) {
    for (const [member, name] of [
      ['source', 'sourceId'],
      ['target', 'targetId'],
    ] as const) {
      if (known.has(association[member])) continue
      findings.add(
        'association_dangling',
        `${association.at}/${name}`,
        `"${name}" is not the id of an achievement in the record`,
        {
          expected: 'the id of an achievement that the record awards or defines',
          found: 'another id',
          hint: 'add the definition to credentialSubject.achievement, or correct the id',
        },
      )
    }
  }
}

/** Association type → its whole and its part. `isChildOf` means the same as `isPartOf`; `isParentOf` is the reverse. */
const WITHIN: ReadonlyMap<unknown, (each: Association) => readonly [whole: string, part: string]> = new Map([
  ['isChildOf', ({ source, target }: Association) => [target, source] as const],
  ['isPartOf', ({ source, target }: Association) => [target, source] as const],
  ['isParentOf', ({ source, target }: Association) => [source, target] as const],
])

/** Uses its own stack instead of recursion, because an untrusted chain can be as long as the document. */
function cycles(associations: readonly Association[], findings: IssueList): void {
  const parts = new Map<string, { readonly to: string; readonly at: string }[]>()
  for (const each of associations) {
    const edge = WITHIN.get(each.type)?.(each)
    if (edge === undefined) continue
    const [whole, to] = edge
    const known = parts.get(whole)
    if (known === undefined) parts.set(whole, [{ to, at: each.at }])
    else known.push({ to, at: each.at })
  }
  const state = new Map<string, 'open' | 'done'>()
  for (const start of parts.keys()) {
    if (state.has(start)) continue
    const path = [{ id: start, next: 0 }]
    state.set(start, 'open')
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const edge = parts.get(step.id)?.[step.next++]
      if (edge === undefined) {
        state.set(step.id, 'done')
        path.pop()
      } else if (state.get(edge.to) === 'open') {
        findings.add(
          'association_cycle',
          edge.at,
          'the associations form a cycle: an achievement is a part of itself',
          {
            expected: 'parts that do not contain their whole',
            found: 'a cycle',
            hint: 'remove one of the associations',
          },
        )
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open')
        path.push({ id: edge.to, next: 0 })
      }
    }
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly Json[]
}
