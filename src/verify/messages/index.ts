/** The public exports of the messages. They import all languages; `verify` loads only the one that it needs. */
export type { SentenceCode } from './en.js'
export { LANGUAGES, type Language, sentence } from './sentence.js'
