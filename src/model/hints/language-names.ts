/** Language tags for names of languages. */
import { isLanguage } from '../../schema/classes/value-kinds.js'

/** The names in English, and in the language itself. */
const NAMES: Readonly<Record<string, string>> = {
  ar: 'arabic العربية',
  bn: 'bengali বাংলা',
  bg: 'bulgarian български',
  ca: 'catalan català',
  zh: 'chinese mandarin 中文',
  hr: 'croatian hrvatski',
  cs: 'czech čeština',
  da: 'danish dansk',
  nl: 'dutch nederlands',
  en: 'english',
  et: 'estonian eesti',
  fi: 'finnish suomi',
  fr: 'french français francais',
  de: 'german deutsch',
  el: 'greek ελληνικά',
  he: 'hebrew עברית',
  hi: 'hindi हिन्दी',
  hu: 'hungarian magyar',
  is: 'icelandic íslenska',
  id: 'indonesian',
  ga: 'irish gaeilge',
  it: 'italian italiano',
  ja: 'japanese 日本語',
  ko: 'korean 한국어',
  lv: 'latvian latviešu',
  lt: 'lithuanian lietuvių',
  ms: 'malay melayu',
  mi: 'maori māori',
  nb: 'norwegian norsk bokmål',
  fa: 'persian farsi فارسی',
  pl: 'polish polski',
  pt: 'portuguese português portugues',
  ro: 'romanian română',
  ru: 'russian русский',
  sr: 'serbian српски',
  sk: 'slovak slovenčina',
  sl: 'slovenian slovenščina',
  es: 'spanish español espanol castellano',
  sw: 'swahili kiswahili',
  sv: 'swedish svenska',
  th: 'thai ไทย',
  tr: 'turkish türkçe',
  uk: 'ukrainian українська',
  ur: 'urdu اردو',
  vi: 'vietnamese',
  cy: 'welsh cymraeg',
}

/** The canonical form (BCP 47), for which the platform takes quadratic time. @throws RangeError for another or a longer text */
export function canonicalTag(text: string): string | undefined {
  if (text.length > 100) throw new RangeError('the text is too long for a language tag')
  return Intl.getCanonicalLocales(text)[0]
}

/** The tag in the form of Open Badges for the name of a language, or for a tag with other capitals; `undefined` if unknown. */
export function languageTag(text: string): string | undefined {
  const wanted = text.trim().toLowerCase()
  const named = Object.keys(NAMES).find((tag) => NAMES[tag]!.split(' ').includes(wanted))
  if (named !== undefined) return named
  try {
    const canonical = canonicalTag(text.trim().replaceAll('_', '-'))
    return isLanguage(canonical) ? canonical : undefined
  } catch {
    return undefined
  }
}
