/** `laurel stack issue` for a table of learners: reads the options, and prints the result. */

import { extname } from 'node:path'
import { imageFormat } from '../../bake/image/image-format.js'
import type { OutputForm } from '../../bulk/files/output.js'
import { inferMapping } from '../../bulk/guess/infer-mapping.js'
import { type BatchOptions, type Mapping, parseMapping } from '../../bulk/index.js'
import { counted } from '../../bulk/table/phrases.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import type { JsonObject } from '../../encoding/json.js'
import { achievement, type VerifyOptions } from '../../index.js'
import { IMAGE_BYTES, readCount, readDate, readInput, readProfile } from '../io/files.js'
import { readKeyFile } from '../io/key-file.js'
import { readMapping } from '../io/mapping-file.js'
import { refuseOverwritingBatch } from '../io/outputs.js'
import { listPrinter, printResult, printStatusWarnings } from '../io/print-batch.js'
import { BAD, CallError, GOOD, type Shell } from '../io/shell.js'
import { safe } from '../io/terminal-text.js'
import { refuseEmptyTable } from '../tables/refuse-empty-table.js'
import { readPathway } from '../verification/badges.js'
import { issuerIds } from '../verification/issuer-ids.js'
import { type LoadOptions, loadFor } from '../verification/load-for.js'
import { contestedText, issueStacks, type StacksOptions, type StacksResult } from './issue-stacks.js'
import type { Table } from './read-learners.js'

/** The options that only a table has. */
export interface TableOptions {
  readonly table?: string
  readonly map?: string
  readonly rowKey?: string
  readonly batch?: string
  readonly as?: OutputForm
  readonly image?: string
  readonly journal?: string
  readonly status?: string
  readonly workers?: string
  readonly dryRun?: true
  readonly resume?: true
  readonly skipInvalid?: true
}

interface CallOptions extends LoadOptions, TableOptions {
  readonly issuer: string
  readonly key: string
  readonly out?: string
  readonly at?: string
  readonly trusted?: readonly string[]
  readonly json?: true
}

/** Options that have an effect only with a table. */
const OF_TABLE: readonly (keyof TableOptions)[] = [
  'map',
  'rowKey',
  'batch',
  'as',
  'image',
  'journal',
  'status',
  'workers',
  'dryRun',
  'resume',
  'skipInvalid',
]
/** The table names the learners, and sealed parts are possible only for one learner. */
const OF_ONE = ['recipient', 'email', 'sealed'] as const

/** @throws CallError for an option that would have no effect */
export function refuseIdle(options: object, isTable: boolean): void {
  for (const name of isTable ? OF_ONE : OF_TABLE) {
    if ((options as Readonly<Record<string, unknown>>)[name] === undefined) continue
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new CallError(
      isTable ? `${flag} has no effect on a table of learners` : `${flag} has no effect`,
      isTable ? 'The table has one learner in each row.' : 'It needs --table.',
    )
  }
}

export async function issueStackTable(
  shell: Shell,
  pathwayFile: string,
  badges: readonly string[],
  options: CallOptions,
  inputs: readonly string[],
): Promise<number> {
  const { out } = options
  if (out === undefined) throw new CallError('a table needs --out', 'Give the folder for the credentials.')
  await refuseOverwritingBatch(out, journalOf({ ...options, out }), inputs)
  const result = await issueStacks(shell, await readCall(shell, pathwayFile, badges, { ...options, out }))
  printResult(shell, out, result, options.json === true)
  if (options.json !== true) printLearners(shell, out, result)
  return result.rejected > 0 ? BAD : GOOD
}

const journalOf = ({ journal, out }: { readonly journal?: string; readonly out: string }): string =>
  journal ?? `${out.replace(/\/+$/, '')}.journal`

