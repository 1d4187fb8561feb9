/** Checking a larger credential of ten parts again, against verifying the eleven badges one by one. */
import { achievement, issue, openBadge, profile, signerFromSeed, verify } from 'laurel'
import { evaluate, pathway, stack, verifyStack } from 'laurel/pathways'
import { compare, row } from './ratio.js'

const ADA = 'did:web:ada.example'
const AT = new Date('2026-06-01T00:00:00Z')
const PARTS = 10

export async function bench(): Promise<void> {
  const signers = await Promise.all([1, 2, 3, 4].map((n) => signerFromSeed(new Uint8Array(32).fill(n))))
  const [university] = signers
  const badges = await Promise.all(
    Array.from({ length: PARTS }, (_, i) => {
      const signer = signers[i % signers.length]!
      const badge = openBadge({
        issuer: profile({ id: signer.controller, name: `Issuer ${i}` }),
        recipient: { id: ADA },
        validFrom: '2026-01-01T00:00:00Z',
        achievement: achievement({
          id: `https://example.edu/a/${i}`,
          name: `Course ${i}`,
          description: 'A course.',
          criteria: 'Passed.',
        }),
      })
      return issue(badge, { signer, created: AT })
    }),
  )
  const data = pathway({
    id: 'https://uni.example/pathways/1',
    name: 'Diploma',
    issuers: signers.map(({ controller }) => controller),
    awards: achievement({ id: 'https://uni.example/a/1', name: 'Diploma', description: 'd', criteria: 'c' }),
    root: { all: badges.map((_, i) => ({ badge: `https://example.edu/a/${i}` })) },
  })
  const texts = badges.map((badge) => JSON.stringify(badge))
  const candidates = await Promise.all(
    badges.map(async (input) => ({ report: await verify(input, { now: AT }), input })),
  )
  const done = evaluate(data, candidates, { holder: { id: ADA }, at: AT })
  const issuer = profile({ id: university!.controller, name: 'University' })
  const unsigned = stack(data, done, { issuer, recipient: { id: ADA } })
  const diploma = JSON.stringify(await issue(unsigned, { signer: university!, created: AT }))
  const options = { pathway: data, now: AT }
  const seen = await verifyStack(diploma, texts, options)
  if (seen.level !== 'proven') throw new Error('the larger credential of the benchmark must be proven')

  const { eleven, whole } = await compare({
    eleven: async () => {
      for (const text of [diploma, ...texts]) await verify(text, { now: AT })
    },
    whole: () => verifyStack(diploma, texts, options),
  })
  row('verify 11 badges from text', eleven.perSecond, 'a second')
  const share = `${((100 * eleven.microseconds) / whole.microseconds).toFixed(0)} % of it is verifying alone`
  row('verifyStack of 10 parts from text', whole.microseconds / 1000, 'ms', share)
}
