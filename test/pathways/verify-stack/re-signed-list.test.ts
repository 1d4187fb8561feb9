/** An expired part whose status list was signed again after the start of the larger credential. */
import { expect, it } from 'vitest'
import {
  bundled,
  issue,
  openBadge,
  statusEntry,
  statusList,
  statusListCredential,
  verify,
} from '../../../src/index.js'
import { evaluate, partsOf, pathway, stack, verifyStack } from '../../../src/pathways/index.js'
import { ADA, data, issuer, PATHWAY, sign, THEN, university } from '../stack/world.js'

const LIST = 'https://uni.example/status/1'

it.each(['2026-01-01T00:00:00Z', '2026-06-15T00:00:00Z'])('with a list of %s', async (at) => {
  const listed = async (from: string, revoked = false): Promise<unknown> => {
    const list = statusList()
    if (revoked) list.set(7)
    const unsigned = await statusListCredential({
      id: LIST,
      issuer: university.controller,
      list,
      validFrom: from,
    })
    return issue(unsigned, { signer: university, created: new Date(from) })
  }
  let published = await listed('2026-01-01T00:00:00Z')
  const load: typeof bundled = (url, ...rest) =>
    url === LIST ? Promise.resolve(published) : bundled(url, ...rest)
  const part = await issue(
    openBadge({
      issuer,
      recipient: { id: ADA },
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2026-06-10T00:00:00Z',
      credentialStatus: statusEntry({ statusListCredential: LIST, index: 7 }),
      achievement: { ...data.awards!, id: 'https://uni.example/a/part' } as never,
    }),
    { signer: university, load, created: new Date('2026-01-01T00:00:00Z') },
  )
  const p = pathway({
    ...PATHWAY,
    issuers: [university.controller],
    root: { badge: 'https://uni.example/a/part' },
  })
  const done = evaluate(p, [{ report: await verify(part, { load, now: THEN }), input: part }], {
    holder: { id: ADA },
    at: THEN,
  })
  const diploma = await sign(stack(p, done, { issuer, recipient: { id: ADA } }))
  const seen = async (): Promise<unknown> => {
    const now = new Date('2026-07-01T00:00:00Z')
    const { verified, level, ...report } = await verifyStack(diploma, partsOf(done), {
      pathway: p,
      load,
      now,
    })
    return [verified, level, 'changed' in report && report.changed?.map((each) => each.now)]
  }
  published = await listed(at)
  expect(await seen()).toEqual([true, 'proven', ['expired']])
  published = await listed(at, true)
  expect(await seen()).toEqual([false, 'asserted', ['revoked']])
})
