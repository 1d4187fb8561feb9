/** The published files of schemas/ by themselves: well-formed, self-contained, documented, fresh. */
import { readdirSync, readFileSync } from 'node:fs'
import Ajv2019 from 'ajv/dist/2019.js'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { schemaFiles } from '../../schemas/generate/files.ts'
import type { JsonObject } from '../../src/encoding/json.js'
import { endorsement } from '../../src/model/builders/endorsement.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { bySuite } from '../by-suite.js'
import {
  completeBadge,
  completeRecord,
  endorsementCredential,
  olderBadge,
  olderRecord,
  profileDocument,
} from './fixtures.js'

/** Those of draft 2020-12 as they stand in the folder, those of 2019-09 as the build makes them. */
const folder = new URL('../../schemas/', import.meta.url)
const texts = new Map(
  readdirSync(folder)
    .filter((name) => /^(openbadge|endorsement|profile|clr).*\.json$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
for (const [name, text] of schemaFiles('2019-09')) texts.set(`${name}.json`, text)
const names = [...texts.keys()]

interface Compiler {
  compile(schema: object): (document: unknown) => boolean
}

const older = { dataModel: '1.1' } as const
const issuer = { id: 'did:web:example.edu', name: 'Example University' }
const olderEndorsement = endorsement(
  { id: 'urn:uuid:1', name: 'Sound', issuer, endorses: 'urn:a:1', issuanceDate: '2026-01-31T12:00:00Z' },
  older,
)
const olderStrictBadge = openBadge(
  {
    id: 'urn:uuid:2',
    name: 'Rust I',
    issuer,
    bearer: true,
    issuanceDate: '2026-01-31T12:00:00Z',
    achievement: { id: 'urn:a:1', name: 'Rust I', description: 'd', criteria: 'c' },
  },
  older,
)

const { proof: _, ...unsignedRecord } = olderRecord
const subjectOfRecord = olderRecord['credentialSubject'] as JsonObject
const olderStrictRecord = {
  ...unsignedRecord,
  issuer: { ...issuer, type: ['Profile'] },
  credentialSubject: {
    ...subjectOfRecord,
    type: ['ClrSubject'],
    association: [subjectOfRecord['association']!],
  },
}

function documentFor(name: string): object {
  if (name.startsWith('clr')) {
    if (!name.includes('1.1')) return completeRecord
    return name.includes('compact') ? olderRecord : olderStrictRecord
  }
  if (name.startsWith('profile')) return profileDocument
  if (name.startsWith('endorsement')) return name.includes('1.1') ? olderEndorsement : endorsementCredential
  if (!name.includes('1.1')) return completeBadge
  return name.includes('compact') ? olderBadge : olderStrictBadge
}

describe('the files of schemas/', () => {
  it('come for both drafts, both forms and six kinds of document', () => {
    expect(names).toHaveLength(32)
  })

  const FEW = [
    'openbadge-credential.json',
    'openbadge-credential-1.1.compact.json',
    'endorsement-credential.2019-09.json',
    'profile.compact.2019-09.json',
    'clr-credential.json',
  ]
  // The compiler takes half a second for each.
  it.each(bySuite(FEW, names))(
    '%s compiles in strict mode, against its meta-schema, with nothing else at hand',
    (name) => {
      const schema = JSON.parse(texts.get(name)!) as { readonly $id: string }
      const Ajv = (name.includes('2019-09') ? Ajv2019 : Ajv2020) as unknown as new (
        options: object,
      ) => Compiler
      const ajv = new Ajv({
        strictSchema: true,
        strictTypes: true,
        strictRequired: true,
        strictTuples: false,
      })
      ;(addFormats as unknown as (target: Compiler) => void)(ajv)
      const validate = ajv.compile(schema)
      expect(schema.$id).toBe(`urn:laurel:schema:${name.replace('.json', '')}`)
      expect(validate(documentFor(name))).toBe(true)
      const other = name.includes('1.1')
        ? name.replace('-1.1', '')
        : name.replace('-credential', '-credential-1.1')
      if (other !== name) expect(validate(documentFor(other))).toBe(false)
      expect(validate({})).toBe(false)
    },
  )

  it.each(names)('%s says of everything what it is', (name) => {
    const { $defs } = JSON.parse(texts.get(name)!) as {
      readonly $defs: Readonly<
        Record<
          string,
          { title?: string; description?: string; properties?: Record<string, { description?: string }> }
        >
      >
    }
    for (const [className, definition] of Object.entries($defs)) {
      expect(definition.title).toBeTruthy()
      for (const [property, { description }] of Object.entries(definition.properties ?? {})) {
        expect(description, `${className}.${property}`).toBeTruthy()
      }
    }
  })
})
