/** The batch of the model: tables of a few rows, each with a version that corrections change. */
import { createHash } from 'node:crypto'
import type { BatchOptions, RowSource } from 'laurel/bulk'
import { ACHIEVEMENT, ISSUER } from '../world.js'

const ISSUER_ID = 'did:web:example.edu'
export const ISSUER_PROFILE = { ...ISSUER, id: ISSUER_ID }
export const STATUS = {
  url: 'https://example.edu/{purpose}/{list}',
  purposes: ['revocation', 'suspension'],
} as const

/** The issuer's key may change, and its name with it. */
export function keyOf(n: number): { readonly controller: string; readonly verificationMethod: string } {
  return { controller: ISSUER_ID, verificationMethod: `${ISSUER_ID}#key-${n}` }
}

export function batchOf(
  table: ReadonlyMap<string, number>,
  out: string,
  form: 'ndjson' | 'json',
): Omit<BatchOptions, 'signer' | 'key'> {
  const rows = [...table].map(([no, v], i) => ({
    row: i + 2,
    values: { no, v: String(v), email: `${no}@example.org` },
  }))
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  const source: RowSource = {
    blocks: async function* () {
      yield rows
    },
    fixedColumns: true,
    digest: async () => digest,
  }
  return {
    source,
    mapping: {
      key: '{no}',
      recipient: { email: '{email}' },
      credential: {
        evidence: [{ id: 'https://example.edu/exams/{no}', type: ['Evidence'], name: '{v}' }],
      },
    },
    issuer: ISSUER_PROFILE,
    achievement: ACHIEVEMENT,
    out,
    form,
    status: STATUS,
    workers: 0,
    created: new Date('2026-06-30T12:00:00Z'),
  }
}
