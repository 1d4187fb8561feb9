/** Badges of the journal that are no longer in the table. They stay in the folder. */

import type { OpenBadgeError } from '../../errors.js'
import { formatUuid } from '../ids/credential-id.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import type { EarlierOutputs } from '../journal/earlier-outputs.js'
import { journalInvalid } from '../journal/journal.js'
import { credentialJudge, type JudgeOptions } from '../judge/credential-judge.js'
import { type PlanResult, SIGN, UNCHANGED } from '../tasks/tasks.js'

export interface AbsentBadge {
  /** The position of the row in the journal. */
  readonly position: number
  /** SHA-256 of the output, and its bytes. */
  readonly sum: Uint8Array
  readonly length: number
  /** Whether a killed run had replaced the file without a record of it. */
  readonly isNewer: boolean
}

export interface AbsentBadges {
  readonly kept: readonly AbsentBadge[]
  /** Badges that are neither in the table nor in the folder. They can only be made again from their rows. */
  readonly lost: number
}

/**
 * Finds the badges in the order of the journal.
 * @throws OpenBadgeError `journal_invalid` (`output_damaged`) for a changed line, which the run could not keep
 */
export async function absentBadges(
  chunks: Iterable<PlanResult>,
  known: IssuedRows,
  earlier: EarlierOutputs,
  judge: JudgeOptions,
  journal: string,
): Promise<AbsentBadges> {
  const kept: AbsentBadge[] = []
  let lost = 0
  for (const position of absentPositions(chunks, known)) {
    const output = earlier.read(position)
    if (output === undefined) {
      lost++
      continue
    }
    const found = { position, sum: output.sum, length: output.bytes.length }
    if (known.checkIs(position, output.sum)) kept.push({ ...found, isNewer: false })
    else if (!earlier.isFile) throw outputDamaged(journal, known.at(position).row)
    else {
      const { proven } = await (await credentialJudge(judge))(output.bytes)
      if (proven === `urn:uuid:${formatUuid(known.at(position).uuid)}`) {
        kept.push({ ...found, isNewer: true })
      } else lost++
    }
  }
  return { kept, lost }
}

/** The error for a changed badge without a row from which it can be made again. */
export function outputDamaged(journal: string, row: number): OpenBadgeError {
  return journalInvalid(
    journal,
    'output_damaged',
    `the badge of row ${row} was changed after it was written`,
    {
      hint: 'Restore the file from a copy, or add the row to the table, so that the badge is signed again. "laurel audit" lists all changed badges.',
    },
  )
}

function* absentPositions(chunks: Iterable<PlanResult>, known: IssuedRows): Generator<number> {
  if (known.count === 0) return
  const isPresent = new Uint8Array(known.count)
  for (const { flags, uuids } of chunks) {
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] !== SIGN && flags[i] !== UNCHANGED) continue
      const position = known.find(uuids, i * 16)
      if (position >= 0) isPresent[position] = 1
    }
  }
  for (let position = 0; position < known.count; position++) if (isPresent[position] === 0) yield position
}
