/** What a caller gets told who guessed wrong: what it said before, and what it says now. */
import {
  achievement,
  bake,
  CHECK_IDS,
  clr,
  generateSigner,
  identity,
  image,
  isOpenBadgeError,
  issue,
  language,
  openBadge,
  parse,
  present,
  profile,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { badgeImage } from 'laurel/share'
import { describe, expect, it } from 'vitest'

const signer = await generateSigner()
const issuer = profile({ id: signer.controller, name: 'Example University' })
const rust = { id: 'https://example.edu/a/1', name: 'Rust', description: 'Safe code.', criteria: 'Passed.' }
const recipient = { email: 'grace@example.net' }
const made = openBadge({ issuer, recipient, achievement: rust })

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')

/** Code that the compiler refuses, as JavaScript has it. */
const wrong = (value: unknown): never => value as never
const badge = (members: object): unknown =>
  openBadge(wrong({ issuer, recipient, achievement: rust, ...members }))
const award = (members: object): unknown => achievement(wrong({ ...rust, ...members }))

interface Row {
  readonly written: string
  readonly run: () => unknown
  readonly code: string
  /** The hint as it was: JSON where a program was meant, or nothing that helps. */
  readonly before: string
  readonly hint: string
}

const URI = 'write the whole address, with its scheme and without spaces'
const TAG = 'write the language in small letters, a region in capitals'
const IMAGE =
  "write its address, such as 'https://example.edu/badge.png', or pass the bytes of the file: readFileSync('badge.png')"
const CRITERIA = "write criteria: 'Passed the exam.', or the address of a page with the criteria"
const LANGUAGES =
  'write one text; for several languages use translations(), which makes one achievement for each'

const BUILDERS: readonly Row[] = [
  ...[
    { written: 'profile({ id: signer })', run: () => profile(wrong({ id: signer, name: 'E' })) },
    { written: 'profile(signer)', run: () => profile(wrong(signer)) },
    { written: 'issuer: signer', run: () => badge({ issuer: signer }) },
    {
      written: 'id: a signer of the caller',
      run: () => badge({ issuer: { id: { verificationMethod: 'did:web:x#1', sign: () => 1 }, name: 'E' } }),
    },
  ].map((row) => ({
    ...row,
    code: 'not_json',
    before: 'pass plain data',
    hint: 'this is a signer; its id is signer.controller: profile({ id: signer.controller, name })',
  })),
  {
    written: 'validFrom: Date.now()',
    run: () => badge({ validFrom: 1795912474000 }),
    code: 'wrong_type',
    before: 'write it in quotes: "1795912474000"',
    hint: 'pass a Date: new Date(1795912474000), or write "2026-11-29T00:34:34.000Z"',
  },
  {
    written: 'validUntil in seconds',
    run: () => badge({ validUntil: 1795912474 }),
    code: 'wrong_type',
    before: 'write it in quotes: "1795912474"',
    hint: 'pass a Date: new Date(1795912474 * 1000), or write "2026-11-29T00:34:34.000Z"',
  },
  {
    written: 'validFrom: 1e300',
    run: () => badge({ validFrom: 1e300 }),
    code: 'wrong_type',
    before: 'write it in quotes: "1e+300"',
    hint: 'pass a Date, or write "2026-01-31T12:00:00Z"',
  },
  {
    written: 'no criteria',
    run: () => award({ criteria: undefined }),
    code: 'missing',
    before: 'add "criteria": { "id": … }',
    hint: CRITERIA,
  },
  {
    written: 'criteria: {}',
    run: () => award({ criteria: {} }),
    code: 'no_criteria',
    before: 'write "narrative": <the requirements>, or "id": <the address of a page with them>',
    hint: CRITERIA,
  },
  {
    written: 'no criteria, deep in a badge',
    run: () => badge({ achievement: { ...rust, criteria: undefined } }),
    code: 'missing',
    before: 'add "criteria": { "id": … }',
    hint: CRITERIA,
  },
  {
    written: 'no id',
    run: () => award({ id: undefined }),
    code: 'missing',
    before: 'add "id": <an absolute URI>',
    hint: "write an address of yours that never changes: id: 'https://example.edu/achievements/rust-1'",
  },
  {
    written: "id: 'rust-1'",
    run: () => award({ id: 'rust-1' }),
    code: 'invalid_uri',
    before: URI,
    hint: "write an address of yours that never changes: 'https://example.edu/achievements/rust-1'",
  },
  {
    written: "image: './badge.png'",
    run: () => award({ image: './badge.png' }),
    code: 'invalid_uri',
    before: URI,
    hint: IMAGE,
  },
  {
    written: "image('./badge.png')",
    run: () => image('./badge.png'),
    code: 'invalid_uri',
    before: URI,
    hint: IMAGE,
  },
  {
    written: "issuer: { image: 'logo.png' }",
    run: () => badge({ issuer: { ...issuer, image: 'logo.png' } }),
    code: 'invalid_uri',
    before: URI,
    hint: IMAGE,
  },
  {
    written: 'image: an ArrayBuffer',
    run: () => award({ image: new ArrayBuffer(8) }),
    code: 'not_json',
    before: 'pass plain data',
    hint: 'if it is an image, pass new Uint8Array(…) of it',
  },
  {
    written: 'achievement: a Promise',
    run: () => badge({ achievement: Promise.resolve(rust) }),
    code: 'not_json',
    before: 'pass plain data',
    hint: 'await it first',
  },
  {
    written: "achievement: 'https://example.edu/a/1'",
    run: () => badge({ achievement: rust.id }),
    code: 'wrong_type',
    before:
      'write { "id": <that string>, "type": ["Achievement"], "name": …, "description": …, "criteria": … }',
    hint: 'pass the result of achievement(…), because each badge contains the whole achievement',
  },
  {
    written: 'no achievement',
    run: () => badge({ achievement: undefined }),
    code: 'missing',
    before:
      'add "achievement": { "id": …, "type": ["Achievement"], "name": …, "description": …, "criteria": … }',
    hint: 'write achievement: achievement({ id, name, description, criteria })',
  },
  {
    written: 'no issuer',
    run: () => badge({ issuer: undefined }),
    code: 'missing',
    before: 'add "issuer": { "id": …, "type": ["Profile"] }',
    hint: "write issuer: profile({ id: signer.controller, name: 'Example University' }); await the signer first",
  },
  ...['german', 'Deutsch'].map(
    (text): Row => ({
      written: `inLanguage: '${text}'`,
      run: () => award({ inLanguage: text }),
      code: 'invalid_language',
      before: TAG,
      hint: 'write "de"',
    }),
  ),
  ...['de_de', 'de-de'].map(
    (text): Row => ({
      written: `inLanguage: '${text}'`,
      run: () => award({ inLanguage: text }),
      code: 'invalid_language',
      before: TAG,
      hint: 'write "de-DE"',
    }),
  ),
  {
    written: "inLanguage: 'klingon'",
    run: () => award({ inLanguage: 'klingon' }),
    code: 'invalid_language',
    before: TAG,
    hint: 'write the code of the language in small letters, and a region in capitals',
  },
  {
    written: "language('french')",
    run: () => language('french'),
    code: 'invalid_language',
    before: 'leave variants and extensions out',
    hint: 'write "fr"',
  },
  {
    written: "name: { en: 'Rust', de: 'Rost' }",
    run: () => award({ name: { en: 'Rust', de: 'Rost' } }),
    code: 'wrong_type',
    before: 'write a string',
    hint: LANGUAGES,
  },
  {
    written: "email: 'ada'",
    run: () => badge({ recipient: { email: 'grace' } }),
    code: 'invalid_email',
    before: 'write name@host',
    hint: "write the whole address, such as 'ada@example.org', or another identity into identifier: { identityType, value }",
  },
  {
    written: "email: ['ada@example.org']",
    run: () => badge({ recipient: { email: ['grace@example.net'] } }),
    code: 'wrong_type',
    before: 'write name@host',
    hint: 'write one address here, and the others into identifier: [{ email }, …]',
  },
  {
    written: "recipient: 'ada@example.org'",
    run: () => badge({ recipient: 'grace@example.net' }),
    code: 'no_recipient',
    before: "write recipient: { email: 'ada@example.org' }, or bearer: true for any holder",
    hint: 'a recipient is an object: write recipient: { email: … }',
  },
  {
    written: "recipient: { id: 'ada@example.org' }",
    run: () => badge({ recipient: { id: 'grace@example.net' } }),
    code: 'invalid_uri',
    before: URI,
    hint: 'write recipient: { email } instead of { id }',
  },
  {
    written: "recipient: { emial: 'ada@example.org' }",
    run: () => badge({ recipient: { emial: 'grace@example.net' } }),
    code: 'unknown_member',
    before: 'write { email }, { id } or { identifier }',
    hint: 'write email',
  },
  {
    written: "recipient: { email, name: '' }",
    run: () => badge({ recipient: { ...recipient, name: '' } }),
    code: 'wrong_type',
    before: 'write { email }, { id } or { identifier }',
    hint: "write name: 'Ada Lovelace', or remove it",
  },
  {
    written: "identity({ type: 'studentId', value: '20-1' })",
    run: () => identity(wrong({ type: 'studentId', value: '20-1' })),
    code: 'unknown_member',
    before: 'write { email } or { identityType, value }',
    hint: 'write identityType',
  },
  {
    written: "identity({ value: '20-1' })",
    run: () => identity(wrong({ value: '20-1' })),
    code: 'missing',
    before: 'write a value of IdentifierType',
    hint: "write identityType: 'sisSourcedId', 'emailAddress', or your own, such as 'ext:studentId'",
  },
  {
    written: "identity({ identityType: 'studentId', value: '20-1' })",
    run: () => identity(wrong({ identityType: 'studentId', value: '20-1' })),
    code: 'unknown_value',
    before:
      'write a value of IdentifierType in docs/vocabularies.md, or "ext:…" with letters, digits, dots, hyphens and underscores for one of your own',
    hint: 'write a value of IdentifierType in docs/vocabularies.md, or "ext:studentId" for one of your own',
  },
  {
    written: "identity({ identityType: 'sisSourcedId', value: 12 })",
    run: () => identity(wrong({ identityType: 'sisSourcedId', value: 12 })),
    code: 'wrong_type',
    before: 'write a string that is not empty',
    hint: "write it in quotes: '12'",
  },
  {
    written: 'issue(JSON.stringify(badge), { signer })',
    run: () => issue(wrong(JSON.stringify(made)), { signer }),
    code: 'wrong_type',
    before: 'no hint',
    hint: 'parse it first: JSON.parse(…)',
  },
]

describe('a builder that is called wrongly', () => {
  it.each(BUILDERS)('says what to write instead of $written', async ({ run, code, before, hint }) => {
    const error = await caught(run)
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.details.issues).toEqual([expect.objectContaining({ code, hint })])
    expect(hint).not.toBe(before)
    // Nobody's address goes into a log.
    expect(JSON.stringify(error.details)).not.toContain('grace')
  })
})

