/** What a caller is told who guessed wrong about pathways, records and reports: the code, the place, and what to write. */
import { clr, isOpenBadgeError, issue, issueJwt, verify } from 'laurel'
import { evaluate, pathway, stack } from 'laurel/pathways'
import { describe, expect, it } from 'vitest'
import { ADA, badge, data, evaluated, issuer, NOW, PARTS } from './stack/world.js'

/** Code that the compiler refuses, as JavaScript has it. */
const wrong = (value: unknown): never => value as never

const path = (members: object): unknown =>
  pathway(wrong({ id: 'urn:x:p', name: 'Path', issuers: 'any', ...members }))
const record = (members: object): unknown =>
  clr(wrong({ name: 'Transcript', issuer, recipient: { id: ADA }, ...members }))
const rust = { id: 'https://example.edu/a/1', type: ['Achievement'], name: 'Rust' }
const signed = await badge('python')
const report = await verify(signed, { now: NOW })
const ROOT = 'add root: { badge: <id> }'
const REPORT = 'pass a credential without proof; a credential of a report is signed already'

const MISTAKES: readonly (readonly [
  written: string,
  run: () => unknown,
  pointer: string,
  code: string,
  hint: string,
])[] = [
  ['no root', () => path({}), '/root', 'missing', ROOT],
  [
    'issuers: a text',
    () => path({ issuers: issuer.id, root: { badge: rust.id } }),
    '/issuers',
    'wrong_type',
    "write a list, such as ['did:key:…'], or 'trusted'; 'any' accepts everybody",
  ],
  ...['Python', { url: 'Python' }].map(
    (skill) =>
      [
        `skill: ${JSON.stringify(skill)}`,
        () => path({ root: { skill } }),
        typeof skill === 'string' ? '/root/skill' : '/root/skill/url',
        'wrong_type',
        'write its URL, as alignments have it: http://data.europa.eu/esco/skill/…',
      ] as const,
  ),
  ['badges for root', () => path({ badges: [rust.id] }), '/root', 'missing', ROOT],
  ['root: an id', () => path({ root: rust.id }), '/root', 'wrong_type', 'write { badge: … }'],
  ['all: ids', () => path({ root: { all: [rust.id] } }), '/root/all/0', 'wrong_type', 'write { badge: … }'],
  ...(
    [
      ['ECTS', '/units'],
      [['ECTS'], '/units'],
      [{ 'did:web:uni.example': 5 }, '/units/did:web:uni.example'],
      [{ 'did:web:uni.example': { unit: 'ECTS' } }, '/units/did:web:uni.example'],
    ] as const
  ).map(
    ([units, pointer]) =>
      [
        `units: ${JSON.stringify(units)}`,
        () => path({ units, root: { badge: rust.id } }),
        pointer,
        'wrong_type',
        "write { [issuerId]: 'ECTS' }",
      ] as const,
  ),
  [
    'result: a text',
    () => path({ root: { badge: rust.id, result: 'Good' } }),
    '/root/result',
    'wrong_type',
    'write { … }',
  ],
  ...[{}, { badge: undefined }].map(
    (root) =>
      [
        `root: ${JSON.stringify(root)}`,
        () => path({ root }),
        '/root',
        'wrong_type',
        'write a node for each: { badge: <id> }',
      ] as const,
  ),
  [
    'badge: an achievement',
    () => path({ root: { badge: rust } }),
    '/root/badge',
    'wrong_type',
    'write only its id',
  ],
  [
    'exclude: achievements',
    () => path({ root: { badge: 'urn:x:a', exclude: [rust] } }),
    '/root/exclude/0',
    'wrong_type',
    'write only its id',
  ],
  [
    'issuers: [profile]',
    () => path({ issuers: [issuer], root: { badge: 'urn:x:a' } }),
    '/issuers/0',
    'wrong_type',
    'write only its id',
  ],
  ...(['badges', 'parts', 'credential'] as const).map(
    (name) =>
      [
        `clr({ ${name} })`,
        () => record({ [name]: PARTS }),
        `/${name}`,
        'undefined_term',
        'write "credentials"',
      ] as const,
  ),
  [
    'clr({ holder })',
    () => record({ credentials: PARTS, holder: { id: ADA } }),
    '/holder',
    'undefined_term',
    'write "recipient"',
  ],
  [
    'clr({ credentials: [report] })',
    () => record({ credentials: [report] }),
    '/credentials/0',
    'wrong_type',
    'pass report.source, which is the credential as it was received',
  ],
  ['issue(report)', () => issue(wrong(report), wrong({ signer: SIGNER })), '', 'wrong_type', REPORT],
  ['issueJwt(report)', () => issueJwt(wrong(report), wrong({ signer: SIGNER })), '', 'wrong_type', REPORT],
]

const SIGNER = {
  verificationMethod: 'did:web:example.edu#key-1',
  algorithm: 'Ed25519',
  sign: () => new Uint8Array(64),
}

async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('no error')
}

describe('a mistake in a pathway, a record or a credential', () => {
  it.each(MISTAKES)('says what to write instead of %s', async (_, run, pointer, code, hint) => {
    const error = await caught(run)
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.details.issues).toContainEqual(expect.objectContaining({ pointer, code, hint }))
  })

  it('does not read a hostile value for its hint', () => {
    const hostile = {
      get id() {
        return expect.unreachable()
      },
    }
    expect(() => path({ root: { badge: 'urn:x:a' }, issuers: [hostile] })).toThrow('/issuers/0')
  })
})

const HOLDER = { id: ADA }
const at = NOW
const CALLS: readonly (readonly [string, () => unknown, string])[] = [
  [
    'recipient for holder',
    () => evaluate(data, [{ report }], wrong({ recipient: HOLDER, at })),
    'write "holder"',
  ],
  ['now for at', () => evaluate(data, [{ report }], wrong({ holder: HOLDER, now: at })), 'write "at"'],
  ['no at', () => evaluate(data, [{ report }], wrong({ holder: HOLDER })), 'at must be a Date'],
  [
    "at: '2026-01-01'",
    () => evaluate(data, [{ report }], wrong({ holder: HOLDER, at: '2026-01-01' })),
    'at must be a Date',
  ],
  ['no holder', () => evaluate(data, [{ report }], wrong({ at })), 'holder must say whose badges count'],
  [
    'holder: a text',
    () => evaluate(data, [{ report }], wrong({ holder: ADA, at })),
    'holder must say whose badges count',
  ],
  [
    'stack with holder for recipient',
    async () => stack(data, await evaluated(), wrong({ issuer, holder: HOLDER })),
    "write recipient: { email: 'ada@example.org' }",
  ],
]

describe('a mistake in the options', () => {
  it.each(CALLS)('says what to write instead of %s', async (_, run, message) => {
    const error = await caught(run)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as TypeError).message).toContain(message)
  })
})
