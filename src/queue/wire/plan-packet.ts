/** Messages with rows for a worker, and with the planned badges that it returns. */
import {
  type IssuedRows,
  type PlanResult,
  ROW_MARKS,
  type RowBlock,
  RowPacker,
} from '../../bulk/distributed.js'
import { rowCount } from '../../bulk/table/row-source.js'
import { snapshot } from '../../encoding/json.js'
import { asBytes, asNumbers, type Packet } from './packet.js'

/** Rows of a chunk that already have a badge. */
export interface KnownRows {
  /** As in a chunk record of the journal. */
  readonly rows: string
  readonly recipients: string
  /** SHA-256 of the output of each, 32 bytes; zeros if the output changed. */
  readonly sums: Uint8Array
}

export interface PlanOrder {
  readonly position: number
  readonly firstNumber?: number
  readonly block: RowBlock
  readonly known?: KnownRows
}

type Parts = readonly [header: object, parts: readonly Uint8Array[]]

/** @throws OpenBadgeError `json_invalid` for rows with values that are not plain JSON */
export function orderParts({ position, firstNumber, block, known }: PlanOrder): Parts {
  const isText = 'bytes' in block
  const { bytes, ...layout } = isText ? block : { bytes: NOTHING }
  const header = {
    position,
    ...(firstNumber === undefined ? {} : { firstNumber }),
    ...(isText ? { layout } : { rows: snapshot(block) }),
    ...(known === undefined ? {} : { known: { rows: known.rows, recipients: known.recipients } }),
  }
  return [header, [bytes, known?.sums ?? NOTHING]]
}

export function readOrder({ header, parts: [bytes = NOTHING, sums = NOTHING] }: Packet): PlanOrder {
  const { position, firstNumber, layout, rows, known } = header as unknown as Omit<PlanOrder, 'block'> & {
    readonly layout?: object
    readonly rows?: RowBlock
  }
  return {
    position,
    ...(firstNumber === undefined ? {} : { firstNumber }),
    block: layout === undefined ? rows! : ({ ...layout, bytes } as RowBlock),
    ...(known === undefined ? {} : { known: { ...known, sums } }),
  }
}

/** The rows among these positions of the journal. @param sumOf gives the digest of an output */
export function knownRows(
  known: IssuedRows,
  positions: readonly number[],
  sumOf: (position: number) => Uint8Array | undefined,
): KnownRows {
  const packer = new RowPacker()
  const sums = Buffer.alloc(positions.length * 32)
  const marks: Uint8Array[] = []
  for (const [i, position] of positions.entries()) {
    packer.add(known.at(position))
    marks.push(known.recipientOf(position))
    const sum = sumOf(position)
    if (sum !== undefined) sums.set(sum, i * 32)
  }
  return { rows: packer.toBase64(), recipients: Buffer.concat(marks).toString('base64'), sums }
}

export function resultParts(result: PlanResult): Parts {
  const { flags, reasons, uuids, recipients, identities, sums, numbers, rows } = result
  const { achievements, issues, conflict } = result
  return [
    { achievements, issues, conflict },
    [flags, reasons, uuids, recipients, identities, sums, asBytes(numbers), asBytes(rows)],
  ]
}

/** @throws Error if it is not about the rows of the order */
export function readResult({ header, parts }: Packet, order: PlanOrder): Omit<PlanResult, 'slice'> {
  const { achievements, issues, conflict } = header as unknown as PlanResult
  const [flags, reasons, uuids, recipients, identities, sums, numbers, rows] = parts
  const count = rowCount(order.block)
  const sizes = [flags, reasons, uuids, numbers, rows].map((part) => part?.length)
  const isWhole = [1, 1, 16, 4, 4].every((size, i) => sizes[i] === size * count)
  const marks = [
    [8, recipients],
    [ROW_MARKS, identities],
    [32, sums],
  ] as const
  if (!isWhole || marks.some(([size, part]) => ![0, size * count].includes(part!.length)))
    throw new Error('the answer is about other rows')
  return {
    // A copy, because the coordinator marks duplicates in it.
    flags: Uint8Array.from(flags!),
    reasons: Uint8Array.from(reasons!),
    uuids: Uint8Array.from(uuids!),
    recipients: Uint8Array.from(recipients!),
    identities: Uint8Array.from(identities!),
    sums: Uint8Array.from(sums!),
    numbers: asNumbers(numbers!),
    rows: asNumbers(rows!),
    achievements,
    issues,
    conflict,
  }
}

const NOTHING = new Uint8Array(0)
