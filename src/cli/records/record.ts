/** `laurel record`: signs one record of verified badges. */

import { Command } from 'commander'
import { signerOf } from '../../bulk/signer/key-material.js'
import { counted } from '../../bulk/table/phrases.js'
import type { AssociationInput, ProfileInput } from '../../index.js'
import { IMAGE_BYTES, readDate, readInput, readJsonObject, readProfile } from '../io/files.js'
import { readKeyFile } from '../io/key-file.js'
import { inputFiles, refuseOverwriting, writeOutput } from '../io/outputs.js'
import { BAD, CallError, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine, lines, safe } from '../io/terminal-text.js'
import {
  type HolderOptions,
  holderOf,
  type NamedCandidate,
  readCandidates,
  recipientOf,
  repeatableAddress,
  repeatableRecipient,
} from '../verification/badges.js'
import { type LoadOptions, loadFor, withLoading } from '../verification/load-for.js'
import { offlineHint } from '../verification/offline-hint.js'

interface RecordOptions extends HolderOptions, LoadOptions {
  readonly name: string
  readonly issuer: string
  readonly key: string
  readonly associations?: string
  readonly complete?: true
  readonly image?: string
  readonly out?: string
  readonly at?: string
  readonly json?: true
}

export const recordCommand: CommandOf = (shell, done) =>
  withLoading(new Command('record'))
    .description('Sign a record (Comprehensive Learner Record 2.0) that holds the badges of one learner.')
    .argument('<badges...>', 'the badges: PNG, SVG, JSON or NDJSON; a record cannot hold compact JWS')
    .requiredOption('--name <title>', 'the title of the record')
    .requiredOption('--issuer <file>', 'file of the profile of the issuer of the record')
    .requiredOption('--key <file>', 'secret key of the issuer of the record')
    .option(
      '--recipient <id>',
      'the person of the record, by DID or URL; repeatable for other ids of the same person',
      repeatableRecipient,
    )
    .option(
      '--email <address>',
      'the same by e-mail address; repeatable, the record has the hash of the first',
      repeatableAddress,
    )
    .option('--associations <file>', 'associations of the achievements: JSON with the member "association"')
    .option('--complete', 'the learner has no other badges that you know; without it, the record is partial')
    .option('--image <file>', 'the PNG or SVG to bake the record into')
    .option('--at <date>', 'the time of the verification; default: now')
    .option('-o, --out <file>', 'the file for the record; default: standard output')
    .option('--json', 'print one JSON line')
    .addHelpText(
      'after',
      `
Each badge is verified first, because the issuer of a record states that its badges belong together.

Examples:
  laurel record badges/*.json --name Transcript --recipient did:web:ada.example \\
      --issuer issuer/profile.json --key issuer/key.json --out transcript.json
  laurel verify transcript.json

Exit status: 0 signed; 1 a badge is not verified; 2 the call or a file has a fault.
`,
    )
    .action(async (files: readonly string[], options: RecordOptions, command: Command) => {
      const { bake, clr, issue } = await import('../../index.js')
      const holder = holderOf(options)
      if (options.image !== undefined && options.out === undefined) {
        throw new CallError('--image needs --out', 'Give the file for the baked image.')
      }
      await refuseOverwriting(options.out, inputFiles(command))
      const issuer = (await readProfile(shell, options.issuer)) as unknown as ProfileInput & { id: string }
      const signer = await signerOf(await readKeyFile(shell, options.key, issuer.id))
      const load = await loadFor(options, shell)
      const now = options.at === undefined ? new Date() : readDate('--at', options.at)
      const candidates = await readCandidates(shell, files, {
        ...load,
        now,
        recipient: holder,
        signal: shell.signal,
      })
      const bad = candidates.flatMap(whyNot)
      if (bad.length > 0) {
        if (options.json === true) shell.out(jsonLine({ refused: bad }))
        else
          for (const { file, message, hint } of bad) {
            shell.out(safe`${file}: not in the record\n  ${message}\n`)
            if (hint !== undefined) shell.out(safe`  ${hint}\n`)
          }
        done(BAD)
        return
      }
      const record = clr({
        name: options.name,
        issuer,
        recipient: recipientOf(options),
        ...(options.recipient === undefined ? {} : { knownAs: options.recipient }),
        credentials: candidates.map(signedOf) as readonly object[],
        partial: options.complete !== true,
        ...(options.associations === undefined
          ? {}
          : { association: await readAssociations(shell, options.associations) }),
      })
      const signed = await issue(record, { signer, ...load, signal: shell.signal })
      const image =
        options.image === undefined ? undefined : await readInput(shell, options.image, IMAGE_BYTES)
      const text = `${JSON.stringify(signed, undefined, 2)}\n`
      if (options.out !== undefined)
        await writeOutput(options.out, image === undefined ? text : bake(image, signed))
      const { length } = signed.credentialSubject.verifiableCredential
      if (options.json === true) {
        const where = options.out === undefined ? { credential: signed } : { file: options.out }
        shell.out(jsonLine({ id: signed.id, parts: length, ...where }))
      } else if (options.out === undefined) shell.out(lines(text))
      else shell.out(safe`${options.out}: ${counted(length, 'badge')}\n`)
      done(GOOD)
    })

async function readAssociations(shell: Shell, file: string): Promise<readonly AssociationInput[]> {
  const { association } = await readJsonObject(shell, file)
  return [association].flat() as unknown as readonly AssociationInput[]
}

/** The signed text of a badge. `clr` refuses a JWT with a hint. */
function signedOf({ report, input }: NamedCandidate): unknown {
  return report.source?.['proof'] === undefined ? input : report.source
}

interface Refusal {
  readonly file: string
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** Why a badge cannot be in the record. */
function whyNot({ name, report }: NamedCandidate): readonly Refusal[] {
  if (report.credential !== undefined) return []
  const row = report.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  const hint = offlineHint(report)
  return [
    {
      file: name,
      code: row?.code ?? report.kind,
      message: row?.message ?? 'It is not one credential.',
      ...(hint === undefined ? {} : { hint }),
    },
  ]
}
