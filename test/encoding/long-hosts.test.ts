/** Whoever takes a URL from others: none hands the platform a long host, for which it needs quadratic time. */
import {
  didWeb,
  generateSigner,
  type Load,
  revocationList,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { credentialId, readCell } from 'laurel/bulk'
import { remote } from 'laurel/net'
import { credentialPage } from 'laurel/share'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { webAddress } from '../../src/share/facts/escape.js'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const DOCUMENT = 'https://badges.example/issuers/1'
const different = (length: number): string =>
  String.fromCharCode(...Array.from({ length }, (_, i) => 0x4e00 + (i % 20_000)))
/** As many different letters as one host can have while a test ends in time where they are parsed. */
const host = different(8000)

let parsed = 0
class Counting extends URL {
  constructor(text: string | URL, base?: string | URL) {
    if (String(text).length > 1000 || String(base).length > 1000) parsed++
    super(text, base)
  }

  static override canParse(text: string | URL, base?: string | URL): boolean {
    if (String(text).length > 1000) parsed++
    return URL.canParse(text, base)
  }
}
vi.stubGlobal('URL', Counting)
beforeEach(() => {
  parsed = 0
})
afterAll(() => {
  vi.unstubAllGlobals()
})

const signer = await generateSigner()
const code = async (work: unknown): Promise<unknown> => {
  try {
    await (typeof work === 'function' ? work() : work)
    return 'no error'
  } catch (error) {
    return isOpenBadgeError(error) ? error.code : (error as Error).constructor.name
  }
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function tokenOf(issuer: string): string {
  const claims = {
    '@context': [V2],
    type: ['VerifiableCredential'],
    issuer,
    credentialSubject: { id: 'urn:a' },
  }
  return `${encode({ alg: 'ES256', typ: 'vc+jwt', kid: 'a' })}.${encode(claims)}.${'A'.repeat(86)}`
}

function badgeOf(verificationMethod: string): object {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
    verificationMethod,
    proofValue: `z${'3'.repeat(88)}`,
  }
  return {
    '@context': [V2],
    type: ['VerifiableCredential'],
    issuer: DOCUMENT,
    credentialSubject: { id: 'urn:a' },
    proof,
  }
}

/** Retrieves the one key of a document with these members. */
function keyWith(members: object): unknown {
  const method = {
    id: `${DOCUMENT}#k`,
    type: 'Multikey',
    publicKeyMultibase: signer.publicKeyMultibase,
    ...members,
  }
  const load: Load = async () => ({
    id: DOCUMENT,
    verificationMethod: [method],
    assertionMethod: [method.id],
  })
  return retrieveVerificationMethod(`${DOCUMENT}#k`, { relationship: 'assertionMethod', load })
}

it.each<[string, () => unknown, unknown]>([
  [
    'the issuer of a token',
    async () => (await verify(tokenOf(`https://${host}`))).check.proof.code,
    'controller_invalid',
  ],
  [
    'the key of a proof',
    async () => (await verify(badgeOf(`https://${host}#k`))).check.proof.code,
    'controller_invalid',
  ],
  ['the owner of a key', () => code(keyWith({ controller: `//${host}` })), 'controller_invalid'],
  ['the id of a key', () => code(keyWith({ id: `//${host}` })), 'controller_invalid'],
  ['a long owner of a key', () => code(keyWith({ controller: '"'.repeat(200_000) })), 'controller_invalid'],
  ['a document', () => code(remote()(`https://${host}/`, 'schema')), 'document_refused'],
  ['a link of a page', () => webAddress(`https://${host.slice(0, 2000)}`), undefined],
  [
    'the address of a file',
    async () =>
      code(
        credentialPage(badgeOf('did:key:z#z'), await verify(badgeOf('did:key:z#z')), {
          downloadUrl: `//${host}`,
          url: DOCUMENT,
        }),
      ),
    'TypeError',
  ],
  ['a cell', () => 'fault' in readCell({ type: 'url' }, `https://${host}`), true],
  ['a did:web', () => code(() => didWeb(`https://${host}`)), 'TypeError'],
  [
    'a status list',
    () =>
      code(() =>
        statusListCredential({ id: `https://${host}`, issuer: signer.controller, list: statusList() }),
      ),
    'TypeError',
  ],
  [
    'a list of revocations',
    () => code(() => revocationList({ id: `https://${host}`, issuer: signer.controller, revoked: [] })),
    'TypeError',
  ],
])('%s', async (_, work, outcome) => {
  expect(await work()).toBe(outcome)
  expect(parsed).toBe(0)
})

it('Keys with hundreds of marks in a row are not sorted', () => {
  const name = { issuer: 'did:web:a.example', achievement: 'urn:a', batch: 'b' }
  const [one, other] = ['\u0301\u0323', '\u0323\u0301'].map((marks) =>
    credentialId({ ...name, key: `a${marks.repeat(5000)}` }),
  )
  expect(one).not.toBe(other)
})
