/** Two runs side by side: one on this machine, one over a queue; and what each left. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder by its SHA-256, the journal beside it included. */
export function left(out: string): Readonly<Record<string, string>> {
  const names = (readdirSync(out, { recursive: true }) as string[])
    .filter((name) => statSync(join(out, name)).isFile())
    .sort()
  const files = Object.fromEntries(names.map((name) => [name, sum(join(out, name))]))
  return { ...files, journal: sum(`${out}.journal`) }
}

function sum(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
