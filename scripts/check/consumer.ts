// What a user's strict project may write; compiled against the packed types, never run.
import {
  achievement,
  bake,
  credentialFacts,
  generateSigner,
  type Issue,
  isOpenBadgeError,
  issue,
  type JsonObject,
  type Load,
  lintMicrocredential,
  matchIdentity,
  type OpenBadge,
  type OpenBadge11,
  openBadge,
  parse,
  present,
  profile,
  type Signer,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { type AjvInstance, openBadgeSchemas } from 'laurel/ajv'
import { remote } from 'laurel/net'
import { type Evaluation, partBytes, partDigest, verifyStack } from 'laurel/pathways'
import {
  badgeImage,
  badgePng,
  credentialPage,
  linkedInAddToProfile,
  pageMetadata,
  pathwayImage,
  schemaOrgCredential,
} from 'laurel/share'

export async function award(email: string, image: Uint8Array): Promise<Uint8Array> {
  const signer = await generateSigner()
  const badge = openBadge({
    issuer: profile({ id: signer.controller, name: 'Example University' }),
    recipient: { email },
    achievement: achievement({
      id: 'https://example.edu/a/rust',
      name: 'Rust I',
      description: 'Writes safe systems code.',
      criteria: 'Passed the exam',
    }),
  })
  return bake(image, await issue(badge, { signer }))
}

export async function check(upload: Uint8Array, load: Load = remote()): Promise<string> {
  const report = await verify(upload, { load, issuers: ['did:web:example.edu'] })
  if (report.credential) return JSON.stringify(report.credential['issuer'])
  const [badge] = report.badges
  if (report.verified && badge?.verified) return badge.name
  // @ts-expect-error an unverified report has no credential to use
  report.credential['issuer']
  return report.checks.map(({ id, outcome, message }) => `${id} ${outcome} ${message}`).join('\n')
}

export function schemas<A extends AjvInstance>(ajv: A): A {
  return openBadgeSchemas(ajv, { form: 'strict' })
}

export function faults(error: unknown): readonly Issue[] {
  return isOpenBadgeError(error, 'model_invalid') ? error.details.issues : []
}

export const kms: Signer = {
  verificationMethod: 'did:web:example.edu#key-1',
  algorithm: 'Ed25519',
  sign: async (bytes) => bytes,
}

/** What laurel returns as bytes goes into a Blob and a Response without a cast. */
export async function hand(
  art: Uint8Array,
  signed: JsonObject,
  evaluation: Evaluation,
): Promise<readonly object[]> {
  const design = { title: 'Rust I' }
  const bytes = [
    bake(art, signed),
    badgeImage(design),
    await badgePng(design, () => art),
    pathwayImage(evaluation),
    partBytes(signed),
    statusList().toBytes(),
  ]
  return bytes.flatMap((each) => [new Blob([each]), new Response(each)])
}

/** What `issue` returns goes wherever a credential goes, without a cast; so does a badge of version 1.1, and parsed JSON. */
export async function share(badge: OpenBadge, older: OpenBadge11, parsed: JsonObject, art: Uint8Array) {
  const signer = await generateSigner()
  const report = await verify(parsed)
  const signed = [await issue(badge, { signer }), await issue(older, { signer }), parsed] as const
  for (const credential of signed) {
    bake(art, credential)
    parse(credential)
    matchIdentity(credential, { email: 'ada@example.org' })
    credentialFacts(credential)
    linkedInAddToProfile(credential)
    schemaOrgCredential(credential)
    pageMetadata(credential)
    credentialPage(credential, report)
    partDigest(credential)
    lintMicrocredential(credential, 'eu')
  }
  await present({ credentials: signed, signer, challenge: 'c' })
  await verifyStack(signed[0], [signed[1]])
  const issuer = profile({ id: signer.controller, name: 'Example University' })
  const list = await statusListCredential({ id: 'https://example.edu/status/1', issuer, list: statusList() })
  credentialFacts(await issue(list, { signer }))
  // @ts-expect-error a Promise is no credential: await it
  linkedInAddToProfile(issue(badge, { signer }))
  // @ts-expect-error nor here
  bake(art, issue(badge, { signer }))
  // @ts-expect-error nor is a list
  credentialFacts([parsed])
}
