/** What a run is about to do. It is reported after all rows are checked, and before anything is signed. */
import type { BatchResult } from './batch-result.js'
import { formatUuid } from './ids/credential-id.js'
import type { IssuedRows } from './ids/issued-rows.js'
import type { Plan } from './plan-rows.js'
import type { AbsentBadges } from './sign/absent-badges.js'
import { NEW, RENEWED, SIGN } from './tasks/tasks.js'

/** A badge that is not as it was before the run. */
export interface BadgeChange {
  /**
   * `new`; `replaced`: its content changed; `renewed`: it is signed again with the same content; `absent`: its row is no longer in
   * the table, and the badge stays.
   */
  readonly change: 'new' | 'replaced' | 'renewed' | 'absent'
  /** Row of the table; of an absent badge, the row that it had. */
  readonly row: number
  /** `urn:uuid:…` */
  readonly id: string
}

/** The counts of a run before it signs, and its changes one by one. */
export interface PlannedBatch extends Omit<BatchResult, 'signed' | 'published' | 'dryRun'> {
  /** Signatures to be made. */
  readonly toSign: number
  /** New and changed badges in the order of the table, then absent ones. Read it before `onPlan` returns. */
  readonly changes: () => Iterable<BadgeChange>
}

export function plannedBatch(
  { published: _, dryRun: __, ...result }: Omit<BatchResult, 'signed'>,
  plan: Plan,
  { kept }: AbsentBadges,
  known: IssuedRows,
): PlannedBatch {
  return { ...result, toSign: plan.toSign, changes: () => changes(plan, kept, known) }
}

function* changes({ chunks }: Plan, absent: AbsentBadges['kept'], known: IssuedRows): Generator<BadgeChange> {
  for (const { flags, reasons, rows, uuids } of chunks) {
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] !== SIGN) continue
      const reason = reasons[i]
      const change = reason === NEW ? 'new' : reason === RENEWED ? 'renewed' : 'replaced'
      yield { change, row: rows[i]!, id: `urn:uuid:${formatUuid(uuids.subarray(i * 16, i * 16 + 16))}` }
    }
  }
  for (const { position } of absent) {
    const { row, uuid } = known.at(position)
    yield { change: 'absent', row, id: `urn:uuid:${formatUuid(uuid)}` }
  }
}
