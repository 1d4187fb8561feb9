/** The command that the vc-jose-cose suite runs in a container: `issue` or `verify` of one file with one key. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  bundled,
  documents,
  firstOf,
  issueJwt,
  type JsonObject,
  type Load,
  presentJwt,
  type Signer,
  signerFromJwk,
  verify,
} from 'laurel'

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    input: { type: 'string' },
    key: { type: 'string' },
    output: { type: 'string' },
    feature: { type: 'string' },
    file: { type: 'string', short: 'f' },
    rm: { type: 'boolean' },
  },
})
const here = (path: string): string => join(process.cwd(), path)
const read = (path: string): string => readFileSync(here(path), 'utf8').trim()
const method = JSON.parse(read(values.key!)) as {
  readonly id: string
  readonly controller: string
  readonly publicKeyJwk: JsonObject
  readonly secretKeyJwk: JsonWebKey
}
/** When the suite's tokens were valid. */
const now = (): Date => new Date('2024-12-16T12:00:00Z')

/** The keys of the suite's issuer, under the key set of its host. */
const keys = ['p256', 'p384', 'p521', 'ed25519'].map((name) => {
  const { publicKeyJwk } = JSON.parse(read(`tests/input/vm-${name}.json`)) as { publicKeyJwk: JsonObject }
  return publicKeyJwk
})
const load: Load = firstOf(
  bundled,
  documents({
    'https://www.w3.org/ns/credentials/examples/v2': {
      '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
    },
    // The schema that the suite's credentials name is published nowhere; this one allows everything.
    'https://example.org/examples/degree.json': {},
    'https://example.issuer/.well-known/jwks.json': { keys },
  }),
)

async function run(): Promise<string> {
  const text = read(values.input!)
  if (positionals.includes('verify')) {
    const input = values.feature?.endsWith('_cose') ? Buffer.from(text, 'base64') : text
    const report = await verify(input, { load, now, kinds: ['presentation', 'credential'] })
    if (!report.verified) throw new Error(report.checks.map(({ message }) => message).join(' '))
    return text
  }
  if (!values.feature?.endsWith('_jose')) throw new Error('laurel issues tokens, each of them whole')
  const document = JSON.parse(text) as {
    readonly verifiableCredential?: readonly object[]
    readonly id?: string
  }
  const signer = await signerOf()
  if (values.feature === 'presentation_jose') {
    const { verifiableCredential: credentials = [], id } = document
    return presentJwt({ credentials, signer, challenge: 'suite', ...(id === undefined ? {} : { id }) })
  }
  return issueJwt(document, { signer, load, profile: 'vc-jose' })
}

async function signerOf(): Promise<Signer> {
  const { secretKeyJwk, id, controller } = method
  if (secretKeyJwk.crv !== 'P-521') return signerFromJwk(secretKeyJwk, { verificationMethod: id })
  const key = await crypto.subtle.importKey(
    'jwk',
    secretKeyJwk,
    { name: 'ECDSA', namedCurve: 'P-521' },
    false,
    ['sign'],
  )
  return {
    verificationMethod: id,
    controller,
    algorithm: 'ES512',
    sign: async (bytes) =>
      new Uint8Array(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-512' }, key, new Uint8Array(bytes)),
      ),
  }
}

const result = await run().then(
  (data) => ({ result: 'success', data }),
  (error: unknown) => ({ result: 'failure', data: String(error) }),
)
writeFileSync(here(values.output!), JSON.stringify(result))
