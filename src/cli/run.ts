/** Reads the arguments, runs one command, answers with the exit status. */
import { Command, CommanderError } from 'commander'
import { auditCommand } from './commands/audit.js'
import { bakeCommand } from './commands/bake.js'
import { canonizeCommand } from './commands/canonize.js'
import { initCommand } from './commands/init.js'
import { issueCommand } from './commands/issue.js'
import { statusCommand } from './commands/status.js'
import { unbakeCommand } from './commands/unbake.js'
import { validateCommand } from './commands/validate.js'
import { verifyCommand } from './commands/verify.js'
import { failureOf, printFailure } from './io/failure.js'
import { type CommandOf, GOOD, type Shell, WRONG } from './io/shell.js'
import { version } from './version.js'

/** A new command is a row here. */
const COMMANDS: readonly CommandOf[] = [
  initCommand,
  issueCommand,
  verifyCommand,
  validateCommand,
  bakeCommand,
  unbakeCommand,
  canonizeCommand,
  statusCommand,
  auditCommand,
]

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  let status = GOOD
  const program = new Command('laurel')
    .description('Open Badges 3.0: issue, verify, bake and check digital badges.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
  for (const command of COMMANDS) program.addCommand(command(shell, (result) => (status = result)))
  for (const command of [program, ...descendants(program)]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: shell.out,
        writeErr: shell.err,
        outputError: (text, write) => write(text.replace(/^error: /, 'laurel: ')),
      })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return commanderStatus(error, args, shell)
    const failure = failureOf(error)
    printFailure(shell, failure, args.includes('--json'))
    return failure.status
  }
}

function commanderStatus(error: CommanderError, args: readonly string[], shell: Shell): number {
  if (error.exitCode === 0) return GOOD
  if (error.code === 'commander.help') return args.length === 0 ? WRONG : GOOD
  const command = args.find((arg) => !arg.startsWith('-'))
  shell.err(`  "laurel ${command === undefined ? '' : `${command} `}--help" shows what can be written.\n`)
  return WRONG
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child as Command, ...descendants(child as Command)])
}

const EXAMPLES = `
The way of a badge:
  laurel init issuer --name "Example University"      a key and a profile, once
  laurel issue graduates.csv --achievement rust.json --issuer issuer/profile.json \\
      --key issuer/key.json --as png --image badge.png --out out
  laurel verify out/badges/*/*.png                    is each of them real?

Exit status: 0 all good, 1 some credential is not, 2 the call or a file is at fault.
"laurel COMMAND --help" explains one command, with examples.
`
