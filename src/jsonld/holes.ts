/** Holes: the strings of a document that may vary without changing anything but their own line, or their subject. */
import type { Json, JsonObject } from '../encoding/json.js'
import type { ActiveContext } from './active-context.js'
import { DEFAULT_GRAPH, type SubjectQuads } from './dataset.js'
import { expandReference, isAbsolute } from './iri-expansion.js'
import { escapeLiteral, iriText } from './n-quads.js'
import type { Provenance, ValueLine } from './provenance.js'

export interface Hole {
  /** The text that a string makes here; `undefined` when it would do something else. */
  readonly fill: (value: string) => string | undefined
  /** The line of which the text is the object, if any. */
  readonly line:
    | { readonly quads: SubjectQuads; readonly index: number; readonly predicate: string }
    | undefined
  /** The quads of which the text is the subject, if any. */
  readonly subjectOf: SubjectQuads | undefined
}

/** The strings of a document that can be filled: see `DocumentTemplate` for the conditions. */
export function findHoles(
  model: JsonObject,
  repeated: ReadonlySet<SubjectQuads>,
  provenance: Provenance,
): Map<object, Map<string | number, Hole>> {
  const holes = new Map<object, Map<string | number, Hole>>()
  const add = (holder: object, place: string | number, hole: Hole): void => {
    const places = holes.get(holder)
    if (places === undefined) holes.set(holder, new Map([[place, hole]]))
    else places.set(place, hole)
  }
  const nodesOf = countBy(provenance.nodes.map(({ quads }) => quads))
  const isSole = (quads: SubjectQuads): boolean => nodesOf.get(quads) === 1 && !repeated.has(quads)
  const pointing = new Map<Json, ValueLine[]>()
  for (const line of provenance.lines) {
    const { path, value, quads, property } = line
    if (typeof value === 'object') pointing.set(value, [...(pointing.get(value) ?? []), line])
    else if (isSole(quads)) {
      const fill = fillOf(property)
      const place = placeOf(line)
      if (fill !== undefined && place !== undefined) {
        const subjectOf = undefined
        add(holderOf(model, path), path[path.length - 1]!, { fill, line: place, subjectOf })
      }
    }
  }
  for (const { element, quads, active } of provenance.nodes) {
    const lines = pointing.get(element) ?? []
    const member = active.spellings.id.find((name) => Object.hasOwn(element, name))
    const alone = isSole(quads) && lines.length === (element === model ? 0 : 1)
    if (!alone || member === undefined || typeof quads.subject !== 'string') continue
    const line = lines[0] === undefined ? undefined : placeOf(lines[0])
    if (lines.length > 0 && (line === undefined || !isSole(lines[0]!.quads))) continue
    add(element, member, { fill: (value) => referenceText(active, value), line, subjectOf: quads })
  }
  return holes
}

/** Where a value's line is; `undefined` when it is not alone. */
function placeOf({ quads, property, object }: ValueLine): Hole['line'] {
  const line = property.predicate + object + DEFAULT_GRAPH
  const index = quads.rests.indexOf(line)
  return index < 0 ? undefined : { quads, index, predicate: property.predicate }
}

function fillOf({
  coercion,
  ambiguous,
  directed,
  suffix,
  context,
}: ValueLine['property']): Hole['fill'] | undefined {
  if (coercion === 'reference') return (value) => referenceText(context, value)
  if (coercion !== 'literal' || ambiguous || directed) return undefined
  return (value) => `"${escapeLiteral(value)}${suffix}`
}

function referenceText(context: ActiveContext, value: string): string | undefined {
  const iri = expandReference(context, value)
  return iri === null || !isAbsolute(iri) || iri.startsWith('_:') ? undefined : iriText(iri)
}

function holderOf(model: JsonObject, path: readonly (string | number)[]): object {
  let holder: Json = model
  for (const place of path.slice(0, -1)) holder = (holder as Readonly<Record<string | number, Json>>)[place]!
  return holder as object
}

function countBy<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
