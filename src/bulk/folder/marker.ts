/** The marker of an output folder: the one batch to which the folder belongs, and how far that batch is. */
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeIfChanged } from '../files/write-file.js'
import type { BatchRecord, BatchStatus } from '../journal/journal-records.js'

export const MARKER_NAME = 'laurel-batch.json'

export interface Marker {
  readonly version: 1
  /** Names the batch and nothing of its secrets. */
  readonly identity: string
  readonly issuer: string
  readonly achievement: string
  readonly batch: string
  readonly status?: BatchStatus
  /** Badges that were issued, and changes of status: a journal that knows of fewer is an old one. */
  readonly badges: number
  readonly changes: number
  /** Of all other members: a marker that was changed by hand says nothing. */
  readonly checksum: string
}

export type Progress = Pick<Marker, 'badges' | 'changes'>

/** The same for all journals that began with one record; the seed makes it another for every other batch. */
export function identityOf({ issuer, achievement, batch, form, created, seed, status }: BatchRecord): string {
  const lists = status === undefined ? [] : [status.url, status.purposes, status.length]
  return hash('sha256', JSON.stringify([issuer, achievement, batch, form, created, seed, ...lists]))
}

/** `undefined` where there is none that can be read. */
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

/** Written only where it says something new. */
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
  }
  const marker: Marker = { ...members, checksum: checksumOf(members) }
  await writeIfChanged(join(folder, MARKER_NAME), `${JSON.stringify(marker, undefined, 2)}\n`)
}

function checksumOf(members: Omit<Marker, 'checksum'>): string {
  return hash('sha256', JSON.stringify(members)).slice(0, 16)
}
