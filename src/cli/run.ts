/** Parses the arguments, runs one command and returns the exit status. */
import { Command, CommanderError } from 'commander'
import { auditCommand } from './commands/audit.js'
import { bakeCommand } from './commands/bake.js'
import { canonizeCommand } from './commands/canonize.js'
import { initCommand } from './commands/init.js'
import { issueCommand } from './commands/issue.js'
import { pathwayCommand } from './commands/pathway.js'
import { stackCommand } from './commands/stack.js'
import { statusCommand } from './commands/status.js'
import { unbakeCommand } from './commands/unbake.js'
import { validateCommand } from './commands/validate.js'
import { verifyCommand } from './commands/verify.js'
import { failureOf, printFailure } from './io/failure.js'
import { type CommandOf, GOOD, type Shell, WRONG } from './io/shell.js'
import { lines, safe } from './io/terminal-text.js'
import { workerCommand } from './queue/worker.js'
import { recordCommand } from './records/record.js'
import { mappingCommand } from './tables/mapping.js'
import { version } from './version.js'

/** To add a command, add a row here. */
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
  workerCommand,
  pathwayCommand,
  stackCommand,
  recordCommand,
  mappingCommand,
]

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  let status = GOOD
  const program = new Command('laurel')
    .description('Issue, verify, bake and check digital badges (Open Badges 3.0).')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
  for (const command of COMMANDS) program.addCommand(command(shell, (result) => (status = result)))
  nameAction(program, args)
  const json = wantsJson(args)
  for (const command of [program, ...descendants(program)]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: (text) => shell.out(lines(text)),
        writeErr: (text) => shell.err(lines(text)),
        outputError: (text) => (json ? undefined : shell.err(lines(told(text, args)))),
      })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return commanderStatus(error, args, program, shell)
    const failure = failureOf(error)
    printFailure(shell, failure, json)
    return failure.status
  }
}

/** Whether `--json` is given, also if the arguments cannot be parsed. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).includes('--json')
}

/** The parser's message. It escapes line feeds of arguments, and leaves out the value of an unknown option, which may be a key. */
function told(text: string, args: readonly string[]): string {
  const values = args.flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1)])
  return values
    .filter((value) => value.includes('\n'))
    .reduce((all, value) => all.replaceAll(value, safe`${value}`), text)
    .replace(/^error: /, 'laurel: ')
    .replace(/'(--?[^\s=']+)=.*'/s, "'$1'")
}

function commanderStatus(
  error: CommanderError,
  args: readonly string[],
  program: Command,
  shell: Shell,
): number {
  if (error.exitCode === 0) return GOOD
  if (error.code === 'commander.help') return args.length === 0 ? WRONG : GOOD
  const hint = `"${['laurel', ...commandIn(program, args).names].join(' ')} --help" lists the arguments.`
  if (wantsJson(args)) {
    const message = told(error.message, args).replace(/^laurel: /, '')
    printFailure(shell, { code: 'call_invalid', message, hint, status: WRONG }, true)
  } else shell.err(safe`  ${hint}\n`)
  return WRONG
}

/** The command that the arguments call, and the names that lead to it, such as `stack` and `issue`. */
function commandIn(
  program: Command,
  args: readonly string[],
): { readonly command: Command; readonly names: readonly string[] } {
  let command = program
  const names: string[] = []
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const next = command.commands.find((each) => each.name() === arg)
    if (next === undefined) break
    command = next as Command
    names.push(arg)
  }
  return { command, names }
}

/** `laurel status revoke --help` explains "laurel status revoke", although "revoke" is an argument. */
function nameAction(program: Command, args: readonly string[]): void {
  const { command } = commandIn(program, args)
  const action = args.find((arg) => command.registeredArguments[0]?.argChoices?.includes(arg))
  if (action !== undefined) command.usage(`${action} [options]`)
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child as Command, ...descendants(child as Command)])
}

const EXAMPLES = `
From key to badge:
  laurel init issuer --name "Example University"      makes a key and a profile, once
  laurel issue graduates.csv --achievement rust.json --issuer issuer/profile.json \\
      --key issuer/key.json --as png --image badge.png --out out
  laurel verify out/badges/*/*.png                    verifies each badge

Exit status: 0 success, 1 a credential has a fault, 2 the call or a file has a fault.
"laurel COMMAND --help" prints the help of a command, with examples.
`
