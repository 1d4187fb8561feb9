/** The published files of schemas/ by themselves: well-formed, self-contained, documented, fresh. */
import { readdirSync, readFileSync } from 'node:fs'
import Ajv2019 from 'ajv/dist/2019.js'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { completeBadge, endorsementCredential, olderBadge, profileDocument } from './fixtures.js'

const folder = new URL('../../schemas/', import.meta.url)
const names = readdirSync(folder).filter((name) => /^(openbadge|endorsement|profile).*\.json$/.test(name))

interface Compiler {
  compile(schema: object): (document: unknown) => boolean
}

const documentFor = (name: string) =>
  name.startsWith('profile')
    ? profileDocument
    : name.startsWith('endorsement')
      ? endorsementCredential
      : completeBadge

describe('the files of schemas/', () => {
  it('come for both drafts, both forms and three kinds of document', () => {
    expect(names).toHaveLength(16)
  })

  it.each(names)('%s compiles in strict mode, against its meta-schema, with nothing else at hand', (name) => {
    const schema = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { readonly $id: string }
    const Ajv = (name.includes('2019-09') ? Ajv2019 : Ajv2020) as unknown as new (options: object) => Compiler
    const ajv = new Ajv({ strictSchema: true, strictTypes: true, strictRequired: true, strictTuples: false })
    ;(addFormats as unknown as (target: Compiler) => void)(ajv)
    const validate = ajv.compile(schema)
    expect(schema.$id).toBe(`urn:laurel:schema:${name.replace('.json', '')}`)
    expect(
      validate(name.includes('1.1') && name.startsWith('openbadge') ? olderBadge : documentFor(name)),
    ).toBe(!name.startsWith('endorsement-credential-1.1'))
    expect(validate({})).toBe(false)
  })

  it.each(names)('%s says of everything what it is', (name) => {
    const { $defs } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
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
