/** `laurel stack`: issues the larger credential of a pathway, and verifies one part by part. */

import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { Command, Option } from 'commander'
import { OUTPUT_FORMS } from '../../bulk/files/output.js'
import { signerOf } from '../../bulk/signer/key-material.js'
import { counted } from '../../bulk/table/phrases.js'
import { LANGUAGES, type Language, type ProfileInput } from '../../index.js'
import type { StackCode, StackReport } from '../../pathways/index.js'
import { readDate, readProfile } from '../io/files.js'
import { readKeyFile } from '../io/key-file.js'
import { inputFiles, refuseOverwriting, writeOutput } from '../io/outputs.js'
import { BAD, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine, lines, safe } from '../io/terminal-text.js'
import { refuseUsedFolder, writeEnvelopes } from '../stacks/envelopes.js'
import type { TableOptions } from '../stacks/stack-table.js'
import {
  candidatesOf,
  type HolderOptions,
  holderOf,
  readBadges,
  readCandidates,
  readPathway,
  recipientOf,
  repeatableAddress,
  repeatableRecipient,
  withHolder,
} from '../verification/badges.js'
import { issuerIds } from '../verification/issuer-ids.js'
import { type LoadOptions, loadFor, withLoading } from '../verification/load-for.js'
import { offlineHint } from '../verification/offline-hint.js'
import { repeatable } from '../verification/repeatable.js'

interface IssueOptions extends HolderOptions, LoadOptions, TableOptions {
  readonly issuer: string
  readonly key: string
  readonly out?: string
  readonly sealed?: string
  readonly at?: string
  readonly trusted?: readonly string[]
  readonly json?: true
}

interface VerifyOptions extends HolderOptions, LoadOptions {
  readonly pathway?: readonly string[]
  readonly issuer?: readonly string[]
  readonly at?: string
  readonly language?: Language
  readonly json?: true
}

type Sub = (shell: Shell, done: (status: number) => void) => Command

export const stackCommand: CommandOf = (shell, done) => {
  const command = new Command('stack').description(
    'Issue a larger credential for a pathway that is met, or verify one with its parts.',
  )
  for (const sub of [issueStack, verifyParts]) command.addCommand(sub(shell, done))
  return command.addHelpText(
    'after',
    `
Examples:
  laurel stack issue data.json badges/*.json --recipient did:web:ada.example \\
      --issuer issuer/profile.json --key issuer/key.json --out diploma.json
  laurel stack issue data.json badges --table learners.csv --online \\
      --issuer issuer/profile.json --key issuer/key.json --out diplomas
  laurel stack verify diploma.json badges/*.json --pathway data.json --issuer did:web:uni.example

Run the command again after a crash, or with more badges: nobody gets a credential twice, and an issued one does not change
while its parts count. The output names credentials whose pathway is not met any more; revoke them with "laurel status".
Exit status: 0 issued, or verified and proven by its parts; 1 not, or not for each learner; 2 the call or a file has a fault.
`,
  )
}

