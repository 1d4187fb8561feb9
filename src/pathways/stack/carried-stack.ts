/** Finds the larger credential in a record, and the other credentials of the record. It verifies nothing. */
import { type PartLimits, type ReadPart, readParts } from './read-part.js'
import { partEntries } from './stack-entries.js'

export interface CarriedStack {
  readonly stack: ReadPart
  readonly others: readonly ReadPart[]
}

/** `undefined` if the record has no larger credential, or several that are not parts of each other. */
export async function carriedStack(record: unknown, limits: PartLimits): Promise<CarriedStack | undefined> {
  const [, ...inside] = await readParts(record, limits)
  const naming = inside
    .map((part) => ({ part, names: new Set(partEntries(part.claims).map(({ digest }) => digest)) }))
    .filter(({ names }) => names.size > 0)
  const times = new Map<string | undefined, number>()
  for (const { names } of naming) for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  // A credential that names itself is not a part of another one.
  const outer = naming.filter(
    ({ part: { digest }, names }) => (times.get(digest) ?? 0) === (names.has(digest) ? 1 : 0),
  )
  const [only] = outer
  if (only === undefined || outer.length > 1) return undefined
  return { stack: only.part, others: inside.filter((part) => part !== only.part) }
}
