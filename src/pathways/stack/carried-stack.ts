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
  const named = inside.filter(({ claims }) => partEntries(claims).length > 0)
  const outer = named.filter((part) => !isNamedBy(part, named))
  const [stack] = outer
  if (stack === undefined || outer.length > 1) return undefined
  return { stack, others: inside.filter((part) => part !== stack) }
}

function isNamedBy(part: ReadPart, stacks: readonly ReadPart[]): boolean {
  return stacks.some(
    (other) => other !== part && partEntries(other.claims).some(({ digest }) => digest === part.digest),
  )
}
