/** Every schema-valid official example builds again through the builders to an equal document, and parses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { lintMicrocredential } from '../../src/model/microcredential/index.js'
import { newerCredential, sameCredential } from '../../src/model/reading/comparison.js'
import { parse } from '../../src/model/reading/parse.js'
import { validate } from '../../src/schema/validate.js'
import { rebuild } from '../model/rebuild.js'
import { hasVectors, vectors } from '../vectors.js'

const OB3 = `${vectors}/ob3`
const KINDS = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential']

function documents(): readonly (readonly [string, JsonObject])[] {
  return ['examples', 'samples/ob30'].flatMap((folder) =>
    readdirSync(`${OB3}/${folder}`)
      .filter((name) => name.endsWith('.json'))
      .map(
        (name) =>
          [
            `${folder}/${name}`,
            JSON.parse(readFileSync(`${OB3}/${folder}/${name}`, 'utf8')) as JsonObject,
          ] as const,
      ),
  )
}

/** For example `VCDM 1.1 with context-3.0.1.json`. */
function versionsOf(document: JsonObject): string {
  const [vcdm, openBadges] = [document['@context']].flat()
  const model = vcdm === 'https://www.w3.org/ns/credentials/v2' ? '2.0' : '1.1'
  return `VCDM ${model} with ${String(openBadges).split('/').pop()}`
}
const isOurs = (document: JsonObject): boolean =>
  [document['type']].flat().some((type) => KINDS.includes(type as string))
const valid = (document: JsonObject): boolean => isOurs(document) && validate(document).valid

/** With lists where the strict form has lists, which is how builders write. */
function strictForm(document: JsonObject): JsonObject {
  let current = document
  for (;;) {
    const fault = validate(current, { form: 'strict' }).issues.find(({ code }) => code === 'not_a_list')
    if (fault === undefined) return current
    const copy = structuredClone(current) as Record<string, Json>
    const steps = fault.pointer.split('/').slice(1)
    const last = steps.pop()!
    const parent = steps.reduce<Record<string, Json>>((at, step) => at[step] as Record<string, Json>, copy)
    parent[last] = [parent[last]!]
    current = copy
  }
}

describe.skipIf(!hasVectors || !existsSync(`${OB3}/examples`))('official examples', () => {
  const all = hasVectors ? documents() : []
  const candidates = all.filter(([, document]) => valid(document))

  it('build again to equal documents, in the versions that they name', () => {
    const versions = new Map<string, number>()
    const apart: string[] = []
    for (const [name, document] of candidates) {
      const { proof: _, ...unsigned } = strictForm(document)
      try {
        expect(rebuild(unsigned)).toEqual(unsigned)
        const version = versionsOf(document)
        versions.set(version, (versions.get(version) ?? 0) + 1)
      } catch (error) {
        apart.push(`${name}: ${String(error).slice(0, 400)}`)
      }
    }
    const built = [...versions.values()].reduce((sum, count) => sum + count, 0)
    const counted = [...versions].map(([version, count]) => `${version}: ${count}`).sort()
    console.log(
      `conformance: official examples built again ${built}/${candidates.length} (${counted.join(', ')})`,
    )
    expect(apart).toEqual([])
    expect(candidates.length).toBeGreaterThan(30)
    expect(versions.size).toBe(4)
  })

  it('parse', () => {
    let parsed = 0
    for (const [, document] of candidates) {
      const view = parse(document)
      expect(view.original).toEqual(document)
      parsed++
    }
    console.log(`conformance: official examples parsed ${parsed}/${candidates.length}`)
  })

  it('compare as the specification says (Open Badges 3.0, Equality and Comparison)', () => {
    const [a, b, c, d] = [
      '01-sample-credential-a',
      '02-sample-credential-b',
      '03-sample-credential-c',
      '04-sample-credential-d',
    ].map(
      (name) =>
        JSON.parse(
          readFileSync(`${OB3}/examples/equality-and-comparison__${name}.json`, 'utf8'),
        ) as JsonObject,
    ) as [JsonObject, JsonObject, JsonObject, JsonObject]
    // The four share issuer and id; C is the newest and replaces each of the others.
    const four = [a, b, c, d]
    for (const one of four) for (const other of four) expect(sameCredential(one, other)).toBe(true)
    for (const other of [a, b, d]) expect(newerCredential(other, c)).toBe(c)
    console.log('conformance: equality and comparison 4/4 examples')
  })
})

const MICROCREDENTIALS = `${vectors}/stack/microcredential`

describe.skipIf(!existsSync(MICROCREDENTIALS))('published microcredentials', () => {
  /** The mandatory elements of the European framework that each lacks, read off the files by hand. */
  it.each([
    ['edubadges-full-ho.json', []],
    ['edubadges-full-mbo.json', ['qualityAssurance missing']],
    [
      'mynextid-open-badge.json',
      [
        'country missing',
        'workload unclear',
        'assessment missing',
        'participation missing',
        'qualityAssurance missing',
      ],
    ],
  ])('%s', (name, expected) => {
    const badge = JSON.parse(readFileSync(`${MICROCREDENTIALS}/${name}`, 'utf8')) as object
    const open = lintMicrocredential(badge, 'eu').filter(
      ({ outcome, requirement }) => outcome !== 'present' && requirement === 'mandatory',
    )
    expect(open.map(({ element, outcome }) => `${element} ${outcome}`)).toEqual(expected)
  })
})
