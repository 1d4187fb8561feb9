/** `laurel canonize`: prints the canonical N-Quads of a document, which a signature covers. */
import { createHash } from 'node:crypto'
import { Command } from 'commander'
import { readJsonObject } from '../io/files.js'
import { type CommandOf, GOOD } from '../io/shell.js'
import { dataText, jsonLine, safe } from '../io/terminal-text.js'
import { type LoadOptions, loadFor } from '../verification/load-for.js'
import { repeatable } from '../verification/repeatable.js'

interface Options extends LoadOptions {
  readonly json?: true
  readonly hash?: true
}

export const canonizeCommand: CommandOf = (shell, done) =>
  new Command('canonize')
    .description(
      'Print the canonical form (RDFC-1.0 N-Quads) of a JSON-LD document. Fails if data would be lost.',
    )
    .argument('<file>', 'the JSON-LD document; - for standard input')
    .option('--hash', 'print the SHA-256 of the canonical form instead')
    .option('--online', 'fetch contexts that are not bundled')
    .option('--document <url=file>', 'a context that is not bundled, from a file; repeatable', repeatable)
    .option('--json', 'print one JSON line with nquads and sha256')
    .addHelpText(
      'after',
      `
Examples:
  laurel canonize ada.json
  laurel canonize ada.json --hash

A term that no context defines is an error, because a signature would not cover it.
`,
    )
    .action(async (file: string, options: Options) => {
      const { canonize } = await import('../../index.js')
      const document = await readJsonObject(shell, file)
      const nquads = await canonize(document, await loadFor(options, shell))
      const hash = createHash('sha256').update(nquads).digest('hex')
      if (options.json === true) shell.out(jsonLine({ file, sha256: hash, nquads }))
      else shell.out(options.hash === true ? safe`${hash}\n` : dataText(nquads, shell.outIsTerminal))
      done(GOOD)
    })
