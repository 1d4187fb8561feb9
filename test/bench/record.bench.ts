/** Records: 40 badges of 4 issuers in one signed record, against the same badges one by one. */
import { achievement, clr, issue, openBadge, profile, signerFromSeed, verify } from 'laurel'
import { compare, row } from './ratio.js'

const AT = new Date('2026-06-01T00:00:00Z')
const PARTS = 40

export async function bench(): Promise<void> {
  const signers = await Promise.all([1, 2, 3, 4].map((n) => signerFromSeed(new Uint8Array(32).fill(n))))
  const collector = await signerFromSeed(new Uint8Array(32).fill(9))
  const badges: object[] = []
  for (let i = 0; i < PARTS; i++) {
    const signer = signers[i % signers.length]!
    const badge = openBadge({
      issuer: profile({ id: signer.controller, name: `Issuer ${i % signers.length}` }),
      recipient: { id: 'did:web:ada.example' },
      validFrom: '2026-01-01T00:00:00Z',
      achievement: achievement({
        id: `https://example.edu/a/${i}`,
        name: `Course ${i}`,
        description: 'A course.',
        criteria: 'Passed.',
      }),
    })
    badges.push(await issue(badge, { signer, created: AT }))
  }
  const input = {
    name: 'Transcript',
    issuer: profile({ id: collector.controller, name: 'Registry' }),
    recipient: { id: 'did:web:ada.example' },
    validFrom: '2026-02-01T00:00:00Z',
    credentials: badges,
  }
  const unsigned = clr(input)
  const texts = badges.map((badge) => JSON.stringify(badge))
  const record = JSON.stringify(await issue(unsigned, { signer: collector, created: AT }))
  const options = { now: AT }
  if (!(await verify(record, options)).verified) throw new Error('the record of the benchmark must verify')

  const { alone, whole, build, sign } = await compare({
    alone: async () => {
      for (const text of texts) await verify(text, options)
    },
    whole: () => verify(record, options),
    build: () => clr(input),
    sign: () => issue(unsigned, { signer: collector, created: AT }),
  })
  row(`verify ${PARTS} badges one by one`, alone.microseconds / 1000, 'ms')
  const times = `${(whole.microseconds / alone.microseconds).toFixed(2)} times its badges alone`
  row(`verify a record of ${PARTS} badges`, whole.microseconds / 1000, 'ms', times)
  row(`build a record of ${PARTS} badges`, build.microseconds / 1000, 'ms')
  row(`issue a record of ${PARTS} badges`, sign.microseconds / 1000, 'ms')
}
