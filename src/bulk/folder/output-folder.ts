/** Opens the output folder of a batch. It is locked for the run, and refused if it belongs to another batch or has other files. */
import { hash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileFailed } from '../files/file-error.js'
import { OUTPUT_FOLDERS } from '../files/output.js'
import { realPath } from '../files/real-path.js'
import type { BatchState } from '../journal/batch-state.js'
import { journalInvalid } from '../journal/journal.js'
import { lock } from '../journal/lock.js'
import { counted } from '../table/phrases.js'
import { hasOnlyLeftovers, isTemporary } from './leftovers.js'
import { identityOf, MARKER_NAME, type Marker, readMarker, writeMarker } from './marker.js'
import { belongsTo } from './unmarked-folder.js'

export interface OutputFolder {
  /** The path of the folder relative to the journal, if it is not the usual one. */
  readonly unusual: string | undefined
  /** Writes the marker with the progress of the journal. `added` is the number of badges since it was read. */
  readonly mark: (added?: number) => Promise<void>
  /** Removes the marker of a new batch. */
  readonly unmark: () => Promise<void>
  /** Whether a completed run has named this list for publication. A killed run may not have named its lists. */
  readonly isNamed: (list: NamedList) => boolean
  /** Writes the marker as `mark` does, with lists that the run names. */
  readonly name: (lists: readonly NamedList[], added?: number) => Promise<void>
  readonly release: () => Promise<void>
}

export interface NamedList {
  readonly file: string
  readonly credential: object
}

/** The output folder of a journal that names no other. */
function usualFolder(journal: string): string {
  return journal.replace(/\.journal$/, '')
}

/**
 * Makes the folder if it does not exist, locks it, and checks whose it is. A new folder in which nothing is written is removed
 * again. The caller must have locked the journal.
 * @throws OpenBadgeError `journal_invalid` (`locked`, `other_folder`, `folder_foreign`, `folder_not_empty`, `old`,
 * `other_copy`),
 * `file_failed`
 */
export async function openFolder(out: string, journal: string, state: BatchState): Promise<OutputFolder> {
  let made: string | undefined
  try {
    made = await mkdir(out, { recursive: true })
  } catch (error) {
    throw fileFailed('create', out, error)
  }
  const place = await realPath(out)
  const held = await lock(join(place, MARKER_NAME))
  const release = async (): Promise<void> => {
    await held.release()
    if (made !== undefined) await removeEmpty(place, await realPath(made))
  }
  try {
    const journalPlace = await realPath(journal)
    await refuseSecondFolder(place, journalPlace, state)
    await refuseForeign(place, journalPlace, state)
    const named = new Map(Object.entries((await readMarker(place))?.named ?? {}))
    const mark = async (added = 0): Promise<void> =>
      writeMarker(place, state.batch!, {
        badges: state.known.count + added,
        changes: state.statuses.length,
        digest: state.digest,
        ...(named.size === 0 ? {} : { named: Object.fromEntries([...named].sort()) }),
      })
    return {
      unusual: place === usualFolder(journalPlace) ? undefined : relative(dirname(journalPlace), place),
      mark,
      unmark: () => rm(join(place, MARKER_NAME), { force: true }),
      isNamed: ({ file, credential }) => named.get(basename(file)) === digestOf(credential),
      name: async (lists, added) => {
        for (const { file, credential } of lists) named.set(basename(file), digestOf(credential))
        await mark(added)
      },
      release,
    }
  } catch (error) {
    await release()
    throw error
  }
}

function digestOf(credential: object): string {
  return hash('sha256', JSON.stringify(credential)).slice(0, 16)
}

/** Removes the empty folders from `place` up to `last`. */
async function removeEmpty(place: string, last: string): Promise<void> {
  for (let at = place; at.length >= last.length; at = dirname(at)) {
    try {
      await rmdir(at)
    } catch {
      return
    }
  }
}

/** The output folder of the journal's batch, as the journal records it. */
function folderOf(journal: string, { folder }: BatchState): string {
  return folder === undefined ? usualFolder(journal) : resolve(dirname(journal), folder)
}

