/** The rules for objects with one id compare types and objects in linear work. */
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { misplacedMembers } from '../../src/jsonld/safe-mode/misplaced-members.js'
import { judgeObjects } from '../../src/shared-ids/judge-objects.js'
import { itemsSearched } from '../search-work.js'

const free = (): void => undefined

it.each<[string, (count: number) => unknown]>([
  [
    'the types of an issuer and of a subject',
    (count) => {
      const typed = (prefix: string): JsonObject => ({
        id: 'urn:x:1',
        type: Array.from({ length: count }, (_, i) => `${prefix}${i}`),
      })
      const root: JsonObject = { issuer: typed('a'), credentialSubject: typed('b') }
      const mention = (name: string) => ({ element: { name, ...(root[name] as JsonObject) }, path: [name] })
      return misplacedMembers(root, [[mention('issuer'), mention('credentialSubject')]], free)
    },
  ],
  [
    'many objects',
    (count) => {
      const evidence: readonly Json[] = Array.from({ length: count }, () => ({ id: 'urn:x:1', name: 'n' }))
      const node = evidence.map((element, i) => ({ element: element as JsonObject, path: ['evidence', i] }))
      return judgeObjects({ evidence }, [node], new Map(), free)
    },
  ],
])('%s', async (_, judge) => {
  const searched = (count: number): Promise<number> => itemsSearched(() => judge(count))
  await searched(1)
  expect(await searched(1000)).toBeLessThan(2.5 * (await searched(500)))
})
