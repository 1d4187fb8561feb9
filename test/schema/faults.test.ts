/** One fault, one issue: place, code, weight, and a hint that says what to write. */
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { DocumentIssueCode } from '../../src/issue-codes.js'
import { validate } from '../../src/schema/validate.js'
import {
  CONTEXTS,
  completeBadge,
  endorsementCredential,
  olderBadge,
  plainBadge,
  profileDocument,
} from './fixtures.js'

type Change = (document: Mutable) => void
type Mutable = { [member: string]: Mutable } & unknown[]
interface Fault {
  readonly what: string
  readonly of?: JsonObject
  readonly change: Change
  readonly pointer: string
  readonly code: DocumentIssueCode
  readonly hint: RegExp
  /** As a reader weighs it; `error` unless said otherwise. */
  readonly reading?: 'warning' | 'nothing'
  /** As an issuer should; `error` unless said otherwise. */
  readonly issuing?: 'warning'
}

const json = (value: Json): Mutable => value as unknown as Mutable
const set =
  (path: string, value: Json): Change =>
  (document) => {
    const steps = path.split('/').slice(1)
    const last = steps.pop()!
    let at = document
    for (const step of steps) at = at[step]!
    at[last] = json(value)
  }
const drop =
  (path: string): Change =>
  (document) => {
    const steps = path.split('/').slice(1)
    const last = steps.pop()!
    let at = document
    for (const step of steps) at = at[step]!
    delete at[last]
  }
const rename =
  (path: string, next: string): Change =>
  (document) => {
    const parent = path.slice(0, path.lastIndexOf('/'))
    const value = path
      .split('/')
      .slice(1)
      .reduce<Mutable>((at, step) => at[step]!, document)
    drop(path)(document)
    set(`${parent}/${next}`, value as unknown as Json)(document)
  }

const ACHIEVEMENT = '/credentialSubject/achievement'
const DESCRIPTIONS = `${ACHIEVEMENT}/resultDescription`
const RESULTS = '/credentialSubject/result'

const { proof: _, ...UNSIGNED } = endorsementCredential

