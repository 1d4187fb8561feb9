/** The words of the rules of badges, by the code of the issue. */
import type { Words } from '../issues/issues.js'

type Said = readonly [message: string, words: Words]

const HASH = 'sha256$ and 64 hexadecimal digits'

export const RULE_WORDS = {
  dates_reversed: (from: string, until: string, found: string): Said => [
    `"${until}" is before "${from}"`,
    { expected: `a moment after "${from}"`, found, hint: 'exchange the two, or leave the end out' },
  ],
  activity_reversed: (found: string): Said => [
    '"activityEndDate" is before "activityStartDate"',
    { expected: 'a moment after "activityStartDate"', found, hint: 'exchange the two' },
  ],
  no_criteria: (): Said => [
    'the criteria say nothing: they have neither id nor narrative',
    {
      expected: 'id, narrative or both',
      found: 'neither',
      hint: 'write "narrative": <what has to be done>, or "id": <address of the page that says it>',
    },
  ],
  empty_text: (name: string, found: string): Said => [
    `"${name}" of the achievement is empty`,
    {
      expected: 'words for people',
      found: found === '' ? 'an empty string' : 'white space',
      hint: name === 'name' ? 'write what the badge is called' : 'write what its holder knows or can do',
    },
  ],
  no_recipient: (): Said => [
    'the badge names no recipient: whoever holds it can claim it',
    {
      expected: 'id, or at least one identifier',
      found: 'neither',
      hint: 'give the subject an id, or an identifier such as a hashed e-mail address',
    },
  ],
  weak_hash: (): Said => [
    'the identity is hashed with MD5, which is broken',
    { expected: HASH, found: 'md5$…', hint: 'hash with SHA-256 and a fresh salt' },
  ],
  invalid_hash: (): Said => [
    '"hashed" is true, yet "identityHash" is no hash',
    {
      expected: HASH,
      found: 'another string',
      hint: 'hash the identity with its salt, or write "hashed": false',
    },
  ],
  undefined_type: (context: string, types: string): Said => [
    `no context here defines ${types}`,
    { expected: context, found: 'nothing', hint: `add "${context}" to "@context"` },
  ],
  context_clash: (): Said => [
    'the endorsement is of other versions than the credential around it; JSON-LD takes the two apart only',
    {
      expected: 'the VCDM and Open Badges contexts of the credential around it',
      found: 'other versions of them',
      hint: 'have it issued in the versions of the badge, or carry it as a compact JWS in endorsementJwt',
    },
  ],
  unsigned_endorsement: (): Said => [
    'the endorsement is not signed, so nobody can tell who made it',
    {
      expected: 'a signed endorsement',
      found: 'no proof',
      hint: 'sign it first: await issue(endorsement, { signer }), with the key of whoever endorses',
    },
  ],
} as const

export type RuleWord = keyof typeof RULE_WORDS
