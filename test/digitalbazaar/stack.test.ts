/** A larger credential is an ordinary badge to others, and its parts can be compared without this library. */
import { createHash } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as theirs } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { describe, expect, it } from 'vitest'
import { documentLoader } from '../../src/digitalbazaar/index.js'
import { partBytes, sealParts } from '../../src/pathways/index.js'
import { independentDigest, independentName } from '../pathways/stack/independent-digest.js'
import { data, diploma, type Mutable, NOW, PARTS } from '../pathways/stack/world.js'

const theirVerdict = async (credential: object): Promise<boolean> => {
  const answer = await vc.verifyCredential({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ cryptosuite: theirs }),
    documentLoader: documentLoader(),
    now: NOW,
  })
  return answer.verified
}
const entriesOf = (credential: object): Mutable[] => (credential as Mutable).relatedResource
const SEED = new Uint8Array(32).fill(6)

describe('a larger credential', () => {
  it.each(['named', 'sealed'] as const)('verifies as a badge in @digitalbazaar/vc: %s', async (form) => {
    const signed = await diploma(PARTS, form === 'sealed' ? { form, seed: SEED } : { form })
    expect(await theirVerdict(signed)).toBe(true)
    const changed = structuredClone(signed) as Mutable
    changed.relatedResource[1].digestMultibase = changed.relatedResource[2].digestMultibase
    expect(await theirVerdict(changed)).toBe(false)
  })

  it('names parts whose digests anybody can compute, with SHA-256 and canonical JSON alone', async () => {
    const signed = await diploma()
    const byId = new Map<string, object>([
      [data.id, data],
      ...PARTS.map((part) => [String(part['id']), part] as const),
    ])
    expect(entriesOf(signed)).toHaveLength(4)
    for (const { id, digestMultibase } of entriesOf(signed)) {
      expect(digestMultibase).toBe(independentDigest(byId.get(id)!))
    }
    const envelopes = sealParts(PARTS, SEED)
    const named = new Map(
      envelopes.map((envelope) => [independentName(envelope), independentDigest(envelope)]),
    )
    const sealed = await diploma(PARTS, { form: 'sealed', seed: SEED })
    for (const { id, digestMultibase } of entriesOf(sealed).slice(1))
      expect(named.get(id)).toBe(digestMultibase)
  })

  it('agrees with a digest of the published bytes', async () => {
    const [, first] = entriesOf(await diploma())
    const part = PARTS.find(({ id }) => id === first.id)!
    const hash = createHash('sha256').update(partBytes(part)).digest('hex')
    expect(independentDigest(part)).toBe(first.digestMultibase)
    expect(hash).toBe(
      createHash('sha256')
        .update(JSON.stringify(sorted(part)))
        .digest('hex'),
    )
  })
})

/** The same document with its members in order; JSON.stringify then writes RFC 8785 for these values. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [two]) => (one < two ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}
