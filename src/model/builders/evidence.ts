/** Builder of evidence. */
import type { Evidence } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { EvidenceInput } from '../assembly/inputs.generated.js'

/**
 * Makes a piece of evidence (Open Badges 3.0 §B.1): a page, a file or a text about work that led to a badge.
 *
 * @param input - `id`: URL; `name`, `description`, `narrative`, `genre`, `audience`. A `type` is added to `Evidence`.
 * @returns The evidence, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const work = evidence({ id: 'https://example.edu/work/42', name: 'Parser' })
 */
export function evidence(input: EvidenceInput): Evidence {
  return build('Evidence', input) as unknown as Evidence
}
