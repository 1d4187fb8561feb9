/** What JSON-LD drops is refused in a batch as it is alone. */
import { expect, test } from 'vitest'
import { issueMany } from '../../src/issue/issue-many.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { badgeBy } from '../digitalbazaar/badge.js'

test('a member that is null would not be signed', async () => {
  const signer = await generateSigner()
  const good = badgeBy(signer.controller)
  const outcomes: string[] = []
  for await (const row of issueMany([good, { ...good, honours: null }, good], { signer })) {
    outcomes.push(row.outcome === 'issued' ? 'issued' : (row.error as { code: string }).code)
  }
  expect(outcomes).toEqual(['issued', 'jsonld_unsafe', 'issued'])
})
