/** Whether a folder without a marker, as laurel 0.1 made it, has the outputs of this batch and of no other. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf } from '../files/byte-source.js'
import { MANIFEST_NAME, NDJSON_NAME } from '../files/output.js'
import { partName, runOfPart } from '../files/part-name.js'
import { uuidBytes } from '../ids/credential-id.js'
import type { BatchState } from '../journal/batch-state.js'
import { placesOf } from '../journal/earlier-outputs.js'
import { type BatchRecord, listUrl } from '../journal/journal-records.js'
import { lines } from '../table/read-ndjson.js'

/** The outputs in the folder that show which batch made them. */
interface Evidence {
  own: boolean
  foreign: boolean
}

/** Whether the folder belongs to the batch. After a killed run, badges in it may be missing in the journal. */
export async function belongsTo(folder: string, state: BatchState): Promise<boolean> {
  const { batch, known } = state
  if (batch === undefined) return false
  // Files with lines that the journal recorded.
  const evidence: Evidence = { own: placesOf(batch, known, folder).files.size > 0, foreign: false }
  await lookAtLines(join(folder, MANIFEST_NAME), state, evidence, false)
  for (const name of await readdir(folder)) {
    const file = [MANIFEST_NAME, NDJSON_NAME].find((each) => runOfPart(name, each) !== undefined)
    if (file === undefined) continue
    // Only the journal of the batch has the names of its part files.
    if (name === partName(batch.seed, file, runOfPart(name, file)!)) evidence.own = true
    await lookAtLines(join(folder, name), state, evidence, true)
  }
  const unknown = new Set<string>()
  for (const name of await readdir(join(folder, 'badges'), { recursive: true }).catch(() => [])) {
    const uuid = /([0-9a-f-]{36})\.(?:json|png|svg)$/.exec(name)?.[1]
    if (uuid !== undefined && !look(`urn:uuid:${uuid}`, state, evidence, true)) unknown.add(uuid)
  }
  if (unknown.size > state.mayBeUnrecorded) evidence.foreign = true
  await lookAtLists(join(folder, 'status'), batch, evidence)
  return evidence.own && !evidence.foreign
}

/** Returns whether the journal knows the badge. */
function look(id: unknown, state: BatchState, evidence: Evidence, mayBeNew: boolean): boolean {
  const uuid = typeof id === 'string' ? uuidBytes(id) : undefined
  const isKnown = uuid !== undefined && state.known.find(uuid) >= 0
  if (isKnown) evidence.own = true
  else if (!mayBeNew) evidence.foreign = true
  return isKnown
}

/** An incomplete line, as a killed run leaves it, shows nothing. */
async function lookAtLines(
  path: string,
  state: BatchState,
  evidence: Evidence,
  mayBeNew: boolean,
): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const line of lines(bytesOf(path))) {
      const entry = parse(decoder.decode(line)) as { readonly id?: unknown } | undefined
      if (entry !== undefined) look(entry.id, state, evidence, mayBeNew)
    }
  } catch {
    // No such file.
  }
}

async function lookAtLists(folder: string, batch: BatchRecord, evidence: Evidence): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const match = /^([a-z]+)-(\d+)\.json$/.exec(name)
    if (match === null) continue
    const list = parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown> | undefined
    if (list === undefined) continue
    const url =
      batch.status === undefined ? undefined : listUrl(batch.status, Number(match[2]) - 1, match[1]!)
    if (list['id'] === url && list['issuer'] === batch.issuer) evidence.own = true
    else evidence.foreign = true
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}
