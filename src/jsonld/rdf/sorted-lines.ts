/**
 * Sorts the lines of one subject by UTF-16 code units, as all JavaScript implementations do. Usually there are few lines, and
 * their predicates decide.
 */
import type { Predicate } from './predicate.js'

/** Up to this number, each line is inserted at its place. More lines are sorted with `Array.sort`. */
const FEW = 24

/**
 * Sorts line tails, and their predicates in the same order.
 * @returns whether there are duplicates
 */
export function sortLines(lines: string[], predicates: Predicate[]): boolean {
  const { length } = lines
  if (length > FEW) return sortMany(lines, predicates)
  let twice = false
  for (let i = 1; i < length; i++) {
    const line = lines[i]!
    const predicate = predicates[i]!
    let j = i
    for (; j > 0; j--) {
      const order = compareLines(line, predicate, lines[j - 1]!, predicates[j - 1]!)
      if (order === 0) twice = true
      if (order >= 0) break
      lines[j] = lines[j - 1]!
      predicates[j] = predicates[j - 1]!
    }
    lines[j] = line
    predicates[j] = predicate
  }
  return twice
}

/** The sorted lines of a subject with those of its open quads, and whether open quads have duplicates. */
export function withLines<Q extends { readonly predicate: Predicate }>(
  {
    lineTails,
    predicates: known,
    open,
  }: {
    readonly lineTails: readonly string[]
    readonly predicates: readonly Predicate[]
    readonly open: readonly Q[]
  },
  lineOf: (quad: Q) => string,
): { readonly lines: readonly string[]; readonly twice: boolean } {
  const lines = lineTails.slice()
  const predicates = known.slice()
  let twice = false
  if (open.length > FEW) {
    for (let i = 0; i < open.length; i++) {
      lines.push(lineOf(open[i]!))
      predicates.push(open[i]!.predicate)
    }
    return { lines, twice: sortLines(lines, predicates) }
  }
  for (let i = 0; i < open.length; i++) {
    if (insertLine(lines, predicates, lineOf(open[i]!), open[i]!.predicate)) twice = true
  }
  return { lines, twice }
}

/** Inserts a line into sorted lines; returns whether it was there already. */
function insertLine(lines: string[], predicates: Predicate[], line: string, predicate: Predicate): boolean {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareLines(line, predicate, lines[middle]!, predicates[middle]!)
    if (order === 0) {
      lines.splice(middle, 0, line)
      predicates.splice(middle, 0, predicate)
      return true
    }
    if (order < 0) high = middle
    else low = middle + 1
  }
  lines.splice(low, 0, line)
  predicates.splice(low, 0, predicate)
  return false
}

/** The sorted lines with one more, as a new list. */
export function withLine(
  lines: readonly string[],
  predicates: readonly Predicate[],
  line: string,
  predicate: Predicate,
): readonly string[] {
  const all: string[] = []
  let i = 0
  for (; i < lines.length && compareLines(lines[i]!, predicates[i]!, line, predicate) < 0; i++)
    all.push(lines[i]!)
  all.push(line)
  for (; i < lines.length; i++) all.push(lines[i]!)
  return all
}

/** Negative if the line comes before the other one, 0 if they are equal, else positive. */
function compareLines(line: string, predicate: Predicate, other: string, its: Predicate): number {
  if (predicate !== its && predicate.rank !== 0 && its.rank !== 0) return predicate.rank - its.rank
  return line < other ? -1 : line === other ? 0 : 1
}

function sortMany(lines: string[], predicates: Predicate[]): boolean {
  const order = lines.map((_, i) => i)
  const [oldLines, oldPredicates] = [lines.slice(), predicates.slice()]
  let twice = false
  order.sort((a, b) => {
    const result = compareLines(oldLines[a]!, oldPredicates[a]!, oldLines[b]!, oldPredicates[b]!)
    if (result === 0) twice = true
    return result
  })
  for (let i = 0; i < order.length; i++) {
    lines[i] = oldLines[order[i]!]!
    predicates[i] = oldPredicates[order[i]!]!
  }
  return twice
}

/** Sorts numbers by their texts. Usually there are few, and nearly sorted. */
export function sortByText(things: number[], texts: readonly string[]): void {
  if (things.length > FEW) {
    things.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0))
    return
  }
  for (let i = 1; i < things.length; i++) {
    const thing = things[i]!
    let j = i
    for (; j > 0 && texts[thing]! < texts[things[j - 1]!]!; j--) things[j] = things[j - 1]!
    things[j] = thing
  }
}