const issueStack: Sub = (shell, done) =>
  withLoading(new Command('issue'))
    .description(
      'Sign the larger credential of a pathway for one learner, or each in a table, whose badges meet it.',
    )
    .argument('<pathway>', 'the pathway: JSON')
    .argument('<badges...>', 'the badges: PNG, SVG, JSON or compact JWS; for a table also NDJSON and folders')
    .requiredOption('--issuer <file>', 'file of the issuer’s profile; its id is the controller of the key')
    .requiredOption('--key <file>', 'the secret key of the issuer')
    .option(
      '--recipient <id>',
      'the person whose badges count and who gets the credential, by DID or URL; repeatable',
      repeatableRecipient,
    )
    .option(
      '--email <address>',
      'the same by e-mail address; repeatable, the credential has the hash of the first',
      repeatableAddress,
    )
    .option('--at <date>', 'the time of the verification; default: now')
    .option('--sealed <folder>', 'hide the parts, and write the envelopes that show them into this folder')
    .option(
      '--trusted <id>',
      'count only badges of this issuer (DID, URL or profile.json). Repeatable',
      repeatable,
    )
    .option('-o, --out <path>', 'one credential: the file (default: standard output). A table: the folder')
    .option('--json', 'print one JSON line')
    .optionsGroup('A table of learners:')
    .option('--table <file>', 'the learners: CSV or NDJSON with the columns email or did, name and key')
    .option('--map <file>', 'the mapping of columns (JSON, or a module that exports "mapping")')
    .option('--row-key <column>', 'without --map: the column that identifies the person of a row')
    .option('--batch <name>', 'the name of the batch; nobody gets the credential twice in it', 'default')
    .addOption(new Option('--as <form>', 'the form of the credentials').choices(OUTPUT_FORMS))
    .option('--image <file>', 'the PNG or SVG to bake into')
    .option('--journal <file>', 'the journal of the batch (default: the folder\'s name with ".journal")')
    .option(
      '--status <url>',
      'make revocation lists, which you publish at this URL; it must end with a slash, or contain {list}; {batch} becomes the id of the batch',
    )
    .option('--workers <count>', 'threads; 0: main thread only (default: one for each processor)')
    .option('--dry-run', 'check each learner, and sign nothing')
    .option('--resume', 'continue a batch, whose journal must exist')
    .option('--skip-invalid', 'skip rows with faults')
    .action(async (file: string, badges: readonly string[], options: IssueOptions, command: Command) => {
      const { issueStackTable, refuseIdle } = await import('../stacks/stack-table.js')
      const { refuseUnmet } = await import('../stacks/refuse-unmet.js')
      const isGiven = command.getOptionValueSource('batch') === 'cli'
      refuseIdle({ ...options, ...(isGiven ? {} : { batch: undefined }) }, options.table !== undefined)
      if (options.table !== undefined) {
        done(await issueStackTable(shell, file, badges, options, inputFiles(command)))
        return
      }
      await refuseOverwriting(options.out, inputFiles(command))
      await refuseOverwriting(options.sealed, [options.out, options.out && dirname(options.out)])
      if (options.sealed !== undefined) await refuseUsedFolder(options.sealed, options.out)
      const { evaluate, partsOf, sealParts, stack } = await import('../../pathways/index.js')
      const { issue } = await import('../../index.js')
      const at = options.at === undefined ? new Date() : readDate('--at', options.at)
      const holder = holderOf(options)
      const p = await readPathway(shell, file)
      const issuer = (await readProfile(shell, options.issuer)) as unknown as ProfileInput & { id: string }
      const signer = await signerOf(await readKeyFile(shell, options.key, issuer.id))
      const load = await loadFor(options, shell)
      const trusted =
        options.trusted === undefined ? {} : { issuers: await issuerIds(shell, '--trusted', options.trusted) }
      const candidates = await readCandidates(shell, badges, {
        ...load,
        ...trusted,
        now: at,
        signal: shell.signal,
      })
      const evaluation = evaluate(p, candidatesOf(candidates), { holder, at })
      refuseUnmet(evaluation)
      const seed = options.sealed === undefined ? undefined : Uint8Array.from(randomBytes(32))
      const unsigned = stack(p, evaluation, {
        issuer,
        recipient: recipientOf(options),
        holder,
        ...(seed === undefined ? {} : { form: 'sealed', seed }),
      })
      const signed = await issue(unsigned, { signer, ...load, signal: shell.signal })
      // Write the envelopes first, because nobody can check a sealed credential without them.
      const envelopes = seed === undefined ? [] : sealParts(partsOf(evaluation), seed)
      await writeEnvelopes(options.sealed!, envelopes)
      const text = `${JSON.stringify(signed, undefined, 2)}\n`
      if (options.out !== undefined) await writeOutput(options.out, text)
      if (options.json === true) {
        shell.out(
          jsonLine({
            id: signed.id,
            parts: evaluation.parts.length,
            ...(options.out === undefined ? { credential: signed } : { file: options.out }),
          }),
        )
      } else if (options.out === undefined) shell.out(lines(text))
      else shell.out(safe`${options.out}: ${counted(evaluation.parts.length, 'part')}\n`)
      done(GOOD)
    })

