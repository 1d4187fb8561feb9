/** The findings of an audit, and the checks of one badge and its entry in the manifest. */

import { uuidBytes } from '../ids/credential-id.js'
import { SeenRows } from '../ids/seen-rows.js'
import type { ManifestEntry } from '../journal/manifest.js'
import type { Audited } from './tasks.js'

/**
 * `missing`: in the manifest, but not on the disk. `doubled`: an id or a status index occurs twice. `altered`: the bytes differ from
 * the digest in the manifest. `foreign`: on the disk, but not in the manifest. `unverified`: the proof is not valid, or the id or the
 * issuer is not the expected one.
 */
export type AuditKind = 'missing' | 'doubled' | 'altered' | 'foreign' | 'unverified'

export interface AuditFinding {
  readonly kind: AuditKind
  readonly id?: string
  readonly row?: number
  /** The file in the folder, or the line of the NDJSON. */
  readonly file?: string
  readonly line?: number
  /** Of an `unverified` badge: the code of the report's row that decided, `other_issuer` or `other_id`. */
  readonly reason?: string
}

export type Find = (finding: AuditFinding) => void

/** Who is told of what an audit finds. */
export interface Told {
  readonly find: Find
  /** A genuine badge is not in force. */
  readonly lapsed: (code: string) => void
}

/** Checks whether the badge is the one of the entry, and genuine. */
export function compare(
  entry: ManifestEntry,
  { sha256, isGenuine, reason, lapse }: Audited,
  { find, lapsed }: Told,
): void {
  const kind = sha256 !== entry.sha256 ? 'altered' : isGenuine ? undefined : 'unverified'
  if (kind === undefined) {
    if (lapse !== undefined) lapsed(lapse)
    return
  }
  const why = kind === 'unverified' && reason !== undefined ? { reason } : {}
  find({ kind, ...placeOf(entry), ...why })
}

export function placeOf({ id, row, line, file }: ManifestEntry): Omit<AuditFinding, 'kind'> {
  return { id, row, ...(line === undefined ? {} : { line }), ...(file === undefined ? {} : { file }) }
}

/** Finds ids and status indices that occur twice. */
export class Uniqueness {
  private readonly ids = new SeenRows()
  private readonly indices = new Set<number>()
  private readonly find: Find

  constructor(find: Find) {
    this.find = find
  }

  add({ id, row, statusList, statusIndex }: ManifestEntry): void {
    const uuid = uuidBytes(id)
    if (uuid === undefined || this.ids.add(uuid, 0, row) > 0) this.find({ kind: 'doubled', id, row })
    if (statusIndex === undefined) return
    const index = (statusList ?? 0) * 2 ** 32 + statusIndex
    if (this.indices.has(index)) this.find({ kind: 'doubled', id, row })
    this.indices.add(index)
  }
}
