/** `laurel status`: revokes, suspends and reinstates badges of a batch, and shows what was done. */
import { Command, Option } from 'commander'
import { changeStatus, type StatusAction, signerOf, statusLog } from '../../bulk/index.js'
import { counted } from '../../bulk/table/phrases.js'
import { readJsonObject } from '../io/files.js'
import { refuseOverwritingBatch } from '../io/outputs.js'
import { CallError, type CommandOf, GOOD } from '../io/shell.js'
import { readSigner, type SignerOptions } from '../io/signer.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import { loadFor } from '../verification/load-for.js'
import { repeatable } from '../verification/repeatable.js'

interface Options extends SignerOptions {
  readonly journal: string
  readonly out?: string
  readonly issuer?: string
  readonly id?: readonly string[]
  readonly row?: readonly string[]
  readonly achievement?: readonly string[]
  readonly all?: true
  readonly reason?: string
  readonly online?: true
  readonly json?: true
}

export const statusCommand: CommandOf = (shell, done) =>
  new Command('status')
    .description('Revoke, suspend or reinstate badges of a batch; "log" shows what was done so far.')
    .addArgument(
      new Command()
        .createArgument('<action>', 'what to do')
        .choices(['revoke', 'suspend', 'reinstate', 'log']),
    )
    .requiredOption('--journal <file>', 'the journal of the batch')
    .option('-o, --out <folder>', 'the output folder of the batch (default: the journal without ".journal")')
    .option('--key <file>', 'the signing key')
    .option('--signer <module>', 'or a module that exports "signer": a KMS or an HSM')
    .option('--controller <id>', 'whose key it is, where the key file does not say')
    .option('--issuer <file>', "the issuer's profile.json")
    .option('--id <id>', 'a badge by its id (urn:uuid:…); repeatable', repeatable)
    .addOption(
      new Option(
        '--row <key>',
        'a badge by the key of its row: what "key" of the mapping makes of it, or else the recipient\'s id or address; repeatable',
      )
        .argParser(repeatable)
        .conflicts('all'),
    )
    .option(
      '--achievement <id>',
      'with --row: of this achievement, where a table has several; repeatable',
      repeatable,
    )
    .option('--all', 'every badge of the batch')
    .option('--reason <text>', 'for the audit log; never published')
    .option('--online', 'read the published lists first, so that no list of another batch is overwritten')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  laurel status revoke --journal out.journal --key issuer/key.json --issuer issuer/profile.json --row S2601
  laurel status suspend --journal out.journal --key issuer/key.json --issuer issuer/profile.json --all
  laurel status log --journal out.journal
  laurel status revoke --journal out/badges.journal --key issuer/key.json --issuer issuer/profile.json --row S2601

A key is not the number of a row. With "key": "{student_no}" in the mapping it is the student number, such as S2601; without "key" it
is the recipient's DID, or else the e-mail address, such as ada@example.org. manifest.ndjson in the folder has the id of each row.

A revocation is final; a suspension lasts until "reinstate". --all means the badges that there are now. Publish the lists that are named afterwards; verifiers look there.
Records and their badges have two journals, badges.journal and records.journal in their folder.
`,
    )
    .action(async (action: StatusAction | 'log', options: Options) => {
      const { journal, key, issuer } = options
      if (action === 'log') {
        for (const entry of await statusLog(journal)) {
          const badges = entry.badges === 'all' ? 'all badges' : entry.badges.join(', ')
          shell.out(
            options.json === true
              ? jsonLine(entry)
              : safe`${entry.at}  ${entry.action}  ${badges}${entry.reason === undefined ? '' : `  (${entry.reason})`}\n`,
          )
        }
        return done(GOOD)
      }
      if (issuer === undefined || (key === undefined && options.signer === undefined)) {
        throw new CallError(
          `status ${action} needs --issuer, and --key or --signer`,
          'The lists are signed anew.',
        )
      }
      if (options.all !== true && options.id === undefined && options.row === undefined) {
        throw new CallError('no badge is named', 'Use --id, --row or --all.')
      }
      if (options.achievement !== undefined && options.row === undefined)
        throw new CallError('--achievement has no effect', 'It needs --row.')
      const out = options.out ?? journal.replace(/\.journal$/, '')
      await refuseOverwritingBatch(out, journal, [key, options.signer, issuer])
      const signing = await readSigner(shell, options)
      const { badges, stillRevoked, unchanged, published } = await changeStatus({
        journal,
        out,
        issuer: await readJsonObject(shell, issuer),
        signer: 'key' in signing ? await signerOf(signing.key) : signing.signer,
        action,
        ...(options.id === undefined ? {} : { ids: options.id }),
        ...(options.row === undefined ? {} : { keys: options.row }),
        ...(options.achievement === undefined ? {} : { achievements: options.achievement }),
        ...(options.all === undefined ? {} : { all: true }),
        ...(options.reason === undefined ? {} : { reason: options.reason }),
        publish: ({ file, url }) => {
          if (options.json !== true) shell.out(safe`  publish ${file} at ${url}\n`)
        },
        ...(await loadFor(options)),
      })
      const lists = published.map(({ url, file }) => ({ url, file }))
      if (options.json === true)
        shell.out(jsonLine({ action, badges, stillRevoked, revoked: stillRevoked, unchanged, lists }))
      else {
        const nothing = unchanged === badges && badges > 0
        shell.out(safe`${action}: ${nothing ? 'nothing changed' : counted(badges - unchanged, 'badge')}\n`)
        if (unchanged > 0) shell.out(safe`  ${unchangedText(action, unchanged, nothing)}\n`)
        if (stillRevoked > 0)
          shell.out(
            safe`  ${stillRevoked} of them ${stillRevoked === 1 ? 'stays' : 'stay'} revoked: a revocation is final\n`,
          )
        if (lists.length === 0) shell.out(safe`  there is no list to publish\n`)
      }
      done(GOOD)
    })

/** Says of badges that had the status before what they were. */
function unchangedText(action: StatusAction, count: number, all: boolean): string {
  const [was, were] = {
    revoke: ['is revoked already', 'are revoked already'],
    suspend: ['is suspended already', 'are suspended already'],
    reinstate: ['was not suspended', 'were not suspended'],
  }[action]
  if (all) return count === 1 ? `the badge ${was}` : `all ${count} badges ${were}`
  return `${counted(count, `more ${was}`, `more ${were}`)}`
}
