/** "A cryptosuite" of src/README.md: one row, and a file if it canonicalises in a way of its own. */
import { generateSigner, type IssueOptions, issue, verify } from 'laurel'
import { expect, test } from 'vitest'
import type { AnySuite, Suite } from '../../../src/proof/suites/suite.js'
import { creatableSuite, SUITES } from '../../../src/proof/suites/suites.js'
import { sampleBadge } from './sample-badge.js'

test('One row lets badges be issued and verified with a cryptosuite', async () => {
  const signer = await generateSigner()
  const badge = sampleBadge(signer.controller)
  const options = { signer, cryptosuite: 'sample-2030' } as unknown as IssueOptions
  await expect(issue(badge, options)).rejects.toThrow(
    "laurel cannot issue with the cryptosuite 'sample-2030'",
  )
  const known = creatableSuite('eddsa-jcs-2022')!
  const sample: Suite = {
    ...known,
    name: 'sample-2030',
    cryptosuite: 'sample-2030',
    canonicalisation: {
      ...known.canonicalisation,
      transform: async (...input) => `sample ${await known.canonicalisation.transform(...input)}`,
    },
  }
  ;(SUITES as unknown as AnySuite[]).push(sample)
  const signed = await issue(badge, options)
  const report = await verify(signed, { issuers: [signer.controller], accept: ['sample-2030'] })
  expect(report).toMatchObject({
    verified: true,
    check: { proof: { details: { proofs: [{ suite: 'sample-2030' }] } } },
  })
  const [proof] = [signed['proof']].flat() as readonly object[]
  const other = { ...signed, proof: [{ ...proof, cryptosuite: 'eddsa-jcs-2022' }] }
  expect((await verify(other)).check.proof).toMatchObject({ outcome: 'fail', code: 'signature_invalid' })
})
