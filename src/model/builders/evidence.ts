/** Builder of evidence. */
import type { Evidence } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { EvidenceInput } from '../assembly/inputs.generated.js'

/**
 * A piece of the work that led to a badge: a page, a file, or a text about it.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function evidence(input: EvidenceInput): Evidence {
  return build('Evidence', input) as unknown as Evidence
}
