/** Opens a batch for a run: its journal, its state and its output folder, which stay locked until the run ends. */
import { type BatchOptions, newBatch, type Prepared, withLists } from './batch-options.js'
import { removeTemporary } from './folder/leftovers.js'
import { type ListOwner, refuseOwnedLists } from './folder/list-owner.js'
import { type OutputFolder, openFolder } from './folder/output-folder.js'
import { refuseOwnOutputs } from './folder/refuse-own-outputs.js'
import { BatchState } from './journal/batch-state.js'
import { journalInvalid, readJournal, refuseMissing } from './journal/journal.js'
import type { BatchRecord } from './journal/journal-records.js'
import { type Journal, openJournal } from './journal/open-journal.js'
import { keyOf } from './mapping/recipient.js'

export interface OpenBatch {
  readonly options: BatchOptions
  readonly prepared: Prepared
  readonly state: BatchState
  /** That of the journal. A new batch is recorded with its first run, so that a refused plan leaves no record. */
  readonly record: BatchRecord
  readonly isNew: boolean
  readonly owner: ListOwner
  /** Absent in a dry run. */
  readonly journal: Journal | undefined
  readonly folder: OutputFolder
}

/** @throws OpenBadgeError `journal_invalid`, `file_failed`; what `run` throws */
export async function withOpenBatch<T>(
  options: BatchOptions,
  read: Prepared,
  run: (batch: OpenBatch) => Promise<T>,
): Promise<T> {
  const { journalPath } = read
  const { path } = options.source
  await refuseOwnOutputs(path === undefined ? [] : [path], options.out, journalPath)
  if (options.resume === true)
    await refuseMissing(journalPath, 'To begin a batch, leave the option out (resume, --resume).')
  const state = new BatchState()
  const journal = read.dryRun ? undefined : await openJournal(journalPath, state.take)
  if (read.dryRun) await readJournal(journalPath, state.take)
  try {
    if (options.resume === true && state.batch === undefined) {
      throw journalInvalid(
        journalPath,
        'missing',
        'there is no batch to continue; to begin one, leave the option out (resume, --resume)',
      )
    }
    const prepared = withLists(read, state.batch)
    state.refuseOther(journalPath, prepared.record)
    state.refuseOtherKey(journalPath, keyOf(prepared.mapping))
    const folder = await openFolder(options.out, journalPath, state)
    try {
      // Another run may have used the folder after the journal was read.
      await journal?.confirm()
      const isNew = state.batch === undefined
      state.batch ??= newBatch(options, prepared)
      const record = state.batch
      const owner = { record, state, isNew, journal: journalPath, out: options.out }
      await refuseOwnedLists(owner)
      await removeTemporary(options.out, state.isUnfinished)
      return await run({ options, prepared, state, record, isNew, owner, journal, folder })
    } finally {
      await removeTemporary(options.out, false)
      await folder.release()
    }
  } finally {
    await journal?.close()
  }
}
