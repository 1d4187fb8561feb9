/** `laurel issue`: issues one credential, or a badge for each row of a table. */
import { Command, Option } from 'commander'
import { imageFormat, isImageFormat } from '../../bake/image/image-format.js'
import { OUTPUT_FORMS } from '../../bulk/files/output.js'
import { inferMapping } from '../../bulk/guess/infer-mapping.js'
import { type BatchOptions, csvSource, issueBatch, ndjsonSource, signerOf } from '../../bulk/index.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import type { JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { failureOf, issueLine, printFailure } from '../io/failure.js'
import { IMAGE_BYTES, readCount, readDate, readInput, readJsonObject, readProfile } from '../io/files.js'
import { readMapping } from '../io/mapping-file.js'
import { inputFiles, refuseOverwriting, refuseOverwritingBatch, writeOutput } from '../io/outputs.js'
import { listPrinter, printFindings, printPlan, printResult } from '../io/print-batch.js'
import { progressLine } from '../io/progress-line.js'
import { BAD, CallError, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { readSigner } from '../io/signer.js'
import { dataText, jsonLine, safe } from '../io/terminal-text.js'
import { issueOverQueue } from '../queue/connect.js'
import { issueWithRecords } from '../records/issue-with-records.js'
import { missingParent, writeChanges } from '../tables/issue-files.js'
import { refuseEmptyTable } from '../tables/refuse-empty-table.js'
import { csvOptions, inputForm } from '../tables/table-options.js'
import { loadFor } from '../verification/load-for.js'
import { ISSUE_HELP, type IssueOptions, refuseIdleOptions } from './issue-options.js'

export const issueCommand: CommandOf = (shell, done) =>
  new Command('issue')
    .description('Sign one credential (JSON), or issue a badge for each row of a table (CSV, NDJSON).')
    .argument(
      '<input>',
      'a credential without proof (.json, or - for standard input), or a table (.csv, .ndjson)',
    )
    .option('--key <file>', 'the signing key: key.json of "laurel init", a private JWK, PEM or Multikey')
    .option('--signer <module>', 'or a module that exports "signer": a KMS or an HSM')
    .option('--controller <id>', 'the controller of the key (DID or URL), if the key file does not name it')
    .option('-o, --out <path>', 'one credential: the file (default: standard output). A table: the folder')
    .option('--image <file>', 'the PNG or SVG to bake into')
    .option('--created <date>', 'the time of the proof; default: now')
    .option('--json', 'print the result as one JSON line')
    .option(
      '--online',
      'one credential: fetch contexts that are not bundled. A table: fetch published status lists',
    )
    .optionsGroup('One credential:')
    .option('--jwt', 'make a compact JWS instead of JSON')
    .optionsGroup('A table:')
    .option('--achievement <file>', 'achievement (JSON)')
    .option('--issuer <file>', 'file of the issuer’s profile: profile.json of "laurel init"')
    .option('--map <file>', 'the mapping of columns (JSON, or a module that exports "mapping")')
    .option('--row-key <column>', 'without --map: the column that identifies the person of a row')
    .option('--batch <name>', 'the name of the batch; no row gets a badge twice in it', 'default')
    .addOption(new Option('--as <form>', 'the form of the badges').choices(OUTPUT_FORMS))
    .option('--journal <file>', 'the journal of the batch (default: the folder\'s name with ".journal")')
    .option('--workers <count>', 'threads; 0: main thread only (default: one for each processor)')
    .option('--resume', 'continue a batch, whose journal must exist')
    .option(
      '--changes <file>',
      'file for the list of new, replaced, renewed (signed again) and absent badges (NDJSON)',
    )
    .option('--dry-run', 'check each row, and sign nothing')
    .option('--skip-invalid', 'issue the rows without faults, and skip the others')
    .option(
      '--replace',
      'accept another recipient for a known key (a corrected address), and a new key for a revoked badge',
    )
    .option('--re-sign', 'sign all badges again, with the same ids and statuses, after a change of keys')
    .option(
      '--status <url>',
      'make revocation lists, which you publish at this URL; it must end with a slash, or contain {list}; {batch} becomes the id of the batch',
    )
    .option('--suspendable', 'make suspension lists too; a URL with {list} must then contain {purpose}')
    .option('--delimiter <mark>', 'the separator of cells: , ; | or tab (default: found in the header)')
    .addOption(new Option('--encoding <name>', 'the encoding of a CSV').choices(['utf-8', 'latin1']))
    .optionsGroup('A table, with workers on other machines ("laurel worker"):')
    .option('--queue <address>', 'the queue: redis://HOST:6379, or rediss://HOST:6379 for TLS')
    .option('--store <folder>', 'shared folder for messages of more than 8 MiB')
    .option('--in-flight <count>', 'chunks of 500 rows in work at once (default: 32)')
    .option('--lease <seconds>', 'silence after which chunks of a worker go to others (default: 30)')
    .optionsGroup('Progress of a table:')
    .option('--progress', 'print the progress; without a terminal, a JSON line a second')
    .option('--no-progress', 'print no progress')
    .addHelpText('after', ISSUE_HELP)
    .action(async (input: string, options: IssueOptions, command: Command) => {
      const form = inputForm(input)
      const given = Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli')
      refuseIdleOptions(given, options, form, input)
      done(
        form === 'credential'
          ? await issueOne(shell, input, options, inputFiles(command))
          : await issueTable(shell, input, form, options, inputFiles(command)),
      )
    })

async function issueOne(
  shell: Shell,
  input: string,
  options: IssueOptions,
  inputs: readonly string[],
): Promise<number> {
  const { bake, issue, issueJwt, validate } = await import('../../index.js')
  await refuseOverwriting(options.out, inputs)
  const signing = await readSigner(shell, options)
  const signer = 'key' in signing ? await signerOf(signing.key) : signing.signer
  const credential = await readJsonObject(shell, input, 'credential')
  const world = { signer, signal: shell.signal, ...(await loadFor(options)) }
  const created = options.created === undefined ? {} : { created: readDate('--created', options.created) }
  const signed =
    options.jwt === true
      ? await issueJwt(credential as Parameters<typeof issueJwt>[0], world)
      : ((await issue(credential as Parameters<typeof issue>[0], {
          ...world,
          ...created,
        })) as unknown as JsonObject)
  const warnings = validate(credential, { form: 'strict' }).issues.filter(
    ({ severity }) => severity === 'warning',
  )
  if (options.json !== true)
    for (const warning of warnings) shell.err(safe`  warning: ${issueLine(warning)}\n`)
  const signedText = typeof signed === 'string' ? signed : JSON.stringify(signed)
  if (options.image !== undefined) {
    if (options.out === undefined)
      throw new CallError('--image needs --out', 'Give the file for the baked image.')
    await writeOutput(options.out, bake(await readInput(shell, options.image, IMAGE_BYTES), signed))
  } else if (options.out !== undefined) await writeOutput(options.out, `${signedText}\n`)
  if (options.out === undefined) shell.out(dataText(`${signedText}\n`, shell.outIsTerminal))
  else {
    const id = typeof signed === 'string' ? undefined : signed['id']
    shell.out(options.json === true ? jsonLine({ file: options.out, id, warnings }) : safe`${options.out}\n`)
  }
  return GOOD
}

async function issueTable(
  shell: Shell,
  input: string,
  inputForm: 'csv' | 'ndjson',
  options: IssueOptions,
  inputs: readonly string[],
): Promise<number> {
  const { achievement, issuer, out } = options
  if (achievement === undefined)
    throw new CallError('a table needs --achievement', 'Give the file with the achievement.')
  if (issuer === undefined)
    throw new CallError('a table needs --issuer', 'Give the profile.json that "laurel init" wrote.')
  if (out === undefined) throw new CallError('a table needs --out', 'Give the folder for the badges.')
  const journal = options.journal ?? `${out.replace(/\/+$/, '')}.journal`
  await refuseOverwriting(options.changes, [...inputs, out, journal])
  const files = [...inputs, options.changes]
  await refuseOverwritingBatch(out, journal, files)
  const parents = await missingParent(out)
  const image = options.image === undefined ? undefined : await readInput(shell, options.image, IMAGE_BYTES)
  const form = options.as ?? (image === undefined ? 'ndjson' : (imageFormat(image) ?? 'svg'))
  if (isImageFormat(form) && image === undefined) {
    throw new CallError(`--as ${form} needs --image`, `Give the ${form.toUpperCase()} to bake into.`)
  }
  const given = image === undefined ? undefined : imageFormat(image)
  if (given !== undefined && given !== form && isImageFormat(form)) {
    const [wanted, found] = [form.toUpperCase(), given.toUpperCase()]
    throw new CallError(`--image is a ${found}, not a ${wanted}`, `Give a ${wanted}, or write --as ${given}.`)
  }
  const csv = csvOptions(options)
  const isCsv = inputForm === 'csv'
  await refuseEmptyTable(shell, input, isCsv, csv)
  const mapping =
    options.map === undefined
      ? await untilAborted(
          inferMapping(input, isCsv, {
            ...csv,
            ...(options.rowKey === undefined ? {} : { key: options.rowKey }),
          }),
          shell.signal,
        )
      : await readMapping(shell, options.map)
  const progress = options.progress === false ? undefined : progressLine(shell, options.progress === true)
  const batch: BatchOptions = {
    source: isCsv ? csvSource(input, csv) : ndjsonSource(input),
    mapping,
    issuer: await readProfile(shell, issuer),
    achievement: await readJsonObject(shell, achievement, 'achievement'),
    batch: options.batch ?? 'default',
    ...(await readSigner(shell, options)),
    out,
    form,
    ...(image === undefined ? {} : { image }),
    journal,
    ...(options.workers === undefined ? {} : { workers: readCount('--workers', options.workers, 0, 256) }),
    ...(options.status === undefined
      ? {}
      : {
          status: {
            url: options.status,
            purposes: options.suspendable === true ? ['revocation', 'suspension'] : ['revocation'],
          },
          publish: listPrinter(shell, options.json === true),
          ...(await loadFor(options)),
        }),
    ...(options.created === undefined ? {} : { created: readDate('--created', options.created) }),
    skipInvalid: options.skipInvalid === true,
    replace: options.replace === true,
    resign: options.reSign === true,
    dryRun: options.dryRun === true,
    resume: options.resume === true,
    onPlan: async (plan) => {
      progress?.end()
      if (parents !== undefined && options.json !== true)
        shell.err(safe`  the folder ${parents} does not exist; it is made for --out ${out}\n`)
      if (options.json !== true) printPlan(shell, plan, batch.dryRun === true)
      if (options.changes !== undefined) await writeChanges(options.changes, plan.changes())
    },
    ...(progress === undefined ? {} : { onProgress: progress.show }),
    signal: shell.signal,
  }
  try {
    const results =
      mapping.record === undefined
        ? [
            [
              out,
              await (options.queue === undefined ? issueBatch(batch) : issueOverQueue(shell, options, batch)),
              'badge',
            ] as const,
          ]
        : await issueWithRecords(batch, options, files)
    progress?.end()
    for (const [folder, result, makes] of results)
      printResult(shell, folder, result, options.json === true, makes)
    return results.some(([, { rejected }]) => rejected > 0) ? BAD : GOOD
  } catch (error) {
    progress?.end()
    if (!isOpenBadgeError(error, 'plan_refused')) throw error
    const { first = [], issues } = error.details
    const json = options.json === true
    const failure = { ...failureOf(error), ...(json ? { first } : {}) }
    printFailure(
      shell,
      { ...failure, hint: 'Correct the table, or add --skip-invalid to skip these rows.' },
      json,
    )
    if (!json) printFindings(shell, first, issues)
    return BAD
  }
}
