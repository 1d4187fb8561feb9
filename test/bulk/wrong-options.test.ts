/** What a caller is told who gives an option a wrong value: which, of which function, and what to write. */
import { readdirSync } from 'node:fs'
import {
  auditBatch,
  type BatchOptions,
  changeStatus,
  csvSource,
  issueBatch,
  issueRecords,
  ndjsonSource,
  parseKey,
  rowsFrom,
  signerOf,
} from 'laurel/bulk'
import { issueOnQueue, memoryQueue, queueWorker } from 'laurel/queue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, MAPPING, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

/** Code that the compiler refuses, as JavaScript has it. */
const wrong = (value: unknown): never => value as never

const BATCH: Readonly<Record<string, (options: BatchOptions) => Promise<unknown>>> = {
  issueBatch,
  issueRecords: ({ mapping, ...options }) =>
    issueRecords({
      ...options,
      mapping: typeof mapping === 'object' ? { ...mapping, record: { name: 'T' } } : mapping,
    }),
  issueOnQueue: ({ workers: _, dryRun: __, ...options }) =>
    issueOnQueue({ queue: memoryQueue(), ...options }),
}

describe.each(Object.keys(BATCH))('%s', (name) => {
  it.each<[string, unknown, string]>([
    ['source', 'rows.csv', 'is a string; write csvSource('],
    ['source', ['rows.csv'], 'is a list; write csvSource('],
    ['issuer', 'did:web:example.edu', "is a string; write the issuer's profile"],
    ['achievement', 'rust.json', 'is a string; write an achievement'],
    ['created', '2026-06-30', 'is a string; write a Date, such as new Date('],
    ['created', new Date('never'), 'is an invalid Date; write a Date, such as new Date('],
    ['key', '{"kty":"OKP"}', 'is a string; write parseKey(text)'],
    ['key', { kty: 'OKP' }, 'is an object; write parseKey(text)'],
    ['signer', Promise.resolve(), 'is a Promise (await it first); write a signer'],
    ['status', 'https://example.edu/{list}', 'is a string; write an object, such as { url: '],
    ['out', new URL('file:///out'), 'is an object; write the path of a folder'],
    ['form', 'pdf', "is not one of 'ndjson', 'json', 'png', 'svg'"],
    ['image', 'badge.png', 'is a string; write the bytes of a PNG or SVG'],
    ['skipInvalid', 'no', 'is a string; write true or false'],
    ['signerTimeoutMilliseconds', 0, 'is 0; write a number, 1 or more'],
    ['seed', new Uint8Array(3), 'is an object; write a Uint8Array of 32 bytes'],
    ['signal', new AbortController(), 'is an object; write an AbortSignal'],
  ])('refuses %s: %j', async (option, value, told) => {
    await expect(BATCH[name]!({ ...here.batch(rows(1)), [option]: wrong(value) })).rejects.toThrow(
      new RegExp(`^${name}: option "${option}" has a wrong value: it ${escaped(told)}`),
    )
    expect(readdirSync(here.folder).filter((file) => file.startsWith('out'))).toEqual([])
  })

  it.each(['source', 'issuer', 'achievement', 'out'])('misses %s, and says what to write', async (option) => {
    await expect(BATCH[name]!({ ...here.batch(rows(1)), [option]: wrong(undefined) })).rejects.toThrow(
      new RegExp(`^${name}: option "${option}" is missing; write `),
    )
  })

  it('names itself for a key and a signer, lists of status, and unknown options', async () => {
    const batch = here.batch(rows(1))
    const { key: _, ...none } = batch
    await expect(BATCH[name]!(none)).rejects.toThrow(`${name}: give either key or signer`)
    await expect(BATCH[name]!({ ...batch, status: wrong({}) })).rejects.toThrow(
      `${name}: status: option "url" is missing; write a text, such as 'https://example.edu/status/'`,
    )
    await expect(BATCH[name]!({ ...batch, publish: () => undefined })).rejects.toThrow(
      `${name}: publish has no effect without status`,
    )
    await expect(BATCH[name]!({ ...batch, ...{ outt: 'x' } })).rejects.toThrow(
      `${name}: unknown option "outt"`,
    )
  })
})

describe('a mapping that is no object', () => {
  it.each([issueBatch, issueRecords])('is refused by %o', async (issue) => {
    await expect(issue({ ...here.batch(rows(1)), mapping: wrong('map.json') })).rejects.toThrow(
      /option "mapping" has a wrong value: it is a string; write an object, such as .*JSON\.parse/,
    )
  })
})

describe('the other functions', () => {
  it('say what to write', async () => {
    const signer = await signerOf(KEY)
    const change = { journal: 'j', out: 'o', issuer: ISSUER, signer, action: 'revoke', all: true } as const
    const told: readonly [call: () => unknown, message: string][] = [
      [
        () => changeStatus({ ...change, at: wrong('2026') }),
        'changeStatus: option "at" has a wrong value: it is',
      ],
      [
        () => changeStatus({ ...change, action: wrong('delete') }),
        `changeStatus: option "action" has a wrong value: it is not one of 'revoke', 'suspend', 'reinstate'`,
      ],
      [
        () => changeStatus({ ...change, ids: wrong(['urn:uuid:x', 7]) }),
        'changeStatus: option "ids" has a wrong value: at [1] it is of type number; write a list of ids',
      ],
      [
        () => changeStatus({ ...change, signer: wrong(KEY) }),
        'changeStatus: option "signer" has a wrong value: it is an object; write a signer',
      ],
      [() => changeStatus(wrong({ all: true })), 'changeStatus: option "journal" is missing; write a path'],
      [() => auditBatch(wrong({})), 'auditBatch: option "out" is missing; write the path of a folder'],
      [
        () => auditBatch({ out: 'o', issuer: wrong(ISSUER) }),
        `auditBatch: option "issuer" has a wrong value: it is an object; write the id of the issuer`,
      ],
      [
        () => queueWorker({ queue: memoryQueue(), key: wrong('{}') }),
        'queueWorker: option "key" has a wrong value: it is a string; write parseKey(text)',
      ],
      [
        () => queueWorker(wrong({ key: KEY })),
        'queueWorker: option "queue" is missing; write await redisQueue(',
      ],
      [() => csvSource(wrong(Buffer.from('a,b'))), 'csvSource: pass the path of the file'],
      [() => ndjsonSource(wrong(undefined)), 'ndjsonSource: pass the path of the file'],
      [() => rowsFrom(wrong([{ email: 'a' }])), 'rowsFrom: pass a function'],
      [() => signerOf(wrong('{}')), 'signerOf: pass what parseKey(text) returns'],
      [() => parseKey(wrong(Buffer.from('z'))), 'parseKey: pass the text of the key file'],
    ]
    for (const [call, message] of told) {
      const error = await Promise.resolve()
        .then(call)
        .catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(TypeError)
      expect((error as Error).message.slice(0, message.length)).toBe(message)
    }
  })
})

/** Every option has words for what to write, so that no message ends with what is wrong. */
it.each(Object.keys(BATCH))('%s says what to write for every option', async (name) => {
  const batch = { ...here.batch(rows(1)), mapping: MAPPING }
  const given = Object.keys(batch).concat('status', 'publish', 'contexts', 'onProgress', 'replace', 'resign')
  for (const option of given.filter((each) => name !== 'issueOnQueue' || each !== 'workers')) {
    const error = await BATCH[name]!({ ...batch, [option]: wrong(Symbol('wrong')) }).catch((thrown) => thrown)
    expect(String(error)).toMatch(new RegExp(`^TypeError: ${name}: option "${option}" .*; write `))
  }
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
