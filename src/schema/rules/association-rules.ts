/** How a record says that achievements belong together: each by an id that the record knows, and no circle of parts. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Findings } from '../issues/issues.js'

interface Association {
  readonly at: string
  readonly source: string
  readonly target: string
  readonly type: Json | undefined
}

/** `at` is the place of the subject. */
export function associationRules(subject: JsonObject, at: string, findings: Findings): void {
  const associations = associationsOf(subject, `${at}/association`)
  if (associations.length === 0) return
  dangling(subject, associations, findings)
  cycles(associations, findings)
}

function associationsOf({ association }: JsonObject, at: string): readonly Association[] {
  const several = Array.isArray(association)
  return listOf(association).flatMap((item, i) => {
    if (!isJsonObject(item)) return []
    const { sourceId: source, targetId: target, associationType: type } = item
    if (typeof source !== 'string' || typeof target !== 'string') return []
    return [{ at: several ? `${at}/${i}` : at, source, target, type }]
  })
}

/** Unknown where a credential inside is a token: what it awards cannot be read here. */
function dangling(subject: JsonObject, associations: readonly Association[], findings: Findings): void {
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
        `"${name}" names no achievement of the record`,
        {
          expected: 'the id of an achievement that the record awards or defines',
          found: 'another id',
          hint: 'add the definition to credentialSubject.achievement, or correct the id',
        },
      )
    }
  }
}

/** Whole to part: a child and a part of the target are the same, and a parent the reverse. */
const WITHIN: ReadonlyMap<unknown, (each: Association) => readonly [whole: string, part: string]> = new Map([
  ['isChildOf', ({ source, target }: Association) => [target, source] as const],
  ['isPartOf', ({ source, target }: Association) => [target, source] as const],
  ['isParentOf', ({ source, target }: Association) => [source, target] as const],
])

/** Walks the wholes with a stack of its own: a stranger's chain may be as long as the document. */
function cycles(associations: readonly Association[], findings: Findings): void {
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
          'the association closes a circle: an achievement is a part of itself',
          {
            expected: 'parts that do not contain their whole',
            found: 'a circle',
            hint: 'leave one of its associations out',
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