const FAULTS: readonly Fault[] = [
  // Missing, misnamed, unknown
  { what: 'no id', change: drop('/id'), pointer: '/id', code: 'missing', hint: /add "id"/ },
  {
    what: 'no type',
    change: drop('/type'),
    pointer: '/type',
    code: 'missing',
    hint: /"VerifiableCredential", "OpenBadgeCredential"/,
  },
  {
    what: 'no contexts',
    change: drop('/@context'),
    pointer: '/@context',
    code: 'missing',
    hint: /context-3\.0\.3\.json/,
  },
  {
    what: 'no issuer',
    change: drop('/issuer'),
    pointer: '/issuer',
    code: 'missing',
    hint: /"type": \["Profile"\]/,
  },
  {
    what: 'no validFrom',
    change: drop('/validFrom'),
    pointer: '/validFrom',
    code: 'missing',
    hint: /2026-01-31T12:00:00Z/,
  },
  {
    what: 'no subject',
    change: drop('/credentialSubject'),
    pointer: '/credentialSubject',
    code: 'missing',
    hint: /AchievementSubject/,
  },
  {
    what: 'no achievement',
    change: drop(ACHIEVEMENT),
    pointer: ACHIEVEMENT,
    code: 'missing',
    hint: /"criteria": …/,
  },
  {
    what: 'no criteria',
    change: drop(`${ACHIEVEMENT}/criteria`),
    pointer: `${ACHIEVEMENT}/criteria`,
    code: 'missing',
    hint: /add "criteria"/,
  },
  {
    what: 'no description',
    change: drop(`${ACHIEVEMENT}/description`),
    pointer: `${ACHIEVEMENT}/description`,
    code: 'missing',
    hint: /a text/,
  },
  {
    what: 'no type of the achievement',
    change: drop(`${ACHIEVEMENT}/type`),
    pointer: `${ACHIEVEMENT}/type`,
    code: 'missing',
    hint: /\["Achievement"\]/,
  },
  {
    what: 'no type of the image',
    change: drop(`${ACHIEVEMENT}/image/type`),
    pointer: `${ACHIEVEMENT}/image/type`,
    code: 'missing',
    hint: /"Image"/,
  },
  {
    what: 'no identityType',
    change: drop('/credentialSubject/identifier/0/identityType'),
    pointer: '/credentialSubject/identifier/0/identityType',
    code: 'missing',
    hint: /IdentifierType/,
  },
  {
    what: 'the date of VCDM 1.1',
    change: rename('/validFrom', 'issuanceDate'),
    pointer: '/issuanceDate',
    code: 'misnamed',
    hint: /"validFrom"/,
  },
  {
    what: 'the date of VCDM 2.0 in 1.1',
    of: olderBadge,
    change: rename('/issuanceDate', 'validFrom'),
    pointer: '/validFrom',
    code: 'misnamed',
    hint: /"issuanceDate"/,
  },
  {
    what: 'a misspelt required member',
    change: rename(`${ACHIEVEMENT}/description`, 'descripton'),
    pointer: `${ACHIEVEMENT}/descripton`,
    code: 'misnamed',
    hint: /"description"/,
  },
  {
    what: '@id for id',
    change: rename('/issuer/id', '@id'),
    pointer: '/issuer/@id',
    code: 'misnamed',
    hint: /"id"/,
  },
  {
    what: 'url of an image',
    change: rename(`${ACHIEVEMENT}/image/id`, 'url'),
    pointer: `${ACHIEVEMENT}/image/url`,
    code: 'misnamed',
    hint: /"id"/,
  },
  {
    what: 'a misspelt optional member',
    change: rename(`${ACHIEVEMENT}/achievementType`, 'achivementType'),
    pointer: `${ACHIEVEMENT}/achivementType`,
    code: 'undefined_term',
    hint: /"achievementType"/,
    reading: 'warning',
  },
  {
    what: 'tags for tag',
    change: set(`${ACHIEVEMENT}/tags`, ['x']),
    pointer: `${ACHIEVEMENT}/tags`,
    code: 'undefined_term',
    hint: /"tag"/,
    reading: 'warning',
  },
  {
    what: 'recipient of OB 2.0',
    change: set('/recipient', {}),
    pointer: '/recipient',
    code: 'undefined_term',
    hint: /credentialSubject/,
    reading: 'warning',
  },
  {
    what: 'a foreign member',
    change: set('/credentialSubject/shoeSize', 42),
    pointer: '/credentialSubject/shoeSize',
    code: 'undefined_term',
    hint: /context that defines it/,
    reading: 'warning',
  },
  {
    what: 'name of the subject',
    change: set('/credentialSubject/name', 'Ada'),
    pointer: '/credentialSubject/name',
    code: 'foreign_term',
    hint: /identityType: 'name'/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: 'alsoKnownAs of a profile',
    change: set('/issuer/alsoKnownAs', 'x'),
    pointer: '/issuer/alsoKnownAs',
    code: 'undefined_term',
    hint: /otherIdentifier/,
    reading: 'warning',
  },
  {
    what: 'a foreign member of a closed class',
    change: set('/credentialSubject/identifier/0/name', 'Ada'),
    pointer: '/credentialSubject/identifier/0/name',
    code: 'unknown_member',
    hint: /leave it out/,
  },
  {
    what: 'a term that the older context lacks',
    change: (d) => {
      set('/@context/1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json')(d)
      set('/awardedDate', '2026-01-01T00:00:00Z')(d)
    },
    pointer: '/awardedDate',
    code: 'undefined_term',
    hint: /3\.0\.3/,
    reading: 'warning',
  },
  // Wrong sort
  {
    what: 'image as a string',
    change: set(`${ACHIEVEMENT}/image`, 'https://example.edu/a.png'),
    pointer: `${ACHIEVEMENT}/image`,
    code: 'wrong_type',
    hint: /"id": <that string>, "type": "Image"/,
  },
  {
    what: 'criteria as a string',
    change: set(`${ACHIEVEMENT}/criteria`, 'Pass.'),
    pointer: `${ACHIEVEMENT}/criteria`,
    code: 'wrong_type',
    hint: /"narrative"/,
  },
  {
    what: 'achievement as a string',
    change: set(ACHIEVEMENT, 'https://example.edu/a'),
    pointer: ACHIEVEMENT,
    code: 'wrong_type',
    hint: /"type": \["Achievement"\]/,
  },
  {
    what: 'achievement as a list',
    change: (d) => set(ACHIEVEMENT, [d['credentialSubject']!['achievement'] as unknown as Json])(d),
    pointer: ACHIEVEMENT,
    code: 'not_single',
    hint: /brackets/,
  },
  {
    what: 'a subject list',
    change: (d) => set('/credentialSubject', [d['credentialSubject'] as unknown as Json])(d),
    pointer: '/credentialSubject',
    code: 'not_single',
    hint: /brackets/,
  },
  {
    what: 'a list with a string for an object',
    change: set('/credentialSubject/identifier', ['ada@example.org']),
    pointer: '/credentialSubject/identifier/0',
    code: 'wrong_type',
    hint: /IdentityObject/,
  },
  {
    what: 'a list in a list',
    change: set(`${ACHIEVEMENT}/tag`, [['x']]),
    pointer: `${ACHIEVEMENT}/tag/0`,
    code: 'wrong_type',
    hint: /outer list/,
  },
  {
    what: 'name as a number',
    change: set(`${ACHIEVEMENT}/name`, 7),
    pointer: `${ACHIEVEMENT}/name`,
    code: 'wrong_type',
    hint: /"7"/,
  },
  {
    what: 'credits as a string',
    change: set('/credentialSubject/creditsEarned', '5'),
    pointer: '/credentialSubject/creditsEarned',
    code: 'wrong_type',
    hint: /without quotes/,
  },
  {
    what: 'hashed as a string',
    change: set('/credentialSubject/identifier/0/hashed', 'true'),
    pointer: '/credentialSubject/identifier/0/hashed',
    code: 'wrong_type',
    hint: /without quotes/,
  },
  {
    what: 'null',
    change: set('/validUntil', null),
    pointer: '/validUntil',
    code: 'null_value',
    hint: /leave/,
  },
  {
    what: 'null for a required member',
    change: set('/id', null),
    pointer: '/id',
    code: 'null_value',
    hint: /write/,
  },
  {
    what: 'null in a list',
    change: set(`${ACHIEVEMENT}/tag`, [null]),
    pointer: `${ACHIEVEMENT}/tag/0`,
    code: 'null_value',
    hint: /leave the item out/,
  },
  {
    what: 'a single value for a list',
    change: set(`${ACHIEVEMENT}/tag`, 'x'),
    pointer: `${ACHIEVEMENT}/tag`,
    code: 'not_a_list',
    hint: /brackets/,
    reading: 'nothing',
  },
  {
    what: 'a single type',
    change: set(`${ACHIEVEMENT}/type`, 'Achievement'),
    pointer: `${ACHIEVEMENT}/type`,
    code: 'not_a_list',
    hint: /\["Achievement"\]/,
    reading: 'nothing',
  },
  {
    what: 'an empty list',
    change: set(`${ACHIEVEMENT}/tag`, []),
    pointer: `${ACHIEVEMENT}/tag`,
    code: 'empty_list',
    hint: /leave/,
    reading: 'warning',
  },
  {
    what: 'two statuses',
    change: set('/credentialStatus', [{ type: 'A' }, { type: 'B' }]),
    pointer: '/credentialStatus',
    code: 'several_statuses',
    hint: /keep/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: '__proto__',
    change: (d) =>
      Object.defineProperty(d, '__proto__', {
        value: {},
        enumerable: true,
        configurable: true,
        writable: true,
      }),
    pointer: '/__proto__',
    code: 'reserved_name',
    hint: /remove/,
  },
  // Types and vocabularies
  {
    what: 'the wrong type of a badge',
    change: set('/type', ['VerifiableCredential', 'Badge']),
    pointer: '/type',
    code: 'missing_type',
    hint: /OpenBadgeCredential/,
  },
  {
    what: 'no VerifiableCredential',
    change: set('/type', ['OpenBadgeCredential']),
    pointer: '/type',
    code: 'missing_type',
    hint: /VerifiableCredential/,
  },
  {
    what: 'the wrong type of a profile',
    change: set('/issuer/type', ['Issuer']),
    pointer: '/issuer/type',
    code: 'missing_type',
    hint: /"Profile"/,
  },
  {
    what: 'the wrong type of an image',
    change: set(`${ACHIEVEMENT}/image/type`, 'Picture'),
    pointer: `${ACHIEVEMENT}/image/type`,
    code: 'missing_type',
    hint: /"Image"/,
  },
  {
    what: 'a number among types',
    change: set('/issuer/type', ['Profile', 1]),
    pointer: '/issuer/type/1',
    code: 'wrong_type',
    hint: /"Profile"/,
  },
  {
    what: 'a misspelt achievementType',
    change: set(`${ACHIEVEMENT}/achievementType`, 'Microcredential'),
    pointer: `${ACHIEVEMENT}/achievementType`,
    code: 'unknown_value',
    hint: /"MicroCredential"/,
  },
  {
    what: 'identityType of OB 2.0',
    change: set('/credentialSubject/identifier/0/identityType', 'email'),
    pointer: '/credentialSubject/identifier/0/identityType',
    code: 'unknown_value',
    hint: /"emailAddress"/,
  },
  {
    what: 'a value that every object of JavaScript has as a member',
    change: set(`${ACHIEVEMENT}/achievementType`, 'constructor'),
    pointer: `${ACHIEVEMENT}/achievementType`,
    code: 'unknown_value',
    hint: /^write a value of AchievementType in docs\/vocabularies\.md, or "ext:/,
  },
  {
    what: 'ext: not at the beginning',
    change: set(`${ACHIEVEMENT}/achievementType`, 'myext:x'),
    pointer: `${ACHIEVEMENT}/achievementType`,
    code: 'unknown_value',
    hint: /ext:/,
  },
  {
    what: 'a status outside the closed list',
    of: completeBadge,
    change: set(`${RESULTS}/3/status`, 'ext:Halfway'),
    pointer: `${RESULTS}/3/status`,
    code: 'unknown_value',
    hint: /^write one of Completed, Enrolled, /,
  },
  {
    what: 'a result type',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/0/resultType`, 'lettergrade'),
    pointer: `${DESCRIPTIONS}/0/resultType`,
    code: 'unknown_value',
    hint: /"LetterGrade"/,
  },
  // Strings with a form
  {
    what: 'a relative id',
    change: set('/id', 'badges/1'),
    pointer: '/id',
    code: 'invalid_uri',
    hint: /whole address/,
  },
  {
    what: 'an id with a space',
    change: set(`${ACHIEVEMENT}/id`, 'https://example.edu/a b'),
    pointer: `${ACHIEVEMENT}/id`,
    code: 'invalid_uri',
    hint: /without spaces/,
  },
  {
    what: 'an empty id',
    change: set('/issuer/id', ''),
    pointer: '/issuer/id',
    code: 'invalid_uri',
    hint: /scheme/,
  },
  {
    what: 'a home page without scheme',
    change: set('/issuer/url', 'example.edu'),
    pointer: '/issuer/url',
    code: 'invalid_url',
    hint: /scheme/,
    reading: 'warning',
  },
  ...[
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'vbscript:x',
    'file:///etc/passwd',
    'data:text/html,x',
  ].map(
    (id): Fault => ({
      what: `a picture at ${id}`,
      change: set(`${ACHIEVEMENT}/image`, { id, type: 'Image' }),
      pointer: `${ACHIEVEMENT}/image/id`,
      code: 'unsafe_uri',
      hint: /https/,
      reading: 'warning',
    }),
  ),
  {
    what: 'a home page that is a script',
    change: set('/issuer/url', 'javascript:alert(1)'),
    pointer: '/issuer/url',
    code: 'unsafe_uri',
    hint: /https/,
    reading: 'warning',
  },
  {
    what: 'a date without zone',
    change: set('/validFrom', '2026-01-31T12:00:00'),
    pointer: '/validFrom',
    code: 'date_without_zone',
    hint: /2026-01-31T12:00:00Z/,
  },
  {
    what: 'a bare day',
    change: set('/validFrom', '2026-01-31'),
    pointer: '/validFrom',
    code: 'invalid_date',
    hint: /2026-01-31T00:00:00Z/,
  },
  {
    what: 'a bare day as the end',
    change: set('/validUntil', '2027-01-01'),
    pointer: '/validUntil',
    code: 'invalid_date',
    hint: /2027-01-01T23:59:59Z/,
  },
  {
    what: 'a day that does not exist',
    change: set('/validFrom', '2025-02-29T12:00:00Z'),
    pointer: '/validFrom',
    code: 'invalid_date',
    hint: /offset/,
  },
  {
    what: 'a number of seconds',
    change: set('/validFrom', '1769860800'),
    pointer: '/validFrom',
    code: 'invalid_date',
    hint: /ISO 8601/,
  },
  {
    what: 'a birthday with time',
    of: profileDocument,
    change: set('/dateOfBirth', '1815-12-10T00:00:00Z'),
    pointer: '/dateOfBirth',
    code: 'invalid_date',
    hint: /hyphens/,
  },
  {
    what: 'a language',
    change: set(`${ACHIEVEMENT}/inLanguage`, 'English'),
    pointer: `${ACHIEVEMENT}/inLanguage`,
    code: 'invalid_language',
    hint: /small letters/,
  },
  {
    what: 'an endorsementJwt',
    change: set('/endorsementJwt', ['x']),
    pointer: '/endorsementJwt/0',
    code: 'invalid_jws',
    hint: /compact form/,
  },
  {
    what: 'an issuer URI',
    change: set('/issuer', 'did:web:example.edu'),
    pointer: '/issuer',
    code: 'issuer_string',
    hint: /"Profile"/,
    reading: 'warning',
    issuing: 'warning',
  },
  // Contexts
  {
    what: 'contexts as a string',
    change: set('/@context', CONTEXTS[0]!),
    pointer: '/@context',
    code: 'context_not_a_list',
    hint: /context-3\.0\.3/,
  },
  {
    what: 'contexts in the wrong order',
    change: set('/@context', [...CONTEXTS].reverse()),
    pointer: '/@context/0',
    code: 'context_order',
    hint: /begin with/,
  },
  {
    what: 'no Open Badges context',
    change: set('/@context', [CONTEXTS[0]!]),
    pointer: '/@context',
    code: 'context_missing',
    hint: /context-3\.0\.3/,
  },
  {
    what: 'another second context',
    change: set('/@context/1', 'https://w3id.org/security/multikey/v1'),
    pointer: '/@context/1',
    code: 'context_missing',
    hint: /begin with/,
  },
  {
    what: 'a number among contexts',
    change: set('/@context/2', 7),
    pointer: '/@context/2',
    code: 'context_item',
    hint: /address/,
  },
  {
    what: 'the extensions context is missing',
    of: completeBadge,
    change: set('/@context', CONTEXTS),
    pointer: '/@context',
    code: 'undefined_type',
    hint: /extensions\.json/,
    reading: 'warning',
  },
  // Between members
  {
    what: 'the end before the beginning',
    change: set('/validUntil', '2025-01-01T00:00:00Z'),
    pointer: '/validUntil',
    code: 'dates_reversed',
    hint: /exchange/,
  },
  {
    what: 'an activity that ends before it begins',
    of: completeBadge,
    change: set('/credentialSubject/activityEndDate', '2025-01-01T00:00:00Z'),
    pointer: '/credentialSubject/activityEndDate',
    code: 'activity_reversed',
    hint: /exchange/,
    reading: 'warning',
  },
  {
    what: 'no recipient',
    change: drop('/credentialSubject/identifier'),
    pointer: '/credentialSubject',
    code: 'no_recipient',
    hint: /identifier/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: 'criteria that say nothing',
    change: set(`${ACHIEVEMENT}/criteria`, {}),
    pointer: `${ACHIEVEMENT}/criteria`,
    code: 'no_criteria',
    hint: /narrative/,
    reading: 'warning',
  },
  ...(['', '  \n'] as const).flatMap((text) =>
    (['name', 'description'] as const).map(
      (name): Fault => ({
        what: `an achievement whose ${name} is ${JSON.stringify(text)}`,
        change: set(`${ACHIEVEMENT}/${name}`, text),
        pointer: `${ACHIEVEMENT}/${name}`,
        code: 'empty_text',
        hint: /write what/,
        reading: 'warning',
      }),
    ),
  ),
  ...(['', `${ACHIEVEMENT}`, '/issuer'] as const).map(
    (owner): Fault => ({
      what: `an endorsement that nobody signed, of ${owner || 'the badge'}`,
      of: completeBadge,
      change: set(`${owner}/endorsement`, [UNSIGNED]),
      pointer: `${owner}/endorsement/0/proof`,
      code: 'unsigned_endorsement',
      hint: /sign it first/,
      reading: 'warning',
    }),
  ),
  {
    what: 'a grade below the pass mark',
    of: completeBadge,
    change: set(`${RESULTS}/0/value`, 'D'),
    pointer: `${RESULTS}/0/value`,
    code: 'below_pass_mark',
    hint: /correct the result/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: 'a plain text as a hash',
    change: set('/credentialSubject/identifier/0/identityHash', 'ada@example.org'),
    pointer: '/credentialSubject/identifier/0/identityHash',
    code: 'invalid_hash',
    hint: /"hashed": false/,
    reading: 'warning',
  },
  {
    what: 'an MD5 hash',
    change: set('/credentialSubject/identifier/0/identityHash', `md5$${'0'.repeat(32)}`),
    pointer: '/credentialSubject/identifier/0/identityHash',
    code: 'weak_hash',
    hint: /SHA-256/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: 'a result that points nowhere',
    of: completeBadge,
    change: set(`${RESULTS}/0/resultDescription`, 'urn:uuid:nowhere'),
    pointer: `${RESULTS}/0/resultDescription`,
    code: 'dangling_result',
    hint: /description of this achievement/,
    reading: 'warning',
  },
  {
    what: 'a level that points nowhere',
    of: completeBadge,
    change: set(`${RESULTS}/1/achievedLevel`, 'urn:uuid:nowhere'),
    pointer: `${RESULTS}/1/achievedLevel`,
    code: 'dangling_level',
    hint: /level of the linked description/,
    reading: 'warning',
  },
  {
    what: 'a level of another description',
    of: completeBadge,
    change: set(`${RESULTS}/1/resultDescription`, 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000004'),
    pointer: `${RESULTS}/1/achievedLevel`,
    code: 'level_elsewhere',
    hint: /link the result/,
    reading: 'warning',
    issuing: 'warning',
  },
  {
    what: 'a required level that does not exist',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/1/requiredLevel`, 'urn:uuid:nowhere'),
    pointer: `${DESCRIPTIONS}/1/requiredLevel`,
    code: 'dangling_level',
    hint: /id of a level/,
    reading: 'warning',
  },
  {
    what: 'one id twice',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/3/id`, 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000004'),
    pointer: `${DESCRIPTIONS}/3/id`,
    code: 'duplicate_id',
    hint: /its own id/,
    reading: 'warning',
  },
  {
    what: 'a Status result without status',
    of: completeBadge,
    change: drop(`${RESULTS}/3/status`),
    pointer: `${RESULTS}/3/status`,
    code: 'status_missing',
    hint: /Completed/,
    reading: 'warning',
  },
  {
    what: 'a value above the greatest',
    of: completeBadge,
    change: set(`${RESULTS}/2/value`, '101'),
    pointer: `${RESULTS}/2/value`,
    code: 'value_out_of_range',
    hint: /valueMin and valueMax/,
    reading: 'warning',
  },
  {
    what: 'a value below the least',
    of: completeBadge,
    change: set(`${RESULTS}/2/value`, '-1'),
    pointer: `${RESULTS}/2/value`,
    code: 'value_out_of_range',
    hint: /valueMin and valueMax/,
    reading: 'warning',
  },
  {
    what: 'a value with a comma on a scale of numbers',
    of: completeBadge,
    change: set(`${RESULTS}/2/value`, '13,5'),
    pointer: `${RESULTS}/2/value`,
    code: 'result_not_number',
    hint: /with a point/,
    reading: 'warning',
  },
  {
    what: 'a pass mark with a comma on a scale of numbers',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/2/requiredValue`, '13,5'),
    pointer: `${DESCRIPTIONS}/2/requiredValue`,
    code: 'result_not_number',
    hint: /with a point/,
    reading: 'warning',
  },
  {
    what: 'a limit with a comma on a scale of numbers',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/2/valueMax`, '20,0'),
    pointer: `${DESCRIPTIONS}/2/valueMax`,
    code: 'result_not_number',
    hint: /with a point/,
    reading: 'warning',
  },
  {
    what: 'a value that is not allowed',
    of: completeBadge,
    change: set(`${RESULTS}/0/value`, 'E'),
    pointer: `${RESULTS}/0/value`,
    code: 'value_not_allowed',
    hint: /allowedValue/,
    reading: 'warning',
  },
  {
    what: 'a required value that is not allowed',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/0/requiredValue`, 'F'),
    pointer: `${DESCRIPTIONS}/0/requiredValue`,
    code: 'value_not_allowed',
    hint: /allowedValue/,
    reading: 'warning',
  },
  {
    what: 'an empty range',
    of: completeBadge,
    change: set(`${DESCRIPTIONS}/2/valueMax`, '-5'),
    pointer: `${DESCRIPTIONS}/2/valueMin`,
    code: 'value_out_of_range',
    hint: /exchange/,
    reading: 'warning',
  },
  // Elsewhere
  {
    what: 'an endorsement without name',
    of: endorsementCredential,
    change: drop('/name'),
    pointer: '/name',
    code: 'missing',
    hint: /add "name"/,
  },
  {
    what: 'an endorsement of nothing',
    of: endorsementCredential,
    change: drop('/credentialSubject/id'),
    pointer: '/credentialSubject/id',
    code: 'missing',
    hint: /absolute URI/,
  },
  {
    what: 'a fault in a nested endorsement',
    of: completeBadge,
    change: drop('/issuer/endorsement/0/credentialSubject/type'),
    pointer: '/issuer/endorsement/0/credentialSubject/type',
    code: 'missing',
    hint: /EndorsementSubject/,
  },
  {
    what: 'a profile without id',
    of: profileDocument,
    change: drop('/id'),
    pointer: '/id',
    code: 'missing',
    hint: /absolute URI/,
  },
  {
    what: 'a language map',
    change: set(`${ACHIEVEMENT}/name`, { en: 'Rust' }),
    pointer: `${ACHIEVEMENT}/name`,
    code: 'language_map',
    hint: /one string/,
    reading: 'warning',
  },
]

