/** `laurel bake`: puts a signed credential into an image. */

import { Command } from 'commander'
import { counted } from '../../bulk/table/phrases.js'
import { trimSpace } from '../../encoding/forms/characters.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { IMAGE_BYTES, JSON_BYTES, readInput } from '../io/files.js'
import { inputFiles, refuseOverwriting, writeOutput } from '../io/outputs.js'
import { CallError, type CommandOf, GOOD } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'

interface Options {
  readonly out: string
  readonly replace?: true
  readonly json?: true
}

export const bakeCommand: CommandOf = (shell, done) =>
  new Command('bake')
    .description('Put a signed credential into a PNG or SVG image. The visible image does not change.')
    .argument('<image>', 'the PNG or SVG')
    .argument('<credential>', 'the signed credential: JSON, or a compact JWS; - for standard input')
    .requiredOption('-o, --out <file>', 'the file for the baked image')
    .option('--replace', 'replace the credential that is already in the image')
    .option('--json', 'print one JSON line')
    .addHelpText(
      'after',
      `
Examples:
  laurel bake badge.svg ada.json --out ada.svg
  laurel issue ada.unsigned.json --key issuer/key.json | laurel bake badge.png - -o ada.png
`,
    )
    .action(async (image: string, credential: string, options: Options, command: Command) => {
      const { bake } = await import('../../index.js')
      if (image === '-') throw new CallError('the image must be a file', 'Only the credential can be "-".')
      await refuseOverwriting(options.out, inputFiles(command, [image]))
      const bytes = await readInput(shell, image, IMAGE_BYTES)
      const text = decodeUtf8(await readInput(shell, credential, JSON_BYTES))
      const baked = bake(bytes, trimSpace(text), {
        existing: options.replace === true ? 'replace' : 'error',
      })
      await writeOutput(options.out, baked)
      shell.out(
        options.json === true
          ? jsonLine({ file: options.out, bytes: baked.length })
          : safe`${options.out}: ${counted(baked.length, 'byte')}\n`,
      )
      done(GOOD)
    })
