/** A larger credential with its parts in one record, verified again from the record alone. */
import { describe, expect, it } from 'vitest'
import { bake, issue, issueJwt, profile, verify } from '../../../src/index.js'
import { stackRecord, verifyStack } from '../../../src/pathways/index.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import {
  ADA,
  badge,
  data,
  diploma,
  evaluated,
  load,
  type Mutable,
  NOW,
  PARTS,
  signers,
  THEN,
  university,
} from './world.js'

/** As `seen` verifies. */
const OPTIONS = { now: NOW, load: load([]), pathway: data }
const collector = signers[0]!
const issuer = profile({ id: collector.controller, name: 'Registry' })
const recordOf = async (changes: object = {}) => {
  const done = await evaluated(PARTS)
  return stackRecord(data, done, await diploma(), {
    issuer,
    recipient: { id: ADA },
    validFrom: THEN,
    ...changes,
  })
}
const signed = async (changes: object = {}) =>
  issue(await recordOf(changes), { signer: collector, created: THEN })

describe('a record of a larger credential', () => {
  it('is proven by itself, and says who collected it', async () => {
    const record = await signed()
    const { association, verifiableCredential } = record.credentialSubject
    expect(verifiableCredential).toHaveLength(PARTS.length + 1)
    expect(association).toHaveLength(PARTS.length)
    expect(association![0]).toMatchObject({ associationType: 'isPartOf', targetId: data.awards!.id })
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    const token = await issueJwt(await recordOf(), { signer: collector })
    for (const input of [record, JSON.stringify(record), bake(svg, record), token]) {
      const seen = await verifyStack(input, [], { ...OPTIONS, issuers: [university.controller] })
      expect(seen).toMatchObject({
        verified: true,
        level: 'proven',
        strangers: 0,
        report: { verified: true, kind: 'open-badge' },
        record: { verified: true, kind: 'clr', envelope: { by: { name: 'Registry' } } },
      })
    }
    expect((await verify(record, { now: NOW, load: load([]) })).warnings).toEqual([])
  })

  it('is not trusted for who collected it', async () => {
    const seen = await verifyStack(await signed(), [], { ...OPTIONS, issuers: [collector.controller] })
    expect(seen.verified).toBe(false)
  })

  it('is proven with as many values as a record may have', async () => {
    const record = await recordOf()
    const held = record.credentialSubject.verifiableCredential as unknown as readonly object[]
    const others = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map(async (i) => {
        const { proof: _, ...other } = structuredClone(
          await badge('ethics', { id: `urn:x:other:${i}` }),
        ) as Mutable
        other.credentialSubject.achievement.tag = Array.from({ length: 6000 }, (_, j) => `keyword ${j}`)
        return addProof(other, signers[2]!, { created: THEN, cryptosuite: 'eddsa-jcs-2022' })
      }),
    )
    const subject = { ...record.credentialSubject, verifiableCredential: [...held, ...others] }
    const large = { ...record, credentialSubject: subject } as never
    const options = { created: THEN, cryptosuite: 'eddsa-jcs-2022' } as const
    const seen = await verifyStack(await addProof(large, collector, options), [], OPTIONS)
    expect(seen).toMatchObject({ verified: true, level: 'proven', strangers: 9 })
  })

  it('is partly proven without a part, and not at all with a forged one', async () => {
    const record = await recordOf()
    const held = record.credentialSubject.verifiableCredential as unknown as readonly Mutable[]
    const withParts = async (parts: readonly object[]) =>
      issue(
        {
          ...record,
          credentialSubject: { ...record.credentialSubject, verifiableCredential: parts },
        } as never,
        { signer: collector, created: THEN },
      )
    const less = held.filter(({ id }) => id !== PARTS[0]!['id'])
    expect(await verifyStack(await withParts(less), [], OPTIONS)).toMatchObject({ level: 'partly' })
    expect(await verifyStack(await withParts(less), [PARTS[0]!], OPTIONS)).toMatchObject({ level: 'proven' })
    const late = [Promise.resolve(PARTS[0]!)]
    await expect(verifyStack(await withParts(less), late, OPTIONS)).rejects.toThrow('await it first')
    const forged = held.map((part) => (part['id'] === PARTS[0]!['id'] ? { ...part, name: 'Doctor' } : part))
    await expect(withParts(forged)).rejects.toMatchObject({ code: 'model_invalid' })
    const subject = { ...record.credentialSubject, verifiableCredential: forged }
    const others = await addProof({ ...record, credentialSubject: subject } as never, collector, {
      created: THEN,
    })
    expect((await verifyStack(others, [], OPTIONS)).verified).toBe(false)
    const none = held.filter((part) => part['relatedResource'] === undefined)
    expect((await verifyStack(await withParts(none), [], OPTIONS)).verified).toBe(false)
    expect((await verifyStack({ ...(await signed()), name: 'Doctor' }, [], OPTIONS)).verified).toBe(false)
  })

  it('refuses a part that is a token', async () => {
    const token = await issueJwt(
      (({ proof: _, ...rest }) => rest)((await badge('python')) as Mutable) as never,
      {
        signer: signers[0]!,
      },
    )
    const done = await evaluated([token, ...PARTS.slice(1)])
    expect(() => stackRecord(data, done, PARTS[0]!, { issuer, recipient: { id: ADA } })).toThrow(
      expect.objectContaining({ code: 'model_invalid' }),
    )
  })
})
