/** Names of files while a run writes them: the next run of the batch can tell them, and nobody else. */
import { hash } from 'node:crypto'

/** Name of a file of run `run` before it is whole; `seed` is the batch's. */
export function partName(seed: string, name: string, run: number): string {
  return `${name}.${run}.${partMark(seed, run)}.part`
}

/** Nobody without the journal can guess it, and put a link in the way. */
export function partMark(seed: string, run: number): string {
  return hash('sha256', `part ${seed} ${run}`).slice(0, 16)
}

/** As laurel 0.1 named them. */
export function oldPartName(name: string, run: number): string {
  return `${name}.${run}.part`
}

/** The run that a part belongs to. */
export function runOfPart(file: string, name: string): number | undefined {
  if (!file.startsWith(`${name}.`)) return undefined
  const match = /^(\d+)(?:\.[0-9a-f]{16})?\.part$/.exec(file.slice(name.length + 1))
  return match === null ? undefined : Number(match[1])
}
