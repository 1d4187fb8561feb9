/** What an audit finds, and the questions that one badge and its entry of the manifest answer. */

import { uuidBytes } from '../ids/credential-id.js'
import { SeenRows } from '../ids/seen-rows.js'
import type { ManifestEntry } from '../journal/manifest.js'
import type { Audited } from './tasks.js'

/**
 * `missing`: in the manifest, not on the disk. `doubled`: an id or a status index that occurs twice. `altered`: the
 * bytes are not those of the manifest. `foreign`: on the disk, not in the manifest. `unverified`: its proof does not
 * verify, or it is another badge or another issuer's than it should be.
 */
export type AuditKind = 'missing' | 'doubled' | 'altered' | 'foreign' | 'unverified'

export interface AuditFinding {
  readonly kind: AuditKind
  readonly id?: string
  readonly row?: number
  /** File inside the folder, or line of the NDJSON. */
  readonly file?: string
  readonly line?: number
}

export type Find = (finding: AuditFinding) => void

/** Is the badge the one that the entry names, and genuine? */
export function compare(entry: ManifestEntry, { sha256, isGenuine }: Audited, find: Find): void {
  const kind = sha256 !== entry.sha256 ? 'altered' : isGenuine ? undefined : 'unverified'
  if (kind !== undefined) find({ kind, ...placeOf(entry) })
}

export function placeOf({ id, row, line, file }: ManifestEntry): Omit<AuditFinding, 'kind'> {
  return { id, row, ...(line === undefined ? {} : { line }), ...(file === undefined ? {} : { file }) }
}

/** No id and no status index may occur twice. */
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
