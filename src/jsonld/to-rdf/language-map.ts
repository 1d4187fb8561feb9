/** Language maps (JSON-LD 1.1 API section 5.1.2, step 13.7): a member's values by their languages. */

import { isLanguageTag } from '../../encoding/forms/language-tag.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { expandVocabulary } from '../context/expand-iri.js'
import { languageSuffix, type Property } from '../context/property.js'
import type { PathIssues } from '../issues/path-issues.js'
import { FORBIDDEN } from '../issues/proto-members.js'
import { Unsupported } from '../issues/unsupported.js'
import type { Dataset, SubjectQuads, Term } from '../rdf/dataset.js'
import { escapeLiteral } from '../rdf/n-quads.js'
import type { DuplicateQuads } from './duplicate-quads.js'

/** The parts of a walk that a language map needs. */
interface Walk {
  readonly dataset: Dataset
  readonly duplicateQuads: DuplicateQuads
  readonly found: PathIssues
}

/** @throws Unsupported for values that are not strings */
export function writeLanguageMap(
  { dataset, duplicateQuads: ambiguities, found }: Walk,
  quads: SubjectQuads,
  property: Property,
  map: JsonObject,
  graph: Term,
): void {
  const { context, predicate, direction } = property
  for (const key of Object.keys(map)) {
    if (key === FORBIDDEN) throw new Unsupported()
    const none = expandVocabulary(context, key) === '@none'
    const language = none ? undefined : key.toLowerCase()
    const values: Json = map[key]!
    for (const value of Array.isArray(values) ? values : [values]) {
      if (value === null) continue
      if (typeof value !== 'string') throw new Unsupported() // invalid language map value
      if (!none && !isLanguageTag(key)) found.add('invalid_language_value', key, key)
      const text = `"${escapeLiteral(value)}`
      if (direction !== undefined) {
        ambiguities.noteDirection({ quads, predicate: predicate.text, text, language, graph })
      }
      dataset.add(quads, predicate, text + languageSuffix(language, direction), graph)
    }
  }
}
