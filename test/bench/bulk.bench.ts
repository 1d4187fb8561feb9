/** issueMany in one thread, and through a simulated KMS, against the raw rate of signing 64 bytes. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { achievement, alignment, generateSigner, issueMany, openBadge, profile, type Signer } from 'laurel'
import { compare, row } from './ratio.js'

/** A run of some length, as a bulk issuer has; the first badge of a run becomes the template of the others. */
const COUNT = 2048

export async function bench(): Promise<void> {
  const signer = await generateSigner()
  const badges = makeBadges(signer.controller)
  const { privateKey } = generateKeyPairSync('ed25519')
  const data = new Uint8Array(64)
  const created = new Date()
  const { raw, many } = await compare(
    {
      raw: () => sign(null, data, privateKey),
      many: async () => {
        for await (const { outcome } of issueMany(badges, { signer, created })) {
          if (outcome === 'refused') throw new Error('a badge was refused')
        }
      },
    },
    { rounds: 25, turn: 60 },
  )
  const perSecond = many.perSecond * COUNT
  row('raw crypto.sign of 64 bytes', raw.perSecond, 'a second')
  row('issueMany, one thread', perSecond, 'badges a second')
  row('  of raw', (100 * perSecond) / raw.perSecond, '%')
  await benchKms(signer, badges)
}

/** A KMS that answers after 20 ms, with 50 requests in flight. Its own work costs this machine nothing but a timer. */
async function benchKms(local: Signer, badges: readonly ReturnType<typeof openBadge>[]): Promise<void> {
  const signer: Signer = {
    verificationMethod: local.verificationMethod,
    algorithm: 'Ed25519',
    sign: async (bytes) => {
      const signature = await local.sign(bytes)
      await new Promise((resolve) => setTimeout(resolve, 20))
      return signature
    },
  }
  const many = Array.from({ length: 6000 }, (_, i) => badges[i % badges.length]!)
  const began = performance.now()
  for await (const { outcome } of issueMany(many, { signer, concurrency: 50 })) {
    if (outcome === 'refused') throw new Error('a badge was refused')
  }
  const perSecond = (many.length * 1000) / (performance.now() - began)
  row('issueMany, KMS of 20 ms, 50 in flight (ceiling 2,500)', perSecond, 'badges a second')
}

function makeBadges(issuerId: string): readonly ReturnType<typeof openBadge>[] {
  const issuer = profile({ id: issuerId, name: 'Example University', url: 'https://example.edu' })
  const rust = achievement({
    id: 'https://example.edu/achievements/rust-1',
    name: 'Rust I',
    description: 'Writes small programs in Rust.',
    criteria: 'Passed the exam with 50 points or more.',
    tag: ['programming', 'rust'],
    alignment: [
      alignment({
        targetName: 'Systems programming',
        targetUrl: 'https://frameworks.example.org/systems-programming',
        targetType: 'ext:Skill',
      }),
    ],
  })
  return Array.from({ length: COUNT }, (_, i) =>
    openBadge({
      id: `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      name: 'Rust I',
      issuer,
      recipient: { email: `zoe${i}@example.org` },
      achievement: rust,
      validFrom: '2026-06-12T00:00:00Z',
      evidence: [{ id: `https://example.edu/exams/S${i}`, name: 'Exam' }],
    }),
  )
}
