/** What the package shows of the sentences: all languages at once, unlike `verify`, which loads the one it speaks. */
export type { SentenceCode } from './en.js'
export { LANGUAGES, type Language, sentence } from './sentence.js'