async function readCall(
  shell: Shell,
  pathwayFile: string,
  badges: readonly string[],
  options: CallOptions & { readonly out: string },
): Promise<StacksOptions> {
  const { out, image, key, issuer: profile } = options
  const path = options.table!
  const at = options.at === undefined ? new Date() : readDate('--at', options.at)
  const pathway = await readPathway(shell, pathwayFile)
  if (pathway.awards === undefined)
    throw new CallError(
      'the pathway has no "awards"',
      'Add it to the pathway: the achievement of the larger credential.',
    )
  const issuer = await readProfile(shell, profile)
  const picture = image === undefined ? undefined : await readInput(shell, image, IMAGE_BYTES)
  const table: Table = { path, isCsv: !['.ndjson', '.jsonl'].includes(extname(path).toLowerCase()), csv: {} }
  await refuseEmptyTable(shell, path, table.isCsv, table.csv)
  return {
    pathway,
    achievement: achievement(pathway.awards) as unknown as JsonObject,
    issuer,
    badges,
    table,
    mapping: await mappingOf(shell, table, options),
    at,
    verify: await trustOf(shell, at, options),
    batch: {
      key: await readKeyFile(shell, key, String(issuer['id'])),
      out,
      journal: journalOf(options),
      form: options.as ?? (picture === undefined ? 'json' : (imageFormat(picture) ?? 'png')),
      ...(picture === undefined ? {} : { image: picture }),
      ...batchOf(options),
      ...(options.status === undefined
        ? {}
        : { publish: listPrinter(shell, options.json === true), ...(await loadFor(options)) }),
      onPlan: (plan) => {
        if (options.json !== true) printStatusWarnings(shell, plan, options.dryRun === true)
      },
      signal: shell.signal,
    },
    skipInvalid: options.skipInvalid === true,
  }
}

function batchOf({ batch, status, workers, dryRun, resume }: TableOptions): Partial<BatchOptions> {
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(status === undefined ? {} : { status: { url: status } }),
    ...(workers === undefined ? {} : { workers: readCount('--workers', workers, 0, 256) }),
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(resume === undefined ? {} : { resume }),
  }
}

/** A date in the table is ignored, because it is not the day on which the pathway was met. */
async function mappingOf(shell: Shell, { path, isCsv }: Table, options: TableOptions): Promise<Mapping> {
  if (options.map !== undefined) {
    if (options.rowKey !== undefined) throw new CallError('--row-key has no effect', 'The mapping has "key".')
    return parseMapping(await readMapping(shell, options.map))
  }
  const key = options.rowKey === undefined ? {} : { key: options.rowKey }
  const { credential: _, ...mapping } = await untilAborted(inferMapping(path, isCsv, key), shell.signal)
  return mapping
}

async function trustOf(
  shell: Shell,
  at: Date,
  options: Pick<CallOptions, 'trusted' | keyof LoadOptions>,
): Promise<VerifyOptions> {
  return {
    ...(await loadFor(options, shell)),
    ...(options.trusted === undefined
      ? {}
      : { issuers: await issuerIds(shell, '--trusted', options.trusted) }),
    now: at,
    signal: shell.signal,
  }
}

function printLearners(shell: Shell, out: string, result: StacksResult): void {
  const { met, unmet, unknown, strangers, contested, lapsed } = result
  shell.out(
    safe`${counted(met + unmet + unknown, 'learner')}: ${met} met the pathway, ${unmet} not yet, ${unknown} uncertain.\n`,
  )
  if (unmet + unknown > 0) shell.out(safe`  ${out}/errors.csv lists what each learner lacks\n`)
  if (strangers > 0)
    shell.out(safe`  ${counted(strangers, 'badge belongs', 'badges belong')} to no learner in the table\n`)
  for (const each of contested) shell.err(safe`  ${contestedText(each)}\n`)
  for (const { row, id, outcome, because } of lapsed) {
    const what =
      outcome === 'unmet'
        ? 'no longer met; revoke it if it is not valid any more'
        : 'uncertain this time; it is not changed'
    shell.err(safe`  row ${row}: ${id} was issued, and its pathway is ${what}. ${because}\n`)
  }
}
