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

test.each([
  ['a wrong digest of a bundled context', [{ id: VC2, digestSRI: SHA }]],
  [
    'too many related resources',
    Array.from({ length: 65 }, (_, i) => ({ id: `https://x.example/${i}`, digestSRI: SHA })),
  ],
])('%s is refused before the key signs', async (_, relatedResource) => {
  const mapping = {
    ...MAPPING,
    credential: { ...(MAPPING as { credential?: object }).credential, relatedResource },
  }
  const batch = here.batch(rows(3), { mapping: mapping as never })
  await expect(issueBatch(batch)).rejects.toMatchObject({ code: 'model_invalid' })
})

test('a resource that is not one of the bundled contexts is signed', async () => {
  const relatedResource = [{ id: 'https://x.example/thesis', digestSRI: SHA }]
  const mapping = {
    ...MAPPING,
    credential: { ...(MAPPING as { credential?: object }).credential, relatedResource },
  }
  expect(await issueBatch(here.batch(rows(3), { mapping: mapping as never }))).toMatchObject({
    signed: 3,
    rejected: 0,
  })
})
