/** Makes the options of the parts of a run from those of the batch. */
import { prepareImage } from '../bake/prepare-image.js'
import type { BatchOptions, Prepared } from './batch-options.js'
import { partMark } from './files/part-name.js'
import type { OutputFolder } from './folder/output-folder.js'
import type { BatchState, NextRun } from './journal/batch-state.js'
import type { EarlierPlaces } from './journal/earlier-outputs.js'
import type { BatchRecord } from './journal/journal-records.js'
import type { JudgeOptions } from './judge/credential-judge.js'
import { signerDocuments } from './judge/signer-documents.js'
import { publishedLists } from './status/published-lists.js'
import type { StatusListsOptions } from './status/write-status-lists.js'
import type { PoolOptions } from './workers/pool.js'
import type { SessionConfig } from './workers/session.js'

export function poolOptions({ workers, key, signal }: BatchOptions, { signer }: Prepared): PoolOptions {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(key === undefined ? { signer } : {}),
    ...(signal === undefined ? {} : { signal }),
  }
}

export function listOptions(
  { out, publish, load, signal }: BatchOptions,
  { signer, journalPath }: Prepared,
  batch: BatchRecord,
  { isNamed }: OutputFolder,
): StatusListsOptions {
  return {
    batch,
    journal: journalPath,
    signer,
    folder: out,
    isNamed,
    ...(publish === undefined ? {} : { publish }),
    ...(load === undefined ? {} : { published: publishedLists(load, signal) }),
  }
}

export function judgeOptions(
  { contexts }: BatchOptions,
  { signer }: Prepared,
  { issuer }: BatchRecord,
): JudgeOptions {
  const documents = { ...contexts, ...signerDocuments(issuer, signer) }
  return { issuer, now: new Date().toISOString(), documents }
}

/** `staging` is the path of the staging files without its ending. */
export function sessionConfig(
  options: BatchOptions,
  { mapping, issuer, achievement, signer, record, makes }: Prepared,
  batch: BatchRecord,
  state: BatchState,
  { record: run, consecutive }: NextRun,
  earlier: EarlierPlaces,
  staging: string,
): SessionConfig {
  const image = options.image === undefined ? undefined : prepareImage(options.image)
  return {
    definition: {
      issuer,
      achievement,
      mapping,
      batch: record.batch,
      seed: new Uint8Array(Buffer.from(batch.seed, 'base64')),
      created: batch.created,
      ...(makes === 'record' ? { record: true } : {}),
    },
    contexts: options.contexts ?? {},
    known: state.known.share(),
    base: run.base,
    consecutive: consecutive && record.status !== undefined,
    ...(record.status === undefined ? {} : { status: record.status }),
    verificationMethod: signer.verificationMethod,
    created: run.created,
    ...(options.key === undefined ? {} : { key: options.key }),
    form: record.form,
    ...(image === undefined ? {} : { image }),
    folder: options.out,
    partMark: partMark(batch.seed, run.run),
    earlier,
    stagingFile: staging,
  }
}
