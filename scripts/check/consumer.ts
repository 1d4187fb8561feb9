// What a user's strict project may write; compiled against the packed types, never run.
import {
  achievement,
  bake,
  generateSigner,
  type Issue,
  isOpenBadgeError,
  issue,
  type Load,
  openBadge,
  profile,
  type Signer,
  verify,
} from 'laurel'
import { remote } from 'laurel/net'

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
  if (report.verified && badge?.verified) return badge.title
  // @ts-expect-error an unverified report has no credential to use
  report.credential['issuer']
  return report.checks.map(({ id, outcome, message }) => `${id} ${outcome} ${message}`).join('\n')
}

export function faults(error: unknown): readonly Issue[] {
  return isOpenBadgeError(error, 'model_invalid') ? error.details.issues : []
}

export const kms: Signer = {
  verificationMethod: 'did:web:example.edu#key-1',
  algorithm: 'Ed25519',
  sign: async (bytes) => bytes,
}
