/** What a loader may answer for a context: every answer that is not JSON ends the call with an error that names the context. */
import { canonize, issue, issueJwt, issueMany } from 'laurel'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../verify/world.js'

const URL_ = 'https://uni.example/own-context'
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const cyclic: Record<string, unknown> = { '@context': {} }
;(cyclic['@context'] as Record<string, unknown>)['self'] = cyclic
const throwing = {
  get '@context'(): never {
    throw new Error('read me not')
  },
}
const ANSWERS: readonly (readonly [name: string, answer: unknown])[] = [
  ['nothing', undefined],
  ['an object that contains itself', cyclic],
  ['an object that throws when it is read', throwing],
]

describe.each(ANSWERS)('a loader that answers %s', (_, answer) => {
  test.each(['issue', 'issueJwt', 'issueMany', 'canonize'])(
    'ends %s with document_unavailable',
    async (name) => {
      const document = world.badge((badge) => {
        badge['@context'].push(URL_)
        badge.own = 'x'
      }) as never
      const load = async (url: string, ...rest: [never, never]): Promise<unknown> =>
        url === URL_ ? answer : world.load(url, ...rest)
      const options = { signer: world.signer, now: () => NOW, load: load as never }
      const calls: Record<string, () => Promise<unknown>> = {
        issue: () => issue(document, options),
        issueJwt: () => issueJwt(document, options),
        issueMany: async () => {
          for await (const row of issueMany([document], options))
            if (row.outcome === 'refused') throw row.error
        },
        canonize: () => canonize(document, { load: load as never }),
      }
      await expect(calls[name]!()).rejects.toMatchObject({
        code: 'document_unavailable',
        details: { url: URL_, purpose: 'context', reason: 'the loader did not return JSON' },
      })
    },
  )
})
