/** `laurel init`: writes a key, the issuer's profile and its DID document. It never overwrites a file. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { writeFile } from '../../bulk/files/write-file.js'
import { CallError, type CommandOf, GOOD } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import { emailAddress } from '../verification/badges.js'
import { meantBy, webDidUrl } from '../verification/web-did.js'

interface Options {
  readonly name: string
  readonly url?: string
  readonly email?: string
  readonly did?: string
  readonly json?: true
}

export const initCommand: CommandOf = (shell, done) =>
  new Command('init')
    .description('Make an issuer: a signing key, a profile, and a DID document to publish.')
    .argument('[folder]', 'the folder for the files', 'issuer')
    .requiredOption('--name <name>', 'the name of the issuer')
    .option('--url <url>', 'the home page of the issuer')
    .option('--email <address>', 'the e-mail address for questions', emailAddress)
    .option('--did <did>', 'a did:web that you control, such as did:web:example.edu; default: a new did:key')
    .option('--json', 'print one JSON line')
    .addHelpText(
      'after',
      `
Examples:
  laurel init issuer --name "Example University" --url https://example.edu
  laurel init issuer --name "Example University" --did did:web:example.edu

Writes key.json (only you can read it), profile.json and did.json.
With did:key the id contains the key: you host nothing, but cannot change the key later.
With did:web you host did.json, and can change the key later.
`,
    )
    .action(async (folder: string, options: Options) => {
      const { exportSecretKey, generateSigner, profile, didDocument } = await import('../../index.js')
      const web = options.did
      if (web !== undefined && !web.startsWith('did:web:')) {
        throw new CallError(
          `--did "${web}" is not a did:web`,
          `Write ${meantBy(web) ?? 'for example did:web:example.edu'}, or leave --did out.`,
        )
      }
      const address = web === undefined ? undefined : webDidUrl('--did', web)
      const files = {
        key: join(folder, 'key.json'),
        profile: join(folder, 'profile.json'),
        did: join(folder, 'did.json'),
      }
      for (const file of Object.values(files)) await refuseExisting(file)

      const signer = await generateSigner({
        extractable: true,
        ...(web === undefined ? {} : { controller: web }),
      })
      const issuer = profile({
        id: signer.controller,
        name: options.name,
        ...(options.url === undefined ? {} : { url: options.url }),
        ...(options.email === undefined ? {} : { email: options.email }),
      })
      await writeFile(files.key, pretty(exportSecretKey(signer, 'jwk')), { mode: 0o600, exclusive: true })
      await writeFile(files.profile, pretty(issuer), { exclusive: true })
      await writeFile(files.did, pretty(didDocument(signer)), {
        exclusive: true,
      })

      if (options.json === true) {
        const { controller, verificationMethod } = signer
        shell.out(jsonLine({ issuer: controller, verificationMethod, files, didUrl: address }))
      } else {
        shell.out(safe`Issuer ${signer.controller}

  ${files.key}      the secret key. Make a backup, show it to nobody, never commit it.
  ${files.profile}  the profile of the issuer, which each badge contains.
  ${files.did}      ${address === undefined ? 'the DID document, for your records: did:key needs no hosting.' : `publish it at ${address}`}

Next, describe the achievement in achievement.json, for example
  { "id": "https://example.edu/rust-1", "type": ["Achievement"], "name": "Rust I", "description": "…", "criteria": { "narrative": "…" } }
and issue a badge for each row of a table:
  laurel issue graduates.csv --achievement achievement.json --issuer ${files.profile} --key ${files.key} --out out
`)
      }
      done(GOOD)
    })

async function refuseExisting(file: string): Promise<void> {
  if (
    await stat(file).then(
      () => true,
      () => false,
    )
  ) {
    throw new CallError(
      `${file} exists already`,
      'Nothing is overwritten. Choose another folder, or move the files away.',
    )
  }
}

const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
