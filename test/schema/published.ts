/** The published 1EdTech schemas, compiled from the copies beside the repository; and ours, from schemas/. */
import { readFileSync } from 'node:fs'
import Ajv2019 from 'ajv/dist/2019.js'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { schemaFiles } from '../../schemas/generate/files.ts'
import { vectors } from '../vectors.js'

export interface SchemaError {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly message?: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The errors, all of them; none when the document is valid. */
export type Judge = ((document: unknown) => readonly SchemaError[]) & {
  /** Only the verdict, and faster. */
  readonly accepts: (document: unknown) => boolean
}

const BASE = `${vectors}/ob3/schemas`
const AC = 'ob_v3p0_achievementcredential_schema'

export const published = {
  strictBadge: () => judge(file(`${BASE}/ob_v3p0/strict/${AC}.json`)),
  strictEndorsement: () => judge(part(`${BASE}/ob_v3p0/strict/${AC}.json`, 'EndorsementCredential')),
  strictProfile: () => judge(part(`${BASE}/ob_v3p0/strict/${AC}.json`, 'Profile')),
  compactBadge: () => judge(file(`${BASE}/ob_v3p0/lenient/${AC}.json`)),
  compactEndorsement: () => judge(file(`${BASE}/ob_v3p0/lenient/ob_v3p0_endorsementcredential_schema.json`)),
  compactProfile: () => judge(file(`${BASE}/ob_v3p0/lenient/ob_v3p0_profile_schema.json`)),
  olderBadge: () => judge(file(`${BASE}/vcdm1.1-draft4/${AC}_draft4.json`)),
  compactRecord: () => judge(file(`${BASE}/clr_v2p0/lenient/clr_v2p0_clrcredential_schema.json`)),
  olderRecord: () => judge(file(`${BASE}/vcdm1.1-draft4/clr_v2p0_clrcredential_schema_draft4.json`)),
} satisfies Record<string, () => Judge>

export const own = (name: string, draft: '2020-12' | '2019-09' = '2020-12'): Judge =>
  judge(
    draft === '2020-12'
      ? file(new URL(`../../schemas/${name}.json`, import.meta.url).pathname)
      : (JSON.parse(schemaFiles(draft).get(`${name}.${draft}`)!) as Schema),
    draft,
  )

type Schema = Record<string, unknown>

const file = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8')) as Schema

function part(path: string, name: string): Schema {
  const { $defs } = file(path)
  return { $ref: `#/$defs/${name}`, $defs }
}

interface Compiler {
  compile(
    schema: Schema,
  ): ((document: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null }
}

function judge(schema: Schema, draft: '2020-12' | '2019-09' = '2019-09'): Judge {
  const { $schema: _, $id: __, ...body } = schema
  const compile = (allErrors: boolean) => {
    const Ajv = (draft === '2020-12' ? Ajv2020 : Ajv2019) as unknown as new (options: object) => Compiler
    const ajv = new Ajv({ allErrors, strict: false, validateFormats: true })
    ;(addFormats as unknown as (target: Compiler) => void)(ajv)
    return ajv.compile(body)
  }
  const quick = compile(false)
  const all = compile(true)
  return Object.assign(
    (document: unknown): readonly SchemaError[] => (all(document) ? [] : (all.errors ?? [])),
    { accepts: (document: unknown): boolean => quick(document) },
  )
}
