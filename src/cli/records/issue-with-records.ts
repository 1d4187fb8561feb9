/** `laurel issue` with a "record" in the mapping: badges, and a record for each learner. */
import { join } from 'node:path'
import { type BatchOptions, type BatchResult, issueRecords } from '../../bulk/index.js'
import { refuseOverwritingBatch } from '../io/outputs.js'
import { CallError } from '../io/shell.js'

/** Badges and records, each with its folder. */
export async function issueWithRecords(
  { journal: _, ...batch }: BatchOptions,
  { queue, journal }: { readonly queue?: string; readonly journal?: string },
  inputs: readonly (string | undefined)[],
): Promise<readonly (readonly [folder: string, result: BatchResult, makes: 'badge' | 'record'])[]> {
  if (queue !== undefined)
    throw new CallError(
      '--queue has no effect with "record"',
      'Leave it out: records are made on this machine.',
    )
  if (journal !== undefined)
    throw new CallError(
      '--journal has no effect with "record"',
      'Leave it out: both journals are in the folder.',
    )
  const [badgesIn, recordsIn] = [join(batch.out, 'badges'), join(batch.out, 'records')]
  for (const folder of [badgesIn, recordsIn])
    await refuseOverwritingBatch(folder, `${folder}.journal`, inputs)
  const { badges, records } = await issueRecords(batch)
  return [
    [badgesIn, badges, 'badge'],
    ...(records === undefined ? [] : [[recordsIn, records, 'record'] as const]),
  ]
}
