/** Reads records that are longer than a credential may be. `verify` loads this file only for long inputs. */
import { credentialKind } from '../../model/reading/credential-kind.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyLimits } from '../options/limits.js'
import type { DetectedInput } from './detected.js'

/** The limit of nodes grows with the length of the record. */
export function recordLimits({ record, document, depth, nodes }: VerifyLimits): {
  readonly length: number
  readonly depth: number
  readonly nodes: number
} {
  return { length: record, depth, nodes: Math.ceil((nodes * record) / document) }
}

/**
 * Parses an input again that exceeded the limits of a credential. Only a record is accepted. Its limits of work grow with its
 * length beyond that of a credential.
 * @param refused the result for everything else
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
