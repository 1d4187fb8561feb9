/** The marker of an output folder: it names the batch of the folder, and the progress of this batch. */
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeIfChanged } from '../files/write-file.js'
import type { BatchRecord, BatchStatus } from '../journal/journal-records.js'

export const MARKER_NAME = 'laurel-batch.json'

export interface Marker {
  readonly version: 1
  /** Identifies the batch without its secrets. */
  readonly identity: string
  readonly issuer: string
  readonly achievement: string
  readonly batch: string
  readonly status?: BatchStatus
  /** The numbers of issued badges and of changes of status. A journal with fewer is an old copy. */
  readonly badges: number
  readonly changes: number
  /** Of these badges and changes. Markers of older versions lack it. */
  readonly digest?: string
  /** The status lists that a run which ended well has named for publication: file name → digest. */
  readonly named?: Readonly<Record<string, string>>
  /** The checksum of all other members. A marker that was changed by hand is ignored. */
  readonly checksum: string
}

export type Progress = Pick<Marker, 'badges' | 'changes' | 'digest' | 'named'>

/** The same for all copies of a journal. Each batch has its own, because its seed is different. */
export function identityOf({ issuer, achievement, batch, form, created, seed, status }: BatchRecord): string {
  const lists = status === undefined ? [] : [status.url, status.purposes, status.length]
  return hash('sha256', JSON.stringify([issuer, achievement, batch, form, created, seed, ...lists]))
}

/** Reads the marker; `undefined` if there is none or it is damaged. */
export async function readMarker(folder: string): Promise<Marker | undefined> {
  try {
    const marker = JSON.parse(await readFile(join(folder, MARKER_NAME), 'utf8')) as Partial<Marker> | null
    if (typeof marker?.identity !== 'string' || marker.version !== 1) return undefined
    const { checksum, ...members } = marker as Marker
    return checksum === checksumOf(members) ? (marker as Marker) : undefined
  } catch {
    return undefined
  }
}

/** Writes the marker if it has changed. */
export async function writeMarker(folder: string, batch: BatchRecord, progress: Progress): Promise<void> {
  const { issuer, achievement, batch: name, status } = batch
  const members: Omit<Marker, 'checksum'> = {
    version: 1,
    identity: identityOf(batch),
    issuer,
    achievement,
    batch: name,
    ...(status === undefined ? {} : { status }),
    badges: progress.badges,
    changes: progress.changes,
    ...(progress.digest === undefined ? {} : { digest: progress.digest }),
    ...(progress.named === undefined ? {} : { named: progress.named }),
  }
  const marker: Marker = { ...members, checksum: checksumOf(members) }
  await writeIfChanged(join(folder, MARKER_NAME), `${JSON.stringify(marker, undefined, 2)}\n`)
}

function checksumOf(members: Omit<Marker, 'checksum'>): string {
  return hash('sha256', JSON.stringify(members)).slice(0, 16)
}
