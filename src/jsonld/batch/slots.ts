/** Slots: the strings of a document that can differ and change only their own line, or their subject. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { SlotsByPlace, StringSlot } from '../../pattern/string-slot.js'
import type { ActiveContext } from '../context/active-context.js'
import { isPlain, standsForItself } from '../context/expand-iri.js'
import type { SubjectQuads } from '../rdf/dataset.js'
import { escapeLiteral } from '../rdf/n-quads.js'
import type { LineSources, ValueLine } from '../to-rdf/line-sources.js'

/** The text of the slot is between `open` and `close` of a line, or of an id. */
export interface Slot extends StringSlot {
  /** The line with the string as object, if there is one. */
  readonly line: SlotLine | undefined
  /** The quads with `<string>` as subject, if there are any. */
  readonly subjectOf: SubjectQuads | undefined
}

export interface SlotLine {
  readonly quads: SubjectQuads
  /** Index in `lineTails`. */
  readonly index: number
  readonly open: string
  readonly close: string
}

/** The slots of a document. `DocumentTemplate` lists the conditions. */
export function findSlots(
  model: JsonObject,
  repeated: ReadonlySet<SubjectQuads>,
  lineSources: LineSources,
): { readonly byPlace: SlotsByPlace<Slot>; readonly all: readonly Slot[] } {
  const byPlace = new Map<object, Map<string | number, Slot>>()
  const all: Slot[] = []
  const add = (holder: object, place: string | number, slot: Omit<Slot, 'number'>): void => {
    const places = byPlace.get(holder) ?? new Map<string | number, Slot>()
    const numbered = { ...slot, number: all.length }
    byPlace.set(holder, places.set(place, numbered))
    all.push(numbered)
  }
  const nodesOf = countBy(lineSources.nodes.map(({ quads }) => quads))
  const isSole = (quads: SubjectQuads): boolean => nodesOf.get(quads) === 1 && !repeated.has(quads)
  const pointing = new Map<Json, ValueLine[]>()
  for (const valueLine of lineSources.lines) {
    const { path, value, quads } = valueLine
    if (typeof value === 'object') pointing.set(value, [...(pointing.get(value) ?? []), valueLine])
    else if (typeof value === 'string' && isSole(quads)) {
      const fill = fillOf(valueLine)
      const line = placeOf(valueLine)
      if (fill !== undefined && line !== undefined) {
        const text = line.quads.lineTails[line.index]!.slice(line.open.length, -line.close.length)
        add(holderOf(model, path), path[path.length - 1]!, { fill, text, line, subjectOf: undefined })
      }
    }
  }
  for (const { element, quads, active } of lineSources.nodes) {
    const lines = pointing.get(element) ?? []
    const member = active.spellings.id.find((name) => Object.hasOwn(element, name))
    const alone = isSole(quads) && lines.length === (element === model ? 0 : 1)
    if (!alone || member === undefined || typeof quads.subject !== 'string') continue
    const line = lines[0] === undefined ? undefined : placeOf(lines[0])
    if (lines.length > 0 && (line === undefined || !isSole(lines[0]!.quads))) continue
    add(element, member, {
      fill: fillReference(active),
      text: quads.subject.slice(1, -1),
      line,
      subjectOf: quads,
    })
  }
  return { byPlace, all }
}

/** The place of a value's line; `undefined` if there are several. */
function placeOf({ quads, property, value, rest }: ValueLine): SlotLine | undefined {
  const index = quads.lineTails.indexOf(rest)
  if (index < 0) return undefined
  const { plain, openIri } = property
  return property.coercion === 'reference' || typeof value === 'object'
    ? { quads, index, open: openIri, close: '> .\n' }
    : { quads, index, open: plain?.open ?? '', close: plain?.close ?? '' }
}

function fillOf({ property }: ValueLine): Slot['fill'] | undefined {
  if (property.coercion === 'reference') return fillReference(property.context)
  return property.plain === undefined ? undefined : escapeLiteral
}

/** References that a prefix expands, or that need escapes, are left to the walk. */
function fillReference(context: ActiveContext): Slot['fill'] {
  // The scheme and slashes of the last reference without prefix. Most references have the same.
  let start = ''
  return (value) => {
    if (start !== '' && value.startsWith(start) && isPlain(value)) return value
    if (!standsForItself(context, value)) return undefined
    const colon = value.indexOf(':') + 1
    start = value.slice(0, value.startsWith('//', colon) ? colon + 2 : colon)
    return value
  }
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
