/** Finds and removes files that killed runs left in an output folder. The caller must have the lock of the folder. */
import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST_NAME, NDJSON_NAME, REPORT_NAMES } from '../files/output.js'
import { runOfPart } from '../files/part-name.js'
import { MARKER_NAME } from './marker.js'

/** The path of the staging files of a run, before `-<thread>.spool`. */
export function stagingName(folder: string): string {
  return join(folder, `.staging.${randomBytes(8).toString('hex')}`)
}

const STAGING = /^\.staging\.[0-9a-f]{16}-[\w-]+\.spool$/
const TEMPORARY = new Set([...Object.values(REPORT_NAMES), MARKER_NAME])
const LIST_PART = /^[a-z]+-\d+\.json\.[0-9a-f]{12}\.part$/
const BADGE_PART = /^[0-9a-f-]{36}\.(?:json|png|svg)(?:\.[0-9a-f]{16})?\.part$/

/** Whether laurel makes temporary files with this name. */
export function isTemporary(name: string): boolean {
  return STAGING.test(name) || TEMPORARY.has(name.replace(/(?:\.[0-9a-f]{12})?\.part$/, ''))
}

/** Whether a folder of lists or badges has only files that killed runs left. */
export async function hasOnlyLeftovers(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory() && !LIST_PART.test(entry.name) && !BADGE_PART.test(entry.name)) return false
  }
  return true
}

/** Removes staging files and unfinished reports, markers and lists; with `badges`, unfinished badges too. */
export async function removeTemporary(folder: string, badges: boolean): Promise<void> {
  await removeWhere(folder, (name) => STAGING.test(name) || (isTemporary(name) && name.endsWith('.part')))
  await removeWhere(join(folder, 'status'), (name) => LIST_PART.test(name))
  if (!badges) return
  for (const shard of await readdir(join(folder, 'badges')).catch(() => [])) {
    if (/^[0-9a-f]{2}$/.test(shard)) {
      await removeWhere(join(folder, 'badges', shard), (name) => BADGE_PART.test(name))
    }
  }
}

/** Removes the part files of runs up to `run`, when their rows are in a newer output. */
export async function removeParts(folder: string, run: number): Promise<void> {
  await removeWhere(folder, (name) =>
    [NDJSON_NAME, MANIFEST_NAME].some((file) => (runOfPart(name, file) ?? Number.POSITIVE_INFINITY) <= run),
  )
}

async function removeWhere(folder: string, isRest: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (isRest(name)) await rm(join(folder, name), { force: true })
  }
}
