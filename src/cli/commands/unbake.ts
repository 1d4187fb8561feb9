/** `laurel unbake`: extracts the credential from an image. It verifies nothing. */
import { Command } from 'commander'
import { IMAGE_BYTES, readInput } from '../io/files.js'
import { inputFiles, refuseOverwriting, writeOutput } from '../io/outputs.js'
import { BAD, type CommandOf, GOOD } from '../io/shell.js'
import { dataText, jsonLine, safe } from '../io/terminal-text.js'

interface Options {
  readonly out?: string
  readonly json?: true
}

export const unbakeCommand: CommandOf = (shell, done) =>
  new Command('unbake')
    .description('Extract the credential from a baked image without changes. Nothing is verified.')
    .argument('<image>', 'the PNG or SVG; - for standard input')
    .option('-o, --out <file>', 'the file for the credential; default: standard output')
    .option('--json', 'print one JSON line with format, kind, standard and warnings')
    .addHelpText(
      'after',
      `
Examples:
  laurel unbake ada.png
  laurel unbake ada.png --out ada.json
  laurel verify ada.png                 verifies the badge

Exit status 1 if the image has no credential.
`,
    )
    .action(async (image: string, options: Options, command: Command) => {
      const { unbake } = await import('../../index.js')
      await refuseOverwriting(options.out, inputFiles(command))
      const found = await unbake(await readInput(shell, image, IMAGE_BYTES))
      for (const { message } of options.json === true ? [] : found.warnings)
        shell.err(safe`laurel: ${message}\n`)
      if (found.credential !== undefined && options.out !== undefined) {
        await writeOutput(options.out, found.credential)
      }
      if (options.json === true) shell.out(jsonLine({ file: image, ...found }))
      else if (found.credential === undefined) shell.err(safe`laurel: ${image} has no credential\n`)
      else if (options.out === undefined) shell.out(dataText(`${found.credential}\n`, shell.outIsTerminal))
      done(found.credential === undefined ? BAD : GOOD)
    })
