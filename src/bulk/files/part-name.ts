/** The temporary names of files that a run writes. Only runs of the same batch can recognise them. */
import { hash } from 'node:crypto'

/** The name of an incomplete file of the run with the number `run`; `seed` is that of the batch. */
export function partName(seed: string, name: string, run: number): string {
  return `${name}.${run}.${partMark(seed, run)}.part`
}

/** A text that nobody can guess without the journal, so that nobody can put a link at the path. */
export function partMark(seed: string, run: number): string {
  return hash('sha256', `part ${seed} ${run}`).slice(0, 16)
}

/** The names of laurel 0.1. */
export function oldPartName(name: string, run: number): string {
  return `${name}.${run}.part`
}

/** The number of the run that made a part file. */
export function runOfPart(file: string, name: string): number | undefined {
  if (!file.startsWith(`${name}.`)) return undefined
  const match = /^(\d+)(?:\.[0-9a-f]{16})?\.part$/.exec(file.slice(name.length + 1))
  return match === null ? undefined : Number(match[1])
}
