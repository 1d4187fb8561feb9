/**
 * Issues 10,000 badges from a registrar's export, with a key in this process and a worker for each core. Then issues 1,000 of
 * them with a key service that is slow and throttles, and revokes one badge.
 * Run it with `npx tsx examples/bulk/main.ts [FOLDER] [ROWS]`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { achievement, exportSecretKey, generateSigner, profile } from 'laurel'
import { auditBatch, type BatchOptions, changeStatus, csvSource, issueBatch, writeFile } from 'laurel/bulk'
import { fakeKms } from './kms.ts'
import { mapping } from './mapping.ts'
import { registrarExport } from './registrar-export.ts'

const [folder = mkdtempSync(join(tmpdir(), 'laurel-bulk-')), rows = '10000'] = process.argv.slice(2)
const count = Number(rows)
const table = join(folder, 'export.csv')
await writeFile(table, registrarExport(count))

const steward = achievement({
  id: 'https://rivers.example.edu/achievements/river-data-steward',
  name: 'River Data Steward',
  description: 'Collects, checks and publishes measurements of a living river.',
  criteria: 'Survey a river reach, clean the measurements, publish them.',
})
const university = (id: string) => profile({ id, name: 'Example University of the Rivers' })

// 1. A key in this process: the work goes to all cores.
const signer = await generateSigner({ extractable: true })
const own: BatchOptions = {
  source: csvSource(table),
  mapping,
  issuer: university(signer.controller),
  achievement: steward,
  batch: '2026-spring',
  key: { form: 'jwk', key: { ...exportSecretKey(signer, 'jwk') } },
  out: join(folder, 'own'),
  status: { url: 'https://rivers.example.edu/status/{list}' },
}
const began = performance.now()
const first = await issueBatch(own)
const perSecond = Math.round((count * 1000) / (performance.now() - began))
console.log(`${first.signed} badges signed, planned and journalled: ${perSecond} a second`)

// 2. Run it again, as after a crash or by mistake: nothing is signed.
const again = await issueBatch({ ...own, resume: true })
console.log(`the same again: ${again.signed} signed, ${again.unchanged} unchanged`)

// 3. Revoke one badge. Publish the list that this returns, so that verifiers see it.
const { published } = await changeStatus({
  journal: first.journal,
  out: own.out,
  issuer: own.issuer,
  signer,
  action: 'revoke',
  keys: ['700041'],
  reason: 'The thesis was withdrawn.',
})
console.log(`revoked 700041: publish ${published.length} list at ${published[0]!.url}`)

// 4. Check that every badge is there, once, and genuine.
const audit = await auditBatch({ out: own.out, issuer: signer.controller })
console.log(
  `audit: ${audit.badges} badges, ${audit.missing} missing, ${audit.doubled} doubled, ${audit.altered} altered`,
)

// 5. A key in a service.
const kms = await fakeKms()
const few = join(folder, 'few.csv')
await writeFile(few, registrarExport(Math.min(count, 1000)))
const remote = await issueBatch({
  source: csvSource(few),
  mapping,
  issuer: university(kms.controller),
  achievement: steward,
  signer: kms.signer,
  out: join(folder, 'kms'),
})
const { signed, throttled } = kms.counts
console.log(
  `by the key service: ${remote.signed} badges, ${signed} signatures, asked to slow down ${throttled} times`,
)

const good = first.signed === count && again.signed === 0 && audit.clean && signed === remote.signed
if (process.argv[2] === undefined) rmSync(folder, { recursive: true })
process.exitCode = good ? 0 : 1
