/** How many learners a second one core evaluates, from reports of verification. */

import { hashIdentity } from '../../src/model/builders/identity.js'
import { evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { candidateOf, UNI } from '../pathways/reports.js'
import { compare, row } from './ratio.js'

const EMAIL = 'ada@example.org'
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

/** Twenty badges of one learner, each with a salted hash of one address. */
const badgesOf = (offset: number) =>
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
            identityHash: hashIdentity(EMAIL, `salt${i}`),
            identityType: 'emailAddress',
            salt: `salt${i}`,
          },
        ],
      },
    }),
  )

export async function bench(): Promise<void> {
  const options = { holder: { email: EMAIL }, at: new Date('2026-01-01T00:00:00Z') }
  const learners = Array.from({ length: 16 }, (_, i) => badgesOf(i))
  const [shared, once] = [pathway(treeOf(false)), pathway(treeOf(true))]
  let next = 0
  const learner = () => learners[next++ % learners.length]!
  const timings = await compare({
    'evaluate 50 nodes × 20 badges': () => evaluate(shared, learner(), options),
    'evaluate 50 nodes × 20 badges, each once': () => evaluate(once, learner(), options),
  })
  for (const [label, { microseconds, perSecond }] of Object.entries(timings))
    row(label, perSecond, 'learners/s', `${microseconds.toFixed(1)} µs`)
}
