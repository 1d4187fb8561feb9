/** Records that are longer than a credential may be; `verify` loads this file where something is. */
import { credentialKind } from '../../model/reading/credential-kind.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyLimits } from '../options/limits.js'
import type { DetectedInput } from './detected.js'

/** Nodes in proportion: a record may be as dense as a credential. */
export function recordLimits({ record, document, depth, nodes }: VerifyLimits): {
  readonly length: number
  readonly depth: number
  readonly nodes: number
} {
  return { length: record, depth, nodes: Math.ceil((nodes * record) / document) }
}

/**
 * Reads once more what passed the limits of a credential. Only a record comes through, and brings a share of work in
 * proportion to its length: whatever is no longer than a credential costs no more than one.
 * @param refused what is said of everything else
 */
export function readRecord(
  read: (limits: ReturnType<typeof recordLimits>) => DetectedInput | Promise<DetectedInput>,
  refused: DetectedInput,
  limits: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  return andThen(read(recordLimits(limits)), (found) => {
    if (!('document' in found) || credentialKind(found.document) !== 'clr') return refused
    const { length } = JSON.stringify(found.document)
    return { ...found, share: Math.max(1, Math.ceil(length / limits.document)) }
  })
}