/** With outputs in two folders, one of them would keep old status lists. */
async function refuseSecondFolder(place: string, journal: string, state: BatchState): Promise<void> {
  if (state.batch === undefined) return
  const bound = await realPath(folderOf(journal, state))
  if (bound === place || bound === journal) return
  const marker = await readMarker(bound)
  const isOwn =
    marker === undefined
      ? await belongsTo(bound, state).catch(() => false)
      : marker.identity === identityOf(state.batch)
  if (!isOwn) return
  throw journalInvalid(journal, 'other_folder', `the folder of its batch is ${bound}, and not ${place}`, {
    hint: `Give this folder (out, --out): ${bound}. To move the batch, move that folder. If you delete it, the run makes it again.`,
  })
}

async function refuseForeign(place: string, journal: string, state: BatchState): Promise<void> {
  const { batch } = state
  const marker = await readMarker(place)
  if (marker === undefined) {
    if (await isEmpty(place, journal)) return
    if (batch !== undefined && (await belongsTo(place, state))) return
    throw journalInvalid(
      journal,
      'folder_not_empty',
      `${place} is not empty, and is not the folder of this journal`,
      {
        hint: 'Give an empty folder (out, --out), or move its files away. If the folder has a batch, give the journal of that batch (journal, --journal).',
      },
    )
  }
  if (batch === undefined) {
    const what = `there is no such file, but the folder ${place} has badges of the batch "${marker.batch}" of ${marker.issuer}`
    throw journalInvalid(journal, 'folder_foreign', what, {
      hint: 'If the journal was moved, give its path (journal, --journal); else restore it from a copy. Without the journal, do not change the folder. For a new batch give another folder (out, --out), name (batch, --batch) and URL for its status lists.',
    })
  }
  if (marker.identity !== identityOf(batch)) {
    const what = `the folder ${place} belongs to another batch, "${marker.batch}" of ${marker.issuer}`
    throw journalInvalid(journal, 'folder_foreign', what, {
      hint: 'Give the journal of that batch (journal, --journal). For a new batch give an empty folder (out, --out), and another URL for its status lists.',
    })
  }
  const [badges, changes] = [state.known.count, state.statuses.length]
  if (badges >= marker.badges && changes >= marker.changes) {
    refuseOtherCopy(place, journal, state, marker)
    return
  }
  const what = `it has ${counted(badges, 'badge')} and ${counted(changes, 'change')} of status, and ${place} has ${marker.badges} and ${marker.changes}`
  throw journalInvalid(journal, 'old', what, {
    hint: 'The journal is an old copy, or its end is missing. Restore the newest copy.',
  })
}

/** Of two copies of a journal that both went on, each has badges and status numbers that the other does not know. */
function refuseOtherCopy(place: string, journal: string, state: BatchState, marker: Marker): void {
  const { badges, changes, digest } = marker
  if (digest === undefined || state.digestAt(badges, changes) === digest) return
  const what = `it is a copy that went on without ${place}: its badges or changes of status are others than those that the last run there recorded`
  throw journalInvalid(journal, 'other_copy', what, {
    hint: 'Restore the journal that was used with this folder last. This copy belongs to the folder that it was used with: give that folder (out, --out).',
  })
}

/** Ignores the leftovers of runs without a signature, files of the operating system, and the journal itself. */
async function isEmpty(place: string, journal: string): Promise<boolean> {
  const own = dirname(journal) === place ? basename(journal) : undefined
  for (const entry of await readdir(place, { withFileTypes: true })) {
    const { name } = entry
    if (own !== undefined && (name === own || name.startsWith(`${own}.lock`))) continue
    if (name.startsWith(`${MARKER_NAME}.lock`) || isTemporary(name) || isOfSystem(name)) continue
    if (!(await isFolderOfRests(entry, place))) return false
  }
  return true
}

async function isFolderOfRests(entry: Dirent, place: string): Promise<boolean> {
  if (!entry.isDirectory() || !OUTPUT_FOLDERS.includes(entry.name)) return false
  return hasOnlyLeftovers(join(place, entry.name))
}

function isOfSystem(name: string): boolean {
  return name.startsWith('.') || ['lost+found', 'Thumbs.db', 'desktop.ini'].includes(name)
}
