/** No text that a signed document may hold makes `verifyStack` reject: it is a part of the judgement, and no mistake of the caller. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import { verifyStack } from '../../../src/pathways/index.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { ADA, data, diploma, load, NOW, PARTS, THEN, university, unsignedCopy } from '../stack/world.js'

const own = unsignedCopy(await diploma())

async function judged(subject: object, members: object = {}, now = NOW, hasId = true) {
  const { id, ...others } = own.credentialSubject
  const credentialSubject = { ...others, ...(hasId ? { id } : {}), ...subject }
  const changed: JsonObject = { ...own, ...members, credentialSubject }
  const signed = await addProof(changed, university, { created: THEN, cryptosuite: 'eddsa-jcs-2022' })
  return verifyStack(signed, PARTS, { now, load: load([]), pathway: data })
}

const identity = (identityHash: unknown, type = 'emailAddress'): object => ({
  identifier: [{ type: 'IdentityObject', identityType: type, hashed: false, identityHash }],
})

describe('verifyStack', () => {
  it.each(['ada', '', '@', ' @', '@ ', 'a@', 'ada@example.org', 'mailto:ada@example.org', '\u0000'])(
    'judges a diploma with the address %j and a good id by the id',
    async (text) => {
      expect(await judged(identity(text))).toMatchObject({ verified: true, level: 'proven' })
    },
  )

  it.each(['ada', '', ' @'])('takes the address %j alone for nobody', async (text) => {
    const answer = await judged(identity(text), {}, NOW, false)
    expect(answer).toMatchObject({ verified: false, level: 'partly' })
  })

  it.each(['', ' ', 'did:example:ada'])('takes the id %j for nobody', async (id) => {
    const answer = await judged({ id })
    expect(answer.verified).toBe(false)
  })

  it.each([
    '275760-09-13T00:00:00-14:00',
    '-271821-04-20T00:00:00+14:00',
    '-0001-01-01T00:00:00Z',
    '275760-09-13T00:00:00Z',
  ])('judges a diploma that starts at %s', async (validFrom) => {
    for (const now of [NOW, new Date(8.64e15)])
      expect((await judged({ id: ADA }, { validFrom }, now)).verified).toBe(false)
  })
})
