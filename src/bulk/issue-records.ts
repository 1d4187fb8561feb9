/** Issues badges from a table, then one record for each learner with the learner's badges: two batches. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonObject } from '../encoding/json.js'
import { type BatchOptions, checkBatchOptions } from './batch-options.js'
import type { BatchResult } from './batch-result.js'
import { MANIFEST_NAME } from './files/output.js'
import { issueBatchWith } from './issue-batch.js'
import type { JudgeOptions } from './judge/credential-judge.js'
import { signerDocuments } from './judge/signer-documents.js'
import { type Mapping, parseMapping } from './mapping/mapping.js'
import { RECORD_KIND, recordMapping } from './mapping/record-to-credential.js'
import type { BadgeDefinition } from './mapping/row-to-credential.js'
import { checkedColumns, unusedColumns } from './plan/unused-columns.js'
import type { PlannedBatch } from './planned-batch.js'
import { issuedOutputs } from './records/issued-outputs.js'
import { recordRows } from './records/record-rows.js'
import { refuseRowsApart } from './records/rows-together.js'
import { refuseSecondRecord } from './records/second-record.js'
import { signerOf } from './signer/key-material.js'
import { isOfOneBatch } from './status/status-options.js'
import { type OpenPool, openPool } from './workers/pool.js'

export interface RecordsResult {
  readonly badges: BatchResult
  /** Absent after a dry run, because it signs no badges for the records. */
  readonly records?: BatchResult
}

/**
 * Issues one badge for each row of a table, and one record (`ClrCredential`) for each learner, which contains the learner's
 * badges. The badges are a batch in `badges` of the folder, and the records are a batch in `records`, each with its journal
 * beside it. You can run it again with more rows: a record that gets more badges keeps its id and its badges, and is signed again.
 *
 * @param options - As for `issueBatch`; `mapping` has a `record`: `key` (distinguishes learners), `name` (title) and `credential`.
 *   The rows of a learner must follow each other. `form` is that of the records. The URL in `status` must end with a slash, or
 *   contain `{batch}` or `{of}`; `{of}` becomes `badges` or `records`.
 * @returns What each batch did.
 * @throws OpenBadgeError as `issueBatch` does; `table_invalid` if rows of a learner do not follow each other, name two persons,
 *   or are more than 256, or if the key of a learner has changed. TypeError for bad options.
 * @example
 * const { badges, records } = await issueRecords({
 *   source: csvSource(table),
 *   mapping: { recipient: { email: '{email}' }, record: { name: 'Transcript' } },
 *   issuer,
 *   achievement: rust,
 *   signer,
 *   out,
 *   workers: 0,
 * })
 */
export async function issueRecords(options: BatchOptions): Promise<RecordsResult> {
  return issueRecordsWith(options, openPool)
}

/** The name of the function in errors about options. */
const CALLER = 'issueRecords'

