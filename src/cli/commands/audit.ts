/** `laurel audit`: checks that each issued badge is still there once, is not altered, and verifies. */
import { Command } from 'commander'
import { type AuditOptions, auditBatch } from '../../bulk/index.js'
import { counted } from '../../bulk/table/phrases.js'
import { readCount } from '../io/files.js'
import { BAD, type CommandOf, GOOD } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import { auditOverQueue, type QueueOptions } from '../queue/connect.js'
import { issuerIds } from '../verification/issuer-ids.js'
import { readDocuments } from '../verification/load-for.js'

interface Options extends QueueOptions {
  readonly secret?: string
  readonly journal?: string
  readonly issuer?: string
  readonly did?: string
  readonly verify: boolean
  readonly workers?: string
  readonly json?: true
}

export const auditCommand: CommandOf = (shell, done) =>
  new Command('audit')
    .description(
      'Compare the output of a batch with its manifest and journal, and verify each badge and status list again.',
    )
    .argument('<folder>', 'the output folder of the batch, or the folder of badges and records')
    .option('--journal <file>', 'the journal of the batch (default: the folder\'s name with ".journal")')
    .option('--issuer <id>', 'the issuer that every badge must have: DID, URL or its profile.json')
    .option(
      '--did <file>',
      "the issuer's DID document, if its id is not a did:key, because nothing is fetched",
    )
    .option('--no-verify', 'compare digests only')
    .option('--workers <count>', 'threads; 0: main thread only (default: one for each processor)')
    .option('--queue <address>', 'verify with the workers of this queue: redis://HOST:6379')
    .option('--secret <file>', 'with --queue: the secret of the workers, 32 bytes or more')
    .option('--store <folder>', 'with --queue: shared folder for messages of more than 8 MiB')
    .option('--json', 'print findings and result as JSON lines')
    .addHelpText(
      'after',
      `
Examples:
  laurel audit out
  laurel audit out --issuer did:web:example.edu --did issuer/did.json --json
  laurel audit out --queue redis://10.0.0.5:6379 --secret queue.secret

Counts badges that are missing, doubled, altered, foreign or not verified, and says why they are not. Exit status 1 if
there are any. Badges that are revoked, suspended or expired are counted apart, because nothing is wrong with their files.
`,
    )
    .action(async (folder: string, options: Options) => {
      const did = options.did === undefined ? [] : [options.did]
      const [issuer] =
        options.issuer === undefined ? [] : await issuerIds(shell, '--issuer', [options.issuer])
      const audit: AuditOptions = {
        out: folder,
        verify: options.verify,
        ...(options.journal === undefined ? {} : { journal: options.journal }),
        ...(issuer === undefined ? {} : { issuer }),
        documents: await readDocuments(shell, { did }),
        ...(options.workers === undefined
          ? {}
          : { workers: readCount('--workers', options.workers, 0, 256) }),
        onFinding: ({ kind, id, row, file, line, reason }) => {
          if (options.json === true)
            return shell.out(jsonLine({ finding: { kind, id, row, file, line, reason } }))
          const place = [
            row === undefined ? '' : `row ${row}`,
            file ?? '',
            line === undefined ? '' : `line ${line}`,
          ]
          const why = reason === undefined ? '' : `: ${reason}`
          shell.out(
            safe`  ${kind}: ${id ?? 'no id'} (${place.filter((part) => part !== '').join(', ')})${why}\n`,
          )
        },
        signal: shell.signal,
      }
      const result =
        options.queue === undefined ? await auditBatch(audit) : await auditOverQueue(options, audit)
      const { badges, records, missing, doubled, altered, foreign, unverified, clean, reasons } = result
      if (options.json === true) shell.out(jsonLine(result))
      else {
        shell.out(
          safe`${counted(badges, 'badge')}${records === undefined ? '' : ` and ${counted(records, 'record')}`}: ${missing} missing, ${doubled} doubled, ${altered} altered, ${foreign} foreign, ${unverified} not verified.\n`,
        )
        for (const [reason, count] of Object.entries(reasons))
          shell.out(safe`  ${count} of the not verified: ${reason}. ${MEANINGS.get(reason) ?? MORE}\n`)
        const inWords = Object.entries(result.notInForce).map(
          ([why, count]) => `${count} ${why.replaceAll('_', ' ')}`,
        )
        if (inWords.length > 0)
          shell.out(
            safe`  not in force: ${inWords.join(', ')}. They are as they were issued, and "laurel verify" refuses them.\n`,
          )
      }
      done(clean ? GOOD : BAD)
    })

/** Explanations of reasons that are not about the badge itself. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['other_issuer', 'The issuer of the badge is not the one in --issuer.'],
  ['other_id', 'The id of the badge is not the one in the manifest.'],
  [
    'document_unknown',
    "A document is missing, because nothing is fetched. For the keys of a did:web, give the issuer's DID document: --did issuer/did.json.",
  ],
])
const MORE = '"laurel verify FILE" explains it.'
