/** How many learners a second one core evaluates, from reports of verification. */

import { hashIdentity } from '../../src/model/builders/identity.js'
import { evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { candidateOf, UNI } from '../pathways/reports.js'
import { compare, row } from './ratio.js'

const leaves = (from: number, count: number): PathwayInput['root'][] =>
  Array.from({ length: count }, (_, i) => ({ badge: [`urn:a:${from + i}`, `urn:a:${from + i + 1}`] }))

/** 50 nodes: seven lists with their leaves, under one node. */
const treeOf = (once: boolean): PathwayInput => ({
  id: 'urn:p',
  name: 'P',
  issuers: [UNI],
  units: { [UNI]: 'ECTS' },
  root: {
    once,
    all: [
      ...Array.from({ length: 6 }, (_, i) => ({ atLeast: 3, of: leaves(i * 6, 6) })),
      { any: leaves(36, 6) },
    ],
  },
})

/** Twenty badges of one learner, each with a salted hash of the address. */
const badgesOf = (offset: number, email: string) =>
  Array.from({ length: 20 }, (_, i) =>
    candidateOf({
      id: `urn:uuid:${offset}-${i}`,
      achievement: `urn:a:${(i * 2 + offset) % 44}`,
      holder: 'unknown',
      credits: 5,
      inSubject: {
        identifier: [
          {
            type: 'IdentityObject',
            hashed: true,
            identityHash: hashIdentity(email, `salt${i}`),
            identityType: 'emailAddress',
            salt: `salt${i}`,
          },
        ],
      },
    }),
  )

export async function bench(): Promise<void> {
  const at = new Date('2026-01-01T00:00:00Z')
  const learnersOf = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const email = `ada${i}@example.org`
      return { badges: badgesOf(i, email), options: { holder: { email }, at } }
    })
  // Few, whose reports the processor has at hand as after verifying; and more than it has room for.
  const [few, many] = [learnersOf(16), learnersOf(2000)]
  const [shared, once] = [pathway(treeOf(false)), pathway(treeOf(true))]
  let next = 0
  const run = (p: typeof shared, learners: typeof few) => () => {
    const { badges, options } = learners[next++ % learners.length]!
    return evaluate(p, badges, options)
  }
  const rivals = {
    'evaluate 50 nodes × 20 badges': run(shared, few),
    'evaluate 50 nodes × 20 badges, each once': run(once, few),
    'evaluate 50 nodes × 20 badges, 2,000 learners in turn': run(shared, many),
    'evaluate 50 nodes × 20 badges, each once, 2,000 in turn': run(once, many),
  }
  // Long turns, so that a busy machine still compiles the functions before most turns.
  const timings = await compare(rivals, { turn: 250 })
  for (const [label, { microseconds, processor }] of Object.entries(timings))
    row(label, 1e6 / processor, 'learners/s', `of one core; ${microseconds.toFixed(1)} µs by the clock`)
}