interface Call {
  readonly written: string
  readonly run: () => unknown
  readonly before: string
  readonly message: string
}

const NO_SIGNER = 'needs a signer: { verificationMethod, algorithm, sign }'
const ISSUERS =
  "a list of ids, such as ['did:web:example.edu'] or [issuer.id], a function that says yes or no, or { registries: [ … ] }"

const CALLS: readonly Call[] = [
  {
    written: "signer: 'did:key:z6Mk…'",
    run: () => issue(made, wrong({ signer: 'did:key:z6Mk' })),
    before: `issue ${NO_SIGNER}`,
    message:
      'issue needs a signer, such as await generateSigner(), or your own { verificationMethod, algorithm, sign }',
  },
  {
    written: 'issue(badge, signer)',
    run: () => issue(made, wrong(signer)),
    before:
      "issue knows no option 'verificationMethod'; it knows signer, cryptosuite, created, load, now, signal",
    message: 'issue takes the signer as an option: write { signer }',
  },
  {
    written: "created: '2026-01-01'",
    run: () => issue(made, wrong({ signer, created: '2026-01-01' })),
    before: 'date.getTime is not a function',
    message: 'issue: created must be a Date: write new Date(…)',
  },
  {
    written: "issuers: 'did:web:x'",
    run: () => verify(made, wrong({ issuers: 'did:web:x' })),
    before: 'verify: option "issuers" has a wrong value',
    message: `verify: option "issuers" has a wrong value: it is a string; write ${ISSUERS}`,
  },
  {
    written: "issuers: new Set(['did:web:x'])",
    run: () => verify(made, wrong({ issuers: new Set(['did:web:x']) })),
    before: 'nothing: it was taken for registries',
    message: `verify: option "issuers" has a wrong value: it is an object; write ${ISSUERS}`,
  },
  {
    written: "issuer: 'did:web:x'",
    run: () => verify(made, wrong({ issuer: 'did:web:x' })),
    before: 'verify: unknown option "issuer"',
    message: 'verify: unknown option "issuer"; write "issuers"',
  },
  {
    written: "recipient: 'ada@example.org'",
    run: () => verify(made, wrong({ recipient: 'grace@example.net' })),
    before: 'verify: option "recipient" has a wrong value',
    message:
      'verify: option "recipient" has a wrong value: it is a string; write an object, such as { email: \'ada@example.org\' }',
  },
  {
    written: "recipient: { name: 'Ada' }",
    run: () => verify(made, wrong({ recipient: { name: 'Ada' } })),
    before: 'recipient: unknown option "name"',
    message: 'recipient: unknown option "name"; the options are id, email, identifiers',
  },
  {
    written: "now: '2026-01-01'",
    run: () => verify(made, wrong({ now: '2026-01-01' })),
    before: 'verify: option "now" has a wrong value',
    message:
      'verify: option "now" has a wrong value: it is a string; write a Date, or a function that gives one',
  },
  {
    written: "kinds: 'open-badge'",
    run: () => verify(made, wrong({ kinds: 'open-badge' })),
    before: 'verify: option "kinds" has a wrong value',
    message:
      'verify: option "kinds" has a wrong value: it is a string; write a list of kinds, such as [\'open-badge\']',
  },
  {
    written: "kinds: ['badge']",
    run: () => verify(made, wrong({ kinds: ['open-badge', 'badge'] })),
    before:
      'verify: option "kinds" has a wrong value: it is a list; write a list of kinds, such as [\'open-badge\']',
    message:
      "verify: option \"kinds\" has a wrong value: at [1] it is not one of 'open-badge', 'endorsement', 'clr', 'status-list', 'credential', 'presentation'; write a list of kinds, such as ['open-badge']",
  },
  {
    written: "require: ['revocation']",
    run: () => verify(made, wrong({ require: ['revocation'] })),
    before: 'verify: option "require" has a wrong value: it is a list',
    message: `verify: option "require" has a wrong value: at [0] it is not one of ${quoted(CHECK_IDS)}; write a list of rows, such as ['status', 'trust']`,
  },
  {
    written: "issuers: ['did:web:x', undefined]",
    run: () => verify(made, wrong({ issuers: ['did:web:x', undefined] })),
    before: 'verify: option "issuers" has a wrong value: it is a list; write a list',
    message: `verify: option "issuers" has a wrong value: at [1] it is of type undefined; write ${ISSUERS}`,
  },
  {
    written: 'issuers: [profile]',
    run: () => verify(made, wrong({ issuers: [issuer] })),
    before: 'verify: option "issuers" has a wrong value: at [0] it is something else',
    message: `verify: option "issuers" has a wrong value: at [0] it is of type object; write ${ISSUERS}`,
  },
  {
    written: "recipient: { email: 'Linus' }",
    run: () => verify(made, wrong({ recipient: { email: 'Linus' } })),
    before: 'recipient: option "email" has a wrong value: it is a string; write an address or a list of them',
    message:
      'recipient: option "email" has a wrong value: it is not an e-mail address; write an address or a list of them, such as [\'ada@example.org\']',
  },
  {
    written: "recipient: { email: ['ada@example.org', 'Linus'] }",
    run: () => verify(made, wrong({ recipient: { email: ['ada@example.org', 'Linus'] } })),
    before: 'recipient: option "email" has a wrong value: it is a list; write an address or a list of them',
    message:
      'recipient: option "email" has a wrong value: at [1] it is not an e-mail address; write an address or a list of them, such as [\'ada@example.org\']',
  },
  {
    written: 'clockSkewSeconds: -1',
    run: () => verify(made, { clockSkewSeconds: -1 }),
    before: 'verify: option "clockSkewSeconds" has a wrong value: it is a number; write a number of seconds',
    message: 'verify: option "clockSkewSeconds" has a wrong value: it is -1; write a number of seconds',
  },
  {
    written: 'recipient: { email: [null] }',
    run: () => verify(made, wrong({ recipient: { email: [null] } })),
    before: 'recipient: option "email" has a wrong value: it is a list; write a text, or a list of them',
    message:
      'recipient: option "email" has a wrong value: at [0] it is of type object; write an address or a list of them, such as [\'ada@example.org\']',
  },
  {
    written: "form: 'loose'",
    run: () => verify(made, wrong({ form: 'loose' })),
    before: "verify: option \"form\" has a wrong value: it is a string; write 'compact' or 'strict'",
    message: `verify: option "form" has a wrong value: it is not one of 'strict', 'compact'`,
  },
  ...[
    ['a File', new File(['{}'], 'badge.json')],
    ['a Blob', new Blob(['{}'])],
    ['a stream', new Blob(['{}']).stream()],
  ].map(
    ([what, input]): Call => ({
      written: `verify(${what})`,
      run: () => verify(input),
      before: 'a report: json_invalid, the text looks like JSON, but it is damaged',
      message: 'verify: the input is a file or stream; pass the bytes: await file.arrayBuffer()',
    }),
  ),
  {
    written: 'verify(a Response)',
    run: () => verify(new Response('{}')),
    before: 'verify: the input is a file, response or stream; pass the bytes: await file.arrayBuffer()',
    message: 'verify: the input is a request or response; pass the bytes: await request.arrayBuffer()',
  },
  ...[new FormData(), new URLSearchParams()].map(
    (input): Call => ({
      written: `verify(${input.constructor.name})`,
      run: () => verify(input),
      before: 'a report: json_invalid, the text looks like JSON, but it is damaged',
      message:
        "verify: the input is a form; pass the bytes of its file: await form.get('badge').arrayBuffer()",
    }),
  ),
  {
    written: 'verify(report)',
    run: async () => verify(await verify(await issue(made, { signer }))),
    before: 'a report with the warning unwrapped',
    message:
      'verify: the input is a report of verify; pass report.source, which is the credential as it was received',
  },
  {
    written: 'verify(report) of a file without a badge',
    run: async () => verify(await verify('no badge')),
    before: 'a report: json_unrecognised',
    message:
      'verify: the input is a report of verify; pass report.source, which is the credential as it was received',
  },
  {
    written: 'verify(new URL(…))',
    run: () => verify(new URL('https://example.edu/badge.json')),
    before: 'a report: the text looks like JSON, but is damaged',
    message: 'verify: the input is a URL; pass the bytes of the file that is there',
  },
  {
    written: 'verify(signer)',
    run: () => verify(signer),
    before: 'a report: the text looks like JSON, but is damaged',
    message: 'verify: the input is a signer; pass the credential that it signed',
  },
  {
    written: 'verify(undefined)',
    run: () => verify(undefined),
    before: 'verify: the input is undefined',
    message: 'verify: the input is undefined; pass the credential',
  },
  {
    written: 'verify(fetchBadge)',
    run: () => verify(() => made),
    before: 'verify: the input is a function',
    message: 'verify: the input is a function; pass the credential',
  },
  {
    written: "bake('badge.png', badge)",
    run: () => bake(wrong('badge.png'), made),
    before: 'an image is a Uint8Array',
    message: 'the image must be a Uint8Array; pass the bytes of the file, such as readFileSync(…) returns',
  },
  {
    written: 'statusListCredential without a list',
    run: () => statusListCredential(wrong({ id: 'https://example.edu/s/1', issuer })),
    before: "Cannot read properties of undefined (reading 'length')",
    message: 'statusListCredential: list must be a result of statusList() or decodeStatusList()',
  },
  {
    written: 'statusListCredential with validFrom: Date.now()',
    run: () =>
      statusListCredential(
        wrong({ id: 'https://example.edu/s/1', issuer, list: statusList(), validFrom: 1795912474000 }),
      ),
    before: 'value.toISOString is not a function',
    message: 'statusListCredential: validFrom must be a Date or a string',
  },
]

