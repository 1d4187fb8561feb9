/** `laurel status`: revokes, suspends and reinstates badges of a batch, and shows what was done. */
import { Command, Option } from 'commander'
import { changeStatus, type StatusAction, signerOf, statusLog } from '../../bulk/index.js'
import { counted } from '../../bulk/table/phrases.js'
import { readProfile } from '../io/files.js'
import { inputFiles, refuseOverwritingBatch } from '../io/outputs.js'
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
    .description('Revoke, suspend or reinstate badges of a batch; "log" lists all changes.')
    .addArgument(
      new Command()
        .createArgument('<action>', 'the change, or "log"')
        .choices(['revoke', 'suspend', 'reinstate', 'log']),
    )
    .requiredOption('--journal <file>', 'the journal of the batch')
    .option('-o, --out <folder>', 'the output folder of the batch (default: the journal without ".journal")')
    .option('--key <file>', 'the signing key')
    .option('--signer <module>', 'or a module that exports "signer": a KMS or an HSM')
    .option('--controller <id>', 'the controller of the key, if the key file does not name it')
    .option('--issuer <file>', 'file of the issuer’s profile, with which the batch was issued')
    .option('--id <id>', 'a badge by its id (urn:uuid:…); repeatable', repeatable)
    .addOption(
      new Option(
        '--row <key>',
        'a badge by the key of its row: the value of "key" in the mapping, or else the recipient\'s id or address; repeatable',
      )
        .argParser(repeatable)
        .conflicts('all'),
    )
    .option(
      '--achievement <id>',
      'with --row: the achievement, if the table has several; repeatable',
      repeatable,
    )
    .option('--all', 'all badges of the batch')
    .option('--reason <text>', 'reason for the audit log; never published')
    .option('--online', 'fetch the published lists first, to protect lists of other batches')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  laurel status revoke --journal out.journal --key issuer/key.json --issuer issuer/profile.json --row S2601
  laurel status suspend --journal out.journal --key issuer/key.json --issuer issuer/profile.json --all
  laurel status log --journal out.journal
  laurel status revoke --journal out/badges.journal --key issuer/key.json --issuer issuer/profile.json --row S2601

The key of a row is not its number. With "key": "{student_no}" in the mapping it is the student number, such as S2601; without
"key" it is the recipient's DID, or else the e-mail address, such as ada@example.org. manifest.ndjson in the folder has the id of
each row.

A revocation is final. A suspension lasts until "reinstate". --all means the badges that exist now. Afterwards publish the lists
that the command names, because verifiers fetch them.
A folder of records has two journals, badges.journal and records.journal.
`,
    )
    .action(async (action: StatusAction | 'log', options: Options, command: Command) => {
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
          'The status lists must be signed again.',
        )
      }
      if (options.all !== true && options.id === undefined && options.row === undefined) {
        throw new CallError('no badges are named', 'Use --id, --row or --all.')
      }
      if (options.achievement !== undefined && options.row === undefined)
        throw new CallError('--achievement has no effect', 'It needs --row.')
      const out = options.out ?? journal.replace(/\.journal$/, '')
      await refuseOverwritingBatch(out, journal, inputFiles(command, [action]))
      const signing = await readSigner(shell, options)
      const { badges, stillRevoked, unchanged, published } = await changeStatus({
        journal,
        out,
        issuer: await readProfile(shell, issuer),
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
        if (lists.length === 0) shell.out(safe`  no list has to be published\n`)
      }
      done(GOOD)
    })

/** The text about badges that had the status before. */
function unchangedText(action: StatusAction, count: number, all: boolean): string {
  const [was, were] = {
    revoke: ['is revoked already', 'are revoked already'],
    suspend: ['is suspended already', 'are suspended already'],
    reinstate: ['was not suspended', 'were not suspended'],
  }[action]
  if (all) return count === 1 ? `the badge ${was}` : `all ${count} badges ${were}`
  return `${counted(count, `more ${was}`, `more ${were}`)}`
}
