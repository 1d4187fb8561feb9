/** Tests of options that several functions of this room have, and what to write for them. */
import type { OptionTest } from '../../encoding/options.js'

/** Checked where it is used. */
export const inPlace: OptionTest = () => true

export const picture: OptionTest = (value) => value instanceof Uint8Array

/** What each option takes, in words for error messages. */
export const SHAPES: Readonly<Record<string, string>> = {
  image: "the bytes of a picture, such as await readFile('badge.png')",
  checkedAt: 'a Date',
  recipientName: "a text, such as 'Ada Lovelace'",
  noindex: 'true or false',
  mastodonHost: "a host name, such as 'mastodon.social'",
  linkedIn: 'true, or the options of linkedInAddToProfile',
  share: "a list of networks, such as ['linkedin']",
  stack: 'the result of verifyStack',
}
