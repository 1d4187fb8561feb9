/** `laurel validate`: checks documents against the Open Badges 3.0 data model. It checks no signature. */
import { Command } from 'commander'
import { errorOf, failureOf, issueLine, printFailure } from '../io/failure.js'
import { readJsonObject } from '../io/files.js'
import { BAD, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'

interface Options {
  readonly json?: true
}

export const validateCommand: CommandOf = (shell, done) =>
  new Command('validate')
    .description('Check credentials against the Open Badges 3.0 data model. Signatures are not checked.')
    .argument('<files...>', 'JSON files; - for standard input')
    .option('--json', 'print one JSON line for each file')
    .addHelpText(
      'after',
      `
Examples:
  laurel validate draft.json
  laurel validate drafts/*.json --json

Each finding has a place and a hint. To check signatures, use "laurel verify".
`,
    )
    .action(async (files: readonly string[], options: Options) => {
      let status = GOOD
      for (const file of files) {
        shell.signal.throwIfAborted()
        status = Math.max(status, await validateFile(shell, file, options.json === true))
      }
      done(status)
    })

async function validateFile(shell: Shell, file: string, json: boolean): Promise<number> {
  const { validate } = await import('../../index.js')
  try {
    const { valid, issues } = validate(await readJsonObject(shell, file))
    if (json) shell.out(jsonLine({ file, valid, issues }))
    else {
      shell.out(safe`${file}: ${valid ? 'valid' : 'not valid'}\n`)
      for (const issue of issues) shell.out(safe`  ${issue.severity ?? 'error'}: ${issueLine(issue)}\n`)
    }
    return valid ? GOOD : BAD
  } catch (error) {
    const failure = failureOf(error)
    if (json) shell.out(jsonLine({ file, valid: false, error: errorOf(failure) }))
    else printFailure(shell, failure, false)
    return failure.status
  }
}