describe('a function that is called wrongly', () => {
  it.each(CALLS)('says what to write instead of $written', async ({ run, before, message }) => {
    const error = await caught(run)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as TypeError).message).toBe(message)
    expect(message).not.toBe(before)
  })

  it.each<[string, (report: never) => unknown, string?]>([
    ['bake', (report) => bake(badgeImage({ title: 'Rust' }), report)],
    ['issue', (report) => issue(report, { signer }), 'a credential of a report is signed already'],
    ['present', (report) => present({ credentials: [report], signer, challenge: 'c' })],
    ['parse', (report) => parse(report), 'use report.badges, which has a view of each badge'],
    ['clr', (report) => clr({ name: 'T', issuer, recipient, credentials: [report] })],
  ])('%s says that it is given a report, and what to pass', async (_, run, hint = 'pass report.source') => {
    const report = await verify(await issue(made, { signer }))
    const error = await caught(() => run(report as never))
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.message).toContain('this is a report, not a credential')
    expect(error.message).toContain(hint)
  })

  it.each<[string, (text: never) => unknown]>([
    ['clr', (text) => clr({ name: 'T', issuer, recipient, credentials: [text] })],
    ['present', (text) => present({ credentials: [text], signer, challenge: 'c' })],
    ['issue', (text) => issue(text, { signer })],
  ])('%s says to parse JSON text', async (_, run) => {
    const error = await caught(async () => run(JSON.stringify(await issue(made, { signer })) as never))
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.message).toContain('JSON.parse(')
  })

  it('tells first the issue with a name to write instead', async () => {
    const { criteria, description, ...own } = rust
    const error = await caught(() =>
      achievement(wrong({ ...own, beschreibung: description, kriterien: criteria })),
    )
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.details.issues[0]?.pointer).toBe('/beschreibung')
    expect(error.message).toContain('"kriterien" should be "criteria"')
  })

  it.each<[string, () => unknown]>([
    ['bake', () => bake(badgeImage({ title: 'Rust' }), wrong(issue(made, { signer })))],
    ['issue', () => issue(wrong(Promise.resolve(made)), { signer })],
  ])('%s says that a credential is a Promise', async (_, run) => {
    const error = await caught(run)
    if (!isOpenBadgeError(error, 'json_invalid')) throw error
    expect(error.details.reason).toBe('an instance of a class (Promise: await it first)')
  })
})

describe('issue', () => {
  it('says in its message what is wrong, as the builders do', async () => {
    const twice = await caught(async () => issue(wrong(await issue(made, { signer })), { signer }))
    expect((twice as Error).message).toBe(
      'the credential cannot be issued: /proof: the credential is signed already; issue the credential without its proof',
    )
    const other = openBadge({
      issuer: { id: 'did:web:example.edu', name: 'X' },
      recipient,
      achievement: rust,
    })
    const both = await caught(async () => issue(wrong({ ...other, proof: {} }), { signer }))
    expect((both as Error).message).toBe(
      'the credential cannot be issued: /proof: the credential is signed already; issue the credential without its proof (and 2 more)',
    )
  })
})

async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
