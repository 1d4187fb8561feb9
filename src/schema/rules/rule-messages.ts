/** The messages of the rules of badges, by issue code; `%1` and so on stand for the values that the rule reports. */

type Message = readonly [message: string, expected: string, found: string, hint: string]

const HASH = 'sha256$ and 64 hexadecimal digits'
const SWAP = 'exchange the two'
const EMPTY = '"%1" of the achievement is empty'
const WORDS = 'words for people'

export const RULE_MESSAGES = {
  dates_reversed: ['"%2" is before "%1"', 'a moment after "%1"', '%3', `${SWAP}, or leave the end out`],
  activity_reversed: [
    '"activityEndDate" is before "activityStartDate"',
    'a moment after "activityStartDate"',
    '%1',
    SWAP,
  ],
  no_criteria: [
    'the criteria say nothing: they have neither id nor narrative',
    'id, narrative or both',
    'neither',
    'write "narrative": <what has to be done>, or "id": <address of the page that says it>',
  ],
  empty_name: [EMPTY, WORDS, '%2', 'write what the badge is called'],
  empty_description: [EMPTY, WORDS, '%2', 'write what its holder knows or can do'],
  no_recipient: [
    'the badge names no recipient: whoever holds it can claim it',
    'id, or at least one identifier',
    'neither',
    'give the subject an id, or an identifier such as a hashed e-mail address',
  ],
  weak_hash: [
    'the identity is hashed with MD5, which is broken',
    HASH,
    'md5$…',
    'hash with SHA-256 and a fresh salt',
  ],
  invalid_hash: [
    '"hashed" is true, yet "identityHash" is no hash',
    HASH,
    'another string',
    'hash the identity with its salt, or write "hashed": false',
  ],
  undefined_type: ['no context here defines %2', '%1', 'nothing', 'add "%1" to "@context"'],
  context_clash: [
    'the endorsement is of other versions than the credential around it; JSON-LD takes the two apart only',
    'the VCDM and Open Badges contexts of the credential around it',
    'other versions of them',
    'have it issued in the versions of the badge, or carry it as a compact JWS in endorsementJwt',
  ],
  unsigned_endorsement: [
    'the endorsement is not signed, so nobody can tell who made it',
    'a signed endorsement',
    'no proof',
    'sign it first: await issue(endorsement, { signer }), with the key of whoever endorses',
  ],
} as const satisfies Readonly<Record<string, Message>>

export type RuleName = keyof typeof RULE_MESSAGES
