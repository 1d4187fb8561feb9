/** A batch signs no badge that `verify` would refuse. */
import { issueBatch } from 'laurel/bulk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { VC2 } from '../verify/world.js'
import { MAPPING, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const SHA = `sha256-${'A'.repeat(43)}=`

function batchWith(relatedResource: readonly object[]) {
  const { credential } = MAPPING as { credential?: object }
  return here.batch(rows(3), {
    mapping: { ...MAPPING, credential: { ...credential, relatedResource } } as never,
  })
}

test('a wrong digest of a bundled context is refused before the key signs', async () => {
  await expect(issueBatch(batchWith([{ id: VC2, digestSRI: SHA }]))).rejects.toMatchObject({
    code: 'model_invalid',
  })
})

test('resources that are none of the bundled contexts are signed', async () => {
  const many = Array.from({ length: 65 }, (_, i) => ({ id: `https://x.example/${i}`, digestSRI: SHA }))
  expect(await issueBatch(batchWith(many))).toMatchObject({ signed: 3, rejected: 0 })
})