describe('one fault gives one issue', () => {
  it('is shown on at least 60 faults', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(60)
  })

  it.each(FAULTS)(
    '$what',
    ({ of = plainBadge, change, pointer, code, hint, reading = 'error', issuing = 'error' }) => {
      const document = JSON.parse(JSON.stringify(of)) as Mutable
      change(document)
      const read = validate(document).issues
      expect(read.map((issue) => [issue.code, issue.pointer, issue.severity])).toEqual(
        reading === 'nothing' ? [] : [[code, pointer, reading]],
      )
      if (of === olderBadge) return
      const written = validate(document, { form: 'strict' }).issues
      // In the strict form a language map is a value of the wrong sort.
      expect(written.map((issue) => [issue.code, issue.pointer, issue.severity])).toEqual([
        [code === 'language_map' ? 'wrong_type' : code, pointer, issuing],
      ])
      if (code !== 'language_map') expect(written[0]!.hint).toMatch(hint)
      for (const issue of [...read, ...written]) expect(issue.message).not.toMatch(/ada@|Ada/)
    },
  )

  it('finds nothing in the sound documents', () => {
    for (const document of [plainBadge, completeBadge, endorsementCredential, profileDocument]) {
      expect(validate(document)).toEqual({ valid: true, issues: [] })
      expect(validate(document, { form: 'strict' })).toEqual({ valid: true, issues: [] })
    }
    expect(validate(olderBadge)).toEqual({ valid: true, issues: [] })
  })

  it('takes members that a further context defines', () => {
    const document = {
      ...plainBadge,
      '@context': [...CONTEXTS, 'https://example.org/context.json'],
      shoeSize: 42,
    }
    expect(validate(document, { form: 'strict' }).issues).toEqual([])
  })

  it.each(['https://w3id.org/openbadges/v2', 'http://w3id.org/openbadges/v1'])(
    'says only that a document with %s is an older badge',
    (context) => {
      const assertion = { '@context': context, type: 'Assertion', issuedOn: '2020-01-01T00:00:00Z' }
      expect(validate(assertion).issues).toMatchObject([
        { pointer: '', code: 'wrong_type', hint: 'make a new badge with openBadge()' },
      ])
    },
  )

  it('asks for one start of validity, not for two', () => {
    const document = { ...plainBadge, issuanceDate: '2026-01-01T00:00:00Z' }
    expect(validate(document).issues).toMatchObject([
      { pointer: '/issuanceDate', hint: 'write only "validFrom"' },
    ])
  })

  it('finds all faults at once', () => {
    const document = structuredClone(plainBadge) as unknown as Mutable
    drop('/id')(document)
    set('/issuer/id', 'x')(document)
    set(`${ACHIEVEMENT}/image`, 'x')(document)
    expect(validate(document).issues).toHaveLength(3)
  })
})
