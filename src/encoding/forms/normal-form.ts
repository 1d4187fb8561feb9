/** Unicode normal forms (UAX #15) of texts of others. */

/** No language writes more than a few marks on one letter; UAX #15 section 13 limits them to 30. */
const MANY_MARKS = /(?<!\p{M})\p{M}{300}/u

/**
 * As `String.normalize`, which sorts the marks of each letter, in quadratic time. A text with 300 marks in a row stays as it is.
 */
export function normalForm(text: string, form: 'NFC' | 'NFD' | 'NFKD'): string {
  return MANY_MARKS.test(text) ? text : text.normalize(form)
}
