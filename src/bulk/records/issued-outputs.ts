/** Reads the issued credentials of a batch from its journal and its outputs, while no run is active. */

import { isImageFormat } from '../../bake/image/image-format.js'
import { unbake } from '../../bake/unbake.js'
import { isJsonObject, type Json, parseJson, RECORD_LIMITS } from '../../encoding/json.js'
import { formatUuid } from '../ids/credential-id.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import { BatchState } from '../journal/batch-state.js'
import { EarlierOutputs, placesOf } from '../journal/earlier-outputs.js'
import { readJournal } from '../journal/journal.js'
import { credentialJudge, type JudgeOptions } from '../judge/credential-judge.js'

export interface IssuedOutputs {
  readonly count: number
  /** The position of an id (32 hexadecimal digits), or -1. */
  readonly find: (hex: string) => number
  /**
   * The signed text, if the output is unchanged. With `judge`, also if it is genuine and has the id, because a killed run may have
   * replaced a file before the journal recorded it.
   */
  readonly textOf: (position: number) => Promise<string | undefined>
  /** Also true if the journal does not know the recipient of the badge. */
  readonly mayBeFor: (position: number, marks: readonly string[]) => boolean
  /** True only if the journal knows that recipient. */
  readonly isFor: (position: number, marks: readonly string[]) => boolean
  /** The seed of the batch; empty before its first run. */
  readonly seed: Uint8Array
  readonly known: IssuedRows
  /** Of a status number. */
  readonly isRevoked: (number: number) => boolean
  readonly close: () => void
}

/** @throws OpenBadgeError `journal_invalid`, `file_failed` */
export async function issuedOutputs(
  journal: string,
  folder: string,
  judge?: JudgeOptions,
): Promise<IssuedOutputs> {
  const state = new BatchState()
  await readJournal(journal, state.take)
  const { known, batch } = state
  const outputs = batch === undefined ? undefined : new EarlierOutputs(known, placesOf(batch, known, folder))
  const id = Buffer.alloc(16)
  return {
    count: known.count,
    find: (hex) => {
      id.write(hex, 'hex')
      return known.find(id)
    },
    textOf: async (position) => {
      const output = outputs?.read(position)
      if (output === undefined) return undefined
      if (!known.checkIs(position, output.sum)) {
        if (judge === undefined) return undefined
        const { proven } = await (await credentialJudge(judge))(output.bytes)
        if (proven !== `urn:uuid:${formatUuid(known.at(position).uuid)}`) return undefined
      }
      if (!isImageFormat(batch!.form)) return output.bytes.toString()
      const { credential } = await unbake(output.bytes, {
        limits: { credentialBytes: 4 * RECORD_LIMITS.length },
      })
      return credential
    },
    mayBeFor: (position, marks) =>
      marks.length === 0 || marks.some((mark) => known.mayBeFor(position, Buffer.from(mark, 'hex'))),
    isFor: (position, marks) => marks.some((mark) => known.isFor(position, Buffer.from(mark, 'hex'))),
    seed: new Uint8Array(Buffer.from(batch?.seed ?? '', 'base64')),
    known,
    isRevoked: state.statusOf('revocation'),
    close: () => outputs?.close(),
  }
}

/** The badges of a record, by id. */
export function badgesOf(record: string): ReadonlyMap<string, string> {
  const document = parseJson(record, RECORD_LIMITS)
  const subject = isJsonObject(document) ? document['credentialSubject'] : undefined
  const parts: readonly (Json | undefined)[] = isJsonObject(subject)
    ? [subject['verifiableCredential']].flat()
    : []
  return new Map(
    parts.filter(isJsonObject).map((part) => [String(part['id']), JSON.stringify(part)] as const),
  )
}
