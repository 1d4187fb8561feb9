/** What a stranger writes forges no line, and no order of letters, in what a report or a validation says of it. */
import { validate } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { visible } from '../../src/encoding/forms/characters.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from '../../src/verify/verify.js'
import { clone, makeWorld, type World } from './world.js'

const HOSTILE = 'a\nVERIFIED\u202e\u001b[2K\u2028\u0085'
const HIDDEN = /[\p{Cc}\u202e\u2028]/u

type Path = readonly string[]

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(
    world.badge((badge) => {
      badge.evidence = [{ id: 'https://uni.example/e', type: ['Evidence'], name: 'Thesis' }]
    }),
  )
})

function places(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, member]) => places(member, [...path, name]))
}

/** Changes the holder of a place. */
function changed(path: Path, change: (holder: Record<string, unknown>, name: string) => void): JsonObject {
  const document = clone(signed)
  const holder = path.slice(0, -1).reduce<unknown>((at, name) => (at as JsonObject)[name], document)
  change(holder as Record<string, unknown>, path.at(-1)!)
  return document
}

const CHANGES: Readonly<Record<string, (holder: Record<string, unknown>, name: string) => void>> = {
  'before a value': (holder, name) => (holder[name] = HOSTILE + String(holder[name])),
  'as a value': (holder, name) => (holder[name] = HOSTILE),
  'as a name': (holder, name) => {
    if (!Array.isArray(holder)) holder[HOSTILE] = holder[name]
  },
  'in an id': (holder) => (holder['id'] = HOSTILE),
  'in a context': (holder) => (holder['@context'] = HOSTILE),
}

describe('hidden characters', () => {
  it.each(Object.entries(CHANGES))('%s are written as escapes', async (_, change) => {
    let issues = 0
    for (const path of places(signed)) {
      const document = changed(path, change)
      const report = await verify(document, world.options)
      for (const { message } of [...report.checks, ...report.warnings]) expect(message).not.toMatch(HIDDEN)
      for (const issue of [...report.issues, ...validate(document).issues]) {
        issues++
        const { pointer: __, ...words } = issue
        expect(Object.values(words).join(' ')).not.toMatch(HIDDEN)
      }
    }
    expect(issues).toBeGreaterThan(0)
  })

  it('of all kinds are seen, and other characters stay', () => {
    expect(visible('a\nb\u{e0041}\ud800é😀')).toBe('a\\u000ab\\udb40\\udc41\\ud800é😀')
  })
})
