/** The messages of the rules of badges, by issue code; `%1` and so on stand for the values that the rule reports. */

type Message = readonly [message: string, expected: string, found: string, hint: string]

const HASH = 'sha256$ and 64 hexadecimal digits'
const SWAP = 'exchange the two values'
const EMPTY = '"%1" of the achievement is empty'
const WORDS = 'a text for readers'

export const RULE_MESSAGES = {
  dates_reversed: ['"%2" is before "%1"', 'a time after "%1"', '%3', `${SWAP}, or leave the end out`],
  activity_reversed: [
    '"activityEndDate" is before "activityStartDate"',
    'a time after "activityStartDate"',
    '%1',
    SWAP,
  ],
  no_criteria: [
    'the criteria have neither id nor narrative',
    'id, narrative or both',
    'neither',
    'write "narrative": <the requirements>, or "id": <the address of a page with them>',
  ],
  empty_name: [EMPTY, WORDS, '%2', 'write what the badge is called'],
  empty_description: [EMPTY, WORDS, '%2', 'write what its holder knows or can do'],
  no_recipient: [
    'the badge names no recipient, so any holder can claim it',
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
    '"hashed" is true, but "identityHash" is not a hash',
    HASH,
    'another string',
    'hash the identity with its salt, or write "hashed": false',
  ],
  undefined_type: ['no context here defines %2', '%1', 'nothing', 'add "%1" to "@context"'],
  context_clash: [
    'the contexts are not those of the credential around it, and JSON-LD cannot combine the versions',
    'the VCDM and Open Badges contexts of the credential around it',
    'other versions of them',
    'ask its issuer for one in the versions of the badge, or put it into endorsementJwt as a compact JWS',
  ],
  unsigned_endorsement: [
    'the endorsement is not signed, so nobody can tell who made it',
    'a signed endorsement',
    'no proof',
    'sign it first: await issue(endorsement, { signer }), with the key of the endorser',
  ],
} as const satisfies Readonly<Record<string, Message>>

export type RuleName = keyof typeof RULE_MESSAGES
