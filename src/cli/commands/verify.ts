/** `laurel verify`: prints one report for each file. */
import { Command, Option } from 'commander'
import { CHECK_IDS, type Report, VERIFY_LIMITS, type VerifyOptions, verify } from '../../index.js'
import { failureOf } from '../io/failure.js'
import { readDate, readHead } from '../io/files.js'
import { loadFor } from '../io/load-for.js'
import { BAD, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'

interface Options {
  readonly json?: true
  readonly online?: true
  readonly issuer?: readonly string[]
  readonly email?: string
  readonly recipient?: string
  readonly at?: string
  readonly require?: readonly string[]
}

export const verifyCommand: CommandOf = (shell, done) =>
  new Command('verify')
    .description('Verify badges: PNG, SVG, JSON or compact JWS. Says check by check what was found.')
    .argument('<files...>', 'the badges; - for standard input')
    .option('--issuer <id...>', 'the issuers that you trust (DID or URL); any other fails the check "trust"')
    .option('--email <address>', 'the person must be the recipient, by e-mail address')
    .option('--recipient <id>', 'the person must be the recipient, by DID or URL')
    .option('--at <date>', 'judge as of this date instead of now')
    .addOption(new Option('--require <check...>', 'checks that must not be skipped').choices(CHECK_IDS))
    .option('--online', 'fetch status lists and DID documents over guarded https')
    .option('--json', 'print one JSON report a line, with "file"')
    .addHelpText(
      'after',
      `
Examples:
  laurel verify ada.png
  laurel verify out/*.png --json
  laurel verify ada.png --online --issuer did:web:example.edu --email ada@example.org

Nothing is fetched without --online; what then cannot be known is "unknown", and the badge not verified.
Exit status: 0 all verified, 1 some not, 2 a file cannot be read.
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
  const { issuer, email, recipient, at, require } = options
  const moment = at === undefined ? undefined : readDate('--at', at)
  return {
    ...(await loadFor(options)),
    ...(issuer === undefined ? {} : { issuers: issuer }),
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
    signal: shell.signal,
  }
}

async function verifyFile(
  shell: Shell,
  file: string,
  options: VerifyOptions,
  json: boolean,
): Promise<number> {
  let bytes: Uint8Array
  try {
    bytes = await readHead(shell, file, VERIFY_LIMITS.input)
  } catch (error) {
    const { code, message, status } = failureOf(error)
    if (json) shell.out(jsonLine({ file, verified: false, error: { code, message } }))
    else shell.err(safe`laurel: ${message}\n`)
    return status
  }
  const report = await verify(bytes, options)
  if (json) shell.out(jsonLine({ file, ...report }))
  else printReport(shell, file, report)
  return report.verified ? GOOD : BAD
}

const MARKS = { pass: '✓', fail: '✗', unknown: '?', skipped: '·' } as const

function printReport(shell: Shell, file: string, report: Report): void {
  shell.out(safe`${file}: ${report.verified ? 'verified' : 'NOT verified'}\n`)
  for (const { id, outcome, message } of report.checks) {
    shell.out(safe`  ${MARKS[outcome]} ${id.padEnd(12)} ${message}\n`)
  }
  for (const { pointer, role, report: inner } of report.embedded ?? []) {
    const against =
      inner.checks.find(({ outcome }) => outcome === 'fail') ??
      inner.checks.find(({ outcome }) => outcome === 'unknown')
    const mark = inner.verified ? MARKS.pass : MARKS[against?.outcome ?? 'fail']
    const why = inner.verified || against === undefined ? '' : `. ${against.message}`
    shell.out(safe`  ${mark} ${role} ${pointer}: ${inner.kind}${why}\n`)
  }
  for (const { message } of report.warnings) shell.out(safe`  ! ${message}\n`)
}
