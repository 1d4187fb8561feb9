/** A dry run: samples of the credentials, and an estimate of the time for signing. */
import { hash } from 'node:crypto'
import type { Json } from '../encoding/json.js'
import { generateSigner } from '../keys/signers/make-signer.js'
import { serializeSignature } from '../proof/suites/hash-data.js'
import { type Planned, SliceReader } from './files/staging-file.js'
import type { Plan } from './plan-rows.js'
import { DROPPED, SIGN } from './tasks/tasks.js'

export interface DryRun {
  readonly wouldSign: number
  /** The first credentials, as they would be signed. */
  readonly samples: readonly Json[]
  /** The row of each sample. */
  readonly sampleRows: readonly number[]
  /** Measured on a few rows with a temporary key. Absent for a KMS, because a dry run does not call it. */
  readonly secondsToSign?: number
}

const SAMPLES = 5

export async function dryRun(plan: Plan, workers: number, isRemote: boolean): Promise<DryRun> {
  const { planned, rows } = firstPlanned(plan)
  const shown = {
    wouldSign: plan.toSign,
    samples: planned.slice(0, SAMPLES).map(({ json }) => JSON.parse(Buffer.from(json).toString()) as Json),
    sampleRows: rows.slice(0, SAMPLES),
  }
  if (isRemote || planned.length === 0) return shown
  const throwaway = await generateSigner()
  const sign = async (): Promise<void> => {
    for (const { data, json } of planned) {
      hash('sha256', Buffer.concat([json, Buffer.from(serializeSignature(await throwaway.sign(data)))]))
    }
  }
  await sign()
  const began = performance.now()
  await sign()
  const perRow = (performance.now() - began) / planned.length
  return { ...shown, secondsToSign: Math.ceil((perRow * shown.wouldSign) / 1000 / Math.max(1, workers)) }
}

/** The first rows that would be signed. Rows that were dropped later are in the staging file too. */
function firstPlanned({ chunks }: Plan): { planned: readonly Planned[]; rows: readonly number[] } {
  const reader = new SliceReader()
  for (const { flags, rows, slice } of chunks) {
    if (!flags.includes(SIGN)) continue
    const staged = flags.filter((flag) => flag === SIGN || flag === DROPPED)
    return {
      planned: reader.read(slice).filter((_, i) => staged[i] === SIGN),
      rows: [...rows].filter((_, i) => flags[i] === SIGN),
    }
  }
  return { planned: [], rows: [] }
}