/** Does the same with another pool for planning and signing. */
async function issueRecordsWith(options: BatchOptions, open: OpenPool): Promise<RecordsResult> {
  checkBatchOptions(CALLER, options)
  const whole = parseMapping(options.mapping)
  const { record, ...mapping } = whole
  if (record === undefined) throw new TypeError('issueRecords: the mapping has no "record"')
  if (options.journal !== undefined)
    throw new TypeError('issueRecords: journal has no effect, because the journals are in the folder')
  const { signal, source, dryRun } = options
  const records = recordMapping(whole)
  await refuseRowsApart(source, definitionOf(options, records, true), whole, signal)
  const [badgesIn, recordsIn] = [join(options.out, 'badges'), join(options.out, 'records')]
  if (options.replace !== true) await refuseSecondRecords(options, mapping, records, badgesIn, recordsIn)
  const { form: _, image: __, ...rest } = options
  const { onPlan } = rest
  const ofBadges = {
    ...rest,
    ...statusOf(options, 'badges'),
    ...(onPlan === undefined
      ? {}
      : { onPlan: (plan: PlannedBatch) => onPlan({ ...plan, ...columnsOf(whole, plan) }) }),
    mapping,
    out: badgesIn,
  }
  const made = await issueBatchWith(ofBadges, open, CALLER)
  // The records use columns of the table too.
  const badges = { ...made, ...columnsOf(whole, made) }
  if (dryRun === true) return { badges }
  const issued = await issuedOutputs(`${badgesIn}.journal`, badgesIn)
  const before = await issuedOutputs(`${recordsIn}.journal`, recordsIn, await judgeOf(options))
  try {
    const rows = recordRows({
      source,
      badge: { ...definitionOf(options, mapping), seed: issued.seed },
      record: definitionOf(options, records, true),
      badges: issued,
      records: before,
      version: await readFile(join(badgesIn, MANIFEST_NAME)),
    })
    const { resume: ___, onPlan: ____, ...again } = options
    const collected = await issueBatchWith(
      {
        ...again,
        ...statusOf(options, 'records'),
        source: rows,
        mapping: records,
        achievement: { id: RECORD_KIND },
        out: recordsIn,
      },
      open,
      CALLER,
      'record',
    )
    return { badges, records: collected }
  } finally {
    issued.close()
    before.close()
  }
}

async function refuseSecondRecords(
  options: BatchOptions,
  mapping: Mapping,
  recordsMapping: Mapping,
  badgesIn: string,
  recordsIn: string,
): Promise<void> {
  const badges = await issuedOutputs(`${badgesIn}.journal`, badgesIn)
  const records = await issuedOutputs(`${recordsIn}.journal`, recordsIn, await judgeOf(options))
  try {
    await refuseSecondRecord({
      source: options.source,
      badge: definitionOf(options, mapping),
      record: { ...definitionOf(options, recordsMapping, true), seed: records.seed },
      badges,
      records,
      signal: options.signal,
    })
  } finally {
    badges.close()
    records.close()
  }
}

type Columns = Pick<PlannedBatch, 'usedColumns' | 'checkedColumns' | 'unusedColumns'>

/** The mapping of the records uses columns too. */
function columnsOf(
  whole: Mapping,
  { usedColumns, unusedColumns: ofBadges }: Omit<Columns, 'checkedColumns'>,
): Columns {
  const unused = unusedColumns(whole, ofBadges)
  const used = [...usedColumns, ...ofBadges.filter((name) => !unused.includes(name))]
  return {
    usedColumns: used,
    checkedColumns: checkedColumns(whole, used),
    unusedColumns: unused,
  }
}

/** The mapping that only distinguishes rows and learners. No signed content is made with it. */
function definitionOf(options: BatchOptions, mapping: Mapping, record?: true): BadgeDefinition {
  const { issuer, achievement, batch = 'default' } = options
  return {
    issuer: issuer as JsonObject,
    achievement: record === true ? { id: RECORD_KIND } : (achievement as JsonObject),
    mapping,
    batch,
    seed: new Uint8Array(0),
    created: '',
    ...(record === true ? { record } : {}),
  }
}

async function judgeOf({ issuer, key, signer, contexts }: BatchOptions): Promise<JudgeOptions> {
  const { id } = issuer as { readonly id: string }
  const documents = { ...contexts, ...signerDocuments(id, signer ?? (await signerOf(key!))) }
  return { issuer: id, now: new Date().toISOString(), documents }
}

/** Each of the two batches has status lists of its own. */
function statusOf({ status }: BatchOptions, of: 'badges' | 'records'): Pick<BatchOptions, 'status'> {
  if (status === undefined) return {}
  if (!status.url.includes('{of}') && !isOfOneBatch(status))
    throw new TypeError(
      'issueRecords: badges and records need different status lists; write {of} into the URL, which becomes "badges" or "records", such as https://example.edu/status/{of}/{list}, or end it with a slash',
    )
  return { status: { ...status, url: status.url.replaceAll('{of}', of) } }
}
