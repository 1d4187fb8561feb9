/** A part that several entries name is verified once for each instant. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import type { JudgedStack } from '../../../src/pathways/index.js'
import { partDigest, verifyStack } from '../../../src/pathways/index.js'
import type { Load } from '../../../src/ports.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { itemsSearched } from '../../search-work.js'
import { badge, diploma, load, NOW, REVOCATIONS, THEN, university, unsignedCopy } from '../stack/world.js'

const entryOf = (part: JsonObject): JsonObject => ({
  id: part['id'] as string,
  mediaType: 'application/vc',
  digestMultibase: partDigest(part),
})

/** A larger credential that names each part so often. */
async function naming(
  parts: readonly JsonObject[],
  times: number,
  members: object = {},
): Promise<JsonObject> {
  const relatedResource = Array.from({ length: times }, () => parts.map(entryOf)).flat()
  // `issue` refuses to name a part twice.
  return addProof({ ...unsignedCopy(await diploma()), relatedResource, ...members }, university, {
    created: THEN,
    cryptosuite: 'eddsa-jcs-2022',
  })
}

interface Seen {
  readonly judged: JudgedStack
  /** How often the list of withdrawn badges was asked for. */
  readonly lists: number
}

async function judge(stack: JsonObject, parts: readonly JsonObject[], revoked: string[] = []): Promise<Seen> {
  let lists = 0
  const held = load(revoked)
  const counting: Load = (url, purpose, signal) => {
    if (url === REVOCATIONS) lists++
    return held(url, purpose, signal)
  }
  const judged = await verifyStack(stack, parts, { now: NOW, load: counting })
  if (judged.level === undefined) throw new Error(JSON.stringify(judged.report.checks))
  return { judged, lists }
}

describe('a part that a larger credential names thirty times', () => {
  it.each<[string, { validUntil?: string }, string[], number]>([
    ['holds', {}, [], 1],
    ['revoked', {}, ['urn:uuid:00000000-0000-4000-8000-000000000000'], 1],
    // For now, and for the start of the larger credential.
    ['expired', { validUntil: '2026-06-15T00:00:00Z' }, [], 2],
  ])('is verified once: %s', async (standing, dates, revoked, loads) => {
    const part = await badge('python', { revocable: true, ...dates })
    const one = await judge(await naming([part], 1), [part], revoked)
    const many = await judge(await naming([part], 30), [part], revoked)
    expect(one.lists).toBe(loads)
    expect(many.lists).toBe(loads)
    expect(many.judged.entries).toHaveLength(30)
    const [first] = one.judged.entries
    expect(first).toMatchObject({ outcome: 'shown', standing })
    for (const [i, { pointer, ...entry }] of many.judged.entries.entries()) {
      expect(pointer).toBe(`/relatedResource/${i}`)
      expect({ ...entry, pointer: first!.pointer }).toEqual(first)
      expect(entry.report?.badges).toEqual(first!.report?.badges)
    }
    expect(many.judged.changed).toHaveLength(standing === 'holds' ? 0 : 30)
  })

  it('is verified once, too, where its content is another than the named one', async () => {
    const part = await badge('python', { revocable: true })
    const other = await badge('python', { revocable: true, title: 'Another' })
    const { judged, lists } = await judge(await naming([part], 30), [other])
    expect(judged.entries.map(({ outcome }) => outcome)).toEqual(Array(30).fill('reshaped'))
    expect(lists).toBe(1)
  })

  it('is verified once, too, where larger credentials with other starts name it', async () => {
    const part = await badge('python', { revocable: true })
    const inner = await Promise.all(
      [1, 2, 3].map((day) =>
        naming([part], 2, { id: `urn:uuid:inner-${day}`, validFrom: `2026-05-0${day}T00:00:00Z` }),
      ),
    )
    const { judged, lists } = await judge(await naming(inner, 1), [...inner, part])
    const two = { stack: { entries: [{ standing: 'holds' }, { standing: 'holds' }] } }
    expect(judged.entries).toMatchObject([two, two, two])
    expect(lists).toBe(1)
  })
})

it('the entries of a larger credential that is named often are read once', async () => {
  const unknown = { mediaType: 'application/vc', digestMultibase: partDigest({ id: 'urn:other' }) }
  const inner = await naming([], 0, {
    id: 'urn:uuid:inner',
    relatedResource: Array.from({ length: 200 }, (_, i) => ({ ...unknown, id: `urn:x:${i}` })),
  })
  const searched = async (times: number): Promise<number> => {
    const outer = await naming([inner], times)
    return itemsSearched(() => judge(outer, [inner]))
  }
  await searched(1)
  const [few, more] = [await searched(60), await searched(120)]
  expect((more - few) / 60).toBeLessThan(400)
})

it('a larger credential that contradicts its parts is marked once in each report of it', async () => {
  const forged = { ...(await badge('python')), name: 'Another name' }
  const inner = await naming([forged], 1, { id: 'urn:uuid:inner' })
  const { judged } = await judge(await naming([inner], 3), [inner, forged])
  expect(judged.entries).toHaveLength(3)
  for (const { stack, report } of judged.entries) {
    expect(stack).toMatchObject({ level: 'contradicted', code: 'part_forged' })
    expect(stack?.report).toBe(report)
    expect(report?.warnings.filter(({ code }) => code === 'stack_contradicted')).toHaveLength(1)
  }
})
