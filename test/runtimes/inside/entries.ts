/** The entries that want Node's own modules: on Node, Bun and Deno. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { exportSecretKey, generateSigner, issue, openBadge, verify } from 'laurel'
import { openBadgeSchemas } from 'laurel/ajv'
import { auditBatch, csvSource, issueBatch, parseKey } from 'laurel/bulk'
import { cryptosuite } from 'laurel/digitalbazaar'
import { type RemoteOptions, remote } from 'laurel/net'
import { memoryQueue, verifyQueue, verifyWorker } from 'laurel/queue'
import { type Case, type Data, refuses, same } from './data.js'

const rust = {
  id: 'https://example.edu/achievements/rust-1',
  type: ['Achievement'],
  name: 'Rust I',
  description: 'Writes safe systems code.',
  criteria: { narrative: 'Passed the exam.' },
}

export function entries(data: Data): readonly Case[] {
  const { port, certificate } = data.server
  const open: RemoteOptions = {
    ports: [port],
    authorities: certificate,
    lookup: async () => ['127.0.0.1'],
    allowAddress: () => true,
  }
  const at = (path: string): string => `https://uni.example:${port}/${path}`
  return [
    ...Object.entries(data.entries).map(
      ([name, file]): Case => [
        `resolves ${name}`,
        () => {
          const found = import.meta.resolve(name)
          if (!found.endsWith(file.slice(1))) throw new Error(`expected ${file}, got ${found}`)
        },
      ],
    ),
    [
      'laurel/net: fetches a document',
      async () => same(await remote(open)(at('good.json'), 'controller'), { id: 'good' }),
    ],
    [
      // The name is good, the address is not: the guard stands between the two, in the connection itself.
      'laurel/net: dials no address that is not public',
      async () => {
        const { allowAddress: _, ...guarded } = open
        await refuses('document_refused', () => remote(guarded)(at('secret.json'), 'controller'))
      },
    ],
    [
      'laurel/net: dials no local name that the system resolves',
      async () => {
        const { allowAddress: _, lookup: __, ...guarded } = open
        const local = `https://localhost:${port}/secret.json`
        await refuses('document_refused', () => remote(guarded)(local, 'controller'))
      },
    ],
    [
      'laurel/net: follows no redirect to another origin',
      () => refuses('document_refused', () => remote(open)(at('away'), 'controller')),
    ],
    [
      'laurel/net: reads no document that is too large',
      () =>
        refuses('document_refused', () =>
          remote({ ...open, maximumBytes: 1000 })(at('large.json'), 'status'),
        ),
    ],
    [
      'laurel/net: trusts no certificate of strangers',
      async () => {
        const { authorities: _, ...unknown } = open
        await refuses('document_unavailable', () => remote(unknown)(at('good.json'), 'controller'))
      },
    ],
    ['laurel/bulk: a batch on worker threads, audited', batch],
    ['laurel/queue: verifies over a queue in memory', overQueue],
    [
      'laurel/ajv: a route refuses what is no badge',
      async () => {
        const isBadge = openBadgeSchemas(new Ajv2020({ strictTuples: false })).compile({
          $ref: 'OpenBadgeCredential',
        })
        same([isBadge(await badge()), isBadge({ type: 'x' })], [true, false])
      },
    ],
    [
      'laurel/digitalbazaar: canonicalises for their suites',
      async () => same((await cryptosuite.canonize(await badge())).includes('"Rust I"'), true),
    ],
  ]
}

async function badge(): Promise<Record<string, unknown>> {
  const signer = await generateSigner()
  const unsigned = openBadge({
    issuer: { id: signer.controller, type: ['Profile'], name: 'Example University' } as never,
    recipient: { email: 'ada@example.org' },
    achievement: rust as never,
  })
  return (await issue(unsigned, { signer })) as never
}

async function batch(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-runtime-'))
  try {
    const signer = await generateSigner({ extractable: true })
    const rows = Array.from({ length: 40 }, (_, i) => `learner${i}@example.org\n`)
    const table = join(folder, 'learners.csv')
    writeFileSync(table, `email\n${rows.join('')}`)
    const result = await issueBatch({
      source: csvSource(table),
      mapping: { recipient: { email: '{email}' } },
      issuer: { id: signer.controller, type: ['Profile'], name: 'Example University' },
      achievement: rust,
      key: parseKey(exportSecretKey(signer, 'pem'), signer.controller),
      out: join(folder, 'out'),
      status: { url: 'https://example.edu/status/{list}' },
      workers: 2,
    })
    same([result.signed, result.issues.length], [40, 0])
    const { clean, badges } = await auditBatch({ out: join(folder, 'out'), workers: 2 })
    same([clean, badges], [true, 40])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function overQueue(): Promise<void> {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const queue = memoryQueue()
  const worker = await verifyWorker({ queue, secret })
  const service = await verifyQueue({ queue, secret })
  const input = JSON.stringify(await badge())
  const report = await service.verify(input)
  same(report.verified, (await verify(input)).verified)
  same(report.verified, true)
  same((await service.verify(input.replace('Rust I', 'Rust X'))).verified, false)
  await service.close()
  await worker.close()
}