const verifyParts: Sub = (shell, done) =>
  withLoading(withHolder(new Command('verify'), 'the person who must be the recipient'))
    .description('Verify a larger credential together with the parts that are shown.')
    .argument('<credential>', 'the larger credential: PNG, SVG, JSON or compact JWS')
    .argument('[parts...]', 'its parts, sealed or not: files, NDJSON, folders, presentations, records')
    .option(
      '--pathway <file>',
      'the pathway of the larger credential; repeatable for larger credentials among the parts',
      repeatable,
    )
    .option(
      '--issuer <id>',
      'an issuer of the larger credential that you trust: DID, URL or its profile.json. Repeatable',
      repeatable,
    )
    .option('--at <date>', 'the time of the verification; default: now')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(LANGUAGES))
    .option('--json', 'print one JSON line')
    .action(async (file: string, parts: readonly string[], options: VerifyOptions) => {
      const { verifyStack } = await import('../../pathways/index.js')
      const { issuer, language, at } = options
      const pathways = []
      for (const path of options.pathway ?? []) pathways.push(await readPathway(shell, path))
      const [credential] = await readBadges(shell, [file])
      const isAsked = options.email !== undefined || options.recipient !== undefined
      const { readInputs } = await import('../stacks/collect-badges.js')
      const report = await verifyStack(credential, await readInputs(shell, parts), {
        ...(await loadFor(options, shell)),
        pathway: pathways,
        ...(issuer === undefined ? {} : { issuers: await issuerIds(shell, '--issuer', issuer) }),
        ...(isAsked ? { recipient: holderOf(options) } : {}),
        ...(at === undefined ? {} : { now: readDate('--at', at) }),
        ...(language === undefined ? {} : { language }),
        signal: shell.signal,
      })
      if (options.json === true) shell.out(jsonLine({ file, ...summary(report) }))
      else printStack(shell, file, report)
      done(report.verified ? GOOD : BAD)
    })

/** Leaves out the credentials, which the caller has. */
function summary(report: StackReport): object {
  if (report.level === undefined || report.evaluation === undefined) return report
  const { evaluation, ...rest } = report
  return { ...rest, evaluation: { ...evaluation, parts: evaluation.parts.map(({ badge }) => badge) } }
}

/** What to give, if that can change the level. */
const CURES: Readonly<Partial<Record<StackCode, string>>> = {
  person_unknown: 'Give all addresses and ids of the person: --email, --recipient. Each may be repeated.',
  pathway_withheld: 'Give the pathway: --pathway FILE.',
}

const MARKS: Readonly<Record<string, string>> = { holds: '✓', expired: '✓', open: '?' }

function printStack(shell: Shell, file: string, report: StackReport): void {
  if (report.level === undefined) {
    const row = report.report.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    shell.out(safe`${file}: NOT verified\n  ${row?.message ?? 'It is not one credential.'}\n`)
    const hint = offlineHint(report.report)
    if (hint !== undefined) shell.out(safe`  ${hint}\n`)
    return
  }
  shell.out(safe`${file}: ${report.level}\n  ${report.message}\n`)
  for (const { id, outcome, standing = outcome, stack } of report.entries) {
    const said = stack?.level === 'contradicted' ? stack.level : standing
    shell.out(safe`  ${MARKS[said] ?? '✗'} ${said.padEnd(12)} ${id}\n`)
  }
  for (const { part, now } of report.changed) shell.out(safe`  ! now ${now}: ${part}\n`)
  const cure = CURES[report.code]
  if (cure !== undefined) shell.out(safe`  ${cure}\n`)
}
