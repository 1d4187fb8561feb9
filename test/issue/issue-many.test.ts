import { canonize, issue, issueMany, type Signer, signerFromSeed, verify } from 'laurel'
import { describe, expect, it } from 'vitest'

const seed = new Uint8Array(32).fill(3)
const CREATED = new Date('2026-06-30T12:00:00Z')

async function badges(
  count: number,
  change: (i: number) => object = () => ({}),
): Promise<Record<string, unknown>[]> {
  const { controller } = await signerFromSeed(seed)
  const achievement = {
    id: 'https://example.edu/a/1',
    type: ['Achievement'],
    name: 'Rust I',
    description: 'Writes Rust.',
    criteria: { narrative: 'Exam.' },
  }
  return Array.from({ length: count }, (_, i) => ({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Rust I',
    issuer: { id: controller, type: ['Profile'], name: 'Example University' },
    validFrom: '2026-06-12T00:00:00Z',
    credentialSubject: { id: `urn:example:person:${i}`, type: ['AchievementSubject'], achievement },
    evidence: [
      { type: ['Evidence'], name: `Work ${i}` },
      { type: ['Evidence'], name: 'Shared work' },
    ],
    ...change(i),
  }))
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}

describe('issueMany', () => {
  it('issues what issue issues, byte for byte, in order', async () => {
    const signer = await signerFromSeed(seed)
    const input = await badges(50, (i) => (i % 7 === 3 ? { name: `Rust I (${i})`, description: 'Late' } : {}))
    const rows = await all(issueMany(input, { signer, created: CREATED }))
    for (const [i, row] of rows.entries()) {
      expect(row).toMatchObject({ index: i, outcome: 'issued' })
      const alone = await issue(input[i]!, { signer, created: CREATED })
      expect(row.outcome === 'issued' && row.credential).toEqual(alone)
      expect(Object.isFrozen(row.outcome === 'issued' && row.credential.proof)).toBe(true)
    }
    const last = rows.at(-1)!
    expect(last.outcome === 'issued' && (await verify(last.credential)).verified).toBe(true)
  })

  it.each(['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const)(
    'makes %s proofs that verify',
    async (cryptosuite) => {
      const signer = await signerFromSeed(seed)
      const rows = await all(issueMany(await badges(3), { signer, cryptosuite }))
      for (const row of rows)
        expect(row.outcome === 'issued' && (await verify(row.credential)).verified).toBe(true)
    },
  )

  it('refuses bad rows one by one and goes on', async () => {
    const signer = await signerFromSeed(seed)
    const input = await badges(6, (i) => (i === 2 ? { issuer: 7 } : i === 4 ? { unheardOf: 'x' } : {}))
    const rows = await all(issueMany(input, { signer }))
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'issued',
      'issued',
      'refused',
      'issued',
      'refused',
      'issued',
    ])
    expect(rows[2]).toMatchObject({ error: { code: 'model_invalid' }, input: input[2] })
    expect(rows[4]).toMatchObject({
      error: { code: expect.stringMatching(/^(?:jsonld_unsafe|model_invalid)$/) },
    })
  })

  it('keeps a remote signer busy up to the limit, and the order', async () => {
    const local = await signerFromSeed(seed)
    let [open, most] = [0, 0]
    const signer: Signer = {
      ...local,
      sign: async (bytes) => {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
        open--
        return local.sign(bytes)
      },
    }
    const input = await badges(60)
    const rows = await all(issueMany(input, { signer, concurrency: 10, created: CREATED }))
    expect(most).toBe(10)
    expect(rows.map(({ index }) => index)).toEqual(input.map((_, i) => i))
    const calm = await all(issueMany(input, { signer: local, created: CREATED }))
    expect(rows).toEqual(calm)
  })

  it('reports a signer that fails, row by row', async () => {
    const local = await signerFromSeed(seed)
    let calls = 0
    const signer: Signer = {
      ...local,
      sign: async (bytes) => {
        if (++calls === 2) throw new Error('throttled')
        return local.sign(bytes)
      },
    }
    const rows = await all(issueMany(await badges(4), { signer, concurrency: 1 }))
    expect(rows.map(({ outcome }) => outcome)).toEqual(['issued', 'refused', 'issued', 'issued'])
    expect(rows[1]).toMatchObject({ error: { code: 'signer_failed' } })
  })

  it('takes an async source, reads no more than it needs, and closes it when the consumer stops', async () => {
    const signer = await signerFromSeed(seed)
    const input = await badges(100)
    let [read, closed] = [0, false]
    async function* source(): AsyncGenerator<Record<string, unknown>> {
      try {
        for (const badge of input) {
          read++
          yield badge
        }
      } finally {
        closed = true
      }
    }
    for await (const { index } of issueMany(source(), { signer, concurrency: 4 })) if (index === 9) break
    expect(read).toBeLessThanOrEqual(14)
    expect(closed).toBe(true)
  })

  it('waits for contexts that must be loaded', async () => {
    const signer = await signerFromSeed(seed)
    const url = 'https://example.edu/context'
    let loads = 0
    const load = async (asked: string): Promise<unknown> => {
      if (asked !== url) throw new Error(asked)
      loads++
      return { '@context': { colour: 'https://example.edu/colour' } }
    }
    const input = await badges(5, () => ({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        url,
      ],
      evidence: [{ type: ['Evidence'], name: 'Work', colour: 'green' }],
    }))
    const rows = await all(issueMany(input, { signer, load }))
    expect(rows.map(({ outcome }) => outcome)).toEqual(Array(5).fill('issued'))
    expect(loads).toBe(1)
    const [first] = rows
    expect(first!.outcome === 'issued' && (await canonize(first!.credential, { load }))).toContain(
      'example.edu/colour',
    )
  })

  it('throws the reason when it is aborted, and TypeError for bad options', async () => {
    const signer = await signerFromSeed(seed)
    const reason = new Error('enough')
    await expect(all(issueMany(await badges(2), { signer, signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    )
    for (const more of [{ concurency: 2 }, { concurrency: 0 }, { signer: {} }, { cryptosuite: 'none' }]) {
      await expect(all(issueMany(await badges(1), { signer, ...more } as never))).rejects.toBeInstanceOf(
        TypeError,
      )
    }
  })
})
