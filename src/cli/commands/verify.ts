/** `laurel verify`: prints one report for each file. */
import { Command, Option } from 'commander'
import { CHECK_IDS, LANGUAGES, type Language, type Report, type VerifyOptions, verify } from '../../index.js'
import { errorOf, failureOf, printFailure } from '../io/failure.js'
import { readDate } from '../io/files.js'
import { BAD, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine } from '../io/terminal-text.js'
import { emailAddress, recipientId } from '../verification/badges.js'
import { inputsIn, isLines } from '../verification/inputs.js'
import { issuerIds } from '../verification/issuer-ids.js'
import { type LoadOptions, loadFor, withLoading } from '../verification/load-for.js'
import { documentsLacking, offlineHint } from '../verification/offline-hint.js'
import { printReport, printShort, printSummary } from '../verification/print-report.js'
import { repeatable, repeatableChoice } from '../verification/repeatable.js'
import { yieldToEvents } from '../verification/yield-to-events.js'

interface Options extends LoadOptions {
  readonly json?: true
  readonly issuer?: readonly string[]
  readonly email?: string
  readonly recipient?: string
  readonly at?: string
  readonly require?: readonly string[]
  readonly language?: Language
}

export const verifyCommand: CommandOf = (shell, done) =>
  withLoading(new Command('verify'))
    .description('Verify badges (PNG, SVG, JSON, compact JWS or NDJSON), and print the result of each check.')
    .argument('<files...>', 'the badges; - for standard input')
    .option(
      '--issuer <id>',
      'an issuer that you trust: DID, URL, or its profile.json. Others fail the check "trust". Repeatable',
      repeatable,
    )
    .option('--email <address>', 'the person who must be the recipient, by e-mail address', emailAddress)
    .option('--recipient <id>', 'the person who must be the recipient, by DID or URL', recipientId)
    .option('--at <date>', 'the time of the verification; default: now')
    .addOption(
      new Option('--require <check>', 'a check that must not be skipped; repeatable')
        .choices(CHECK_IDS)
        .argParser(repeatableChoice(CHECK_IDS)),
    )
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(LANGUAGES))
    .option('--json', 'print each report as one JSON line with "file"; for NDJSON also "line", and a summary')
    .addHelpText(
      'after',
      `
Examples:
  laurel verify ada.png
  laurel verify out/*.png --json
  laurel verify ada.png --online --issuer did:web:example.edu --email ada@example.org
  laurel verify out/credentials.ndjson --did issuer/did.json --document out/status/revocation-1.json

Without --online nothing is fetched. A check that needs a missing document is "unknown", and the badge is not verified.
--did and --document give such documents as files.
Exit status: 0 all verified, 1 some not verified, 2 a file cannot be read.
`,
    )
    .action(async (files: readonly string[], options: Options) => {
      const settings = await verifyOptions(options, shell)
      let status = GOOD
      for (const file of files) {
        shell.signal.throwIfAborted()
        status = Math.max(status, await verifyFile(shell, file, settings, options.json === true))
      }
      done(status)
    })

async function verifyOptions(options: Options, shell: Shell): Promise<VerifyOptions> {
  const { issuer, email, recipient, at, require, language } = options
  const moment = at === undefined ? undefined : readDate('--at', at)
  return {
    ...(await loadFor(options, shell)),
    ...(issuer === undefined ? {} : { issuers: await issuerIds(shell, '--issuer', issuer) }),
    ...(email === undefined && recipient === undefined
      ? {}
      : {
          recipient: {
            ...(email === undefined ? {} : { email }),
            ...(recipient === undefined ? {} : { id: recipient }),
          },
        }),
    ...(moment === undefined ? {} : { now: () => moment }),
    ...(require === undefined ? {} : { require: require as NonNullable<VerifyOptions['require']> }),
    ...(language === undefined ? {} : { language }),
    signal: shell.signal,
  }
}

/** One report for a file, or one for each line of NDJSON and a summary. */
async function verifyFile(
  shell: Shell,
  file: string,
  options: VerifyOptions,
  json: boolean,
): Promise<number> {
  let badges = 0
  let verified = 0
  let several = isLines(file)
  const lacking = new Set<string>()
  let status: number = GOOD
  try {
    for await (const { name, bytes, line } of inputsIn(shell, file)) {
      if (badges % 32 === 31) await yieldToEvents(shell.signal)
      several = line !== undefined
      const report = await verify(bytes, options)
      badges++
      if (report.verified) verified++
      else {
        status = BAD
        for (const url of documentsLacking(report)) lacking.add(url)
      }
      if (json) shell.out(jsonLine(reportLine(file, line, report)))
      else if (several) printShort(shell, name, report, options.language)
      else printReport(shell, name, report, options.language)
    }
  } catch (error) {
    shell.signal.throwIfAborted()
    const failure = failureOf(error)
    if (json) shell.out(jsonLine({ file, verified: false, error: errorOf(failure) }))
    else printFailure(shell, failure, false)
    return failure.status
  }
  if (!several) return status
  if (json) shell.out(jsonLine({ file, summary: { badges, verified } }))
  else printSummary(shell, file, { badges, verified }, lacking)
  return badges === 0 ? BAD : status
}

function reportLine(file: string, line: number | undefined, report: Report): object {
  const hint = offlineHint(report)
  return {
    file,
    ...(line === undefined ? {} : { line }),
    ...report,
    ...(hint === undefined ? {} : { hint }),
  }
}
