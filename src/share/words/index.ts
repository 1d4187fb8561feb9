/** The public exports of this room. */
export { dayInWords, type Mark, WORDS, type Words } from './words.js'
