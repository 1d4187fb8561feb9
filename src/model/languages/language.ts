/** Language tags in the form of the data model. */
import { isLanguage } from '../../schema/classes/value-kinds.js'
import { modelInvalid } from '../assembly/finish.js'
import { canonicalTag, languageTag } from '../hints/language-names.js'

/**
 * Writes a language tag in its canonical form (BCP 47, RFC 5646 §4.5): `EN-gb` becomes `en-GB`.
 *
 * @param tag - Language, with optional script and region.
 * @returns The canonical tag.
 * @throws OpenBadgeError `model_invalid` for any other text.
 * @example
 * const tag = language('zh-hans-cn') // zh-Hans-CN
 */
export function language(tag: string): string {
  let canonical = ''
  try {
    canonical = canonicalTag(tag) ?? ''
  } catch {
    // Not a well-formed tag; reported below.
  }
  if (isLanguage(canonical)) return canonical
  const meant = typeof tag === 'string' ? languageTag(tag) : undefined
  throw modelInvalid('the language', [
    {
      pointer: '',
      code: 'invalid_language',
      severity: 'error',
      message: 'the text is not a language tag that Open Badges allows',
      expected: 'a language, and optionally script and region: en, pt-BR, zh-Hant',
      found: typeof tag === 'string' ? 'another string' : `a ${typeof tag}`,
      hint: meant === undefined ? 'remove variants and extensions' : `write "${meant}"`,
    },
  ])
}
