/** Language tags as the data model takes them. */
import { isLanguage } from '../../schema/classes/value-kinds.js'
import { modelInvalid } from '../assembly/finish.js'

/**
 * The tag in its canonical spelling: `EN-gb` becomes `en-GB`, `zh-hans-cn` becomes `zh-Hans-CN`.
 * @throws OpenBadgeError `model_invalid` for what is no tag of language, script and region
 */
export function language(tag: string): string {
  let canonical = ''
  try {
    canonical = Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    // Not a well-formed tag; said below.
  }
  if (isLanguage(canonical)) return canonical
  throw modelInvalid('the language', [
    {
      pointer: '',
      code: 'invalid_language',
      severity: 'error',
      message: 'the text is no language tag that Open Badges takes',
      expected: 'language, script and region at most: en, pt-BR, zh-Hant',
      found: typeof tag === 'string' ? 'another string' : `a ${typeof tag}`,
      hint: 'leave variants and extensions out',
    },
  ])
}
