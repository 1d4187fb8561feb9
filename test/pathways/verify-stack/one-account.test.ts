/** The parts of one call of `verifyStack` draw on one account: many costly parts are refused, many genuine parts are not. */
import { achievement, generateSigner, issue, openBadge, profile, VERIFY_LIMITS } from 'laurel'
import { partDigest, type StackEntry, verifyStack } from 'laurel/pathways'
import { expect, it, vi } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import { WorkAccount } from '../../../src/work-account.js'
import { bySuite } from '../../by-suite.js'

const NOW = new Date('2026-06-01T00:00:00Z')

const signer = await generateSigner()
const issuer = profile({ id: signer.controller, name: 'University' })
const badge = (id: string): JsonObject =>
  openBadge({
    id,
    issuer,
    recipient: { id: signer.controller },
    validFrom: '2026-01-01T00:00:00Z',
    achievement: achievement({ id: `${id}:achievement`, name: 'A', description: 'd', criteria: 'c' }),
  }) as unknown as JsonObject
const options = { signer, now: () => NOW }

async function diplomaOf(parts: readonly JsonObject[]): Promise<JsonObject> {
  const relatedResource = parts.map((part) => ({
    id: part['id'] as string,
    mediaType: 'application/vc',
    digestMultibase: partDigest(part),
  }))
  return (await issue(
    { ...badge('urn:x:diploma'), relatedResource } as never,
    options,
  )) as unknown as JsonObject
}

async function standings(parts: readonly JsonObject[], diploma?: JsonObject): Promise<readonly string[]> {
  const seen = await verifyStack(diploma ?? (await diplomaOf(parts)), parts, { now: NOW })
  const { entries = [] } = seen as { readonly entries?: readonly StackEntry[] }
  return entries.map((entry) => {
    const proof = entry.report?.check.proof
    if (proof?.outcome === 'pass') return 'genuine'
    const proofs = proof?.details?.['proofs'] as unknown as readonly { readonly code: string }[] | undefined
    return proofs?.[0]?.code ?? 'none'
  })
}

it('many genuine parts are all verified', async () => {
  const parts: JsonObject[] = []
  for (let i = 0; i < bySuite(30, 200); i++)
    parts.push((await issue(badge(`urn:x:${i}`) as never, options)) as unknown as JsonObject)
  expect(new Set(await standings(parts))).toEqual(new Set(['genuine']))
})

it('parts with many equal objects use up the account once, and not once for each part', async () => {
  const signed = (await issue(badge('urn:x:b') as never, options)) as unknown as JsonObject
  const subject = (): JsonObject => ({
    type: ['AchievementSubject'],
    result: Array.from({ length: 6 }, () => ({
      type: ['Result'],
      value: '1',
      alignment: [{ type: ['Alignment'], targetName: 'x', targetUrl: 'https://x.example' }],
    })),
  })
  const parts = Array.from({ length: 95 }, (_, i) => ({
    ...signed,
    id: `urn:x:${i}`,
    credentialSubject: [subject(), subject()],
  }))
  const diploma = await diplomaOf(parts)
  const spend = vi.spyOn(WorkAccount.prototype, 'take')
  const found = await standings(parts, diploma)
  const hashes = spend.mock.calls.filter(([name]) => name === ('hashes' as never))
  spend.mockRestore()
  expect(new Set(found)).toEqual(new Set(['limit_exceeded']))
  expect(found).toHaveLength(95)
  // With an account for each part, they used 5,504,168.
  const used = hashes.reduce((sum, [, amount = 1]) => sum + amount, 0)
  expect(used).toBeLessThan(1.5 * VERIFY_LIMITS.hashes)
})
