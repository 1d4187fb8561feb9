/** Reads badges from files and folders. Each is verified once, and has all persons that it could be about. */
import { readdir, realpath, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileFailed } from '../../bulk/files/file-error.js'
import { MANIFEST_NAME, REPORT_NAMES } from '../../bulk/files/output.js'
import { MARKER_NAME } from '../../bulk/folder/marker.js'
import { readNdjson } from '../../bulk/index.js'
import { decodeBase64url } from '../../encoding/base64url.js'
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { type Report, unbake, type VerifyOptions, verify } from '../../index.js'
import type { Candidate } from '../../pathways/index.js'
import { CallError, type Shell } from '../io/shell.js'
import { readBadges, textOf } from '../verification/badges.js'
import { yieldToEvents } from '../verification/yield-to-events.js'

export interface CollectedBadge {
  readonly candidate: Candidate
  /** The credentials in it that can be read; several for a presentation or a record. */
  readonly credentials: readonly JsonObject[]
  /** Milliseconds: when the last of them begins to be valid; `UNVERIFIED` if none is verified. */
  readonly from: number
}

export const UNVERIFIED = Number.NEGATIVE_INFINITY

/** Issuer and id: all versions of a credential have the same. */
export const credentialKey = ({ issuer, id }: JsonObject): string =>
  JSON.stringify([isJsonObject(issuer) ? issuer['id'] : issuer, id])

const LINES = new Set(['.ndjson', '.jsonl'])
const FORMS = new Set([...LINES, '.json', '.jsonld', '.jwt', '.jws', '.txt', '.png', '.svg'])
/** Files that a batch writes beside its badges. */
const OTHERS = new Set<string>([MARKER_NAME, MANIFEST_NAME, ...Object.values(REPORT_NAMES)])

/**
 * Reads all files of folders, and files in each form that `laurel issue` writes.
 * @throws OpenBadgeError `file_failed`
 */
export async function collectBadges(
  shell: Shell,
  paths: readonly string[],
  options: VerifyOptions,
): Promise<readonly CollectedBadge[]> {
  const collected: CollectedBadge[] = []
  for (const path of await filesOf(paths))
    for await (const input of inputsOf(shell, path)) {
      if (collected.length % 32 === 0) await yieldToEvents(shell.signal)
      const report = await verify(input, options)
      collected.push(collectedBadge(report, input instanceof Uint8Array ? await contentOf(input) : input))
    }
  return collected
}

/** The same without verification. @throws OpenBadgeError `file_failed`; CallError for a table */
export async function readInputs(
  shell: Shell,
  paths: readonly string[],
): Promise<readonly (JsonObject | Uint8Array)[]> {
  const inputs: (JsonObject | Uint8Array)[] = []
  for (const path of await filesOf(paths)) {
    if (/\.[ct]sv$/i.test(path))
      throw new CallError(
        `${path} is a table, and has no badges`,
        'Give the badges as files, folders or NDJSON.',
      )
    for await (const input of inputsOf(shell, path)) inputs.push(input)
  }
  return inputs
}

/** The files, and the files in folders, in an order that does not depend on the system. */
async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const path of paths) {
    const entries = path === '-' ? undefined : await entriesOf(path)
    if (entries === undefined) files.push(path)
    else files.push(...entries.sort())
  }
  return files
}

/** `undefined` if it is not a folder. */
async function entriesOf(path: string): Promise<string[] | undefined> {
  try {
    const files: string[] = []
    await walk(path, files, new Set())
    return files
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOTDIR') return undefined
    throw fileFailed('read', path, error)
  }
}

/**
 * Follows symbolic links, because a badge that is left out would look like a badge that the learner does not have. A link to
 * nothing stays in the list, so that the reader says that it cannot be read.
 * @param folders the real paths of the folders so far; links can form a circle
 */
async function walk(folder: string, files: string[], folders: Set<string>): Promise<void> {
  const place = await realpath(folder)
  if (folders.has(place)) return
  folders.add(place)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry
    const path = join(folder, name)
    const found = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
    if (found?.isDirectory()) await walk(path, files, folders)
    else if (isBadgeName(name) && found?.isFile() !== false) files.push(path)
  }
}

const isBadgeName = (name: string): boolean =>
  !name.startsWith('.') && !OTHERS.has(name) && FORMS.has(extname(name).toLowerCase())

/** A file has one badge, or one badge in each line. */
async function* inputsOf(shell: Shell, path: string): AsyncGenerator<JsonObject | Uint8Array> {
  if (!LINES.has(extname(path).toLowerCase())) yield* await readBadges(shell, [path])
  else for await (const { values, issues } of readNdjson(path)) if (!issues) yield values as JsonObject
}

/** The signed text, as it is in a file or an image. */
async function contentOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await unbake(bytes)).credential
  } catch {
    // It is not an image.
    return textOf(bytes)
  }
}

function collectedBadge(report: Report, input: JsonObject | string | undefined): CollectedBadge {
  const candidate: Candidate = { report, input }
  const credentials = [...verifiedIn(report)]
  const from = Math.max(UNVERIFIED, ...credentials.map(startOf))
  if (credentials.length === 0) credentials.push(...readable(input))
  return { candidate, credentials, from }
}

function* verifiedIn(report: Report): Generator<JsonObject> {
  if (report.verified && report.credential !== undefined) yield report.credential
  for (const { report: each } of report.embedded ?? []) yield* verifiedIn(each)
}

/** Infinite for a value that is not a date, so the badge never begins. */
export function startOf({ validFrom, issuanceDate }: JsonObject): number {
  const starts = [validFrom, issuanceDate].filter((each) => typeof each === 'string')
  return Math.max(...starts.map((text) => readDateTimeStamp(text) ?? Number.POSITIVE_INFINITY))
}

/** Badges that are not verified are assigned too, because they may have been withdrawn, or their status could not be checked. */
function readable(input: JsonObject | string | undefined): readonly JsonObject[] {
  if (typeof input !== 'string') return input === undefined ? [] : [input]
  const token = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(input)?.[1]
  try {
    const value = parseJson(token === undefined ? input : decodeUtf8(decodeBase64url(token)))
    if (!isJsonObject(value)) return []
    return [isJsonObject(value['vc']) ? value['vc'] : value]
  } catch {
    return []
  }
}
