/** A small world for bulk tests: folders that vanish, an issuer, an achievement, tables of any length. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BatchOptions, KeyMaterial, Mapping } from 'laurel/bulk'
import { changeStatus, csvSource, signerOf } from 'laurel/bulk'

/** RFC 8410's example key: known to everyone, so used for nothing real. */
export const KEY: KeyMaterial = {
  form: 'jwk',
  key: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  },
}
export const ISSUER_ID = 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw'
export const ISSUER = { id: ISSUER_ID, type: ['Profile'], name: 'Example University' }
export const ACHIEVEMENT = {
  id: 'https://example.edu/achievements/rust-1',
  type: ['Achievement'],
  name: 'Rust I',
  description: 'Writes small programs in Rust.',
  criteria: { narrative: 'Passed the exam.' },
}
export const MAPPING: Mapping = {
  key: '{no}',
  recipient: { email: '{email}', name: '{name}' },
  columns: {
    no: { required: true },
    email: { type: 'email', required: true },
    passed: { type: 'date' },
    score: { type: 'integer', minimum: 0, maximum: 100 },
  },
  credential: {
    validFrom: '{passed}',
    evidence: [{ id: 'https://example.edu/exams/{no}', type: ['Evidence'], name: 'Exam, {score} points' }],
  },
}

/** Revokes badges of the batch in `out`: all, or those with these keys. */
export async function revokeIn({ path }: World, keys?: readonly string[]): Promise<unknown> {
  return changeStatus({
    journal: path('out.journal'),
    out: path('out'),
    issuer: ISSUER,
    signer: await signerOf(KEY),
    action: 'revoke',
    ...(keys === undefined ? { all: true } : { keys }),
  })
}

export interface World {
  readonly folder: string
  readonly path: (name: string) => string
  /** Writes a file into the folder and answers with its path. */
  readonly write: (name: string, content: string | Uint8Array) => string
  /** Options of a small batch over rows of `table`. */
  readonly batch: (table: string, more?: Partial<BatchOptions>) => BatchOptions
  readonly remove: () => void
}

export function world(): World {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-bulk-'))
  const path = (name: string): string => join(folder, name)
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path(name), content)
    return path(name)
  }
  return {
    folder,
    path,
    write,
    batch: (table, more = {}) => ({
      source: csvSource(write(`rows-${Math.random()}.csv`, table)),
      mapping: MAPPING,
      issuer: ISSUER,
      achievement: ACHIEVEMENT,
      ...(more.signer === undefined ? { key: KEY } : {}),
      out: path('out'),
      workers: 0,
      created: new Date('2026-06-30T12:00:00Z'),
      seed: new Uint8Array(32).fill(7),
      ...more,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Every file of a folder with its digest. */
export function digests(folder: string): Record<string, string> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return Object.fromEntries(files.sort().map((name) => [name, digest(name)]))
}

/** A table of `count` rows; `change` may rewrite the cells of a row. */
export function rows(
  count: number,
  change: (i: number, cells: string[]) => string[] = (_, cells) => cells,
): string {
  const lines = ['no,name,email,passed,score']
  for (let i = 0; i < count; i++) {
    const cells = [
      `S${i}`,
      `Zoë ${i} 王`,
      `zoe${i}@example.org`,
      `2026-06-${String(1 + (i % 28)).padStart(2, '0')}`,
      String(i % 101),
    ]
    lines.push(change(i, cells).join(','))
  }
  return `${lines.join('\n')}\n`
}
