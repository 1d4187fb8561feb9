/** Language tags. */

const LANGUAGE_TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/

/** Whether a text has the form of a language tag (RFC 5646), as JSON-LD and VCDM 2.0 require it. */
export function isLanguageTag(text: string): boolean {
  return LANGUAGE_TAG.test(text)
}
